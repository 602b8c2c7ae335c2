package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What a predicate shares with those before it in a list, and what stands between a
// counted thing and the value behind it.

// likeBefore is a predicate with what those of a list before it have, and of several titles
// only the one that noun was given.
func (b *binder) likeBefore(noun, pred string) string {
	if pred == "" {
		return ""
	}
	return b.sameOrder(noun, b.titleOf(noun, pred))
}

// comesWithin begins a predicate by the place up to which something comes: 进入前1‰.
var comesWithin = nlp.NewExpr(`^(?:进入|跻身|列入|位列|位居)前`)

// sameOrder is pred with the order that the one before in a list was placed in: 进入ESI
// 排名前1‰ behind 80个学科进入ESI排名前1%.
func (b *binder) sameOrder(noun, pred string) string {
	prev, ok := b.previous()
	if !ok || len(b.history) == b.first || !comesWithin.MatchString(pred) || !strings.HasSuffix(prev.subject.text, noun) {
		return pred
	}
	verb := firstRunes(pred, 2)
	if k := strings.LastIndex(prev.subject.text, "前"); k > len(verb) && strings.HasPrefix(prev.subject.text, verb) {
		return prev.subject.text[:k] + pred[len(verb):]
	}
	return pred
}

// titleOf is pred with only the one of several titles that noun was given: 获评百强县 of
// 3个区、2个县获评百强区、百强县.
func (b *binder) titleOf(noun, pred string) string {
	v := b.x.words.Prefix(pred, nlp.PredWord)
	if v == "" || allMarks.Next(pred, 0) == len(pred) {
		return pred
	}
	titles := splitMarks(b.x, pred[len(v):], true)
	mine := ""
	for _, t := range titles {
		if lastRune(t) != lastRune(withoutBrackets(noun)) {
			continue
		}
		if mine != "" {
			return pred
		}
		mine = t
	}
	if mine == "" || len(titles) < 2 {
		return pred
	}
	if grade := gradeHead.FindString(titles[0]); gradeHead.FindString(mine) == "" {
		mine = grade + mine
	}
	return v + mine
}

// behind is the text between a counted thing and the statement that follows it in its
// clause.
func (b *binder) behind(st *statement, object string) string {
	next := b.statementAfter(st, object)
	if next == nil {
		return ""
	}
	return b.s.text[b.objectEnds(st, object):next.start]
}

// statementAfter is the statement that follows a counted thing with no mark between
// them; nil if none does.
func (b *binder) statementAfter(st *statement, object string) *statement {
	at := b.objectEnds(st, object)
	for k := range b.stmts {
		if next := &b.stmts[k]; next.start >= at && at > 0 {
			if strings.ContainsAny(b.s.text[at:next.start], "，、；。：（）") || utf8.RuneCountInString(b.s.text[at:next.start]) > 8 {
				return nil
			}
			return next
		}
	}
	return nil
}

// objectEnds is the offset where the object of a statement ends; 0 if it is not found.
func (b *binder) objectEnds(st *statement, object string) int {
	from := b.s.groups[st.group].end
	if k := strings.Index(b.s.text[from:b.s.end], object); k >= 0 {
		return from + k + len(object)
	}
	return 0
}
