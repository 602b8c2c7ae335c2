package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A subject is what is measured, in its parts.
type subject struct {
	text  string   // the whole, as it becomes the indicator
	verb  string   // the verb that governs a counted object: 新增
	body  string   // without the verb
	stock *subject // of an increase, what increased: a total behind it speaks of that
	attr  string   // the measured thing it ends in: 增加值; "" if none
	noun  string   // of a counted thing of which all is said, without what is said: 断面 of 断面全部达标
	// counted is the thing that a count has behind it, thing what is counted without
	// what is said of it: 行业, 规模以上工业行业 of 规模以上工业实现增长的行业; "" elsewhere.
	counted, thing string
	sum            bool   // what the items of a budget come to, or what is carried over: it owns nothing
	picked         bool   // they are some of those counted before
	topic          string // its owner, where that is what the sentence tells of; else ""
	// region is whose it is, where a word of scope names another region than the
	// report's; else the zero Region.
	region schema.Region
}

// owner is the subject without verb and measured thing.
func (s subject) owner() string { return strings.TrimSuffix(s.body, s.attr) }

func (b *binder) parse(text string) subject {
	s := subject{text: text, body: text}
	s.verb = b.leadingVerb(text)
	s.body = text[len(s.verb):]
	if s.body == "" {
		s.body = text
	}
	s.attr = b.attrOf(s.body)
	if !strings.HasSuffix(s.body, s.attr) {
		s.attr = "" // a bracket stands behind it
	}
	if rest, ok := strings.CutPrefix(s.attr, "项目"); ok && len(s.attr) < len(s.body) {
		s.attr = rest // 重点项目总投资
	}
	return s
}

// leadingVerb is the run of verbs of counting that text begins with:
// 成功创建, 新建和改造提升.
func (b *binder) leadingVerb(text string) string {
	end := 0
	for end < len(text) {
		v := b.x.words.Prefix(text[end:], nlp.ActWord)
		if v == "" || len(b.x.words.Prefix(text[end:], nlp.QualWord|nlp.AttrWord|nlp.OwnWord|nlp.SectorWord|nlp.NameWord)) > len(v) {
			break // 建设用地 is no 建设
		}
		k := end + len(v)
		if strings.HasPrefix(text[k:], "性") || strings.HasPrefix(text[k:], "还") {
			break // 保障性住房, 退耕还林
		}
		if v == "脱贫" && poorThen.MatchString(text[k:]) {
			break // 脱贫人口
		}
		if fewerThan(2, text[k:]) {
			break // 推进村, 营造林; 创建推进村 keeps 创建
		}
		end = k
		for _, j := range []string{"和", "及", "、", "并", "与"} {
			if strings.HasPrefix(text[k:], j) && b.x.words.Prefix(text[k+len(j):], nlp.ActWord) != "" {
				end = k + len(j)
			}
		}
	}
	if fewerThan(2, text[end:]) {
		return ""
	}
	return text[:end]
}

// poorThen follows 脱贫 in the name of those who came out of poverty.
var poorThen = nlp.NewExpr(`^(?:人口|户|县|村|地区|群众|劳动力|家庭|人员|监测)`)

// fewerThan reports whether s has fewer than n characters, without counting all of
// a long one.
func fewerThan(n int, s string) bool {
	return len(s) < n*utf8.UTFMax && utf8.RuneCountInString(s) < n
}

// openingVerb is leadingVerb, or a verb of the general dictionary with the verbs of
// counting behind it: 提供, 挂牌建设.
func (b *binder) openingVerb(text string) string {
	if v := b.leadingVerb(text); v != "" {
		return v
	}
	v := b.x.words.Prefix(text, nlp.VerbWord|nlp.PredWord)
	if utf8.RuneCountInString(v) != 2 || utf8.RuneCountInString(text[len(v):]) < 2 || len(b.x.words.Prefix(text, notOpening)) >= len(v) || !b.wordStarts(text, v) {
		return ""
	}
	return v + b.leadingVerb(text[len(v):])
}

// notOpening are classes of words that are no verbs at the beginning of a name.
const notOpening = nlp.QualWord | nlp.AttrWord | nlp.OwnWord | nlp.SectorWord | nlp.NameWord | nlp.LinkWord | nlp.AdverbWord | nlp.TimeWord | nlp.ScopeWord

// innerVerb is the last verb of counting within raw: 支持 of
// 支持甲、乙等.
func (b *binder) innerVerb(raw string) string {
	quoted := false
	for i, r := range raw {
		if r == '“' || r == '”' {
			quoted = r == '“'
		}
		if quoted {
			continue
		}
		if v := b.x.words.Prefix(raw[i:], nlp.ActWord); v != "" && len(b.x.words.Prefix(raw[i:], nlp.QualWord|nlp.AttrWord|nlp.OwnWord)) <= len(v) && b.wordStarts(raw[i:], v) {
			return v
		}
	}
	return ""
}

// wordStarts reports whether the segmenter sees v as a word where rest begins.
func (b *binder) wordStarts(rest, v string) bool {
	at := strings.Index(b.s.text[b.s.start:b.s.end], rest)
	if at < 0 { // a number stood within
		words := b.x.words.Split(rest)
		return len(words) > 0 && (words[0].End >= len(v) || words[0].Is(nlp.ActWord))
	}
	at += b.s.start
	w := b.s.wordAt(at)
	return w.Start == at && (w.End-w.Start >= len(v) || w.Is(nlp.ActWord))
}
