package extract

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

var one, eleven = big.NewRat(1, 1), big.NewRat(11, 1)

// A bound is a value that has found its subject.
type bound struct {
	subject   subject
	kind      schema.Kind
	falls     bool // its value is below nothing
	unit      string
	written   string   // the unit as it stands, with its scale
	value     *big.Rat // in that unit
	dimension string
	status    schema.Status
	sentence  int      // where its sentence starts in the view
	aside     bool     // in brackets: what stands behind them does not go on from it
	shared    *subject // of a share, what it is a share of: a change in percent behind it speaks of that
	whole     string   // of a share, what it is a part of
	basis     string   // of a growth, what it is against
	at        int      // where its value stands in the view
	hope      bool     // 预计 stands before its subject, and so holds for the list it opens
	part      bool     // 其中 makes it a part of one before
	tail      string   // the measure that its subject took from the words before
	summed    bool     // a level of several years together
	listed    bool     // 、 parts it from the one before
	said      string   // the words that name it together with others; "" if they name it alone
}

// A binder gives every statement of a block its subject. It goes from left to
// right; what a statement leaves out, the ones before it supply.
type binder struct {
	x     *Extractor
	r     *reading
	view  *nlp.View
	seen  nlp.Seen // of the text of view
	scene scene

	s           *sentence
	bounds      []boundary
	stmts       []statement
	objects     []countedThing // by group, once asked for
	topic       lead           // of 在规模以上工业中, …
	history     []bound        // of the block, in text order
	first       int            // where the sentence's part of history begins
	five        bool           // the paragraph looks back on five years
	run         bool           // and so do those around it: what it counts was done in all of them
	mixed       bool           // the values of the list are of several units
	surveyPlace schema.Region  // of what the paragraph tells a survey found, if not the report's
	zone        string         // a zone that the sentence tells of
	aims        bool           // 力争 or 目标 governs the rest of the sentence
	forecast    bool           // the sentence tells what others expect
	asIs        bool           // or how things are, in the half that plans
	hopes       bool           // 预计 governs the rest of the sentence,
	hopesTo     int            // up to here
	out         *schema.Result
	outer       subject             // around a clause 在…的情况下
	uponYear    int                 // of what the sentence builds upon: 在2018年420亿元的基础上; else 0
	common      measure             // that bare names of the sentence take
	times       []nlp.PeriodMention // of the values of the statement at hand, where they differ
	dealt       []nlp.PeriodMention // that of the statement before
	row         []subject           // of the list that values were last dealt to
	pending     []subject           // of a 分别, for the statements that follow
	parent      bound               // of 其中, for the parts that follow
	objectEnd   int                 // where the object of the last statement ends, if a mark follows it; else 0
	section     []schema.Span
	page        int
}

// sentence binds all statements of s.
func (b *binder) sentence(s *sentence, stmts []statement) {
	b.s, b.stmts, b.first = s, stmts, len(b.history)
	b.bounds = boundaries(b.bounds[:0], s)
	b.objects = slices.Grow(b.objects[:0], len(s.groups))[:len(s.groups)]
	clear(b.objects)
	b.forecast = len(stmts) > 0 && b.seen.Match(forecastMark, s.text[s.start:s.end])
	b.asIs = b.scene.status == schema.Target && asIs.MatchString(s.text[s.start:s.end])
	if m := b.seen.Submatch(surveyOf, s.text[s.start:s.end]); m != nil {
		b.surveyPlace = schema.Region{}
		if g, ok := b.x.regions.Find(m[1]); ok && g.Code != b.r.doc.Region.Code && g.Name == m[1] {
			b.surveyPlace = g
		}
	}
	b.zone, b.uponYear = b.zoneOf(s.text[s.start:s.end]), 0
	b.common = measure{}
	b.aims, b.hopes, b.parent, b.pending, b.dealt, b.row, b.outer = false, false, bound{}, nil, nil, nil, subject{}
	b.distribution(s, stmts)
	limit := s.start
	for i := range stmts {
		st := &stmts[i]
		if st.rule.Set.Reason != "" {
			b.leave(st, st.rule.Set.Reason)
			continue
		}
		if why := b.noValue(i); why != "" {
			b.leave(st, why)
			continue
		}
		b.growsOn(i)
		limit = b.bind(i, min(limit, st.start)) // the one before may reach over this
	}
}

// surveyOf opens what a survey of one place found: 据甲市城市物价抽样调查.
var surveyOf = nlp.NewExpr(`据(?:对)?(\p{Han}{1,6}?[市县区州旗])(?:城市|城镇|农村|居民|住户|物价|价格|劳动力|人口)*(?:抽样|统计|监测)*调查`)

// leave puts the values of a statement into the residue.
func (b *binder) leave(st *statement, why schema.Reason) {
	for _, q := range b.s.groups[st.group].items {
		end := max(q.NumEnd, q.Start+1)
		if q.Class == nlp.Points {
			end = q.End // 百 of 百分点 is no number of its own
		}
		b.s.names = append(b.s.names, masked{q.Start, end, why})
	}
}

// bind composes the subjects of statement i, whose words begin after limit, and
// emits its observations.
func (b *binder) bind(i, limit int) int {
	st := &b.stmts[i]
	b.leaveBrackets(st)
	left := b.left(i, limit)
	items := b.items(st)
	b.times = b.timesListed(left, st, len(items))
	n := len(items)
	if left.clean == "" && left.each && len(b.dealt) == n && b.times == nil {
		b.times = b.dealt // 2021年、2022年产值分别达到8亿元、9亿元，分别增长6%、7%
	}
	b.dealt = b.times
	if b.times != nil {
		n, left.clean = 1, quarterCount.ReplaceAllString(left.clean, "")
		if quarterList.MatchString(b.s.text[b.s.start:st.start]) {
			left.clean = quarterEnds.ReplaceAllString(left.clean, "")
		}
	}
	subs, ok := b.subjects(i, left, n)
	if ok && b.times != nil {
		subs = repeat(subs[0], len(items))
	}
	if !ok {
		b.leave(st, schema.ReasonSubjectUnknown)
		return st.end
	}
	subs = b.narrowed(i, left, subs)
	switch {
	case len(subs) > 1 && left.each && allMarks.Next(left.clean, 0) < len(left.clean):
		b.row = slices.Clone(subs)
	case left.clean != "" && len(items) == 1:
		b.row = nil
	}
	if st.rule.Set.Kind == schema.Rank && left.region.Level != "" {
		if level, ok := scopeLevel[st.scope]; ok && level == regionLevel[left.region.Level] {
			left.scoped = false // 全国城市竞争力居全国第9位: nobody ranks within itself
		}
	}
	for k := range subs {
		b.place(&subs[k], left)
		b.atGames(&subs[k], st)
	}
	b.govern(left, st)
	if st.base >= 0 {
		base := b.s.groups[st.base].items
		if parts := base[0].Parts; len(parts) == len(subs) && len(subs) > 1 {
			base = parts
		} else if len(base) != len(subs) {
			base = base[:1]
		}
		b.emit(st, base, subs[:len(base)], left, schema.Baseline)
	}
	b.emit(st, items, subs, left, "")
	return max(st.end, b.objectEnd)
}

// leaveBrackets forgets what brackets said that closed before st: of 学校28所
// （含技校7所），在校生8万人 the owner is the first.
func (b *binder) leaveBrackets(st *statement) {
	if b.bracketed(b.s.groups[st.group].start) || strings.HasSuffix(b.s.text[b.s.start:st.start], "）") {
		return // 药费（120元）占费用的30%: still of the same
	}
	for n := len(b.history); n > b.first && b.history[n-1].aside; n-- {
		b.history = b.history[:n-1]
	}
}

// bracketed reports whether the offset at stands in brackets.
func (b *binder) bracketed(at int) bool {
	open := 0
	for _, x := range b.bounds {
		if x.at >= at {
			break
		}
		switch x.mark {
		case '（':
			open++
		case '）':
			open--
		}
	}
	return open > 0
}

// items are the values of a statement: those of its group, or the parts of a
// ratio.
func (b *binder) items(st *statement) []nlp.Quantity {
	g := &b.s.groups[st.group]
	if g.class == nlp.RatioNos {
		if parts := g.items[0].Parts; len(parts) > 2 || isStructure(parts) {
			return parts
		}
	}
	return g.items
}

// isStructure reports whether the parts of a ratio are shares of one whole:
// 47.4∶52.6 is, 2.81∶1 is not.
func isStructure(parts []nlp.Quantity) bool {
	sum := new(big.Rat)
	for _, p := range parts {
		sum.Add(sum, p.Value)
	}
	return sum.Cmp(big.NewRat(99, 1)) >= 0 && sum.Cmp(big.NewRat(101, 1)) <= 0
}

// subjects finds one subject for each of n values.
func (b *binder) subjects(i int, l leftPart, n int) ([]subject, bool) {
	st := &b.stmts[i]
	class := b.s.groups[st.group].class
	if class == nlp.RatioNos && n > 1 {
		if l.clean == "" {
			if subs, ok := b.carried(n, st.rule.Set.Kind, b.said(l, st), b.unitOf(st)); ok && subs[0].attr == "比重" && subs[n-1].attr == "比重" {
				return subs, true // 上年轻重工业比例为47∶53，本年为46∶54
			}
			if prev, ok := b.previous(); ok {
				l.clean = prev.subject.text
			}
		}
		if m := proportion.FindString(b.s.text[l.start:b.s.groups[st.group].start]); !strings.HasSuffix(l.clean, m) {
			l.clean += m // of which stripping left nothing
		}
		return b.ratioSubjects(l.clean, n)
	}
	if l.settled {
		s := b.parse(l.clean)
		s.sum = l.sum
		return repeat(s, n), true
	}
	object := ""
	b.objectEnd = 0
	if n == 1 || sameUnit(b.items(st)) {
		object = b.object(st)
	}
	counted := object
	object = b.withNoun(st, object)
	if s, ok := b.pickedOut(st, l, object); ok {
		b.objectEnd = b.objectStop(st, counted)
		return repeat(s, n), true
	}
	if l.clean == "" && len(b.pending) >= n && l.limit > b.s.start {
		next := b.pending[:n]
		b.pending = b.pending[n:]
		return next, true
	}
	if subs, ok := b.spread(i, l, n); ok {
		return subs, true
	}
	if subs, ok := b.crossShares(st, l, n); ok {
		return subs, true
	}
	b.pending = nil
	if st.keep != "" && st.rule.Set.Subject != "carry" && l.clean == "" {
		return repeat(subject{}, n), true // the rule itself holds what is measured
	}
	if n == 1 && l.clean == "" && object == "" {
		if all := b.allBefore(st); len(all) > 1 {
			return all, true
		}
	}
	if n == 1 && object == "" {
		if all := b.rateOfEach(l, st); all != nil {
			return all, true
		}
		if s, ok := b.allDealt(i, l); ok {
			return repeat(s, 1), true
		}
	}
	if n > 1 && l.clean == "" && object == "" && strings.Count(placesOf.ReplaceAllString(st.scope, ""), "、") == n-1 { // 分别高于全国、全省0.8个和0.5个百分点
		if subs, ok := b.carried(1, st.rule.Set.Kind, b.said(l, st), b.unitOf(st)); ok {
			return repeat(subs[0], n), true
		}
	}
	if l.clean == "" && l.verb == "" && object == "" || st.rule.Set.Subject == "carry" && l.clean == "" {
		if m := dayMean.FindString(strings.Trim(l.raw, "，、")); m != "" && n == 1 && st.rule.Set.Kind == schema.Level && l.clean == "" && len(b.history) > b.first {
			prev, _ := b.previous()
			for k := len(b.history) - 1; k >= b.first && prev.kind != schema.Level && b.history[k].subject.text == prev.subject.text; k-- {
				prev = b.history[k] // the amount, not what it grew by
			}
			if prev.unit == b.unitOf(st) && !strings.Contains(prev.subject.text, m) {
				return repeat(b.parse(m+prev.subject.text), 1), true // 快递业务量900万件，增长5%，日均2.5万件
			}
		}
		return b.carried(n, st.rule.Set.Kind, l.raw+b.s.text[st.start:max(st.start, b.s.groups[st.group].start)], b.unitOf(st))
	}
	if object != "" && object != "受灾" && l.clean != "" && b.predicateObject(object) && b.leadingVerb(l.clean+"事项数") != l.clean && utf8.RuneCountInString(l.clean) > 2 {
		object = "" // 选派专家45名参与行动: what follows is said of them
	}
	if object != "" {
		b.objectEnd = b.objectStop(st, counted)
		return b.withEach(l, object, st, n), true
	}
	if l.clean == "" {
		l.clean = l.verb
	}
	if subs := b.ofRow(i, l, n); subs != nil {
		return subs, true // 发放低保金3亿元、救助金1亿元，分别惠及2万人和1万人
	}
	if n > 1 && !strings.Contains(l.full, "、") && len(expandPairs([]string{l.clean}, n)) != n && (b.ownerless(l.clean) || contributes.MatchString(l.clean) || l.each && b.x.words.ClassOf(l.clean)&nlp.OwnWord != 0) { // 实现产值7.4亿元、9.1亿元 of two subjects before
		if owners, ok := b.carried(n, st.rule.Set.Kind, b.said(l, st), b.unitOf(st)); ok {
			for k, o := range owners {
				if pace.MatchString(l.clean) {
					owners[k] = b.parse(o.text + l.clean)
					continue
				}
				if strings.HasSuffix(l.clean, "进度") { // of the funds themselves
					owners[k] = b.parse(o.body + l.clean)
					continue
				}
				if owner := contribution.ReplaceAllString(ofEachHead.ReplaceAllString(strings.TrimSuffix(o.body, o.attr), ""), ""); owner != "" || l.clean != "总量" {
					owners[k] = b.parse(owner + l.clean) // not of 进出口总额, which is the 总量
				}
			}
			return owners, true
		}
	}
	if n == 2 && bothBases(st.basis) {
		return repeat(b.complete(i, l, l.clean, 0), n), true
	}
	if n > 1 && strings.Count(placesOf.ReplaceAllString(st.scope, ""), "、") == n-1 { // 高于全国、全市0.6个和0.3个百分点
		return repeat(b.complete(i, l, l.clean, 0), n), true
	}
	parts := []string{l.clean}
	for at := l.start; n > 1 && l.each && at > l.limit && len(b.split(l.clean, n)) != n && len(b.splitNamed(l.full, n)) != n; {
		// the list of subjects runs over more than one clause
		comma := at - len("，")
		if comma < l.limit || !strings.HasPrefix(b.s.text[comma:], "，") {
			break
		}
		wide := l
		wide.start = b.clauseStart(l.limit, comma)
		at = wide.start
		wide.clean = ""
		front, _ := b.stripFront(wide.start, l.end)
		text := strings.ReplaceAll(b.s.text[front:b.stripBack(&wide, front, l.end)], "，", "、")
		if len(b.split(text, n)) == n {
			l.clean = text
		}
	}
	b.mixed = !sameUnit(b.items(st))
	if n > 1 || l.each || b.sharedRate(l, st) {
		parts = b.split(l.clean, n)
		if named := b.splitNamed(l.full, n); n > 1 && len(parts) != n && len(named) == n && (l.each || !b.mixed) {
			parts = named
		}
	}
	switch {
	case len(parts) == n:
	case n == 1 && len(parts) > 1 && (l.each || b.sharedRate(l, st)):
	case n == 1:
		parts = []string{l.clean}
	case len(parts) == 1 && (!sameUnit(b.items(st)) || !l.each && b.items(st)[0].Bound == schema.Gt):
		parts = repeatString(parts[0], n)
	default:
		return nil, false
	}
	subs := b.r.subjects[:0]
	for k, p := range parts {
		subs = append(subs, b.complete(i, l, p, k))
	}
	b.r.subjects = subs
	if n == 1 && len(subs) > 1 {
		return subs, true
	}
	b.alike(subs, parts, st)
	return subs, len(subs) == n
}

// dayMean says of a measure only that it is a mean by the day or the month.
var dayMean = nlp.NewExpr(`^[日月]均$`)

// ofEachHead ends whose mean a measure is: 人均生活 of 城镇居民人均生活消费支出.
var ofEachHead = nlp.NewExpr(`人均(?:生活)?$`)
