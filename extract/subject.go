package extract

import (
	"strings"
	"unicode"
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
		end = k
		for _, j := range []string{"和", "及", "、", "并", "与"} {
			if strings.HasPrefix(text[k:], j) && b.x.words.Prefix(text[k+len(j):], nlp.ActWord) != "" {
				end = k + len(j)
			}
		}
	}
	if utf8.RuneCountInString(text[end:]) < 2 {
		return "" // 推进村, 营造林
	}
	return text[:end]
}

// A boundary parts clauses. Depth counts the brackets around it.
type boundary struct {
	at, width int
	mark      rune
	depth     int
}

// boundaries lists the clause marks of a sentence; those inside quotation marks
// are none.
func boundaries(s *sentence) []boundary {
	var out []boundary
	depth, quoted := 0, 0
	for i := s.start; i < s.end; {
		r, w := utf8.DecodeRuneInString(s.text[i:])
		switch r {
		case '（', '[', '【':
			depth++
			out = append(out, boundary{i, w, r, depth})
		case '）', ']', '】':
			out = append(out, boundary{i, w, r, depth})
			depth = max(0, depth-1)
		case '“', '《':
			quoted++
		case '”', '》':
			quoted = max(0, quoted-1)
		case '，', '；', '。', '！', '？', '：', '\t':
			if quoted == 0 {
				out = append(out, boundary{i, w, r, depth})
			}
		}
		i += w
	}
	return out
}

// clauseStart is where the clause that ends at end begins, not before limit.
func (b *binder) clauseStart(limit, end int) int {
	depth := b.depthAt(end)
	start := limit
	for _, x := range b.bounds {
		if x.at >= end {
			break
		}
		if x.at < limit || x.depth > depth {
			continue
		}
		if x.mark == '）' || (x.mark == '（' && x.depth != depth) {
			continue
		}
		start = max(start, x.at+x.width)
	}
	return start
}

// depthAt is how many brackets are open at offset at.
func (b *binder) depthAt(at int) int {
	d := 0
	for _, x := range b.bounds {
		if x.at >= at {
			break
		}
		switch x.mark {
		case '（', '[', '【':
			d = x.depth
		case '）', ']', '】':
			d = x.depth - 1
		}
	}
	return d
}

var (
	leadIn    = nlp.NewExpr(`^(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十\d]+）|\d+[.、．]|[①-⑳]|[★●◆·•])+`)
	sayAlso   = nlp.NewExpr(`，?下同`)
	footMark  = nlp.NewExpr(`[①-⑳]|\[\d+\]|【\d+】`)
	headTail  = nlp.NewExpr(`从?每(?:生|人|户|亩|村|年|月)(?:每年|每月)?$`)
	pricedAt  = nlp.NewExpr(`按[^，。；]{1,12}(?:计算|口径)$`)
	lasting   = nlp.NewExpr(`(?:已)?连续[\d一二三四五六七八九十两]+(?:多|余)?个?(?:年|月|季度)(?:位|保持|稳)?$`)
	driven    = nlp.NewExpr(`在[^，。；]{2,18}(?:带动|推动|影响|作用|拉动|支撑|引领)下$`)
	planTail  = nlp.NewExpr(`(?:年度|年初|全年)?(?:预期)?(?:目标|计划)(?:值|任务|数)?$`)
	trend     = nlp.NewExpr(`(?:(?:保持|实现|呈现)?(?:较快|快速|平稳|稳定|持续|稳步|高速|大幅|明显|恢复性)(?:增长|发展|下降|提高|回升|上升)|(?:保持|实现)(?:增长|发展)|(?:虽然?|尽管)?(?:逐年)?有所(?:增长|下降|提高|回升|上升|回落)|(?:增长|发展|下降|提高|回升|上升|运行)(?:较快|迅速|平稳|明显|显著|加快|放缓|稳定))$`)
	newHeight = nlp.NewExpr(`(?:再上|再创|迈上|跃上|登上|跨上|创下?|创造|实现|刷新|续创)(?:历史|了)?(?:新|最高|同期)?(?:的)?(?:台阶|新高|新台阶|高度|突破|跨越|水平|最好水平|最高水平|历史记录|纪录)$`)
	viewed    = nlp.NewExpr(`^(?:(?:分|按|从)[^，。；]{1,14}(?:看|分|来看|划分|情况看)|(?:扣除|剔除|考虑)[^，。；]{1,14}(?:因素|影响)(?:后|外)?|按[^，。；]{1,12}(?:计算|口径)|与[^，。；]{1,12}相比|对照[^，。；]{1,12}看)$`)
	among     = nlp.NewExpr(`^在?(.{2,30}?)(?:之?中|方面)$`)
)

// clean strips from a clause what says nothing of what is measured, and notes
// what it strips.
func (b *binder) clean(l *leftPart) {
	text := b.s.text[l.start:l.end]
	l.raw = text
	b.noteTopic(l)
	start, end := l.start, l.end
	start, child := b.stripFront(start, end)
	l.region, l.scoped = b.scopeBetween(l.start, start)
	l.child = l.child || child
	end = b.stripBack(l, start, end)
	body := b.s.text[start:end]
	body = strings.Trim(body, "，、；：。 \t—")
	if strings.HasSuffix(body, "等") && l.object {
		body = strings.TrimSuffix(body, "等")
		v := b.leadingVerb(body)
		if v == "" {
			v = b.innerVerb(body)
			if k := strings.Index(body, v); holds.MatchString(v) && !strings.Contains(body[:k], "、") {
				v = body[:k+len(v)] // 会展中心举办…等20余场活动
			}
		}
		l.clean, l.verb = v, v
		return
	}
	if viewed.MatchString(body) {
		return
	}
	if body == "和" || body == "及" || body == "与" || body == "以及" {
		return
	}
	if m := headTail.FindString(body); m != "" && m != body {
		body = strings.TrimSuffix(body, m)
	}
	if strings.HasPrefix(body, "（") && strings.HasSuffix(body, "）") && strings.Count(body, "（") == 1 {
		return // （按当年价计算）
	}
	body = pricedAt.ReplaceAllString(body, "")
	body = driven.ReplaceAllString(lasting.ReplaceAllString(body, ""), "")
	if m := planTail.FindString(body); m != "" && m != body {
		body = strings.TrimSuffix(body, m)
	}
	if l.object {
		body = strings.TrimSuffix(body, "的")
	}
	body = trend.ReplaceAllString(newHeight.ReplaceAllString(body, ""), "")
	for _, w := range []string{"分别", "依次"} {
		if rest := strings.Replace(body, w, "", 1); rest != body {
			body, l.each = rest, true
		}
	}
	if l.object && strings.HasSuffix(b.s.text[start:l.end], "、") {
		return // 工程圆满收官、83万户居民实现清洁取暖: a list, not a subject
	}
	body = sayAlso.ReplaceAllString(footMark.ReplaceAllString(body, ""), "")
	if k := strings.Index(body, "在内的"); k > 0 {
		body = b.leadingVerb(b.s.text[b.clauseStart(b.s.start, start):start]) + body[k+len("在内的"):]
	}
	l.full = b.balance(b.dropTimes(body, start))
	body = b.dropExamples(strings.TrimSuffix(b.dropTimes(body, start), "等"))
	l.clean = b.balance(body)
	if l.clean == "" {
		l.verb = b.lastVerb(l.raw)
	}
}

// holds are verbs before which the one who does it belongs to the indicator.
var holds = nlp.NewExpr(`^(举办|承办|开展|组织|召开|新增|建成)$`)

// dropTimes drops the years within a subject: 上榜2024重庆企业100强.
func (b *binder) dropTimes(body string, from int) string {
	for _, p := range b.s.periods {
		if p.Start >= from && !p.FiveYear && p.To > 0 && p.From == 0 {
			body = strings.Replace(body, b.s.text[p.Start:p.End], "", 1)
		}
	}
	return body
}

// noteTopic remembers a clause 在…中 before this one: its subject holds for the
// rest of the sentence.
func (b *binder) noteTopic(l *leftPart) {
	if l.limit == b.s.start {
		first := b.s.text[l.limit:l.end]
		if !viewed.MatchString(strings.SplitN(first, "，", 2)[0]) && !strings.HasPrefix(first, "其中") {
			b.topic = subject{}
		}
	}
	for _, clause := range strings.Split(b.s.text[l.limit:l.start], "，") {
		clause = strings.Trim(clause, "，；：。")
		if m := among.FindStringSubmatch(clause); m != nil {
			at := l.limit + strings.Index(b.s.text[l.limit:l.start], m[1])
			front, _ := b.stripFront(at, at+len(m[1]))
			b.topic = b.parse(b.s.text[front : at+len(m[1])])
		}
	}
}

// andSoOn is where the last 等 of text stands that is a word of its own (not that
// of 高等); -1 if there is none.
func (x *Extractor) andSoOn(text string) int {
	if !strings.Contains(text, "等") {
		return -1
	}
	at := -1
	for _, w := range x.words.Split(text) {
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
	if k <= 0 || strings.Count(body[:k], "、") < 1 {
		return body
	}
	rest := body[k+len("等"):]
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("级于候待同", r) || utf8.RuneCountInString(rest) < 2 || strings.Contains(rest, "、") {
		return body
	}
	if n := strings.Count(body[:k], "、") + 1; utf8.RuneCountInString(rest) == 2 && utf8.RuneCountInString(body[:k])/n < 9 {
		return body // 专项债等项目: the list tells which projects
	}
	return b.leadingVerb(body) + rest
}

// balance drops brackets without a partner at either end.
func (b *binder) balance(s string) string {
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
	return strings.Trim(s, "，、；：。 \t")
}

// stripFront moves start over times, places, adverbs and numbering. child is
// set where 其中 is among them.
func (b *binder) stripFront(start, end int) (int, bool) {
	child := false
	for start < end {
		text := b.s.text[start:end]
		if m := leadIn.FindString(text); m != "" && m != text {
			start += len(m)
			continue
		}
		if n := b.periodAt(start, end); n > start {
			start = n
			continue
		}
		r, w := utf8.DecodeRuneInString(text)
		if r == '“' && !strings.Contains(text, "”") {
			start += w
			continue
		}
		if strings.ContainsRune("，、；：。 \t（）—”·", r) {
			if r == '（' && strings.Contains(text, "）") {
				break
			}
			start += w
			continue
		}
		if joint := frontJoint(text); joint > 0 && start > b.s.start {
			start += joint
			continue
		}
		if b.x.words.Prefix(text, nlp.OwnWord|nlp.AttrWord) == text {
			break
		}
		n := b.frontWord(text)
		if n == 0 {
			break
		}
		if strings.HasPrefix(text, "其中") {
			child = true
		}
		start += n
	}
	return start, child
}

// frontJoint is the length of a 和 that goes on a list: 和住院2.3床日.
func frontJoint(text string) int {
	for _, j := range []string{"以及", "和", "及", "与"} {
		if rest, ok := strings.CutPrefix(text, j); ok && rest != "" && !strings.HasPrefix(rest, "美") && !strings.HasPrefix(rest, "谐") {
			return len(j)
		}
	}
	return 0
}

// frontWord is the length of a word at the front of text that can be dropped.
func (b *binder) frontWord(text string) int {
	w := b.x.words.Prefix(text, nlp.AdverbWord|nlp.TimeWord|nlp.ScopeWord)
	if w == "" {
		if rest, ok := strings.CutPrefix(text, "实际"); ok && b.x.words.Prefix(rest, nlp.ActWord) != "" {
			return len("实际")
		}
		if rest, ok := strings.CutPrefix(text, "有"); ok && rest != "" && !b.startsLonger(text, "有") {
			return len("有")
		}
		for _, v := range []string{"完成", "实现", "发生"} {
			rest, ok := strings.CutPrefix(text, v)
			if ok && rest != "" && !strings.HasPrefix(rest, "投资") && (v != "完成" || b.attrOf(rest) != "" || activity.MatchString(rest) || strings.HasSuffix(rest, "建设")) {
				return len(v)
			}
		}
		if b.scene.status == schema.Target && strings.HasPrefix(text, "争取") {
			return len("争取")
		}
		if name := b.regionPrefix(text); name > 0 {
			return name
		}
		return 0
	}
	if w == "全国" && nationalName.MatchString(text) {
		return 0 // another's figure, or a name: 全国文明城市
	}
	// a longer word of the field begins here: 全社会, 基本养老保险, 在校生
	if long := b.x.words.Prefix(text, nlp.ActWord|nlp.AttrWord|nlp.OwnWord|nlp.QualWord|nlp.NameWord); len(long) > len(w) {
		return 0
	}
	if b.startsLonger(text, w) {
		return 0
	}
	return len(w)
}

// nationalName begins a title that is given by the whole country.
var nationalName = nlp.NewExpr(`^全国(重点|文明|优秀|示范|先进|劳动|五一|十佳|百强|绿色|农村|乡村|一村一品|双拥|卫生|历史)`)

// startsLonger reports whether the segmenter sees a longer word at the front of
// text than w: 年 of 年轻人, 已 of 已故.
func (b *binder) startsLonger(text, w string) bool {
	if utf8.RuneCountInString(w) > 1 {
		return false
	}
	at := strings.Index(b.s.text[b.s.start:b.s.end], text)
	if at < 0 {
		return false
	}
	at += b.s.start
	for _, word := range b.s.words {
		if word.Start == at {
			return word.End-word.Start > len(w)
		}
	}
	return true // in the middle of a word
}

// regionPrefix is the length of the document's own region at the front of text.
func (b *binder) regionPrefix(text string) int {
	name := b.r.doc.Region.Name
	for _, n := range []string{name, "全" + name} {
		if name != "" && strings.HasPrefix(text, n) {
			return len(n)
		}
	}
	return 0
}

// periodAt returns the end of the time that starts at start.
func (b *binder) periodAt(start, end int) int {
	for _, p := range b.s.periods {
		if p.Start == start && p.End <= end {
			return p.End
		}
	}
	return start
}

// stripBack moves end back over link verbs, adverbs and times.
func (b *binder) stripBack(l *leftPart, start, end int) int {
	for end > start {
		text := b.s.text[start:end]
		for _, p := range b.s.periods {
			if p.End == end && p.Start >= start {
				text = ""
				end = p.Start
			}
		}
		if text == "" {
			continue
		}
		r, w := utf8.DecodeLastRuneInString(text)
		if strings.ContainsRune("，、；：。 \t", r) {
			end -= w
			continue
		}
		word := b.x.words.Suffix(text, nlp.LinkWord|nlp.AdverbWord|nlp.TailWord)
		if word == "" || word == text && b.x.words.ClassOf(word)&nlp.OwnWord != 0 {
			return end
		}
		if a := b.x.words.Suffix(text, nlp.AttrWord|nlp.OwnWord|nlp.SectorWord); len(a) >= len(word) {
			return end
		}
		if b.endsLonger(end, word) {
			return end
		}
		switch word {
		case "分别", "依次", "均", "都", "各", "各有", "双双":
			l.each = true
		}
		end -= len(word)
	}
	return end
}

// endsLonger reports whether the segmenter sees a longer word that ends at end
// than the one-character word: 位 of 单位, 有 of 国有.
func (b *binder) endsLonger(end int, word string) bool {
	if utf8.RuneCountInString(word) > 1 {
		return false
	}
	for _, w := range b.s.words {
		if w.End == end {
			return w.End-w.Start > len(word) && !w.Is(nlp.LinkWord|nlp.AdverbWord|nlp.TailWord)
		}
	}
	return false
}

// stripText is stripFront for a text of its own.
func (b *binder) stripText(text string) string {
	for text != "" {
		n := 0
		if w := b.x.words.Prefix(text, nlp.AdverbWord|nlp.TimeWord|nlp.ScopeWord); w != "" {
			n = len(w)
		}
		if n == 0 {
			break
		}
		text = text[n:]
	}
	return text
}

// lastVerb is the verb of counting that ends raw: 完成 of 全年完成.
func (b *binder) lastVerb(raw string) string {
	raw = strings.TrimRight(raw, "，、；：了")
	return b.x.words.Suffix(raw, nlp.ActWord)
}

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
		if v := b.x.words.Prefix(raw[i:], nlp.ActWord); v != "" && b.wordStarts(raw[i:], v) {
			return v
		}
	}
	return ""
}

// wordStarts reports whether the segmenter sees v as a word where rest begins.
func (b *binder) wordStarts(rest, v string) bool {
	at := strings.Index(b.s.text[b.s.start:b.s.end], rest)
	if at < 0 {
		return false
	}
	at += b.s.start
	for _, w := range b.s.words {
		if w.Start == at {
			return w.End-w.Start >= len(v) || w.Is(nlp.ActWord)
		}
	}
	return false
}

// object is the counted thing behind a value: 排水管网 of 45公里排水管网. It is
// "" where the value ends its clause.
func (b *binder) object(st *statement) string {
	g := b.s.groups[st.group]
	if g.class != nlp.Amount && g.class != nlp.Bare && g.class != nlp.Percent || st.end != g.end {
		return ""
	}
	kind := st.rule.Set.Kind
	if kind != schema.Level && !(kind == schema.Rate && st.start == g.start) {
		return ""
	}
	end, runsOn := b.s.end, false
	for _, x := range b.bounds {
		if x.at >= g.end && !b.aside(x) {
			end = x.at
			break
		}
	}
	for k := range b.stmts {
		if n := b.stmts[k].start; n >= g.end && n < end && !b.limits(b.s.groups[b.stmts[k].group]) {
			end, runsOn = n, true
		}
	}
	for k := range b.s.groups {
		if n := b.s.groups[k].start; n >= g.end && n < end && !b.limits(b.s.groups[k]) {
			end = n
		}
	}
	text := b.s.text[g.end:end]
	if runsOn && !strings.Contains(text, "、") {
		text = b.dropPredicate(text)
	}
	if r, _ := utf8.DecodeRuneInString(text); text == "" || !unicode.IsLetter(r) && r != '“' && r != '《' && !b.limitsAt(g.end) || r == '和' || r == '及' || r == '与' {
		return ""
	}
	if k := strings.Index(text, "、"); k >= 0 && (b.listGoesOn(g.end+k, end) || newRemark.MatchString(text[k+len("、"):])) {
		text = text[:k]
	}
	for _, and := range []string{"并", "且", "而", "且"} {
		if strings.HasPrefix(text, and) {
			return ""
		}
	}
	text = strings.TrimSuffix(text, "中")
	text = strings.Trim(strings.TrimPrefix(b.dropTimes(text, g.end), "的"), " \t、，")
	for _, join := range []string{"以及", "和", "及", "与"} {
		if end < b.s.end {
			text = strings.TrimSuffix(text, join)
		}
	}
	if text == "" || b.x.words.Prefix(text, nlp.LinkWord|nlp.AdverbWord) == text || milestone.MatchString(text) {
		return ""
	}
	if link := b.x.words.Suffix(text, nlp.LinkWord); utf8.RuneCountInString(link) > 1 && link != text {
		text = strings.TrimSuffix(text, link)
	}
	if r, _ := utf8.DecodeRuneInString(text); strings.ContainsRune("）”》—-/+*=~()", r) || utf8.RuneCountInString(text) < 2 {
		if utf8.RuneCountInString(text) != 1 || !strings.ContainsRune("村县镇乡户", r) {
			return ""
		}
	}
	return text
}

// dropPredicate cuts from a counted thing the verb that leads to the next value:
// 省重点项目 of 700个省重点项目完成投资9757亿元.
func (b *binder) dropPredicate(text string) string {
	words := b.x.words.Split(text)
	for n := len(words) - 1; n > 0; n-- {
		w := words[n]
		if !w.Is(nlp.LinkWord | nlp.OwnWord | nlp.ActWord | nlp.AdverbWord | nlp.TailWord) {
			break
		}
		if utf8.RuneCountInString(text[:w.Start]) < 2 {
			break
		}
		text = text[:w.Start]
	}
	return text
}

// aside reports whether a bracket only explains a word: 2个县（市）.
func (b *binder) aside(x boundary) bool {
	if x.mark == '）' {
		return true
	}
	if x.mark != '（' {
		return false
	}
	k := strings.Index(b.s.text[x.at:b.s.end], "）")
	if k < 0 {
		return false
	}
	for _, g := range b.s.groups {
		if g.start >= x.at && g.start < x.at+k {
			return false
		}
	}
	return true
}

// limits reports whether a quantity only limits what is named behind it:
// 65岁及以上 of 65岁及以上老年人.
func (b *binder) limits(g group) bool {
	q := g.items[len(g.items)-1]
	return q.FullEnd > q.End && startsHan(b.s.text[q.FullEnd:b.s.end])
}

// newRemark begins what is said of the value rather than a further thing
// counted: 约50万名境外采购商、创历史新高.
var newRemark = nlp.NewExpr(`^(创|居|位居|位列|排|同比|增长|下降|比|较|占|高于|低于|为|均|总|规模|增速|其中)`)

// limitsAt reports whether a quantity that only limits begins at offset at.
func (b *binder) limitsAt(at int) bool {
	for _, g := range b.s.groups {
		if g.start == at {
			return b.limits(g)
		}
	}
	return false
}

// milestone is what a value reaches, not what it counts: 突破1600亿斤大关.
var milestone = nlp.NewExpr(`^(新的?|两个|三个|几个)?(大关|关口|台阶|新台阶|大台阶|目标|水平|规模|左右|的?新高)$`)

// objectStop is where the object of a statement ends if a mark or 和 parts it
// from what follows; 0 where the next value speaks of the same words.
func (b *binder) objectStop(st *statement, object string) int {
	g := b.s.groups[st.group]
	at := strings.Index(b.s.text[g.end:b.s.end], object)
	if at < 0 {
		return 0
	}
	end := g.end + at + len(object)
	for _, m := range []string{"、", "，", "；", "和", "及", "与"} {
		if strings.HasPrefix(b.s.text[end:b.s.end], m) {
			return end
		}
	}
	return 0
}

// listGoesOn reports whether the 、 at offset at parts this value's object from
// the next value's: 100组路灯、3000盏太阳能路灯.
func (b *binder) listGoesOn(at, end int) bool {
	for _, g := range b.s.groups {
		if g.start > at && g.start <= end {
			return true
		}
	}
	for k := range b.stmts {
		if n := b.stmts[k].start; n > at && n <= end {
			return true
		}
	}
	return false
}
