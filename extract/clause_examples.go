package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What a clause names only as an example, and who did it.

// doer is who a clause tells of: what stands before its first verb.
func (b *binder) doer(clause string) string {
	words := b.x.words.Split(clause)
	for n, w := range words {
		if w.Is(nlp.ActWord) && n > 0 && n+2 < len(words) && aThing(clause[w.End:words[n+1].End]) {
			continue // 管道|扩建|工程
		}
		if w.Is(nlp.ActWord|nlp.PredWord|nlp.LinkWord) || w.Is(nlp.AdverbWord) && w.Start > 0 {
			return clause[:w.Start]
		}
	}
	return ""
}

// finished ends a clause of its own before 、.
var finished = nlp.NewExpr(`^[^、]{4,}(?:推进|完成|建成|投用|开通|竣工|落地|见效|全覆盖|启动|启动建设|深化|挂牌|揭牌|成立|获批|开工|投产|提速|达标|清零|销号|铺开|收官|圆满|成功)、`)

// holds are verbs before which the one who does it belongs to the indicator.
var holds = nlp.NewExpr(`^(举办|承办|开展|组织|召开|新增|建成|夺得|获|获得|取得|荣获|斩获|摘得)$`)

// dropTimes drops the years within a subject: 上榜2023全省企业百强.
func (b *binder) dropTimes(body string, from int) string {
	for _, p := range b.s.periods {
		if p.Start >= from && !p.FiveYear && (p.To > 0 || b.s.text[p.Start:p.End] == "本年") && p.From == 0 && !pricesOf.MatchString(b.s.text[p.End:b.s.end]) && !builtBefore.MatchString(b.s.text[p.End:b.s.end]) {
			body = strings.Replace(body, b.s.text[p.Start:p.End], "", 1)
		}
	}
	return body
}

var etCetera = nlp.NewRunes("等")

// andSoOn is where the last 等 of text stands that is a word of its own (not that
// of 高等); -1 if there is none.
func (x *Extractor) andSoOn(text string) int {
	if !strings.Contains(text, "等") {
		return -1
	}
	at := -1
	for _, w := range x.words.SplitAround(text, etCetera) {
		if text[w.Start:w.End] == "等" {
			at = w.Start
		}
	}
	return at
}

// dropExamples shortens A、B等C to C where the list only gives examples of C;
// a verb in front of it stays.
func (b *binder) dropExamples(body string) string {
	k := b.x.andSoOn(body)
	if k <= 0 || strings.Count(body[:k], "、") < 1 || strings.Count(body[:k], "（") > strings.Count(body[:k], "）") {
		return body // 服务业（不含房地产、银行等）营业收入
	}
	rest := body[k+len("等"):]
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("级于候待同", r) || utf8.RuneCountInString(rest) < 2 || strings.Contains(rest, "、") {
		return body
	}
	if n := strings.Count(body[:k], "、") + 1; utf8.RuneCountInString(rest) == 2 && utf8.RuneCountInString(body[:k])/n < 9 {
		return body // 专项债等项目: the list tells which projects
	}
	return b.openingVerb(body) + rest
}

// balance drops brackets without a partner at either end.
func (b *binder) balance(s string) string {
	if halfPairs.Next(s, 0) == len(s) { // as mostly
		return clauseEnds.Trim(s)
	}
	for strings.Count(s, "（") > strings.Count(s, "）") {
		k := strings.LastIndex(s, "（")
		if k == 0 {
			s = s[len("（"):]
		} else {
			s = s[:k]
		}
	}
	for strings.Count(s, "）") > strings.Count(s, "（") {
		k := strings.Index(s, "）")
		s = s[k+len("）"):]
	}
	if strings.Count(s, "“") < strings.Count(s, "”") && strings.HasPrefix(s, "”") {
		s = s[len("”"):]
	}
	return clauseEnds.Trim(s)
}
