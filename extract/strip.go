package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Words that say nothing of what is measured, at either end of a clause.

// frontMarks stand before a subject and are no part of it.
var frontMarks = nlp.NewRunes("，、；：。 \t（）—”·")

// stripFront moves start over times, places, adverbs and numbering. child is
// set where 其中 is among them.
func (b *binder) stripFront(start, end int) (int, bool) {
	child := false
	if m := meaning.FindStringIndex(b.s.text[start:end]); m != nil && start == b.s.start {
		start += m[1] // “双百”工程是指培育100家企业
	}
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
		if frontMarks.Has(r) {
			if r == '（' && strings.Contains(text, "）") {
				break
			}
			start += w
			continue
		}
		if m := related.FindString(text); m != "" && m != text {
			start += len(m)
			continue
		}
		if joint := frontJoint(text); joint > 0 && start > b.s.start && !b.startsLonger(text, text[:joint]) && !ratioTo.MatchString(text) {
			start += joint
			continue
		}
		if b.x.words.Prefix(text, nlp.OwnWord|nlp.AttrWord) == text {
			break
		}
		n := b.frontWord(text)
		if rest, ok := strings.CutPrefix(text, "含"); ok && rest != "" && strings.HasSuffix(b.s.text[b.s.start:start], "（") {
			child, n = true, len("含") // 公交线路30条（含夜间线路4条）
		}
		if rest, ok := strings.CutPrefix(text, "包括"); ok && rest != "" && start > b.s.start {
			child, n = true, len("包括") // 入境游客20万人次，包括外国人8万人次
		}
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

// related says what those that follow have to do with: 与家装等有关的建材.
var related = nlp.NewExpr(`^与[^，。；、]{2,12}?(?:密切|直接)?(?:有关|相关)的`)

// frontJoint is the length of a 和 that goes on a list: 和住院2.3床日.
func frontJoint(text string) int {
	for _, j := range []string{"以及", "和", "及", "与"} {
		if rest, ok := strings.CutPrefix(text, j); ok && rest != "" && !strings.HasPrefix(rest, "美") && !strings.HasPrefix(rest, "谐") && !strings.HasPrefix(text, "及格") && !strings.HasPrefix(text, "及时") {
			return len(j)
		}
	}
	return 0
}

// ratioTo is what the value before has a ratio to: 研发经费支出28亿元，与生产总值之比为2.6%.
var ratioTo = nlp.NewExpr(`^与[^，。；、]{2,14}(?:之比|的比[例值率])`)

// haveSome picks out by 有 those of whom a share is told: 有火车站的乡镇占6%.
var haveSome = nlp.NewExpr(`^有\P{P}{2,14}的\P{P}{0,8}占$`)

// frontWord is the length of a word at the front of text that can be dropped.
func (b *binder) frontWord(text string) int {
	w := b.x.words.Prefix(text, nlp.AdverbWord|nlp.TimeWord|nlp.ScopeWord)
	if w == "" {
		if rest, ok := strings.CutPrefix(text, "实际"); ok && b.x.words.Prefix(rest, nlp.ActWord) != "" {
			return len("实际")
		}
		if rest, ok := strings.CutPrefix(text, "要"); ok && (b.x.words.Prefix(rest, nlp.ActWord) != "" || strings.HasPrefix(rest, "确保")) && !b.startsLonger(text, "要") {
			return len("要") // 我们要新建学校60所
		}
		if rest, ok := strings.CutPrefix(text, "有"); ok && rest != "" && !(rest[0] >= '0' && rest[0] <= '9') && !havers.MatchString(rest) && !cabled.MatchString(rest) && !haveSome.MatchString(text) && !b.startsLonger(text, "有") {
			return len("有")
		}
		if rest, ok := strings.CutPrefix(text, "拥有"); ok && rest != "" && !strings.HasPrefix(rest, "量") && !strings.Contains(rest, "的") {
			return len("拥有")
		}
		for _, v := range []string{"完成", "实现", "发生", "折合"} {
			rest, ok := strings.CutPrefix(text, v)
			if ok && rest != "" && !strings.HasPrefix(rest, "投资") && (v != "完成" || b.attrOf(strings.TrimRight(rest, " ")) != "" || activity.MatchString(rest) || strings.HasSuffix(rest, "建设")) {
				if strings.HasPrefix(rest, "了") && utf8.RuneCountInString(rest) > 2 {
					return len(v + "了")
				}
				return len(v)
			}
		}
		if m := givenAims.FindString(text); m != "" && b.attrOf(firstListed(text[len(m):])) != "" {
			return len(m) // 年初确定的地区生产总值、固定资产投资增长目标
		}
		if m := withinYears.FindString(text); m != "" && m != text {
			return len(m)
		}
		if reported.MatchString(text) {
			return len("报告")
		}
		if text == "可实现" {
			return len(text) // 可实现21个村退出
		}
		if able.MatchString(text) {
			return len("可")
		}
		if m := afterWorks.FindString(text); m != "" && m != text {
			return len(m)
		}
		if b.scene.status == schema.Target && strings.HasPrefix(text, "争取") && !fundsSought.MatchString(text) {
			return len("争取")
		}
		if name := b.regionPrefix(text); name > 0 {
			return name
		}
		return 0
	}
	if whereTo.MatchString(text) {
		return 0 // 省内转移
	}
	if rest := text[len(w):]; strings.HasPrefix(rest, "性") || contest.MatchString(rest) || strings.HasSuffix(w, "内") && (inside.MatchString(rest) || b.outside(w)) {
		return 0 // 全市性检查考核; 全省赛金牌; 省内生产的药品
	}
	if w == "全国" && nationalName.MatchString(text) && !(b.r.doc.Region.Level == "country" && countryside.MatchString(text)) {
		return 0 // another's figure, or a name: 全国文明城市
	}
	if v := b.x.words.Prefix(text[len(w):], nlp.ActWord); w == "共" && utf8.RuneCountInString(v) > 1 {
		return len(w) // 共|建成, not 共建|成
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

var (
	// givenAims leads in what aims were set for.
	givenAims = nlp.NewExpr(`^(?:确定|制定|提出|下达|设定|预定)的`)
	// withinYears says how long something is to take: 用3年时间将漏损率降到10%.
	withinYears = nlp.NewExpr(`^用[^，。；]{0,4}?年?(?:左右)?的?时间(?:[将把使让])?`)
	// reported are rates of what has to be reported.
	reported = nlp.NewExpr(`^报告\P{P}*(?:、\P{P}*)?(?:发病|死亡|患病)率$`)
)

// fundsSought is what is got from above by striving.
var fundsSought = nlp.NewExpr(`^争取\P{P}*(?:资金|债券|专项债|项目|补助|国债)$`)

// firstListed is the first of a list.
func firstListed(list string) string {
	first, _, _ := strings.Cut(list, "、")
	return first
}

// outside reports whether the sentence tells of those beyond the region as well, so that
// those within it are a part: 跨省流动人口8万人，省内流动人口6万人.
func (b *binder) outside(within string) bool {
	place := strings.TrimSuffix(within, "内")
	if utf8.RuneCountInString(place) != 1 {
		return false
	}
	said := b.s.text[b.s.start:b.s.end]
	return strings.Contains(said, "跨"+place) || strings.Contains(said, place+"外")
}

// havers are those who have something: 有技术职务的人员.
var havers = nlp.NewExpr(`^\p{Han}{2,6}的(?:\p{Han}{0,4})(?:人员|人口|居民|家庭|企业|学生|职工)`)

// contest makes a word of scope the name of a contest.
var contest = nlp.NewExpr(`^(?:大?赛|锦标赛|联赛|运动会)`)

// inside is what was done within a region to those that a subject is of.
var inside = nlp.NewExpr(`^(?:生产|注册|登记|流通|销售|就业|就读|居住)[^，。；、]{0,6}的`)

// cabled follows 有 in an adjective.
var cabled = nlp.NewExpr(`^(?:线(?:数字)?电视|线广播|效期|机(?:肥|质|食品|产品|农)|偿|害|色金属|轨)`)

// nationalName begins a title that is given by the whole country.
var nationalName = nlp.NewExpr(`^全国(赛|大赛|名特优|重点|文明|优秀|示范|先进|劳动|五一|十佳|百强|绿色|农村|乡村|一村一品|双拥|卫生|历史)`)

// countryside begins what a report on the country says of all of it.
var countryside = nlp.NewExpr(`^全国(?:农村|乡村|卫生(?:总费用|人员|技术人员|机构))`)

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
	if r, _ := utf8.DecodeLastRuneInString(b.s.text[b.s.start:at]); w == "前" && (at == b.s.start || strings.ContainsRune("，。；、：", r)) {
		return true // the beginning of a name: no time stands before it
	}
	word := b.s.wordAt(at)
	return word.Start < at || word.End-word.Start > len(w) // in the middle of a word, or a longer one
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
		if p.Start == start && p.End <= end && !builtBefore.MatchString(b.s.text[p.End:b.s.end]) {
			return p.End
		}
	}
	return start
}

// stripBack moves end back over link verbs, adverbs and times.
func (b *binder) stripBack(l *leftPart, start, end int) int {
	for end > start {
		text := b.s.text[start:end]
		if k := b.periodEnding(start, end); k < end {
			end = k
			continue
		}
		if m := lasting.FindString(text); m != "" {
			end -= len(m)
			continue
		}
		r, w := utf8.DecodeLastRuneInString(text)
		if clauseEnds.Has(r) {
			end -= w
			continue
		}
		if rest, ok := strings.CutSuffix(text, "只"); ok && onlySo.MatchString(b.s.text[end:]) && utf8.RuneCountInString(rest) > 1 {
			end -= len("只") // 首位度只有28%
			continue
		}
		if m := mustBe.FindStringSubmatch(text); m != nil && (text != m[1] || len(b.history) > b.first) && mustDo.MatchString(b.s.text[end:]) {
			end -= len(m[1]) // 工业增加值要增长8%以上
			continue
		}
		if m := someYears.FindString(text); m != "" && m != text && strings.HasPrefix(b.s.text[end:], "年") {
			end -= len(m) // 里程五|年增加168公里
			continue
		}
		word := b.x.words.Suffix(text, nlp.LinkWord|nlp.AdverbWord|nlp.TailWord)
		if word == "" && text != "可" && strings.HasSuffix(text, "可") {
			word = "可" // 年产值可达
		}
		if word == "" || word == text && b.x.words.ClassOf(word)&nlp.OwnWord != 0 {
			return end
		}
		if a := b.x.words.Suffix(text, nlp.AttrWord|nlp.OwnWord|nlp.SectorWord); len(a) > len(word) || len(a) == len(word) && !strings.HasSuffix(word, "均") {
			return end
		}
		if b.endsLonger(end, word) && utf8.RuneCountInString(b.attrOf(text[:len(text)-len(word)])) < 3 { // 平均分为 has no 分为
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

// someYears is a number of years.
var someYears = nlp.NewExpr(`[两二三四五六七八九十连]$`)

// mustBe says that something has to be so, mustDo what.
var (
	mustBe = nlp.NewExpr(`(?:^|[^需必重主首想])(要|(?:必|仍|还)?[需须](?:要)?)$`)
	mustDo = nlp.NewExpr(`^(?:再)?(?:增长|达到|完成|实现|控制|保持|提高|下降|降低|新增|增加|不低于|高于|超过|确保|突破)`)
)

// onlySo says how little it is.
var onlySo = nlp.NewExpr(`^(?:有|占|增长|达到|完成|相当于)`)

// periodEnding returns where the time starts that ends at end, with what makes it
// a beginning: 2015年末, 自2015年以来. It is end where there is none.
func (b *binder) periodEnding(start, end int) int {
	at, since := end, false
	for _, w := range []string{"以来", "来"} {
		if strings.HasSuffix(b.s.text[start:end], w) {
			at, since = end-len(w), true
			break
		}
	}
	for _, p := range b.s.periods {
		if p.End != at || p.Start < start {
			continue
		}
		for _, w := range []string{"自从", "自", "从"} {
			if since && strings.HasSuffix(b.s.text[start:p.Start], w) {
				return p.Start - len(w)
			}
		}
		if !since || p.Start > start {
			return p.Start
		}
	}
	return end
}

// endsLonger reports whether the segmenter sees a longer word that ends at end
// than the one-character word: 位 of 单位, 有 of 国有.
func (b *binder) endsLonger(end int, word string) bool {
	if utf8.RuneCountInString(word) > 1 {
		return false
	}
	w := b.s.wordAt(end - 1)
	return w.End == end && w.End-w.Start > len(word) && !w.Is(nlp.LinkWord|nlp.AdverbWord|nlp.TailWord)
}

// stripText is stripFront for a text of its own.
func (b *binder) stripText(text string) string {
	for text != "" {
		n := 0
		if w := b.x.words.Prefix(text, nlp.AdverbWord|nlp.TimeWord|nlp.ScopeWord); w != "" {
			n = len(w)
		}
		if n == 0 || len(b.x.words.Prefix(text, nlp.ActWord|nlp.PredWord)) > n {
			break // also at 共享
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
