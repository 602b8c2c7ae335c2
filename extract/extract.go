// Package extract turns a Document into Observations: what the report says in
// numbers. The whole flow is Extract in this file; the other files are its
// stages.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"zhibiao/nlp"
	"zhibiao/schema"
	"zhibiao/seeds"
)

// An Extractor holds compiled rules, units, indicators and regions. It is
// immutable after New, but for what it remembers to be faster, and may be used by
// several goroutines at once.
type Extractor struct {
	units     *nlp.Units
	hedges    *nlp.Hedges
	words     *nlp.Words
	tidied    nlp.Memo[string] // names without what tidy drops
	rules     *ruleSet
	catalogue *Catalogue
	regions   *Regions
	hash      string
	completed func(n int) // if not nil, is told which completion made a name; for the test of their examples
}

// Options say what an Extractor starts from. The zero value is the built-in
// seeds.
type Options struct {
	// Seeds overlays the built-in seeds file by file: units.tsv,
	// indicators.tsv, regions.tsv, hedges.tsv, lexicon.tsv, words.txt and
	// rules.yaml, each entry replacing the built-in one of the same id or
	// adding to them. Nil means none.
	Seeds fs.FS
	// SeedsName is how Faults name the directory behind Seeds.
	SeedsName string
}

// New compiles an Extractor. Its error joins every fault found in the seeds
// (errors.As *schema.Fault for each).
func New(o Options) (*Extractor, error) {
	x := &Extractor{}
	src, err := openSeeds(o)
	if err != nil {
		return nil, err
	}
	x.hash = src.hash
	loads := []struct {
		file string
		load func(names []string, files []io.Reader) error
	}{
		{"units.tsv", func(names []string, files []io.Reader) (err error) {
			x.units, err = nlp.LoadUnits(names, files)
			return err
		}},
		{"hedges.tsv", func(names []string, files []io.Reader) (err error) {
			x.hedges, err = nlp.LoadHedges(names, files)
			return err
		}},
		{"lexicon.tsv", func(names []string, files []io.Reader) (err error) {
			x.words, err = nlp.LoadWords(src.text("words.txt"), names, files)
			return err
		}},
		{"indicators.tsv", func(names []string, files []io.Reader) (err error) {
			x.catalogue, err = LoadCatalogue(names, files)
			return err
		}},
		{"regions.tsv", func(names []string, files []io.Reader) (err error) {
			x.regions, err = LoadRegions(names, files)
			return err
		}},
		{"rules.yaml", func(names []string, files []io.Reader) error {
			rules, errs := loadRules(names, files)
			x.rules = rules
			return errors.Join(errs...)
		}},
	}
	faults := make([]error, len(loads))
	var wait sync.WaitGroup
	for i, l := range loads {
		names, files := src.of(l.file)
		wait.Go(func() { faults[i] = l.load(names, files) })
	}
	wait.Wait()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return x, nil
}

// seedFiles are the files that an Extractor reads, in this order.
var seedFiles = []string{"units.tsv", "hedges.tsv", "lexicon.tsv", "words.txt", "indicators.tsv", "regions.tsv", "rules.yaml"}

// seedSource holds the seed files in use, the built-in one first.
type seedSource struct {
	names map[string][]string
	data  map[string][]string
	hash  string
}

func openSeeds(o Options) (*seedSource, error) {
	s := &seedSource{names: map[string][]string{}, data: map[string][]string{}}
	sum := sha256.New()
	for _, f := range seedFiles {
		data, err := seeds.FS.ReadFile(f)
		if err != nil {
			return nil, err
		}
		s.add(f, "seeds/"+f, data, sum)
		if o.Seeds == nil {
			continue
		}
		data, err = fs.ReadFile(o.Seeds, f)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", o.SeedsName, err)
		}
		s.add(f, strings.TrimSuffix(o.SeedsName, "/")+"/"+f, data, sum)
	}
	s.hash = hex.EncodeToString(sum.Sum(nil))
	return s, nil
}

func (s *seedSource) add(file, name string, data []byte, sum io.Writer) {
	s.names[file] = append(s.names[file], name)
	s.data[file] = append(s.data[file], string(data))
	fmt.Fprintf(sum, "%s %d\n", file, len(data))
	sum.Write(data)
}

func (s *seedSource) of(file string) (names []string, files []io.Reader) {
	for _, d := range s.data[file] {
		files = append(files, strings.NewReader(d))
	}
	return s.names[file], files
}

func (s *seedSource) text(file string) []string { return s.data[file] }

// SeedsHash is the SHA-256, in hex, of all seed files in use, overlay included.
func (x *Extractor) SeedsHash() string { return x.hash }

// Describe fills what doc is about (title, kind, region, years) from title,
// body and file name. Fields already set are kept.
func (x *Extractor) Describe(doc *schema.Document) { describe(doc, x.regions) }

// numbersIn is how many runs of digits text has: about as many observations and
// residue there will be.
func numbersIn(text string) (n int) {
	within := false
	for i := 0; i < len(text); i++ {
		if nlp.IsIdeograph(text[i]) {
			within = false
			i += len("字") - 1
			continue
		}
		digit := text[i]-'0' <= 9
		if digit && !within {
			n++
		}
		within = digit
	}
	return n
}

// Extract returns every observation and residue of doc, in text order. Finding
// nothing is not an error. A text of more than a million numbers is not read: they
// are all residue, and Faults says why.
func (x *Extractor) Extract(doc *schema.Document) *schema.Result {
	out, err := x.ExtractContext(context.Background(), doc)
	if err != nil {
		out = x.Unread(doc)
		out.Faults = []error{err}
	}
	return out
}

// ExtractContext is Extract until ctx ends, whose error it then returns, after
// the sentence or the table that it is at. A text of more than a million numbers
// is an error too. Unread is what is left to say of the document then.
func (x *Extractor) ExtractContext(ctx context.Context, doc *schema.Document) (*schema.Result, error) {
	numbers := numbersIn(doc.Text)
	if numbers > maxNumbers {
		return nil, errNumbers(numbers)
	}
	r := newReading(doc)
	r.scratch = scratches.Get().(*scratch)
	out := &schema.Result{Observations: r.observations[:0], Residue: r.residue[:0]}
	blocks, cuts := bounded(doc.Text, alignedTables(doc.Text, withoutContents(doc.Text, doc.Blocks)))
	r.cuts = cuts
	parts := partYears(doc, blocks)
	r.glances = make([]glance, len(blocks))
	pivot := r.pivot(blocks)
	for i, block := range blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if year := parts[i]; year > 0 {
			r.startPart(year)
		}
		g := *r.glance(i, block)
		r.glances[i] = glance{} // its memory
		view := g.view
		if i > 0 && blocks[i-1].Kind != schema.ParagraphBlock {
			r.memory = r.memory[:0]
		}
		if r.explains(block, view.Text) {
			x.skip(view, schema.ReasonName, out)
			continue
		}
		if block.Kind == schema.ParagraphBlock && captions.MatchString(view.Text) {
			x.skip(view, schema.ReasonHeading, out) // 表3 500万元以上项目投资
			continue
		}
		switch block.Kind {
		case schema.FurnitureBlock, schema.TitleBlock:
			x.skip(view, schema.ReasonHeading, out)
		case schema.HeadingBlock:
			r.head(block, view.Text)
			if i == pivot {
				r.turn(scene{status: schema.Target, year: r.plan})
			}
			x.skip(view, schema.ReasonHeading, out)
		case schema.TableBlock:
			x.table(r, block, out)
		default:
			r.runIn(block, view)
			x.block(ctx, r, block, g, out)
		}
	}
	if r.cuts > 0 {
		out.Faults = append(out.Faults, fmt.Errorf("read in parts: %d sentences of more than %d characters", r.cuts, nlp.MaxSentence/len("字")))
	}
	byStart := func(i, j int) bool { return out.Observations[i].Span.Start < out.Observations[j].Span.Start }
	if !sort.SliceIsSorted(out.Observations, byStart) {
		sort.SliceStable(out.Observations, byStart)
	}
	r.residue = out.Residue
	out.Residue = settle(r.settled, doc.Text, out)
	r.free(out)
	linkSame(out.Observations)
	return out, ctx.Err()
}

// captions are lines that name a table or a figure by its number.
var captions = nlp.NewExpr(`^[图表]\s?[\d一二三四五六七八九十]{1,3}[\s　:：.\-]{0,3}[^，。；：！？]{2,40}$|^[（(]?以?(?:上年|去年|上月)(?:同期|同月)?(?:价格)?\s*[=＝]\s*100[）)]?$`)

// block reads one paragraph, at which g is a glance, sentence by sentence, until ctx
// ends.
func (x *Extractor) block(ctx context.Context, r *reading, block schema.Block, g glance, out *schema.Result) {
	view, seen := g.view, g.seen
	b := &r.binder
	*b = binder{x: x, r: r, view: view, seen: seen, scene: r.paragraphScene(view.Text, seen), out: out, section: r.section(), page: block.Page, history: r.above(view.Text), bounds: r.bounds, objects: r.objects}
	b.run = r.lookingBack(view.Text, seen)
	b.five = b.run || seen.Match(reviewOfFive, view.Text) && !onlyMean(view.Text)
	for _, sn := range nlp.Sentences(view) {
		if ctx.Err() != nil {
			return
		}
		out.Sentences++
		if sn.Cut {
			r.cuts++
		}
		s := x.scan(view.Text, sn.Start, sn.End)
		if !s.numeral {
			b.hold(view.Text[sn.Start:sn.End], sn.Start)
			s.free()
			continue
		}
		stmts, faults := x.statements(s, nil)
		out.Faults = append(out.Faults, faults...)
		b.sentence(s, stmts)
		x.rest(b, s, out)
		b.s, b.stmts = nil, nil
		s.free()
	}
	r.memory, r.bounds, r.objects = b.history, b.bounds, b.objects
}

// skip puts the numbers of a block that is not read for figures into the
// residue, for the reason why; view is its text.
func (x *Extractor) skip(view *nlp.View, why schema.Reason, out *schema.Result) {
	for start := 0; start < len(view.Text); {
		end := len(view.Text)
		if end-start > nlp.MaxSentence {
			n, _ := nlp.Cut(view.Text[start:], nlp.MaxSentence)
			end = start + n
		}
		s := x.scan(view.Text, start, end)
		for _, g := range s.groups {
			for _, q := range g.items {
				s.names = append(s.names, masked{q.Start, max(q.NumEnd, q.Start+1), why})
			}
		}
		s.groups = s.groups[:0]
		x.rest(&binder{view: view, s: s}, s, out)
		s.free()
		start = end
	}
}
