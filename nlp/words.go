package nlp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-ego/gse"

	"zhibiao/schema"
)

// WordClass says what a word does in a report's sentence. A word may have
// several.
type WordClass uint32

// The classes of seeds/lexicon.tsv.
const (
	ActWord    WordClass = 1 << iota // a verb whose object is counted: 新增, 建成
	LinkWord                         // links subject and number: 达到, 为, 完成
	AttrWord                         // a thing that is measured and ends an indicator: 增加值, 产量
	OwnWord                          // a measured thing that needs an owner: 招生, 合同额
	QualWord                         // a qualifier that a list shares: 规模以上, 公路
	ScopeWord                        // whose figure it is: 全市, 我区
	TimeWord                         // when: 全年, 年末
	AdverbWord                       // says nothing about what is measured: 累计, 共, 预计
	SectorWord                       // a branch or class that takes the measure named before: 制造业, 汽车类
	NameWord                         // a name with a numeral in it: 三农, 双一流
	PredWord                         // a verb after which the predicate begins: 入选, 通过
	PartWord                         // names a part of the subject before: 省外, 城镇
	TailWord                         // dropped only from the end of a subject: 基本, 实际
)

var wordClasses = map[string]WordClass{
	"act": ActWord, "link": LinkWord, "attr": AttrWord, "own": OwnWord, "qual": QualWord, "scope": ScopeWord,
	"time": TimeWord, "adv": AdverbWord, "sector": SectorWord, "name": NameWord, "pred": PredWord, "tail": TailWord, "part": PartWord,
}

// A Word is one word of a text: a half-open byte range and its classes.
type Word struct {
	Start, End int
	Class      WordClass
}

// Is reports whether the word has any of the classes in c.
func (w Word) Is(c WordClass) bool { return w.Class&c != 0 }

// Words segments text. It is the only thing of this module that knows gse; it
// is safe for concurrent use once loaded.
type Words struct {
	// segment hides gse's type: seen by reflection, it would bring all its
	// methods and with them 30 MB of built-in dictionaries into the binary.
	segment func([]byte) []gse.Segment
	classes map[string]WordClass
	longest int // bytes of the longest word
}

// LoadWords makes a segmenter of general dictionaries ("word frequency tag" a
// line) and lexicons (word, classes). The error joins all faults.
func LoadWords(dicts []string, names []string, lexicons []io.Reader) (*Words, error) {
	w := &Words{classes: map[string]WordClass{}}
	var faults []error
	var sb strings.Builder
	for _, d := range dicts {
		sb.WriteString(d)
		sb.WriteByte('\n')
	}
	for i, f := range lexicons {
		faults = append(faults, w.read(names[i], f, &sb)...)
	}
	seg := gse.Segmenter{SkipLog: true, NotLoadHMM: true, AlphaNum: true}
	if err := seg.LoadDictStr(sb.String()); err != nil {
		faults = append(faults, err)
	}
	w.segment = func(text []byte) []gse.Segment { return seg.Segment(text) }
	return w, errors.Join(faults...)
}

// lexiconFrequency makes a word of the lexicon win over its parts.
const lexiconFrequency = "20000"

func (w *Words) read(name string, r io.Reader, dict *strings.Builder) (faults []error) {
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimRight(sc.Text(), "\r")
		if line == 1 || text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		class, words, ok := strings.Cut(text, "\t")
		bit := wordClasses[class]
		if !ok || bit == 0 {
			faults = append(faults, &schema.Fault{File: name, Line: line, Err: fmt.Errorf("unknown class %q", class)})
			continue
		}
		for _, word := range strings.Fields(words) {
			if w.classes[word] == 0 {
				dict.WriteString(word + " " + lexiconFrequency + " x\n")
			}
			w.classes[word] |= bit
			w.longest = max(w.longest, len(word))
		}
	}
	return faults
}

// Split segments text into words, in order and without gaps.
func (w *Words) Split(text string) []Word {
	segs := w.segment([]byte(text))
	out := make([]Word, len(segs))
	for i, s := range segs {
		out[i] = Word{s.Start(), s.End(), w.classes[text[s.Start():s.End()]]}
	}
	return out
}

// ClassOf returns the classes of a whole word; 0 if the lexicon lacks it.
func (w *Words) ClassOf(word string) WordClass { return w.classes[word] }

// Suffix returns the longest word of class c that ends text, "" if none does.
func (w *Words) Suffix(text string, c WordClass) string {
	from := max(0, len(text)-w.longest)
	for i := from; i < len(text); i++ {
		if text[i]&0xC0 != 0x80 && w.classes[text[i:]]&c != 0 {
			return text[i:]
		}
	}
	return ""
}

// Prefix returns the longest word of class c that begins text, "" if none does.
func (w *Words) Prefix(text string, c WordClass) string {
	for i := min(len(text), w.longest); i > 0; i-- {
		if (i == len(text) || text[i]&0xC0 != 0x80) && w.classes[text[:i]]&c != 0 {
			return text[:i]
		}
	}
	return ""
}
