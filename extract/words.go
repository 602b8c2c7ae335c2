package extract

import (
	"unicode/utf8"

	"zhibiao/nlp"
)

// sentenceWords are the words of a sentence. Few of its clauses are asked for
// their words, so that each is segmented when it is.
type sentenceWords struct {
	lexicon *nlp.Words
	clauses []clauseWords
}

// clauseWords are the words of a stretch of text between two signs that no word
// holds, or such a sign.
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

// clauseAt segments the clause that byte i of the sentence stands in, unless it
// has been.
func (s *sentence) clauseAt(i int) clauseWords {
	for _, c := range s.words.clauses {
		if c.start <= i && i < c.end {
			return c
		}
	}
	for !utf8.RuneStart(s.text[i]) && i > s.start {
		i--
	}
	r, w := utf8.DecodeRuneInString(s.text[i:s.end])
	c := clauseWords{start: i, end: i + w}
	if !s.words.lexicon.IsMark(r) {
		for c.start > s.start {
			r, w := utf8.DecodeLastRuneInString(s.text[s.start:c.start])
			if s.words.lexicon.IsMark(r) {
				break
			}
			c.start -= w
		}
		for c.end < s.end {
			r, w := utf8.DecodeRuneInString(s.text[c.end:s.end])
			if s.words.lexicon.IsMark(r) {
				break
			}
			c.end += w
		}
		c.words = s.words.lexicon.Split(s.text[c.start:c.end])
	}
	s.words.clauses = append(s.words.clauses, c)
	return c
}
