package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// change is the kind of a head that speaks of a change without saying whether
// in percent or in the unit of the thing: 比上年增减. The unit decides.
const change schema.Kind = "change"

// A tableHead is what the head of a column or row, a caption, or a name within
// a table says of the figures below or beside it.
type tableHead struct {
	text   string // as it stands, folded
	name   string // what is left to name the thing measured
	unit   string // as written; "" if none
	share  string // the second of two units, of shares and changes: % of 亿元、%
	kind   schema.Kind
	basis  string // the words that say what a change is against
	down   bool   // the change is a fall: a figure without a sign is negative
	status schema.Status
	prior  bool // of the year before: 上年, 去年同期
	scope  string

	times    []nlp.PeriodMention
	from, to int // a range of years, where one is named
	yearly   bool
	index    bool     // an index of 上年=100, which has no unit
	sums     bool     // figures in brackets are of several years: 年均增长〔累计〕
	units    []string // several units of which each column takes its own: 所、人
}

// timed reports whether the head names a time.
func (h *tableHead) timed() bool { return len(h.times) > 0 || h.to > 0 || h.prior }

var (
	headMarks  = regexp.MustCompile(`\[\d+\]|【\d+】|[①-⑳]|[*※＊]+$|注\d*$`)
	headUnit   = regexp.MustCompile(`[（(]\s*(?:计量)?(?:单位)?\s*[:：]?\s*([^（）()]*(?:（[^（）]*）)?)[）)]`)
	unitWord   = regexp.MustCompile(`(?:计量)?单位\s*[:：]\s*([^，。；\n（）()]*(?:（[^（）\n]*）)?)`)
	openUnit   = regexp.MustCompile(`[，,/：:±]*([%‰])$`)
	doneHead   = regexp.MustCompile(`(?:(?:为|占|完成)(?:年度|全年|年初|调整)?(?:计划|预算|目标)(?:任务|数)?的?(?:完成)?(?:比重|比例|率|进度)?|完成(?:率|进度|比例)|(?:计划|预算|目标|任务)完成(?:率|进度|比例|%))$`)
	changeHead = regexp.MustCompile(`^(.*?)((?:(?:比|较|与)[^，；（]{1,14}?)?(?:同期|同比|环比|年均|平均每年|每年平均|年平均|名义|实际|可比|按可比价格?计算|相比|，)*)` +
		`(增长(?:率|速度|幅度)?|增速|增幅|增减(?:变化|幅度|率|额|量|数|变动)?|增加(?:额|量|数)?|减少(?:额|量|数)?|升降(?:幅度)?|涨跌(?:幅度|幅)?|上涨(?:幅度|率)?|涨幅|降幅|上升|下降(?:率|幅度|额)?|降低(?:率|幅度)?|提高|回落|变化(?:率|幅度|情况)?|变动(?:率|幅度)?|同比|环比|±|\+-|\+/-)[±]?$`)
	againstHead = regexp.MustCompile(`^(.*?)((?:比|较|与)(?:上年|去年|上月|上季|同期|年初)(?:同期|同月|同季|末|底)?(?:相比)?)$`)
	stateRate   = regexp.MustCompile(`自然增长率|自然变动|增加值率|气温变化`)
	amountTail  = regexp.MustCompile(`[额量数]$`)
	surely      = regexp.MustCompile(`^(?:增长|增速|增幅|升降|涨跌|上涨|涨幅|降幅|±|\+|同比|环比)|率$`)
	falls       = regexp.MustCompile(`^(?:减少|下降|降低|降幅|回落)`)
	rankHead    = regexp.MustCompile(`^(.*?)(在?(全国|全省|全市|全区|全州|全县|同类地区)?的?(?:位次|排名|排位|名次|序位|位序))$`)
	shareHead   = regexp.MustCompile(`(?:比重|占比|构成|比例|份额|百分比)$|所?占.{1,14}$`)
	byHead      = regexp.MustCompile(`^按(.{2,12}?)(?:计算|划分|分)$`)
	priorRate   = regexp.MustCompile(`^(?:\p{Han}{0,4}数)?(?:为|占|是|相当于)(?:上年|去年|前一年|上年同期)(?:同期)?(?:决算|执行|完成|预算|实际)?数?的?(?:比重|比例)?$`)
	ofPrior     = regexp.MustCompile(`^为?(?:上年|去年|上月|前一年)(?:同期|同月)?(?:=|为|的)?(?:100)?的?$`)
	baseYear    = regexp.MustCompile(`[（(]?(?:以)?(?:上年|上月|去年|上年同期|上年同月|女性?|(?:19|20)\d\d年?)(?:价格)?[=为]100[）)]?`)
	priorHead   = regexp.MustCompile(`^(?:上年|去年|上期|上年度|上年同期|去年同期|上年同月|同期)(?:数|值|实际|完成|实绩|累计|决算数?|执行数)?$`)
	actualHead  = regexp.MustCompile(`^(?:实际)?(?:完成)(?:情况|数|值|额|量)?$|^(?:实际|实绩|决算|执行)(?:数|值|完成|情况)?$`)
	guessHead   = regexp.MustCompile(`^(?:预计|估计|初步预计)(?:完成|达到|数|值|执行数|执行|实现)*$`)
	aimHead     = regexp.MustCompile(`^(?:年度|全年|预期|发展|主要|规划|计划|预算|奋斗|约束性|建议|安排|年初|调整|调整后|草案)*(?:目标|计划|预算|预期|安排|规划)(?:目标|数|值|任务|草案|安排)*$`)
	plainHead   = regexp.MustCompile(`^(?:指标值|绝对[数值量额]|数值|数量|指标|数|值|金额|总量|合计|总计|小计|本年数?|本期|当年|年末数?|期末数?|年底数?|累计数?|本年累计|全年数?|完成额|到|末|情况|按|万|水平)$`)
	edgeTime    = regexp.MustCompile(`^(?:本年|本月|当月|年末|期末|年底|累计|全年|末|底|度)|(?:年末|期末|年底|末|底)$`)
	sumMark     = regexp.MustCompile(`[〔\[【（(]累计(?:数|值)?[〕\]】）)]`)
	pricedHead  = regexp.MustCompile(`[（(]?按?(?:可比|不变|现行|当年)价(?:格)?(?:计算)?[）)]$`)
	yearlyOrSum = regexp.MustCompile(`(?:年均|年平均)(?:增长|增速|增幅|增长率|增减)?(?:[/／或、]|或者)(?:五年)?累计(?:数|值|增长|增加|增减|变化)*$`)
	basePeriod  = regexp.MustCompile(`[（(]?(?:基期|基准年?)(?:值|数|年)?[）)]?`)
	paceOnly    = regexp.MustCompile(`^(?:增速|增幅|增长|总量|规模)$`)
	untilTime   = regexp.MustCompile(`^(?:截至|截止|至)`)
	earlyPlan   = regexp.MustCompile(`“?([六七八九])五”?(?:时期|期间|计划)?`)
)

// readHead reads the words of a head.
func (x *Extractor) readHead(text string) tableHead {
	h := tableHead{text: text}
	s := headMarks.ReplaceAllString(strings.ReplaceAll(text, "\t", ""), "")
	s = x.takeUnit(&h, s)
	if m := baseYear.FindString(s); m != "" {
		s, h.kind, h.index = strings.Replace(s, m, "", 1), schema.Rate, true
	}
	if m := sumMark.FindString(s); m != "" {
		s, h.sums = strings.Replace(s, m, "", 1), true
	}
	s = strings.TrimRight(s, "：:，,、 ")
	if m := yearlyOrSum.FindString(s); m != "" {
		s, h.sums = strings.TrimSuffix(s, m)+"年均增长", true
	}
	s = pricedHead.ReplaceAllString(s, "")
	if rest, ok := strings.CutSuffix(s, "百分比"); ok && h.unit == "" {
		s, h.unit = rest, "%" // 增减百分比
	}
	if s == "" && strings.Contains(text, "±") {
		h.setChange("", "±") // ±%
	} else if doneHead.MatchString(s) {
		h.kind, s = schema.Completion, doneHead.ReplaceAllString(s, "")
	} else if m := changeHead.FindStringSubmatch(s); m != nil && !stateRate.MatchString(s) && !strings.HasSuffix(m[1], "拉动") {
		s = m[1]
		h.setChange(m[2], m[3])
	} else if m := againstHead.FindStringSubmatch(s); m != nil && (m[1] == "" || h.unit == "%" || h.unit == "倍") {
		s = m[1]
		h.setChange(m[2], "") // 比上年（%）
	} else if m := rankHead.FindStringSubmatch(s); m != nil {
		h.kind, h.scope, s = schema.Rank, m[3], paceOnly.ReplaceAllString(m[1], "")
	} else if priorRate.MatchString(strings.TrimSuffix(s, "%")) && (h.unit == "%" || strings.HasSuffix(s, "%")) {
		h.kind, h.unit, s = schema.Rate, "%", ""
	} else if ofPrior.MatchString(s) && h.unit == "%" {
		h.kind, s = schema.Rate, ""
	} else if shareHead.MatchString(s) {
		h.kind = schema.Rate
	}
	if m := basePeriod.FindString(s); m != "" {
		s, h.status = strings.Replace(s, m, "", 1), schema.Baseline
	}
	s = h.takeTimes(s)
	s = h.takeStatus(s)
	if m := byHead.FindStringSubmatch(s); m != nil && h.unit == "%" {
		s, h.kind = m[1]+"比重", schema.Rate
	}
	switch {
	case plainHead.MatchString(s):
		s = ""
	case s == "构成":
		s = "比重"
	case s == "人口数":
		s = "人口"
	}
	h.name = s
	return h
}

// takeUnit cuts the unit out of s.
func (x *Extractor) takeUnit(h *tableHead, s string) string {
	for _, m := range headUnit.FindAllStringSubmatchIndex(s, -1) {
		if u, share, ok := x.unitsOf(s[m[2]:m[3]]); ok {
			h.unit, h.share = u, share
			return s[:m[0]] + s[m[1]:]
		}
	}
	if m := unitWord.FindStringSubmatchIndex(s); m != nil {
		if u, share, ok := x.unitsOf(s[m[2]:m[3]]); ok {
			h.unit, h.share = u, share
		} else if h.units = x.listedUnits(s[m[2]:m[3]]); h.units == nil {
			h.unit = strings.TrimSpace(s[m[2]:m[3]])
		}
		return s[:m[0]] + s[m[1]:]
	}
	if m := openUnit.FindStringSubmatchIndex(s); m != nil {
		h.unit = s[m[2]:m[3]]
		return s[:m[0]]
	}
	return s
}

// unitsOf reads what a head gives as its unit: 亿元, ±%, 万只（片、套）; of 亿元、%
// the second is the unit of shares and changes.
func (x *Extractor) unitsOf(s string) (unit, share string, ok bool) {
	s = strings.Trim(s, "±+-/ 　")
	if s == "" || utf8.RuneCountInString(s) > 16 {
		return "", "", false
	}
	if _, ok := x.units.Parse(s); ok {
		return s, "", true
	}
	if u, ok := x.units.At(s, 0); ok && strings.HasPrefix(s[u.End:], "（") && strings.HasSuffix(s, "）") {
		return s, "", true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,;； ", r) })
	if len(parts) < 2 {
		return "", "", false
	}
	for _, p := range parts {
		p = strings.Trim(p, "±+-")
		u, known := x.units.Parse(p)
		switch {
		case !known:
			return "", "", false
		case u.Role == nlp.RolePercent && share == "":
			share = p
		case unit == "":
			unit = p
		default:
			return "", share, share != "" // several: none holds for all
		}
	}
	if unit == "" {
		unit, share = share, ""
	}
	return unit, share, true
}

// listedUnits are the units that a caption lists for columns of different sorts:
// 所、人. It is nil where one of them is none.
func (x *Extractor) listedUnits(s string) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,;；/ 　", r) })
	if len(parts) < 2 {
		return nil
	}
	for _, p := range parts {
		if _, ok := x.units.Parse(p); !ok {
			return nil
		}
	}
	return parts
}

// setChange notes a change: basis are the words before, word names it.
func (h *tableHead) setChange(basis, word string) {
	h.basis, h.kind = strings.TrimLeft(basis, "，"), change
	if word == "环比" {
		h.basis += word
	}
	h.yearly = strings.Contains(basis, "年均") || strings.Contains(basis, "平均每年") || strings.Contains(basis, "每年平均") || strings.Contains(basis, "年平均")
	h.down = falls.MatchString(word)
	switch {
	case amountTail.MatchString(word):
		h.kind = schema.Delta
	case h.unit == "%" || h.unit == "‰" || h.unit == "倍":
		h.kind = schema.Growth
	case h.unit != "":
		h.kind = schema.Delta
	case surely.MatchString(word):
		h.kind = schema.Growth
	}
}

// takeTimes cuts the times out of s.
func (h *tableHead) takeTimes(s string) string {
	if m := yearsSpan.FindStringSubmatch(s); m != nil {
		h.from, h.to = number(m[1]), number(m[2])
		return ""
	}
	if m := earlyPlan.FindStringSubmatchIndex(s); m != nil && !strings.HasSuffix(s[:m[0]], "十") {
		n := strings.Index("六七八九", s[m[2]:m[3]]) / len("六")
		h.from, h.to = 1981+5*n, 1985+5*n
		return s[:m[0]] + s[m[1]:]
	}
	for i := 0; i < len(s); {
		p, ok := nlp.PeriodAt(s, i)
		if !ok || p.Bare && (p.Start > 0 || p.End < len(s)) {
			_, w := utf8.DecodeRuneInString(s[i:])
			i += w
			continue
		}
		switch {
		case p.From > 0:
			h.from, h.to = p.From, p.To
		default:
			h.times = append(h.times, p)
		}
		s = s[:p.Start] + s[p.End:]
		i = p.Start
	}
	if len(h.times) > 0 {
		s = untilTime.ReplaceAllString(s, "")
	}
	for {
		t := edgeTime.ReplaceAllString(s, "")
		if t == s || t == "" {
			return t
		}
		s = t
	}
}

// takeStatus cuts off words that say whether a figure happened or is aimed at.
func (h *tableHead) takeStatus(s string) string {
	switch {
	case h.kind == schema.Completion:
		if actualHead.MatchString(s) || guessHead.MatchString(s) {
			return "" // 执行数为预算数的%
		}
	case priorHead.MatchString(s):
		h.prior, h.status = true, schema.Actual
		return ""
	case actualHead.MatchString(s):
		h.status = schema.Actual
		return ""
	case guessHead.MatchString(s):
		h.status = schema.Estimate
		return ""
	case aimHead.MatchString(s):
		h.status = schema.Target
		return ""
	case strings.HasPrefix(s, "预计"):
		h.status = schema.Estimate
		return strings.TrimPrefix(strings.TrimPrefix(s, "预计"), "完成")
	case strings.HasPrefix(s, "计划"), strings.HasSuffix(s, "投资计划"):
		h.status = schema.Target
	}
	return s
}

// under puts a head below another that spans it: what the lower says counts,
// what it leaves open comes from above.
func (h tableHead) under(top tableHead) tableHead {
	out := h
	out.text = top.text + h.text
	switch {
	case h.name == "":
		out.name = top.name
	case top.name != "" && top.name != h.name:
		out.name = joinOverlap(top.name, h.name)
	}
	if h.unit == "" && (h.kind == "" || h.kind == top.kind || top.kind == "" && isShareUnit(top.unit)) {
		out.unit, out.share = top.unit, top.share
	}
	if h.kind == "" {
		out.kind, out.basis, out.down, out.scope, out.yearly, out.index = top.kind, top.basis, top.down, top.scope, top.yearly, top.index
	}
	if h.status == "" {
		out.status = top.status
	}
	if !h.timed() {
		out.times, out.from, out.to, out.prior = top.times, top.from, top.to, top.prior
	} else if h.from == 0 {
		out.times = append(append([]nlp.PeriodMention(nil), top.times...), h.times...)
	}
	if out.kind == change && out.unit != "" {
		out.kind = schema.Delta
		if isShareUnit(out.unit) || out.unit == "倍" {
			out.kind = schema.Growth
		}
	}
	return out
}

func isShareUnit(u string) bool { return u == "%" || u == "‰" }

// joinOverlap puts b behind a, where a ends as b begins only once: 住户存款 and
// 存款余额 are 住户存款余额.
func joinOverlap(a, b string) string {
	for i := range a {
		if strings.HasPrefix(b, a[i:]) && utf8.RuneCountInString(a[i:]) >= 2 {
			return a[:i] + b
		}
	}
	return a + b
}
