package extract

import (
	"fmt"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// What no report holds is bounded, so that a document takes time and memory in
// proportion to its length, whatever stands in it.

// maxBlock is how many bytes are read as one paragraph, maxNumeral how many are
// read as one number, and maxNumbers how many numbers make a document: each that
// is an observation takes two KB of memory on its way.
const (
	maxBlock   = 256 << 10
	maxNumeral = 96
	maxNumbers = 1_000_000
)

// errNumbers says that a document has more numbers than that.
func errNumbers(n int) error {
	return fmt.Errorf("%d numbers in one text, more than %d; split it", n, maxNumbers)
}

// bounded divides the blocks of text that are too long to be read as one. cuts
// is how often that was not behind a sentence.
func bounded(text string, blocks []schema.Block) (out []schema.Block, cuts int) {
	long := func(b schema.Block) bool { return b.Kind != schema.TableBlock && b.Span().Len() > maxBlock }
	for i, b := range blocks {
		if !long(b) {
			if out != nil {
				out = append(out, b)
			}
			continue
		}
		if out == nil {
			out = append(make([]schema.Block, 0, len(blocks)+1), blocks[:i]...)
		}
		var lines []schema.Span
		size := 0
		end := func() {
			if len(lines) > 0 {
				part := b
				part.Lines, lines, size = lines, nil, 0
				out = append(out, part)
			}
		}
		for _, l := range b.Lines {
			if size+l.Len() > maxBlock {
				end()
			}
			for l.Len() > maxBlock {
				n, stop := nlp.Cut(l.In(text), maxBlock)
				if !stop {
					cuts++
				}
				lines = append(lines, schema.Span{Start: l.Start, End: l.Start + n})
				end()
				l.Start += n
			}
			lines = append(lines, l)
			size += l.Len()
		}
		end()
	}
	if out == nil {
		out = blocks
	}
	return out, cuts
}

// tooLong is where the numeral that starts at i ends, if it is longer than any
// number; else i.
func tooLong(s string, i int) int {
	for j := i; j < len(s); {
		r, w := nlp.Decode(s, j)
		if !isNumeral(r) && !('0' <= r && r <= '9') && r != '.' && r != ',' {
			return i
		}
		if j += w; j-i > maxNumeral {
			return numeralRun(s, i)
		}
	}
	return i
}

// Unread puts all numbers of a document that was not read to its end into the
// residue: runs of digits, and of two and more Chinese numerals.
func (x *Extractor) Unread(doc *schema.Document) *schema.Result {
	out := &schema.Result{}
	for _, b := range doc.Blocks {
		for _, line := range b.Lines {
			for !line.Empty() {
				part := line
				if part.Len() > nlp.MaxSentence {
					n, _ := nlp.Cut(part.In(doc.Text), nlp.MaxSentence)
					part.End = part.Start + n
				}
				unread(doc.Text, part, out)
				line.Start = part.End
			}
		}
	}
	return out
}

// unread puts the numbers of one sentence into the residue.
func unread(text string, sentence schema.Span, out *schema.Result) {
	s := text[:sentence.End]
	for i := sentence.Start; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		end := numeralRun(s, i)
		if '０' <= r && r <= '９' {
			for end = i; end < len(s); end += w {
				if r, w = utf8.DecodeRuneInString(s[end:]); r < '０' || r > '９' {
					break
				}
			}
		}
		if end == i {
			i += w
			continue
		}
		if !isNumeral(r) || end > i+w {
			out.Residue = append(out.Residue, schema.Residue{Span: schema.Span{Start: i, End: end}, Sentence: sentence, Reason: schema.ReasonOther})
		}
		i = end
	}
}
