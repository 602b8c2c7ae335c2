package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
	"zhibiao/nlp"
)

// divides reports whether a name tells one part of a whole by branch, place or
// class: 第一产业, 公路, 国有企业.
func (t *tableReading) divides(name string) bool {
	return t.qualifies(name) || !t.measured(name) && t.x.words.Suffix(name, nlp.SectorWord) != ""
}

// qualifies reports whether a name is made of qualifiers only: 城镇, 公路.
func (t *tableReading) qualifies(name string) bool {
	for p := name; ; {
		q := t.x.words.Prefix(p, nlp.QualWord)
		if q == "" {
			return false
		}
		if p = p[len(q):]; p == "" {
			return true
		}
	}
}

var (
	wholeOnly  = regexp.MustCompile(`总(量|额|数|产量|产值|人口|面积|收入|支出|投资|人数|户数|指数)`)
	production = regexp.MustCompile(`(?:地区|国内)?生产总值|^GDP`)
	branching  = regexp.MustCompile(`(?:价格(?:指数)?|支出|存款余额|贷款余额|余额)$`) // measures that each branch has by itself
	building   = regexp.MustCompile(`^(?:商品)?住宅|^办公楼|^商业|^别墅`)
	buildings  = regexp.MustCompile(`^(?:房屋|商品房)`)
	sizes      = regexp.MustCompile(`以[上下内]|岁`)
	sizeName   = regexp.MustCompile(`\d.*(?:及?以[上下内]|岁.*)$`)
)

// funded ends what is made up of money from several sources: 国内贷款 below 到位资金 is
// 到位资金国内贷款.
var funded = regexp.MustCompile(`(?:实际|本年)?到位资金(?:小计|合计)?$|资金来源(?:小计|合计)?$`)

// foreignPart begins the part of an amount of transport that is foreign or
// domestic trade: 港口外贸吞吐量 below 港口货物吞吐量.
var foreignPart = regexp.MustCompile(`^(?:外贸|内贸)`)

// underHead names a row below a head of a part of the table: 牛 under 期末畜禽存栏
// is 牛存栏.
func (t *tableReading) underHead(head, own, name string) string {
	if t.known(name) || t.divides(own) {
		return name
	}
	return joinTail(own, t.measure(head))
}

// partOf names a part of a whole that has a measure: 公路 of 货物运输总量 is
// 公路货物运输量, 教育 of 一般公共预算支出 is 教育支出. Of the ways to say so the
// one that the catalogue knows is taken. ok is false where the part needs no
// other name than its own.
func (t *tableReading) partOf(whole, own string, sure bool) (string, bool) {
	bracket := ""
	if k := strings.Index(own, "（"); k > 0 && strings.HasSuffix(own, "）") {
		own, bracket = own[:k], own[k:]
	}
	whole = t.unlimited(whole)
	if funded.MatchString(whole) {
		if owned := t.ofTopic(whole); owned != "" {
			whole = owned
		}
		if strings.HasSuffix(own, "资金") {
			return strings.TrimSuffix(whole, funded.FindString(whole)) + own + bracket, true
		}
		return joinOverlap(whole, own) + bracket, true
	}
	measure := t.measure(whole)
	owner := strings.TrimSuffix(whole, measure)
	if production.MatchString(whole) {
		whole, measure, owner = "增加值", "增加值", ""
	}
	small := wholeOnly.ReplaceAllString(whole, "$1")
	if building.MatchString(own) {
		small = buildings.ReplaceAllString(small, "")
	}
	tries := []string{joinOverlap(own, small), joinOverlap(own, whole)}
	if strings.Contains(owner, "人均") {
		tries = append(tries, owner+own+measure)
	}
	for _, m := range t.measures(whole) {
		tries = append(tries, joinTail(own, m))
	}
	code, _ := t.x.catalogue.Lookup(whole)
	if strings.HasSuffix(own, "税") {
		tries = nil
	}
	for _, name := range tries {
		if e, ok := t.x.catalogue.Lookup(name); ok && e.Code != code.Code && name != own {
			return name + bracket, true
		}
	}
	if m := foreignPart.FindString(own); m != "" && sure && strings.HasSuffix(whole, own[len(m):]) && len(owner) > len("货物") {
		return strings.TrimSuffix(strings.TrimSuffix(owner, "货物"), "旅客") + own + bracket, true
	}
	if t.measured(own) || strings.HasSuffix(own, "税") {
		if m := t.measure(own); sure && m != "" && m != measure && strings.HasPrefix(measure, m) {
			return joinOverlap(own, measure) + bracket, true
		}
		return own + bracket, false
	}
	switch {
	case strings.Contains(owner, "人均"):
		return owner + own + measure + bracket, true
	case strings.HasSuffix(whole, "居民消费价格指数") && !strings.Contains(own, "价格"):
		return joinTail(own, "居民消费价格指数") + bracket, true
	case !t.divides(own) && !sizeName.MatchString(own) && branching.MatchString(measure):
		return joinTail(own, branching.FindString(measure)) + bracket, true
	}
	return joinOverlap(own, small) + bracket, true
}

// measures are the measured things that a name ends in, the longest first:
// 贷款余额, 余额.
func (t *tableReading) measures(name string) []string {
	var out []string
	for m := t.measure(name); m != ""; {
		out = append(out, m)
		_, w := utf8.DecodeRuneInString(m)
		m = t.x.words.Suffix(m[w:], nlp.AttrWord)
		if utf8.RuneCountInString(m) < 2 {
			break
		}
	}
	return out
}

// joinTail puts a measure behind a part; of 贷款余额 only 余额 where the part
// speaks of 贷款 itself.
func joinTail(own, measure string) string {
	r := []rune(measure)
	if len(r) >= 4 && strings.Contains(own, string(r[:2])) && !strings.HasSuffix(own, string(r[:2])) {
		return own + string(r[2:])
	}
	return joinOverlap(own, measure)
}
