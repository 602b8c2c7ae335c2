package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// rest puts every number of the sentence that no observation claims into the
// residue, each maximal run of numerals once.
func (x *Extractor) rest(b *binder, s *sentence, out *schema.Result) {
	marks := s.names
	for _, p := range s.periods {
		marks = append(marks, masked{p.Start, p.End, schema.ReasonDate})
	}
	for _, g := range s.groups {
		for k := range g.items {
			marks = append(marks, masked{g.items[k].Start, g.items[k].End, schema.ReasonOther})
		}
	}
	s.names = marks
	slices.SortStableFunc(marks, func(a, b masked) int { return a.start - b.start })
	sentence := b.view.Span(s.start, s.end)
	mark := 0
	for i := figures.Next(s.text[:s.end], s.start); i < s.end; i = figures.Next(s.text[:s.end], i) {
		end := numeralRun(s.text[:s.end], i)
		for mark < len(marks) && marks[mark].end <= i {
			mark++
		}
		reason := schema.ReasonOther
		known := mark < len(marks) && marks[mark].start < end
		if known {
			reason = marks[mark].reason
		}
		if known && !scaleOnly(s.text, i, end) || !known && countable(s, i, end) {
			if !known {
				reason = x.guess(s, i, end)
			}
			out.Residue = append(out.Residue, schema.Residue{Span: b.view.Span(i, end), Sentence: sentence, Reason: reason})
		}
		i = end
	}
}

// countable reports whether a run of numerals could be a number: digits always,
// Chinese numerals where they are not the part of a longer word.
func countable(s *sentence, start, end int) bool {
	if c := s.text[start]; '0' <= c && c <= '9' {
		return true
	}
	r, w := utf8.DecodeRuneInString(s.text[start:])
	if start+w == end && (r == '千' || r == '百' || r == '万' || r == '亿' || r == '零') {
		return false
	}
	_, ok := nlp.NumberAt(s.text[:s.end], start)
	return ok && s.wordAt(start).End <= end
}

// scaleOnly reports whether a run is the 万 of 2000万元: of the unit, not a number
// beside the digits before it.
func scaleOnly(text string, start, end int) bool {
	return start > 0 && '0' <= text[start-1] && text[start-1] <= '9' && strings.Trim(text[start:end], "十百千万亿") == ""
}

// guess says why a number that nothing else explains is left over.
func (x *Extractor) guess(s *sentence, start, end int) schema.Reason {
	if r, _ := utf8.DecodeRuneInString(s.text[start:end]); isNumeral(r) {
		if after, _ := utf8.DecodeRuneInString(s.text[end:s.end]); after == '是' || after == '、' || after == '）' {
			return schema.ReasonOrdinal
		}
		return schema.ReasonName
	}
	return schema.ReasonOther
}

// settle drops from the residue what an observation claims, and doubles. Of a
// number that is claimed in part (4,86% where 86% is claimed), the digits that
// are left stay. They stand in the memory of spare.
func settle(spare []schema.Residue, text string, out *schema.Result) []schema.Residue {
	res := out.Residue
	slices.SortStableFunc(res, func(a, b schema.Residue) int { return a.Span.Start - b.Span.Start })
	kept := spare[:0]
	k := 0
	for _, r := range res {
		for k < len(out.Observations) && out.Observations[k].Span.End <= r.Span.Start {
			k++
		}
		if n := len(kept); n > 0 && kept[n-1].Span.Overlaps(r.Span) {
			continue
		} else if n > 0 && kept[n-1].Sentence.End == r.Span.Start && kept[n-1].Span.End == r.Span.Start && digitsMeet(text, r.Span.Start) {
			kept[n-1].Span.End, kept[n-1].Sentence.End = r.Span.End, r.Sentence.End // its sentence was cut within it
			continue
		}
		rest, claimed := r, false
		for j := k; j < len(out.Observations) && out.Observations[j].Span.Start < r.Span.End; j++ {
			o := out.Observations[j].Span
			if !o.Overlaps(r.Span) {
				continue
			}
			claimed = true
			kept = keepDigits(kept, rest, schema.Span{Start: rest.Span.Start, End: o.Start}, text)
			rest.Span.Start = max(rest.Span.Start, o.End)
		}
		if claimed {
			kept = keepDigits(kept, rest, rest.Span, text)
		} else {
			kept = append(kept, r)
		}
	}
	return kept
}

// digitsMeet reports whether digits stand on both sides of byte i.
func digitsMeet(text string, i int) bool {
	return 0 < i && i < len(text) && '0' <= text[i-1] && text[i-1] <= '9' && '0' <= text[i] && text[i] <= '9'
}

// keepDigits appends r for the digits that s holds, if it holds any.
func keepDigits(kept []schema.Residue, r schema.Residue, s schema.Span, text string) []schema.Residue {
	if s.Empty() {
		return kept
	}
	const digits = "0123456789０１２３４５６７８９"
	first, last := strings.IndexAny(s.In(text), digits), strings.LastIndexAny(s.In(text), digits)
	if first < 0 {
		return kept
	}
	_, w := utf8.DecodeRuneInString(text[s.Start+last:])
	r.Span = schema.Span{Start: s.Start + first, End: s.Start + last + w}
	return append(kept, r)
}
