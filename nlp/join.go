package nlp

import (
	"sort"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// wrapWidth is the width in columns at which the lines of a hard-wrapped text
// end, and 0 for a text whose lines are paragraphs.
func wrapWidth(lines []line) int {
	var widths []int
	for _, l := range lines {
		if l.kind == "" && l.runes >= 10 {
			widths = append(widths, l.width)
		}
	}
	if len(widths) < 6 {
		return 0
	}
	sort.Ints(widths)
	wrap := widths[len(widths)*9/10]
	if wrap > 140 || wrap < 24 {
		return 0
	}
	full, open := 0, 0
	for _, l := range lines {
		if l.kind == "" && l.runes >= 10 && l.width*100 >= wrap*85 && l.width*100 <= wrap*112 {
			full++
			if !endsClause(l.text) {
				open++
			}
		}
	}
	if full*2 < len(widths) || open*2 < full {
		return 0
	}
	return wrap
}

// joinLines groups lines into blocks: a wrapped paragraph is one group, also
// where page furniture or a blank line came into the middle of it.
func joinLines(lines []line, body, wrap int) []group {
	indented := usesIndent(lines[body:])
	var out []group
	open := -1 // the group that the next line may continue
	for i := range lines {
		l := &lines[i]
		if l.kind == schema.FurnitureBlock && l.mark == nil {
			out = append(out, group{i})
			continue
		}
		if open >= 0 {
			g := out[open]
			prev := &lines[g[len(g)-1]]
			if continues(lines, g, i, body, wrap, indented, open != len(out)-1) {
				if l.kind = prev.kind; prev.table == nil {
					l.level = prev.level
				}
				if open != len(out)-1 { // furniture between
					l.broken = true
				}
				out[open] = append(g, i)
				continue
			}
		}
		out = append(out, group{i})
		open = len(out) - 1
	}
	return out
}

// usesIndent reports whether paragraphs of a wrapped text start with an indent.
func usesIndent(lines []line) bool {
	n := 0
	for _, l := range lines {
		if l.indent >= 2 && l.indent <= 8 {
			n++
		}
	}
	return n >= 3 && n*2 < len(lines)
}

// continues reports whether the line at i continues group g.
func continues(lines []line, g group, i, body, wrap int, indented, broken bool) bool {
	prev, l := lines[g[len(g)-1]], lines[i]
	if prev.mark != nil || l.mark != nil {
		return prev.mark == l.mark
	}
	if prev.table != nil || l.table != nil {
		return prev.table != nil && l.table != nil && prev.table.markdown == l.table.markdown && l.blank == 0 && !broken
	}
	if prev.kind == schema.TitleBlock || l.kind == schema.TitleBlock {
		return prev.kind == l.kind && l.blank <= 1 && prev.md == 0 && !endsInTitleNoun(prev.text)
	}
	if l.kind != "" || l.md > 0 || g[0] < body && i >= body {
		return false
	}
	if prev.kind == schema.HeadingBlock {
		return wrap > 0 && prev.width*100 >= wrap*85 && headingContinues(lines, i-1) && len(g) == 1
	}
	if i < body {
		return strings.HasPrefix(prev.text, "—") && l.blank == 0 && !strings.HasPrefix(l.text, "—") && prev.runes >= 12 && hanCount(l.text) >= 4 &&
			!strings.Contains(l.text, " ") && (strings.HasSuffix(l.text, "上") || strings.HasSuffix(l.text, "会议"))
	}
	if n := numberingOf(l.text); n.level == 1 || n.level == 2 || isCaption(l.text) {
		return false
	}
	if wrap > 0 {
		return continuesWrapped(prev, l, wrap, indented, broken)
	}
	return continuesBroken(lines, g, i)
}

// continuesWrapped is continues for a hard-wrapped text.
func continuesWrapped(prev, l line, wrap int, indented, broken bool) bool {
	switch {
	case indented && l.indent >= 2 && prev.indent < l.indent && endsClause(prev.text):
		return false
	case l.blank > 0 && !broken && !l.broken && endsClause(prev.text):
		return false
	case endsSentence(prev.text):
		return indented && l.indent < 2 && prev.width*100 >= wrap*85 && l.blank == 0
	}
	return prev.width*100 >= wrap*80 || !endsClause(prev.text) && prev.runes >= 10 && strings.ContainsRune("，、", last(prev.text))
}

// continuesBroken is continues for a text whose lines are paragraphs, some of
// them broken in the middle of a sentence: by a page end, or by markup around
// one word.
func continuesBroken(lines []line, g group, i int) bool {
	prev, l := lines[g[len(g)-1]], lines[i]
	if endsClause(prev.text) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.text)
	end := last(prev.text)
	switch {
	case strings.ContainsRune("，。；、：”’）》", first):
		return true
	case numberingOf(l.text).level > 0 && end != '+':
		return false
	case strings.ContainsRune("，、“‘《（+", end), first == '+' && l.runes > 10:
		return true
	case len(g) > 1, openQuote(prev.text):
		return true
	case prev.runes >= 8 && markBefore(prev.text, "的", "和", "与", "及", "以及", "在", "为", "PM"):
		return true
	}
	return prev.runes >= 30 && (hanCount(prev.text)*2 > prev.runes) && strings.ContainsAny(prev.text, "，。") && !labelled(l.text)
}

// labelled reports whether s starts with a short label: 安全生产：
func labelled(s string) bool {
	i := strings.IndexAny(s, "：:")
	return i > 0 && utf8.RuneCountInString(s[:i]) <= 12 && !strings.ContainsAny(s[:i], "，。、；")
}

func openQuote(s string) bool {
	return strings.Count(s, "“") > strings.Count(s, "”") || strings.Count(s, "《") > strings.Count(s, "》")
}

func markBefore(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
