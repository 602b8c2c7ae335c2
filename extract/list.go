package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Lists of subjects: how many there are and what they share.

// ratioSubjects names the parts of a structure: 三次产业结构为6：41：53.
func (b *binder) ratioSubjects(head string, n int) ([]subject, bool) {
	named := func(names ...string) []subject {
		out := make([]subject, len(names))
		for i, s := range names {
			out[i] = subject{text: s, body: s, attr: "比重"}
		}
		return out
	}
	if m := twoShares.FindStringSubmatch(head); n == 2 && m != nil {
		return named(m[1]+"比重", m[2]+"比重"), true // 基础工业与加工工业的比例为26.6∶73.4
	}
	if m := lightHeavy.FindStringSubmatch(head); n == 2 && m != nil {
		return named("轻工业"+m[1]+"比重", "重工业"+m[1]+"比重"), true
	}
	if m := ofIndustries.FindStringSubmatch(head); n == 3 && m != nil {
		return named("第一产业"+m[1]+"比重", "第二产业"+m[1]+"比重", "第三产业"+m[1]+"比重"), true
	}
	if n == 3 && (strings.Contains(head, "产业") || strings.Contains(head, "产结构")) {
		return named("第一产业比重", "第二产业比重", "第三产业比重"), true
	}
	if n == 3 && strings.HasPrefix(head, "粮经饲") {
		return named("粮食作物比重", "经济作物比重", "饲料作物比重"), true
	}
	if m := ratioOf.FindStringSubmatch(head); m != nil {
		if parts := b.split(m[1], n); len(parts) == n {
			return named(append([]string(nil), withRatio(parts)...)...), true // 公路、水路、铁路货运量之比
		}
	}
	out := make([]subject, n)
	for i := range out {
		out[i] = subject{text: head, body: head}
	}
	return out, head != ""
}

// ofIndustries is what a structure of the three industries is of, if not of output.
var ofIndustries = nlp.NewExpr(`三次产业(投资|固定资产投资|从业人员|就业人员|就业|用电量)`)

// lightHeavy is what light and heavy industry are compared by.
var lightHeavy = nlp.NewExpr(`轻重工业((?:总产值|增加值|产值|投资)?)`)

// ratioOf is a list whose members a ratio compares.
var ratioOf = nlp.NewExpr(`^(.*、.*?)(?:之比|比例|结构|构成|占比|比重)$`)

func withRatio(parts []string) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = p + "比重"
	}
	return out
}

// placesOf is the bracket in which places are called by all their kinds.
var placesOf = nlp.NewExpr(`（市、区）|（区、市）|（县、区）`)

// proportion ends what a ratio is of.
var proportion = nlp.NewExpr(`(?:的比例|之比)`)

// twoShares is a ratio of two parts by their names.
var twoShares = nlp.NewExpr(`^(.{2,12}?)[与和](.{2,12}?)的?(?:比例|之比|比重|结构)$`)

// bigClass counts the members of a list that it names: 新能源、新材料两大产业产值, 三大
// 特色产业; before 全产业链 it says no more than that.
var bigClass = nlp.NewExpr(`([^、，和])[两二三四五六七八九十](?:大|个|条|类)(?:主导|特色|支柱|优势|重点|新兴|传统|主要|骨干|核心|战略性|[千百]亿级?)*(?:(?:农业|农牧|种养)?产业(全产业链)|(产业链|产业集群|产业|行业|板块|门类|集群)(?:实现|完成)?)`)

var industries = nlp.NewExpr(`第?([一二三])((?:[、和与]第?[一二三])+)(?:次)?产业?`)

// fourBranches are the branches of farming, where each has a value of its own: 农、林、牧、
// 渔业产值分别为.
var fourBranches = nlp.NewExpr(`农、?林、?牧、?渔业?`)

// spellIndustries writes 一、二、三产业 out as 第一产业、第二产业、第三产业.
func spellIndustries(text string) string {
	return industries.ReplaceAllStringFunc(text, func(m string) string {
		var names []string
		for _, r := range strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(m, "业"), "产"), "次") {
			if strings.ContainsRune("一二三", r) {
				names = append(names, "第"+string(r)+"产业")
			}
		}
		return strings.Join(names, "、")
	})
}

// splitNamed parts a list that ends in what its members are: 新能源汽车、工业机器人
// 等产品产量. Each member takes the measured thing at the end.
func (b *binder) splitNamed(text string, n int) []string {
	k := b.x.andSoOn(text)
	if k <= 0 {
		return nil
	}
	attr := b.x.words.Suffix(text[k:], nlp.AttrWord|nlp.OwnWord)
	for _, soft := range []bool{false, true} {
		parts := b.joinBranches(splitMarks(b.x, text[:k], soft), n)
		if len(parts) != n {
			continue
		}
		for i := range parts {
			parts[i] += attr
		}
		return parts
	}
	return nil
}

// joinBranches puts together again what the marks of a list parted, where that makes n:
// 体育、娱乐用品 is one class of goods in 手机、体育、娱乐用品、文具, and 类 ends each of 粮油、
// 食品类、服装、针纺织品类.
func (b *binder) joinBranches(parts []string, n int) []string {
	if classes := joinClasses(parts); len(parts) > n && len(classes) == n {
		return classes
	}
	for len(parts) > n {
		k := 0
		for k+1 < len(parts) && !b.oneBranch(parts[k]+"、"+parts[k+1]) {
			k++
		}
		if k+1 == len(parts) {
			break
		}
		parts = append(append(parts[:k:k], parts[k]+"、"+parts[k+1]), parts[k+2:]...)
	}
	return parts
}

// joinClasses joins the parts of a list up to each that ends in 类.
func joinClasses(parts []string) (classes []string) {
	from := 0
	for i, p := range parts {
		if strings.HasSuffix(p, "类") || i == len(parts)-1 {
			classes = append(classes, strings.Join(parts[from:i+1], "、"))
			from = i + 1
		}
	}
	return classes
}

// oneBranch reports whether text is the name of one branch or class, with or without
// the word for such.
func (b *binder) oneBranch(text string) bool {
	for _, class := range []string{"", "类", "业", "制造业"} {
		if b.x.words.ClassOf(text+class)&nlp.SectorWord != 0 {
			return true
		}
	}
	return false
}

// split parts a list of subjects into n, sharing head and tail among them. It
// returns the whole where the list has another length.
func (b *binder) split(text string, n int) []string {
	if parts := b.splitClasses(text, n); parts != nil {
		return parts
	}
	text = bigClass.ReplaceAllString(spellIndustries(text), "$1$2$3")
	if n == 3 && !strings.Contains(text, "、") {
		text = strings.Replace(text, "三次产业", "第一产业、第二产业、第三产业", 1)
	}
	if head, ok := strings.CutSuffix(text, "收、支"); ok && n == 2 {
		return []string{head + "收入", head + "支出"} // 经营预算收、支分别为4.9亿元、3.1亿元
	}
	if rest, ok := strings.CutPrefix(text, "城、乡"); ok && !strings.HasPrefix(rest, "村") {
		text = "城镇、农村" + rest
	}
	if n == 4 {
		text = fourBranches.ReplaceAllString(text, "农业、林业、牧业、渔业")
	}
	soft := splitMarks(b.x, text, true)
	if len(soft) > 1 && (n == 1 || n == len(soft)) {
		if rest, ok := b.places(soft); ok {
			for i := range soft[:len(soft)-1] {
				soft[i] += rest
			}
			return soft
		}
	}
	hard := soft
	if softMarks.MatchString(text) {
		hard = splitMarks(b.x, text, false)
	}
	if n > 1 {
		hard = b.joinBranches(hard, n)
	}
	if both := b.worksOfEach(hard, n); both != nil {
		return both
	}
	for _, parts := range [][]string{hard, soft} {
		sure := len(parts) == len(soft) // no 和 parts it further
		if parts = expandPairs(parts, n); n > 1 && len(parts) == n || n == 1 && len(parts) > 1 && sure {
			return b.distribute(parts)
		}
	}
	if parts := hard; n > 1 && len(parts) == n-1 { // A和B类、C类和D类: the last 和 joins
		if last := splitMarks(b.x, parts[n-2], true); len(last) == 2 {
			return b.distribute(append(parts[:n-2:n-2], last...))
		}
	}
	return []string{text}
}

// splitClasses parts a list that its classes are counted behind, each of which takes what
// follows: 电子信息、装备制造两大产业集群规模.
func (b *binder) splitClasses(text string, n int) []string {
	if n < 2 || !strings.Contains(text, "大") {
		return nil
	}
	m := bigClass.FindStringSubmatchIndex(text)
	if m == nil || m[1] == len(text) {
		return nil
	}
	class := text[max(m[6], 0):max(m[7], 0)]
	if m[6] < 0 {
		class = text[m[4]:m[5]]
	}
	parts := splitMarks(b.x, text[:m[3]], true)
	if len(parts) != n || b.leadingVerb(parts[0]) != "" {
		return nil
	}
	head := sizeHead(parts[0])
	for i, p := range parts {
		if i > 0 && sizeHead(p) == "" {
			parts[i] = head + p // 规模以上汽车、电子两大行业
		}
		if !strings.HasSuffix(p, "业") && !strings.HasSuffix(p, class) {
			parts[i] += class
		}
		parts[i] += text[m[1]:]
	}
	return parts
}

// worksOfEach parts the things of a list that several verbs govern together:
// 新建、改扩建幼儿园和小学 of two counts.
func (b *binder) worksOfEach(parts []string, n int) []string {
	last := len(parts) - 1
	if n < 2 || last != n-1 {
		return nil
	}
	for _, p := range parts[:last] {
		if !b.bareVerb(p) {
			return nil
		}
	}
	v := b.leadingVerb(parts[last])
	things := splitMarks(b.x, parts[last][len(v):], true)
	if v == "" || len(things) != n {
		return nil
	}
	for k := range things {
		things[k] = strings.Join(parts[:last], "、") + "、" + v + things[k]
	}
	return things
}

// alike gives to the members of a list that stayed bare the measure that another
// took from the statements before: 电子制造业、研发服务分别增长 below 高技术投资.
func (b *binder) alike(subs []subject, parts []string, st *statement) {
	if len(subs) != len(parts) || len(subs) < 2 || st.rule.Set.Kind != schema.Growth {
		return
	}
	attr := ""
	for k, s := range subs {
		if b.measures(s.attr) && !strings.HasSuffix(parts[k], s.attr) {
			attr = s.attr
		}
	}
	if prev, has := b.previous(); attr == "" && has && len(b.history) > b.first && prev.kind == schema.Growth && branchMeasures.MatchString(prev.subject.attr) && prev.subject.owner() != "" && prev.unit == b.unitOf(st) {
		attr = prev.subject.attr // 医药、食品增加值分别增长6%和5%；钢铁、煤炭分别下降9%和4%
		for _, s := range subs {
			if s.attr != "" || s.verb != "" || b.known(s.text) || b.tells(s.text) || utf8.RuneCountInString(s.text) > 8 {
				attr = ""
			}
		}
	}
	for k, s := range subs {
		if attr != "" && s.attr == "" && s.text == parts[k] {
			subs[k] = b.parse(s.text + attr)
		}
	}
}

// pairs are words that stand for two subjects.
var pairs = []struct{ word, first, second string }{
	{"城乡居民", "城镇居民", "农村居民"}, {"城乡", "城镇", "农村"}, {"内外资", "内资", "外资"}, {"存贷款", "存款", "贷款"}, {"存、贷款", "存款", "贷款"},
	{"进出口", "进口", "出口"}, {"男女", "男性", "女性"}, {"药品耗材", "药品", "耗材"}, {"规上限上", "规上", "限上"}, {"保费收支", "保费收入", "保费支出"},
}

// expandPairs turns 城乡居民 into 城镇居民 and 农村居民 where that makes n.
func expandPairs(parts []string, n int) []string {
	if len(parts) != 1 || n != 2 {
		return parts
	}
	for _, p := range pairs {
		if p.word == "进出口" {
			continue // 进出口 is one indicator of its own
		}
		if strings.Contains(parts[0], p.word) {
			return []string{strings.Replace(parts[0], p.word, p.first, 1), strings.Replace(parts[0], p.word, p.second, 1)}
		}
	}
	return parts
}

// listMarks are the signs that part a list, or that hold one together.
var (
	listMarks = nlp.NewRunes("、“”（）《》")
	allMarks  = nlp.NewRunes("、“”（）《》和与及")
	softMarks = nlp.NewExpr(`和|与|及`)
)

// marksIn lists the words of text that can part a list, and some of those beside
// them.
func (x *Extractor) marksIn(text string, soft bool) (out []nlp.Word) {
	if soft && softMarks.MatchString(text) {
		return x.words.SplitAround(text, allMarks)
	}
	for i, r := range text {
		if listMarks.Has(r) {
			out = append(out, nlp.Word{Start: i, End: i + utf8.RuneLen(r)})
		}
	}
	return out
}

// splitMarks parts text at 、 and, if soft, at 和 与 及 that are words of their
// own; never inside quotation marks, brackets or the name of one branch
// (信息传输、软件和信息技术服务业).
func splitMarks(x *Extractor, text string, soft bool) []string {
	var parts []string
	depth, from := 0, 0
	one := len(x.words.Prefix(text, nlp.SectorWord)) // where the branch at from ends
	for _, w := range x.marksIn(text, soft) {
		t := text[w.Start:w.End]
		if w.Start < one {
			continue
		}
		switch t {
		case "“", "（", "《":
			depth++
		case "”", "）", "》":
			depth--
		}
		if t == "“" && depth == 1 && strings.HasSuffix(text[:w.Start], "”") && w.Start > from { // “甲”“乙”
			parts = append(parts, text[from:w.Start])
			from = w.Start
		}
		if depth > 0 || w.Start == 0 {
			continue
		}
		if t == "及" && (strings.HasPrefix(text[w.End:], "以上") || strings.HasPrefix(text[w.End:], "以下")) {
			continue
		}
		if t == "、" || soft && (t == "和" || t == "与" || t == "及" || t == "以及") {
			if w.Start > from {
				parts = append(parts, text[from:w.Start])
			}
			from = w.End
			one = from + len(x.words.Prefix(text[from:], nlp.SectorWord))
		}
	}
	if from < len(text) {
		parts = append(parts, text[from:])
	}
	return parts
}
