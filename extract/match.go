package extract

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A statement is a group of quantities with the rule that speaks for it.
type statement struct {
	group      int // index in sentence.groups
	base       int // index of the group with the earlier value (由A降至B); -1 if none
	rule       *rule
	start, end int // the whole match in the text: predicate and values
	negative   bool
	basis      string
	scope      string
	whole      string
	keep       string
	at         *nlp.PeriodMention // the time of this one of several values; nil if they are of one time
}

// A candidate is a match of a rule on a group, whether or not it wins.
type candidate struct {
	statement
}

// statements finds for every group the rule that says most about it: the
// longest match, and of equally long ones the first in the file. all, if not
// nil, receives the match of every rule; finding them takes much longer. What is
// returned holds until the next call for s.
func (x *Extractor) statements(s *sentence, all *[]candidate) (out []statement, faults []error) {
	if len(s.groups) == 0 {
		return nil, nil
	}
	m := matching{x: x, s: s, sh: makeShadow(s), best: slices.Grow(s.best[:0], len(s.groups))[:len(s.groups)], all: all}
	clear(m.best)
	m.known = m.sh.states(len(x.rules.rules))
	defer m.sh.free()
	if all != nil {
		for _, r := range x.rules.rules {
			m.scan(r)
		}
	} else {
		m.read()
	}
	out = s.stmts[:0]
	for i := range m.best {
		if b := &m.best[i]; b.rule != nil && !taken(m.best, i) {
			out = append(out, *b)
		}
	}
	s.best, s.stmts = m.best, out
	return out, m.faults
}

// taken reports whether group i is the earlier value of another statement.
func taken(best []statement, i int) bool {
	for k := range best {
		if best[k].rule != nil && best[k].base == i {
			return true
		}
	}
	return false
}

// A matching is the search for the statements of one sentence.
type matching struct {
	x      *Extractor
	s      *sentence
	sh     *shadow
	best   []statement // by group; without a rule where none matches
	all    *[]candidate
	known  []ruleState // by rule
	faults []error
}

// A ruleState is what is known of a rule in a sentence.
type ruleState struct {
	scanned      bool
	asked, lacks bool // whether it has none of the rule's words, once asked
}

// read goes from value to value. Reading backwards from it tells which rules
// can begin where; of these, the first to match from as far away as possible
// speaks for the value. A rule for which that is not enough (its match may reach
// over another value of its own, or beyond the value) is scanned for.
func (m *matching) read() {
	set := m.x.rules
	for k, mark := range m.sh.marks {
		m.sh.lead = set.backward.From(m.sh.runes, mark.at, m.sh.lead[:0])
		m.value(k, m.sh.lead)
	}
	for _, r := range set.rules {
		if r.reading == nlp.Unread {
			m.scan(r)
		}
	}
}

// value tries the rules that can begin at lead for the value of mark k.
func (m *matching) value(k int, lead []nlp.Begins) {
	for i := len(lead) - 1; i >= 0; i-- {
		for _, n := range lead[i].Patterns {
			r := m.x.rules.rules[n]
			if m.known[n].scanned || !m.applies(r) {
				continue
			}
			if r.reading == nlp.Open || m.crosses(r, lead[i].At, k) {
				m.scan(r)
				continue
			}
			if m.try(r, lead[i].At, m.sh.marks[k].at) {
				return
			}
		}
	}
}

// crosses reports whether a match of r from character start to mark k reaches
// over a value that r can speak for, so that it depends on the match there.
func (m *matching) crosses(r *rule, start, k int) bool {
	for k--; k >= 0 && m.sh.marks[k].at >= start; k-- {
		if strings.ContainsRune(r.values, m.sh.runes[m.sh.marks[k].at]) {
			return true
		}
	}
	return false
}

// try matches r from character start on for the value at character at.
func (m *matching) try(r *rule, start, at int) (ok bool) {
	if r.reading == nlp.Sure && r.groups.none() { // nothing is left to find out
		g, ok := m.sh.groupAt(at)
		return ok && m.offer(m.plain(r, g, start, at+1))
	}
	if r.seen.bounded {
		m.sh.buf = r.seen.key(m.sh.buf, m.sh.runes, start, at+1)
		if seen, known := r.seen.recall(m.sh.buf); known {
			return seen.ok && m.found(r, start, seen.capture)
		}
	}
	var c capture
	err := r.pattern.At(m.sh.runes, start, func(match nlp.Match) {
		_, c = captureOf(r, match)
		ok = true
	})
	switch {
	case err != nil:
		m.fault(r, err)
		return false
	case ok && c.groups[valueGroup].from != at-start:
		m.scan(r)
		return false
	case r.seen.bounded:
		r.seen.keep(m.sh.buf, seenMatch{c, ok})
	}
	return ok && m.found(r, start, c)
}

// scan looks for matches of r in the whole sentence.
func (m *matching) scan(r *rule) {
	m.known[r.order].scanned = true
	if !m.applies(r) {
		return
	}
	m.fault(r, r.pattern.All(m.sh.runes, func(match nlp.Match) {
		start, c := captureOf(r, match)
		m.found(r, start, c)
	}))
}

func (m *matching) fault(r *rule, err error) {
	if err != nil {
		m.faults = append(m.faults, fmt.Errorf("rule %s: %w", r.ID, err))
	}
}

// applies is the cheap look whether a rule can match at all.
func (m *matching) applies(r *rule) bool {
	if len(r.Any) == 0 {
		return true
	}
	k := &m.known[r.order]
	if !k.asked {
		k.asked, k.lacks = true, !m.sh.has(r.Any)
	}
	return !k.lacks
}

// found takes in a match from character start on: it speaks for its group unless
// another says more.
func (m *matching) found(r *rule, start int, c capture) bool {
	st, ok := m.statement(r, start, c)
	return ok && m.offer(st)
}

// offer takes in a statement; it is always true.
func (m *matching) offer(st statement) bool {
	if m.all != nil {
		*m.all = append(*m.all, candidate{statement: st})
	}
	b := &m.best[st.group]
	if more := (st.end - st.start) - (b.end - b.start); b.rule == nil || more > 0 || more == 0 && st.rule.order < b.rule.order {
		*b = st
	}
	return true
}

// plain is the statement of a rule about group g in the characters from start to
// end.
func (m *matching) plain(r *rule, g, start, end int) statement {
	return statement{group: g, base: -1, rule: r, start: m.sh.at[start], end: m.sh.at[end], negative: r.Set.Sign == "-", basis: r.Set.Basis}
}

// statement turns a match into a statement about the group its value stands for.
func (m *matching) statement(r *rule, start int, c capture) (statement, bool) {
	sh := m.sh
	text := func(group int) string {
		if x := c.groups[group]; x.to > 0 {
			return m.s.text[sh.at[start+x.from]:sh.at[start+x.to]]
		}
		return ""
	}
	g, ok := sh.groupAt(start + c.groups[valueGroup].from)
	if !ok {
		return statement{}, false
	}
	st := m.plain(r, g, start, start+c.len)
	if x := c.groups[baseGroup]; x.to > 0 {
		if b, ok := sh.groupAt(start + x.from); ok {
			st.base = b
		}
	}
	if r.groups[signGroup] >= 0 {
		word := text(signGroup)
		st.negative = m.x.rules.lower[word] || strings.HasPrefix(word, "低于")
	}
	if word := text(basisGroup); word != "" || st.basis == "basis" {
		st.basis = word // of the group called so
	}
	st.scope, st.whole, st.keep = text(scopeGroup), text(wholeGroup), text(keepGroup)
	return st, true
}

var yearIn = nlp.NewExpr(`\d{4}`)

// yearlyMean is a mean over years, and of how many: 两年平均; not 年均浓度, which is that of
// the days of one.
var yearlyMean = nlp.NewExpr(`年均(?:[^浓气温湿值]|$)|平均每年|([两二三四五])?年平均(?:[^浓气温湿值]|$)`)

// firstCounts are what a figure that was settled later is compared with.
var firstCounts = nlp.NewExpr(`初步核算数|年?快报数`)

// yearsEnd is the end of the year before.
var yearsEnd = nlp.NewExpr(`[上去]年[末底]`)

// yearsAgo is a comparison with an earlier year by how long ago it is: 较3年前.
var yearsAgo = nlp.NewExpr(`([一二三四五六七八九十]|\d{1,2})年前`)

// planMeant is a five-year plan that a change is against, as a whole or as it ended.
var planMeant = nlp.NewExpr(`(“?)(十[一二三四五六七八]?|[六七八九])(五)”?((?:规划|计划)?(?:时期末?|期间|期末|末)?)`)

// planEnds is the last year of a five-year plan by what stands before its 五: 2000 of
// 九, 2005 of 十, 2010 of 十一.
func planEnds(no string) int {
	if of, ok := strings.CutPrefix(no, "十"); !ok {
		return 1955 + 5*fiveYearNo(no)
	} else if of != "" {
		return 2005 + 5*fiveYearNo(of)
	}
	return 2005
}

// earlierPart is a comparison with the months or the quarters just before.
var earlierPart = nlp.NewExpr(`^[比较与同]“?(?:今年|本年)?(?:前?[一二三四五六七八九十\d]{1,3}(?:[-—–－~～至]{1,2}\d{1,2})?(?:个?月份?|季度)|上半年)[末底]?”?(?:相比)?[，,]?$`)

// basisOf settles what a growth or delta is against. year is the year of the
// statement and period its time: the end of the year before is a year earlier for
// what stands at a year's end, and the beginning of the year for all else.
func basisOf(words, scope string, kind schema.Kind, year int, period schema.Period) string {
	switch {
	case kind == schema.Completion || words == "plan" || strings.Contains(words, "计划") || strings.Contains(words, "预算") && !strings.Contains(words, "年预算"):
		return "plan"
	case strings.Contains(words, "环比") || strings.Contains(words, "上月") || strings.Contains(words, "上季"):
		return "mom"
	case earlierPart.MatchString(words):
		return "mom" // 比一季度, 较1—4月
	case yearlyMean.MatchString(words):
		return "annual_avg"
	case strings.HasPrefix(words, "vs"):
		return "vs:" + scope
	case yearsEnd.MatchString(words) && period.End.Month() == time.December:
		return "yoy"
	case strings.Contains(words, "年初") || yearsEnd.MatchString(words):
		if year > 0 {
			return fmt.Sprintf("since:%d", year-1)
		}
	case firstCounts.MatchString(words):
		return "vs:" + firstCounts.FindString(words)
	case strings.Contains(words, "多年平均"):
		return "vs:多年平均"
	case strings.Contains(words, "常年"):
		return "vs:常年"
	case strings.Contains(words, "上一个五年") || strings.Contains(words, "上个五年") || strings.Contains(words, "前五年"):
		return "vs:上一个五年"
	}
	if m := yearsAgo.FindStringSubmatch(words); m != nil && year > 0 {
		return fmt.Sprintf("since:%d", year-max(number(m[1]), strings.Index("一二三四五六七八九十", m[1])/len("一")+1))
	}
	if m := planMeant.FindStringSubmatch(words); m != nil && (m[1]+m[4] != "" || utf8.RuneCountInString(m[2]) == 2) {
		if strings.HasSuffix(m[4], "时期") || strings.HasSuffix(m[4], "期间") {
			return "vs:" + m[2] + m[3] + m[4] // 投资比“九五”时期增加46亿元: all of it
		}
		return fmt.Sprintf("since:%d", planEnds(m[2]))
	}
	if m := sinceThen.FindStringSubmatch(words); m != nil {
		return "vs:" + m[1]
	}
	if strings.Contains(words, "上次") {
		return "vs:上次"
	}
	if y := yearIn.FindString(words); y != "" {
		return "since:" + y
	}
	if kind == schema.Growth || words != "" {
		return "yoy"
	}
	return ""
}
