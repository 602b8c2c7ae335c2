package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Shares that do not say what they are a part of.

// shareNamed ends a subject that already says it is a share.
var shareNamed = nlp.NewExpr(`占比|比重|比例|率$`)

// bareShare names what p has of a whole that stands before: in 企业中，甲类占40%，
// 乙类占60% the topic, in 甲校占全县学校的40%，乙校占60% the whole of the share
// before, behind 其中 the figure before.
func (b *binder) bareShare(w *gap) (subject, bool) {
	st, l, p := w.st, &w.l, w.p
	text := b.s.text[l.start:b.s.groups[st.group].start]
	if st.rule.Set.Kind != schema.Rate || st.whole != "" || !strings.HasSuffix(strings.TrimRight(text, "近约到了"), "占") || p == "" || strings.HasPrefix(p, "占") || shareNamed.MatchString(p) {
		return subject{}, false
	}
	p = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(p, "了"), "到"), "占")
	if b.topic.seen && b.attrOf(p) == "" {
		p = merge(p, b.topic.attr) // 从销售收入看，民营工业占全部工业的38%，国有工业占22%
	}
	prev, has := b.previous()
	inSentence := has && len(b.history) > b.first
	name := func(s string) (subject, bool) {
		return subject{text: s + "占比", body: s + "占比", attr: "占比"}, true
	}
	if strings.HasSuffix(p, "的") && inSentence && prev.kind == schema.Rate {
		p += thoseOf(prev.subject.text) // 有火车站的乡镇占6%，有码头的占12%
	}
	switch {
	case l.child && has:
		b.parent = b.wholeOf(prev, st)
		if of := b.topic.text + "中"; b.topic.in && strings.HasPrefix(b.parent.subject.text, of) {
			return name(of + p) // 职工中，女性占48%，其中女工人占30%
		}
		if b.parent.shared != nil {
			return name(merge(b.parent.shared.text, p)) // 民工9万人，占外出人数的四成，其中返乡创业的占12%
		}
		return name(merge(b.parent.subject.text, p))
	case inSentence && l.sep != "；" && b.sharedBefore() != nil:
		first := b.sharedBefore()
		head, _, found := strings.Cut(first.shared.text, "的")
		if found && !strings.Contains(p, "的") {
			p = head + "的" + p
		}
		share := b.share(b.parse(p), first.whole, "")
		return subject{text: share, body: share}, true
	case b.topic.text != "" && !b.topic.seen && !strings.HasSuffix(b.topic.text, "调查"):
		return name(strings.TrimSuffix(b.topic.text, "中") + "中" + p)
	case b.surveyedThings() != "":
		return name(b.surveyedThings() + "中" + p)
	case strings.HasSuffix(p, "的") && inSentence && l.sep == "，" && prev.kind == schema.Level && prev.dimension == "people" && !strings.Contains(prev.subject.text, p):
		return name(prev.subject.text + p) // 保安员360人，持有证书的占71%
	case inSentence && b.parent.subject.text != "" && l.sep != "；" && prev.kind == schema.Rate:
		return name(merge(b.parent.subject.text, p))
	}
	return name(p)
}

// thoseOf is who is picked out by 的 in the name of a share: 乡镇 of 有火车站的乡镇占比.
func thoseOf(name string) string {
	name, ok := strings.CutSuffix(name, "占比")
	k := strings.LastIndex(name, "的")
	if !ok || k < 0 || k == 0 {
		return ""
	}
	return name[k+len("的"):]
}

// sharedBefore is the share that says its whole at the head of a run of shares;
// nil if there is none.
func (b *binder) sharedBefore() *bound {
	for k := len(b.history) - 1; k >= b.first && b.history[k].kind == schema.Rate && (b.topic.text == "" || b.history[k].at > b.topic.at); k-- {
		if h := &b.history[k]; h.whole != "" && h.shared != nil {
			return h
		}
	}
	return nil
}

// ofShare speaks of a share again.
var ofShare = nlp.NewExpr(`^(?:所占)?(?:份额|占比|比重|比例)$`)

// onlyShare is all that a clause says before its value.
var onlyShare = nlp.NewExpr(`^[，、]?(?:分别)?(?:约|近)?占(?:比)?(?:分别)?(?:约|近|达|为)?$`)

// withoutHead drops the owner that a share has in common with its whole, if an
// attribute of its own is left: 规模以上工业 of 规模以上工业轻工业增加值.
func withoutHead(share, whole string) string {
	head := 0
	for i, r := range share {
		if !strings.HasPrefix(whole[min(i, len(whole)):], string(r)) {
			break
		}
		head = i + len(string(r))
	}
	if rest := share[head:]; head >= len("一二三四") && utf8.RuneCountInString(rest) >= 3 && rest != whole[head:] && !strings.HasPrefix(rest, "单位") && !strings.HasPrefix(whole[head:], rest) {
		return rest
	}
	return share
}

// share names a share: 民生支出 of 一般公共预算支出.
func (b *binder) share(sub subject, whole, said string) string {
	whole = b.stripText(whole)
	if own := strings.TrimPrefix(sub.text, whole); own != "" {
		sub.text = own
	}
	sub.text = withoutHead(sub.text, whole)
	if k := strings.Index(whole, "比重（"); k > 0 {
		whole = whole[:k]
	}
	for _, t := range []string{"的比重", "的比例", "比重", "比例", "份额"} {
		whole = strings.TrimSuffix(whole, t)
	}
	for _, word := range []string{"比例", "份额", "比率"} {
		if strings.Contains(said, word) {
			return sub.text + "占" + whole + word
		}
	}
	return sub.text + "占" + whole + "比重"
}

// shareOnly is all that the name of a share measures, where it does not say of what.
var shareOnly = nlp.NewExpr(`^所?占?(?:比重|占比|比例|份额)$`)

// topicShared is the whole that the topic of a sentence gives to a share: 常住人口 in
// 常住人口中，男性人口5万人，占51%, 建设投资 in 建设投资中，能源投资所占比重为36%. What has
// the share is then left in sub.
func (b *binder) topicShared(sub *subject, kind schema.Kind, bare bool) string {
	of := b.topic.text
	if of == "" || !b.topic.in || b.topic.crossed != "" || strings.Contains(sub.text, of) || b.topic.attr != "" && b.topic.owner() != "" && strings.Contains(sub.text, b.topic.owner()) || generalHead.MatchString(of) || countedOff.MatchString(of) || noWhole.MatchString(of) || b.topic.attr == "" && b.endsInVerb(of) || b.sharedBefore() != nil && bare {
		return ""
	}
	named := sub.text + "占比"
	if !bare {
		named = sub.text
		if kind != schema.Rate && kind != schema.Delta || !shareOnly.MatchString(sub.attr) || strings.Contains(sub.owner(), "占") {
			return ""
		}
	}
	if _, known := b.x.catalogue.Lookup(named); known {
		return "" // 高技术制造业占比
	}
	if !bare {
		owner := strings.TrimSuffix(sub.owner(), "的")
		if owner == "" {
			return ""
		}
		*sub = b.parse(owner)
	}
	if shareNamed.MatchString(sub.text) {
		return ""
	}
	return of
}

// noWhole ends what a clause with 中 tells the occasion of, which has no parts.
var noWhole = nlp.NewExpr(`(?:调查|过程|工作|建设|发展|推进|实施|改革|实践|活动|行动|斗争|考核|评比|评价|测评|排名|比赛|防控|治理|整治|保护|攻坚|救灾|检查|抽查|抽检|普查|竞争|转型|服务)$`)

// likeShare names the share of a member of a list like the one that said first of
// what: 农业产值占总产值的70%；林业产值5亿元，占10%.
func (b *binder) likeShare(sub subject) string {
	if strings.HasSuffix(sub.text, "占比") || strings.HasSuffix(sub.text, "比重") || strings.HasSuffix(sub.text, "率") {
		return sub.text
	}
	for k := b.first; k < len(b.history); k++ {
		h := b.history[k]
		if b.stripText(h.whole) == "" || h.shared == nil || h.kind != schema.Rate || b.attrOf(strings.TrimSuffix(h.whole, "的")) != "" && h.shared.attr != sub.attr {
			continue // 从业人员占全部从业人员的9%；增加值5亿元，占17%
		}
		share := b.share(sub, strings.TrimSuffix(h.whole, "的"), "")
		return sub.text + share[strings.LastIndex(share, "占"):]
	}
	return sub.text + "占比"
}

// wholeOf is the figure that 其中 takes parts of: of those before on the same
// subject, the one of the same kind and unit as the part.
func (b *binder) wholeOf(prev bound, st *statement) bound {
	return b.notLess(b.figureOf(prev, st), st)
}

// notLess is the figure before that a part can be of: not the 9 of 企业70家，新增9家，其中产值
// 过亿元企业21家.
func (b *binder) notLess(whole bound, st *statement) bound {
	part := b.s.groups[st.group].items[0]
	less := func(h bound) bool {
		return h.value == nil || h.written != part.Unit.Text || h.value.Cmp(part.Value) < 0
	}
	if st.rule.Set.Kind != schema.Level || whole.kind != schema.Level || whole.written != part.Unit.Text || !less(whole) {
		return whole
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		if h := b.history[k]; h.kind == schema.Level && !h.part && !less(h) {
			return h
		}
	}
	return whole
}

// figureOf is the figure that 其中 follows, however large.
func (b *binder) figureOf(prev bound, st *statement) bound {
	unit := b.unitOf(st)
	for k := len(b.history) - 1; k >= 0 && b.history[k].subject.text == prev.subject.text; k-- {
		if h := b.history[k]; h.kind == st.rule.Set.Kind && h.unit == unit {
			return h
		}
	}
	for k := len(b.history) - 1; k >= 0 && isPeople(b.s.groups[st.group].items[0]) && b.history[k].subject.text == prev.subject.text; k-- {
		if h := b.history[k]; h.kind == st.rule.Set.Kind && bareScale.MatchString(h.unit) {
			return h // 诊疗人次9.4亿，比上年增加0.3亿人次。其中：中医医院4.2亿人次
		}
	}
	people := isPeople(b.s.groups[st.group].items[0])
	for k := len(b.history) - 1; k >= 0 && people && b.history[k].subject.text == prev.subject.text; k-- {
		if h := b.history[k]; h.kind == st.rule.Set.Kind && headcount.MatchString(h.subject.attr) {
			return h // 诊疗人次3.1亿，增长2%。其中：医院2.4亿人次
		}
	}
	last := b.history[len(b.history)-1]
	for k := len(b.history) - 1; k >= 0 && b.history[k].sentence == last.sentence && last.unit != unit; k-- {
		if h := b.history[k]; h.kind == st.rule.Set.Kind && h.unit == unit && !h.part {
			return h // 自然保护区87处，面积132万公顷，其中国家级11处
		}
	}
	return prev
}

// bareScale is the unit of a number that stands without one.
var bareScale = nlp.NewExpr(`^(?:万|亿|万亿)?$`)

// beyond is whose measure passes a limit, behind the share of those whose does.
var beyond = nlp.NewExpr(`^的[^，。；、\d]{3,16}?(?:达到|达|在)?$`)

// shareBeyond reports whether a value is only the limit that a share right before
// it is of: 12万元 of 95%的村收入超过12万元.
func (b *binder) shareBeyond(st *statement) bool {
	k := st.group - 1
	if k < 0 || st.rule.Set.Kind != schema.Level {
		return false
	}
	of, g := b.s.groups[k], b.s.groups[st.group]
	return of.class == nlp.Percent && g.class == nlp.Amount && !isCount(g.items[0]) && g.items[0].Bound != schema.Eq && g.start >= of.end && beyond.MatchString(b.s.text[of.end:g.start])
}

// beyondIt is the limit that stands behind the object of a share, as its name
// takes it: 超过12万元的.
func (b *binder) beyondIt(st *statement, object string) string {
	g := b.s.groups[st.group]
	for k := range b.stmts {
		next := &b.stmts[k]
		if next.group != st.group+1 || !b.shareBeyond(next) {
			continue
		}
		at := strings.Index(b.s.text[g.end:b.s.end], object)
		if to := b.s.groups[next.group].end; at >= 0 && g.end+at+len(object) < to {
			return b.s.text[g.end+at+len(object):to] + "的占比"
		}
	}
	return ""
}

// crossShares deals the shares that one part has of several wholes, and what the wholes
// named behind them are: 采矿业、纺织业产值中，国有企业占66%和25%，造纸业和制药业占8%和6%.
func (b *binder) crossShares(st *statement, l leftPart, n int) ([]subject, bool) {
	if st.rule.Set.Kind != schema.Rate || st.whole != "" || !b.topic.in || b.topic.attr == "" || l.clean == "" {
		return nil, false
	}
	if said := b.s.text[l.start:b.s.groups[st.group].start]; !strings.HasSuffix(strings.TrimRight(said, "近约"), "占") {
		return nil, false
	}
	who, measure := strings.TrimSuffix(l.clean, "占"), b.topic.attr
	if strings.HasSuffix(b.topic.owner(), "工业") {
		measure = "工业" + measure
	}
	var wholes []string
	if b.topic.crossed == "" {
		if wholes = b.split(b.topic.text, n); n < 2 || len(wholes) != n || len(b.split(who, n)) == n {
			return nil, false
		}
		b.topic.crossed = who
	} else {
		if front := b.clauseStart(b.s.start, l.start-len("，")); n > 1 && len(b.split(who, n)) != n && l.each { // 甲业，乙业，丙业分别占
			for ; front > l.limit && strings.Count(b.s.text[front:l.start], "，") < n-1; front = b.clauseStart(b.s.start, front-len("，")) {
			}
			who = strings.ReplaceAll(clauseEnds.Trim(b.s.text[max(front, l.limit):l.start]), "，", "、") + "、" + who
		}
		if wholes = []string{who}; n > 1 {
			if wholes = b.split(who, n); len(wholes) != n {
				wholes = strings.Split(who, "和") // 造纸及印刷业和制药业
			}
		}
		if len(wholes) != n || b.x.words.Suffix(wholes[n-1], nlp.SectorWord) == "" {
			return nil, false
		}
	}
	subs := make([]subject, n)
	for k, w := range wholes {
		if last := wholes[n-1]; !strings.HasSuffix(w, "业") && len(last) > len(w) && strings.HasSuffix(last[:len(w)], lastRune(w)) {
			w += last[len(w):] // 黑色、有色金属冶炼业
		}
		text := merge(strings.TrimSuffix(strings.TrimSuffix(w, measure), b.topic.attr), measure) + "中" + b.topic.crossed + "占比"
		subs[k] = subject{text: text, body: text, attr: "占比"}
	}
	return subs, true
}
