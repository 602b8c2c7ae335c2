package nlp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

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
	VerbWord                         // a verb of two characters to the general dictionary, and nothing else to the lexicon: 处置
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
	classes map[string]WordClass // of the lexicon
	within  *Runes               // the characters that words are made of
	pairs   *pairSet             // of characters that stand side by side in a word
	splits  Memo[[]Word]

	beginnings, endings *trie // of classes, read forwards and backwards
}

// caseTells is set among the classes of a word in a trie where they depend on the
// case of its letters.
const caseTells WordClass = 1 << 31

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
	w.within = charactersOf(sb.String())
	w.pairs = pairsOf(sb.String())
	w.addVerbs(dicts)
	w.index()
	return w, errors.Join(faults...)
}

// notVerbs are the classes of words that name or join things, whatever the
// general dictionary calls them.
const notVerbs = LinkWord | AttrWord | OwnWord | QualWord | ScopeWord | TimeWord | AdverbWord | SectorWord | NameWord | PartWord | TailWord

// addVerbs puts the verbs of the general dictionaries among the classes.
func (w *Words) addVerbs(dicts []string) {
	for _, d := range dicts {
		for line := range strings.Lines(d) {
			word, tag, _ := strings.Cut(strings.TrimSpace(line), " ")
			if !strings.HasSuffix(tag, " v") || utf8.RuneCountInString(word) != 2 || w.classes[word]&notVerbs != 0 {
				continue
			}
			w.classes[word] |= VerbWord
		}
	}
}

// index makes the words of the lexicon ready to be found at the ends of texts.
func (w *Words) index() {
	var forwards, backwards [][]rune
	var classes []WordClass
	seen := map[string]bool{}
	for word, class := range w.classes {
		if folded := strings.Map(lower, word); seen[folded] {
			continue
		} else {
			seen[folded] = true
		}
		if strings.ContainsFunc(word, isLatin) {
			class = caseTells
		}
		classes = append(classes, class)
		key := []rune(word)
		forwards = append(forwards, key)
		key = slices.Clone(key)
		slices.Reverse(key)
		backwards = append(backwards, key)
	}
	w.beginnings, w.endings = newTrie(forwards), newTrie(backwards)
	w.beginnings.classify(classes)
	w.endings.classify(classes)
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
		}
	}
	return faults
}

// Split segments text into words, in order and without gaps. The list must not be
// changed.
func (w *Words) Split(text string) []Word {
	if _, n := decode(text, 0); n > 0 && n == len(text) {
		return []Word{{0, n, w.classes[text]}}
	}
	return w.splits.Of(text, w.split)
}

func (w *Words) split(text string) []Word {
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
	from := len(text)
	k := int32(0)
	for i := len(text); i > 0; {
		r, n := decodeLast(text[:i])
		if i == len(text) {
			k = w.endings.root(r)
		} else {
			k = w.endings.next(k, r)
		}
		node := &w.endings.nodes[k]
		if k == 0 || node.below&(c|caseTells) == 0 {
			break
		}
		i -= n
		if w.is(node.class, text[i:], c) {
			from = i
		}
	}
	return text[from:]
}

// Prefix returns the longest word of class c that begins text, "" if none does.
func (w *Words) Prefix(text string, c WordClass) string {
	to := 0
	k := int32(0)
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		if i == 0 {
			k = w.beginnings.root(r)
		} else {
			k = w.beginnings.next(k, r)
		}
		node := &w.beginnings.nodes[k]
		if k == 0 || node.below&(c|caseTells) == 0 {
			break
		}
		i += n
		if w.is(node.class, text[:i], c) {
			to = i
		}
	}
	return text[:to]
}

// is reports whether a word, of which a trie has these classes, has one of c as it
// is written.
func (w *Words) is(class WordClass, word string, c WordClass) bool {
	if class&caseTells != 0 {
		class = w.classes[word]
	}
	return class&c != 0
}

// Over reports whether a word of class c stands over byte i of text: only then
// can Split find one there.
func (w *Words) Over(text string, i int, c WordClass) bool {
	for j, n := i, 0; n < w.beginnings.longest; n++ {
		if j+len(w.Prefix(text[j:], c)) > i {
			return true
		}
		before, size := decodeLast(text[:j])
		if r, _ := decode(text, j); size == 0 || n > 0 && !w.Joins(before, r) {
			break
		}
		j -= size
	}
	return false
}

// Holds reports whether a word of class c stands anywhere in text: only then can
// Split find one.
func (w *Words) Holds(text string, c WordClass) bool {
	for i := range text {
		if w.Prefix(text[i:], c) != "" {
			return true
		}
	}
	return false
}
