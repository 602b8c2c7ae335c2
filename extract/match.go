package extract

import (
	"fmt"
	"regexp"
	"strings"

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
}

// A candidate is a match of a rule on a group, whether or not it wins.
type candidate struct {
	statement
}

// shadow is a sentence in which every quantity list and every time is one
// private-use rune. It knows where each stood.
type shadow struct {
	view   *nlp.View
	groups map[int]int // start in text → index of the group
}

func makeShadow(s *sentence) shadow {
	var b nlp.ViewBuilder
	sh := shadow{groups: map[int]int{}}
	at := s.start
	g, p := 0, 0
	put := func(start, end int, mark string) {
		if start < at {
			return
		}
		b.Copy(s.text[at:start], at)
		b.Fold(mark, start, end-start)
		at = end
	}
	for g < len(s.groups) || p < len(s.periods) {
		if p >= len(s.periods) || g < len(s.groups) && s.groups[g].start < s.periods[p].Start {
			sh.groups[s.groups[g].start] = g
			put(s.groups[g].start, s.groups[g].end, classShadow[s.groups[g].class])
			g++
			continue
		}
		put(s.periods[p].Start, s.periods[p].End, shadowOf["period"])
		p++
	}
	b.Copy(s.text[at:s.end], at)
	sh.view = b.View()
	return sh
}

// statements finds for every group the rule that says most about it: the
// longest match, and of equally long ones the first in the file.
func (x *Extractor) statements(s *sentence, all *[]candidate) (out []statement, faults []error) {
	if len(s.groups) == 0 {
		return nil, nil
	}
	sh := makeShadow(s)
	best := make([]*statement, len(s.groups))
	for _, r := range x.rules.rules {
		if !r.applies(sh.view.Text) {
			continue
		}
		err := r.pattern.All(sh.view.Text, func(m nlp.Match) {
			st, ok := x.read(s, sh, r, m)
			if !ok {
				return
			}
			if all != nil {
				*all = append(*all, candidate{statement: st})
			}
			if b := best[st.group]; b == nil || st.end-st.start > b.end-b.start {
				best[st.group] = &st
			}
		})
		if err != nil {
			faults = append(faults, fmt.Errorf("rule %s: %w", r.ID, err))
		}
	}
	taken := map[int]bool{}
	for _, b := range best {
		if b != nil && b.base >= 0 {
			taken[b.base] = true
		}
	}
	for i, b := range best {
		if b != nil && !taken[i] {
			out = append(out, *b)
		}
	}
	return out, faults
}

// read turns a match into a statement about the group its value stands for.
func (x *Extractor) read(s *sentence, sh shadow, r *rule, m nlp.Match) (statement, bool) {
	text := func(name string) (string, int, bool) {
		a, b, ok := m.Group(name)
		if !ok || a == b {
			return "", 0, false
		}
		sp := sh.view.Span(a, b)
		return s.text[sp.Start:sp.End], sp.Start, true
	}
	_, at, ok := text("value")
	if !ok {
		return statement{}, false
	}
	g, ok := sh.groups[at]
	if !ok {
		return statement{}, false
	}
	sp := sh.view.Span(m.Start, m.End)
	st := statement{group: g, base: -1, rule: r, start: sp.Start, end: sp.End}
	if _, at, ok := text("base"); ok {
		if b, ok := sh.groups[at]; ok {
			st.base = b
		}
	}
	switch set := r.Set; set.Sign {
	case "":
	case "-":
		st.negative = true
	default:
		word, _, _ := text(set.Sign)
		st.negative = x.rules.lower[word]
	}
	st.basis = r.Set.Basis
	if word, _, ok := text("basis"); ok {
		st.basis = word
	}
	if r.Set.Scope != "" {
		st.scope, _, _ = text(r.Set.Scope)
	}
	if r.Set.Whole != "" {
		st.whole, _, _ = text(r.Set.Whole)
	}
	if r.Set.Keep != "" {
		st.keep, _, _ = text(r.Set.Keep)
	}
	return st, true
}

var yearIn = regexp.MustCompile(`\d{4}`)

// basisOf settles what a growth or delta is against. year is the year of the
// statement.
func basisOf(words, scope string, kind schema.Kind, year int) string {
	switch {
	case kind == schema.Completion:
		return "plan"
	case strings.Contains(words, "环比") || strings.Contains(words, "上月") || strings.Contains(words, "上季"):
		return "mom"
	case strings.Contains(words, "年均") || strings.Contains(words, "平均每年") || strings.Contains(words, "年平均"):
		return "annual_avg"
	case strings.HasPrefix(words, "vs"):
		return "vs:" + scope
	case strings.Contains(words, "年初") || strings.Contains(words, "上年末") || strings.Contains(words, "上年底") || strings.Contains(words, "去年末") || strings.Contains(words, "去年底"):
		if year > 0 {
			return fmt.Sprintf("since:%d", year-1)
		}
	case strings.Contains(words, "三五"):
		return "since:2020"
	case strings.Contains(words, "二五"):
		return "since:2015"
	}
	if y := yearIn.FindString(words); y != "" {
		return "since:" + y
	}
	if kind == schema.Growth || words != "" {
		return "yoy"
	}
	return ""
}
