package extract

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// emit makes observations of the values of a statement. fixed overrides the
// status (baseline).
func (b *binder) emit(st *statement, items []nlp.Quantity, subs []subject, l leftPart, fixed schema.Status) {
	if len(subs) > 1 {
		l.all = l.clean
	}
	if len(items) == 1 && len(subs) > 1 {
		for _, s := range subs {
			b.one(st, items[0], s, l, fixed)
		}
		return
	}
	if m := aimAgainst.FindStringSubmatch(b.s.text[st.start:b.s.groups[st.group].start]); m != nil && m[1] == st.scope {
		st.scope += m[2] // 低于年度预期目标0.6个百分点
	}
	var scopes []string
	if strings.Contains(st.scope, "、") {
		scopes = strings.Split(st.scope, "、")
	}
	for i, q := range items {
		one := *st
		if len(b.times) == len(items) {
			one.at = &b.times[i]
		}
		if len(items) == 2 && bothBases(st.basis) {
			first := strings.HasPrefix(st.basis, "环比") == (i == 0)
			one.basis = map[bool]string{true: "环比", false: "同比"}[first]
		}
		if len(scopes) == len(items) { // 高于全国、全市0.6个和0.3个百分点
			one.scope = scopes[i]
		}
		b.one(&one, q, subs[i], l, fixed)
	}
}

// bothBases reports whether two growths of one measure are against different
// times: 环比、同比分别增长8%、3%.
func bothBases(basis string) bool {
	return strings.Contains(basis, "环比") && strings.Contains(basis, "同比")
}

// aimAgainst is an aim that a value is compared with.
var aimAgainst = nlp.NewExpr(`(年度|年初|全年|控制|考核|规划|省定|市定|既定|预定)((?:预期)?(?:目标|计划|任务)值?)$`)

// ofYearsWork is what a year should bring, of which a share is done.
var ofYearsWork = nlp.NewExpr(`^(.*?)完成((?:年度|全年)(?:计划)?投资)的?$`)

// aimWord is in what names an aim.
var aimWord = nlp.NewExpr(`目标|计划|任务|预期|预算`)

// whichWay says whether something grows or falls.
var whichWay = nlp.NewExpr(`增长|上涨|提高|增加|上升|下降|降低|减少`)

func (b *binder) one(st *statement, q nlp.Quantity, sub subject, l leftPart, fixed schema.Status) {
	set := st.rule.Set
	if set.Compare {
		q.Bound, q.Modifier = b.x.hedges.After(b.s.text, q.End)
		for k := len(b.history) - 1; k >= 0 && l.clean == "" && b.history[k].subject.text == sub.text; k-- {
			if h := b.history[k].kind; h == schema.Rate || h == schema.Growth {
				set.Kind = h
				if h == schema.Growth && !whichWay.MatchString(b.s.text[st.start:st.end]) {
					st.negative = b.history[k].falls // 能耗下降4.2%，超额完成3.2%的目标
				}
				break
			}
		}
	}
	if prev, ok := b.previous(); ok && st.rule.ID == "rate.state" && l.clean == "" && prev.kind == schema.Growth && len(b.history) > b.first {
		set.Kind = schema.Growth // 一季度增长2.9%，上半年回升到4.1%
	}
	if set.Kind == schema.Completion && l.clean == "" && sub.attr == "增速" && sub.owner() != "" {
		sub = b.parse(strings.TrimSuffix(sub.text, sub.attr)) // 增速居第2位，完成目标任务的103%
	}
	if m := ofYearsWork.FindStringSubmatch(sub.text); m != nil && set.Kind == schema.Rate {
		set.Kind, sub = schema.Completion, b.parse(m[1]+m[2]) // 完成年度投资的55%
	}
	w := b.when(st, l)
	if againstPlan := set.Kind == schema.Completion || set.Kind == schema.Delta && aimWord.MatchString(st.scope+b.s.text[st.start:b.s.groups[st.group].start]); againstPlan && b.r.part.Text != "" && b.scene.status == schema.Actual && !w.explicit && w.year == b.r.review {
		w.period = b.r.part // in half a year, of what the whole one should bring
	}
	if st.at != nil {
		w = b.timed(w, st.at)
	}
	status := b.status(st, l, w, fixed)
	ind := sub.text
	if what, end := b.surveyed(); what != "" && q.Start < end {
		ind = what
	}
	scope := st.scope
	bareShare := st.whole == "" && set.Kind == schema.Rate && l.clean == "" && onlyShare.MatchString(b.s.text[l.start:b.s.groups[st.group].start])
	of := st.whole
	if of == "" {
		of = b.topicShared(&sub, set.Kind, bareShare)
	}
	if whole := strings.TrimSuffix(of, "的"); whole == "全年" {
		ind += "占全年比重"
	} else if whole != "" && b.stripText(whole) == "" {
		scope = whole // 占全国的1/8: the share is of the same thing there
		if b.ownWhole(whole) && !shareNamed.MatchString(ind) {
			ind += "占" + whole + "比重" // 对东盟出口增长8%，占全市比重为12%: a part of the region's own
		}
	} else if whole != "" && b.stripText(whole) == sub.text {
		ind = sub.text + "占" + whole + "比重" // 出口86亿元，占全市出口比重11%
	} else if whole != "" {
		ind = b.share(sub, whole, b.s.text[st.start:b.s.groups[st.group].start])
		if m := alsoCalled.FindStringSubmatch(b.s.text[st.start:b.s.groups[st.group].start]); m != nil {
			ind = m[1]
		}
	} else if bareShare {
		ind = b.likeShare(sub)
	}
	switch {
	case st.keep == "" || strings.Contains(ind, st.keep):
	case st.rule.Set.Subject == "carry" && b.keptBefore(st) == sub.text:
		ind = st.keep // 压减环节55%、材料48%
	case set.Kind != schema.Rank:
		ind += st.keep
	case sub.attr == "":
		ind += placeIn(st.keep) // 在全省绩效考核中列第3位
	}
	if bare := strings.TrimSuffix(ind, "了"); st.rule.ID == "rate.fraction" && st.keep == "" && b.endsInVerb(bare) {
		if m := shareOf.FindStringSubmatch(b.s.text[b.s.groups[st.group].end:b.s.end]); m != nil {
			ind = bare + m[1] // 承担了全省70%的科研项目
		}
	}
	if m := getsTo.FindString(b.s.text[b.s.groups[st.group].end:b.s.end]); m != "" && st.rule.ID == "rate.plain" && amongThem.MatchString(b.s.text[l.start:b.s.groups[st.group].start]) {
		ind += m + "占比" // 指标中超七成达到国内一流
	}
	if harvest.MatchString(b.s.text[st.start:b.s.groups[st.group].start]) && b.attrOf(ind) == "" {
		ind += "产量"
	}
	if m := leftOut.FindString(b.s.text[b.s.groups[st.group].end:b.s.end]); m != "" && !strings.Contains(ind, m) {
		ind += m
	}
	if strings.Contains(st.basis, "自然口径") {
		ind = setApart.ReplaceAllString(ind, "")
	}
	name := b.x.tidy(ind)
	if name == "" {
		b.s.names = append(b.s.names, masked{q.Start, max(q.NumEnd, q.Start+1), schema.ReasonSubjectUnknown})
		return
	}
	plain := name
	if b.otherPrices(st, sub) {
		name += "（按可比价格）"
	}
	o := schema.Observation{
		Span:      b.view.Span(q.Start, q.End),
		Sentence:  b.view.Span(b.s.start, b.s.end),
		Section:   b.section,
		Indicator: name,
		Kind:      set.Kind,
		Bound:     q.Bound,
		Modifier:  q.Modifier,
		Status:    status,
		Period:    b.period(st, sub, l, w, status),
		Scope:     scope,
		Rule:      st.rule.ID,
		Page:      b.page,
	}
	if q.Class == nlp.RatioNos && len(q.Parts) == 2 && q.Parts[0].Value.Cmp(one) == 0 {
		q.Value = q.Parts[1].Value // 医护比1∶1.2
	}
	o.Quantity = b.quantity(q, st.negative || set.Sign == "better" && lowerIsBetter.MatchString(ind))
	if o.Bound == schema.Eq && about.MatchString(b.s.text[max(b.s.start, st.start-len("大约")):b.s.groups[st.group].start]) {
		o.Bound, o.Modifier = schema.Approx, "约"
	}
	if m := overEach.FindStringSubmatch(b.s.text[b.s.start:b.s.groups[st.group].start]); m != nil && o.Bound == schema.Eq {
		o.Bound, o.Modifier = overWholes[m[1]], m[1]
	}
	if q.Class == nlp.Bare && b.s.groups[st.group].class == nlp.RatioNos {
		o.Quantity.Unit, o.Quantity.NormUnit, o.Quantity.Dimension, o.Quantity.Norm = "%", "%", "percent", o.Quantity.Value
	}
	switch set.Kind {
	case schema.Growth, schema.Delta, schema.Completion:
		words := st.basis
		if said := b.compared(st); said != "" && (words == "" || words == "yoy") && set.Basis != "vs" {
			words = said
		}
		if strings.Contains(words, "普查") && !yearIn.MatchString(words) {
			words = cmp.Or(b.sinceSurvey(st), words)
		}
		if words == "" && set.Basis == "basis" && set.Kind == schema.Delta && !strings.Contains(sub.text, "影响") {
			words = "同比" // a bare change in a yearly report
		}
		o.Basis = basisOf(words, st.scope, set.Kind, w.year, o.Period)
		if set.Kind == schema.Growth && b.seen.Match(yearlyMean, b.s.text[max(b.s.start, l.start):st.end]) {
			o.Basis = "annual_avg"
		}
		bare := words == "" && set.Kind == schema.Growth || set.Kind == schema.Delta && (st.basis == "" || st.basis == "yoy") && b.compared(st) == ""
		if span := b.span(st, w); o.Basis == "yoy" && bare && span > 0 {
			o.Basis = fmt.Sprintf("since:%d", w.year-span)
		}
		if m := b.seen.Submatch(alikeSince, b.s.text[b.s.start:b.s.end]); m != nil {
			b.r.alike = "since:" + m[1]
		}
		if o.Basis == "yoy" && bare && b.r.alike != "" && number(strings.TrimPrefix(b.r.alike, "since:")) < w.year {
			o.Basis = b.r.alike
		}
		if o.Basis == "yoy" && words == "" && set.Kind == schema.Growth {
			if m := b.seen.Submatch(sincePlan, b.s.text[b.s.start:st.start]); m != nil {
				o.Basis = fmt.Sprintf("since:%d", 2000+5*fiveYearNo(m[1]))
			}
		}
		if (words == "" || bare) && o.Basis == "yoy" {
			if since := b.sinceBefore(); since != "" {
				o.Basis = since // 比2010年增长1.2倍；利润增长80%
			}
		}
	}
	if o.Bound == schema.Eq && set.Bound != "" {
		o.Bound = set.Bound
	}
	if o.Bound == schema.Eq && set.Kind != schema.Level && !set.Compare {
		if m := b.seen.Submatch(overWhole, b.s.text[b.s.start:b.s.groups[st.group].start]); m != nil {
			o.Modifier, o.Bound = m[1], overWholes[m[1]]
		}
	}
	if status == schema.Target {
		o.Modifier = aimModifier(b.s.text[l.limit:st.end], o.Modifier)
	}
	if o.Region = sub.region; o.Region.Code == "" && !l.scoped {
		o.Region = b.surveyPlace
	}
	o.Indicator = b.withoutOwnName(o.Indicator)
	bare := b.withoutOwnName(plain)
	if r, n := b.x.regions.beginning(bare, b.r.doc.Region); n > 0 && n < len(bare) && r.Code == o.Region.Code && r.Code != "" {
		bare = bare[n:]
	}
	e, ok := b.x.catalogue.LookupFor(bare, o.Kind, o.Quantity.Dimension)
	if b.upToNow(l, st) { // 累计建成高标准农田 is a stock, 建成高标准农田 is none
		if all, known := b.x.catalogue.LookupFor("累计"+bare, o.Kind, o.Quantity.Dimension); known {
			e, ok = all, known
		}
	}
	if yearly, of := strings.CutPrefix(bare, "年"); !ok && of { // 年接待游客
		e, ok = b.x.catalogue.LookupFor(yearly, o.Kind, o.Quantity.Dimension)
	}
	if ok && !(status == schema.Target && b.scene.status == schema.Actual && b.onceDone(st)) { // the taxes of a project are not those of the place
		if !ownMeasure(q) && !(isPeople(q) && strings.Contains("所处座", e.Unit)) || !strings.Contains("个家所户处座", e.Unit) || e.Unit == "" || e.Dimension != "count" {
			o.Code, o.CodeName = e.Code, e.Name
		}
	}
	if said := b.s.text[min(l.start, st.start):b.s.groups[st.group].start]; b.run && set.Kind == schema.Level && strings.Contains(o.Period.Text, "/") && yearly.MatchString(said) && !yearly.MatchString(o.Indicator) {
		o.Indicator = "年均" + o.Indicator // 城镇新增就业年均超过8万人: not in all the years together
	}
	b.out.Observations = append(b.out.Observations, o)
	var shared *subject
	if ind != sub.text && of != "" {
		base := sub
		shared, sub = &base, b.parse(o.Indicator)
	}
	if sub.text == "" {
		sub = b.parse(o.Indicator) // 在全省绩效考核中列第3位，前移2位
	}
	hope := strings.HasPrefix(afterMarks(b.s.text[l.limit:st.end]), "预计")
	part := l.child || strings.HasPrefix(afterMarks(l.raw), "另有")
	if n := len(b.history); n > 0 {
		prev := &b.history[n-1]
		hope = hope || prev.hope && l.sep == "、"
		if prev.part && n > b.first && l.sep != "；" {
			part = prev.kind == set.Kind && prev.unit == baseUnit(q) && !(l.sep == "，" && b.paidAnew(sub))
		}
	}
	b.history = append(b.history, bound{said: l.all, at: q.Start, summed: set.Kind == schema.Level && strings.Contains(o.Period.Text, "/"), hope: hope, part: part, basis: o.Basis, shared: shared, whole: of, listed: l.sep == "、", tail: b.common.tail, sentence: b.s.start, subject: sub, kind: set.Kind, falls: strings.HasPrefix(o.Quantity.Value, "-"), unit: baseUnit(q), written: q.Unit.Text, value: q.Value, dimension: q.Unit.Dimension, status: status, aside: b.bracketed(l.start)})
}

// setApart is what the growth before was reckoned without: 剔除退税因素后收入增长5%，自然口径
// 下降3%.
var setApart = nlp.NewExpr(`(?:剔除|扣除|考虑)[^，。；]{1,14}?(?:因素|影响)(?:后|外)?`)

// paidAnew reports whether s is money that was paid out besides that of the parts before:
// 安排资金3亿元，其中农业1亿元，发放补贴2亿元.
func (b *binder) paidAnew(s subject) bool {
	return s.verb != "" && s.verb != b.parent.subject.verb && payingIt.MatchString(s.verb) && payments.MatchString(s.body)
}

// leftOut says behind a value what it does not count: 学校51所（不含部队院校）.
var leftOut = nlp.NewExpr(`^（(?:不含|不包括|未含)[\p{Han}、]{2,16}）`)

// alsoCalled is the rate that a share is also called: 占总人口比重（常住人口城镇化率）.
var alsoCalled = nlp.NewExpr(`(?:比重|比例)（(?:即)?([^（）]{2,10}率)）`)

var (
	fixedPrices   = nlp.NewExpr(`按(?:可比|不变)价`)
	currentPrices = nlp.NewExpr(`按(?:当年|现行|现)价`)
)

// otherPrices reports whether a growth at constant prices stands behind that of
// the same subject at current prices, so that only its name can tell them apart.
func (b *binder) otherPrices(st *statement, sub subject) bool {
	k := len(b.history) - 1
	if st.rule.Set.Kind != schema.Growth || k < b.first || b.history[k].kind != schema.Growth || b.history[k].subject.text != sub.text {
		return false
	}
	before := b.s.text[b.s.start:b.history[k].at]
	return fixedPrices.MatchString(b.s.text[b.history[k].at:st.end]) && currentPrices.MatchString(before[strings.LastIndex(before, "，")+1:])
}

// about is a hedge that stands before the verb: 约占全国的1/8.
var about = nlp.NewExpr(`约(?:占|为|达|有|是|合)`)

// overWhole is a bound that stands before what a share is of: 不到全县平均的85%.
var overWhole = nlp.NewExpr(`(不到|不足|未达|不低于|不少于|不超过|不高于|超过|超)[^额，。；、\d][^，。；、\d]{0,23}的$`)

// overEach is a bound that stands before the heads that a measure is taken for.
var overEach = nlp.NewExpr(`(超过|超|不低于|不少于|突破)每(?:百|千|万|十万)\p{Han}{1,4}$`)

var overWholes = map[string]schema.Bound{
	"不到": schema.Lt, "不足": schema.Lt, "未达": schema.Lt, "超过": schema.Gt, "超": schema.Gt, "突破": schema.Gt,
	"不低于": schema.Ge, "不少于": schema.Ge, "不超过": schema.Le, "不高于": schema.Le,
}

// lowerIsBetter are indicators that improve by falling.
var lowerIsBetter = nlp.NewExpr(`浓度|综合指数|能耗|排放`)

// upToNow reports whether a value is what was done up to now, its clause says so first:
// 累计建成.
func (b *binder) upToNow(l leftPart, st *statement) bool {
	return st.rule.Set.Kind == schema.Level && strings.HasPrefix(afterMarks(l.raw), "累计")
}

// aimModifier puts the verb of an aim before a bound: 力争…以上.
func aimModifier(text, mod string) string {
	for _, w := range []string{"力争", "确保", "争取", "控制在"} {
		if strings.Contains(text, w) {
			if mod == "" {
				return w
			}
			return w + "…" + mod
		}
	}
	return mod
}

// shareOf is what a share of the country's is of, behind the value.
var shareOf = nlp.NewExpr(`^的?(\p{Han}{2,12})(?:[，。；、]|$)`)

var (
	getsTo    = nlp.NewExpr(`^(?:达到|进入|处于)[^，。；、\d]{2,10}`)
	amongThem = nlp.NewExpr(`中$`)
)

// harvest are changes of what was grown or made.
var harvest = nlp.NewExpr(`增产|减产`)

// quantity normalises a value. Norm is exact.
func (b *binder) quantity(q nlp.Quantity, negative bool) schema.Quantity {
	v, hi := q.Value, q.Max
	if negative && v.Sign() > 0 {
		v = new(big.Rat).Neg(v)
		if hi != nil {
			hi = new(big.Rat).Neg(hi)
		}
	}
	u := q.Unit
	out := schema.Quantity{Value: nlp.Decimal(v), Unit: u.Text}
	if hi != nil {
		out.Max = nlp.Decimal(hi)
	}
	if u.Factor == nil {
		return out
	}
	out.NormUnit, out.Dimension = u.NormUnit, u.Dimension
	out.Norm = nlp.ExactProduct(v, u.Factor)
	if hi != nil {
		out.NormMax = nlp.ExactProduct(hi, u.Factor)
	}
	return out
}

// keptBefore is what the rule of the statement before st held itself of what is measured.
func (b *binder) keptBefore(st *statement) string {
	for k := range b.stmts {
		if b.stmts[k].group == st.group-1 {
			return b.stmts[k].keep
		}
	}
	return ""
}
