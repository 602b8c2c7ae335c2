package extract

import (
	"unicode/utf8"

	"zhibiao/nlp"
)

// sentenceWords are the words of a sentence. Little of it is asked for its words,
// so that it is segmented stretch by stretch when it is.
type sentenceWords struct {
	lexicon *nlp.Words
	clauses []clauseWords
}

// clauseWords are the words of a stretch of text that no word reaches out of, or a
// sign that no word holds.
type clauseWords struct {
	start, end int
	words      []nlp.Word // offsets within the clause
}

// wordAt is the word that stands over byte i of the sentence.
func (s *sentence) wordAt(i int) nlp.Word {
	c := s.clauseAt(i)
	for _, w := range c.words {
		if c.start+w.End > i {
			return nlp.Word{Start: c.start + w.Start, End: c.start + w.End, Class: w.Class}
		}
	}
	return nlp.Word{Start: c.start, End: c.end}
}

// wordsIn lists the words that begin in [start, end) of the sentence.
func (s *sentence) wordsIn(start, end int) (out []nlp.Word) {
	for i := start; i < min(end, s.end); {
		w := s.wordAt(i)
		if w.Start >= start {
			out = append(out, w)
		}
		i = w.End
	}
	return out
}

// clauseAt segments the stretch that byte i of the sentence stands in, unless it
// has been.
func (s *sentence) clauseAt(i int) clauseWords {
	for k := len(s.words.clauses) - 1; k >= 0; k-- {
		if c := s.words.clauses[k]; c.start <= i && i < c.end {
			return c
		}
	}
	for !utf8.RuneStart(s.text[i]) && i > s.start {
		i--
	}
	lexicon := s.words.lexicon
	r, w := utf8.DecodeRuneInString(s.text[i:s.end])
	c := clauseWords{start: i, end: i + w}
	if !lexicon.IsMark(r) {
		for first := r; c.start > s.start; {
			before, w := utf8.DecodeLastRuneInString(s.text[s.start:c.start])
			if !lexicon.Joins(before, first) {
				break
			}
			first = before
			c.start -= w
		}
		for last := r; c.end < s.end; {
			behind, w := utf8.DecodeRuneInString(s.text[c.end:s.end])
			if !lexicon.Joins(last, behind) {
				break
			}
			last = behind
			c.end += w
		}
		c.words = lexicon.Split(s.text[c.start:c.end])
	}
	s.words.clauses = append(s.words.clauses, c)
	return c
}
