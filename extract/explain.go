package extract

import (
	"fmt"
	"io"
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// exampleYear is the review year that a sentence without a report is read in.
const exampleYear = 2024

// sentenceDoc makes a document of one paragraph.
func sentenceDoc(text string) *schema.Document {
	return &schema.Document{
		Text: text, Format: "txt", Encoding: "utf-8", Kind: schema.OtherReport, ReviewYear: exampleYear,
		Blocks: []schema.Block{{Kind: schema.ParagraphBlock, Lines: []schema.Span{{Start: 0, End: len(text)}}}},
	}
}

// ExtractText returns what one paragraph says, read as part of a report on
// exampleYear (2024) that has no sections.
func (x *Extractor) ExtractText(text string) *schema.Result { return x.Extract(sentenceDoc(text)) }

// Explain writes to w how a sentence is read: its words, its mentions, the
// rules that matched each quantity and which one won, and what came of it.
func (x *Extractor) Explain(text string, w io.Writer) {
	doc := sentenceDoc(text)
	view := nlp.NewView(doc.Text, doc.Blocks[0].Lines)
	for _, sn := range nlp.Sentences(view) {
		s := x.scan(view.Text, sn.Start, sn.End)
		fmt.Fprintf(w, "sentence    %s\n", view.Text[sn.Start:sn.End])
		if !s.numeral {
			fmt.Fprintln(w, "            no number in it")
			continue
		}
		x.explainMentions(s, w)
		x.explainRules(s, w)
	}
	res := x.Extract(doc)
	for _, o := range res.Observations {
		fmt.Fprintf(w, "observation %s %s %s %s", o.Indicator, o.Kind, valueText(o.Quantity), o.Quantity.Unit)
		fmt.Fprintf(w, "  bound=%s status=%s period=%s", o.Bound, o.Status, o.Period.Text)
		for _, p := range []struct{ k, v string }{{"modifier", o.Modifier}, {"basis", o.Basis}, {"scope", o.Scope}, {"code", o.Code}} {
			if p.v != "" {
				fmt.Fprintf(w, " %s=%s", p.k, p.v)
			}
		}
		if o.Quantity.Norm != "" {
			fmt.Fprintf(w, "  = %s %s", o.Quantity.Norm, o.Quantity.NormUnit)
		}
		fmt.Fprintf(w, "  rule=%s\n", o.Rule)
	}
	for _, r := range res.Residue {
		fmt.Fprintf(w, "residue     %s (%s)\n", r.Span.In(doc.Text), r.Reason)
	}
}

func valueText(q schema.Quantity) string {
	if q.Max != "" {
		return q.Value + ".." + q.Max
	}
	return q.Value
}

func (x *Extractor) explainMentions(s *sentence, w io.Writer) {
	var words []string
	for _, wd := range s.wordsIn(s.start, s.end) {
		words = append(words, s.text[wd.Start:wd.End])
	}
	fmt.Fprintf(w, "words       %s\n", strings.Join(words, " "))
	for _, p := range s.periods {
		fmt.Fprintf(w, "time        %s = %s\n", s.text[p.Start:p.End], p.Resolve(exampleYear).Text)
	}
	for _, g := range s.groups {
		for _, q := range g.items {
			fmt.Fprintf(w, "quantity    %s = %s %s", s.text[q.FullStart:q.FullEnd], nlp.Decimal(q.Value), q.Unit.Text)
			if q.Max != nil {
				fmt.Fprintf(w, " to %s", nlp.Decimal(q.Max))
			}
			fmt.Fprintf(w, " (%s)\n", q.Bound)
		}
	}
}

func (x *Extractor) explainRules(s *sentence, w io.Writer) {
	var all []candidate
	won, faults := x.statements(s, &all)
	for _, c := range all {
		mark := "matched"
		for _, st := range won {
			if st.group == c.group && st.rule == c.rule && st.start == c.start && st.end == c.end {
				mark = "won    "
			}
		}
		fmt.Fprintf(w, "rule        %s %s  “%s”\n", mark, c.rule.ID, s.text[c.start:c.end])
	}
	for _, err := range faults {
		fmt.Fprintf(w, "fault       %v\n", err)
	}
}

// A RuleInfo is what `rules list` shows of a rule.
type RuleInfo struct{ ID, About, File, Kind string }

// Rules lists the rules in order of priority.
func (x *Extractor) Rules() []RuleInfo {
	out := make([]RuleInfo, len(x.rules.rules))
	for i, r := range x.rules.rules {
		kind := string(r.Set.Kind)
		if r.Set.Reason != "" {
			kind = "no observation: " + string(r.Set.Reason)
		}
		out[i] = RuleInfo{r.ID, r.About, r.file, kind}
	}
	return out
}

// CheckRules runs the examples inside every rule and returns the faults: a find
// that is not found as written, an ignore that the rule fires on, and a pattern
// whose time grows faster than the sentence. Patterns of built-in rules are timed
// only where there are no others.
func (x *Extractor) CheckRules() []error {
	var faults []error
	for _, r := range x.rules.rules {
		fault := func(format string, args ...any) {
			faults = append(faults, &schema.Fault{File: r.file, Line: r.line, Rule: "rule " + r.ID, Err: fmt.Errorf(format, args...)})
		}
		for _, f := range r.Finds {
			if err := x.checkFind(r, f); err != nil {
				fault("%v", err)
			}
		}
		for _, text := range r.Ignores {
			for _, o := range x.ExtractText(text).Observations {
				if o.Rule == r.ID {
					fault("fires on the ignored example %q: %s", text, describeFound(o))
				}
			}
		}
		if x.trusted(r) {
			continue
		}
		if err := r.patience(); err != nil {
			fault("%v", err)
		}
	}
	return faults
}

// checkFind runs one example "sentence => indicator kind value unit". An empty
// right side wants no observation at all.
func (x *Extractor) checkFind(r *rule, example string) error {
	text, want, ok := strings.Cut(example, "=>")
	if !ok {
		return fmt.Errorf(`example %q: write "sentence => indicator kind value unit"`, example)
	}
	text, want = strings.TrimSpace(text), strings.Join(strings.Fields(want), " ")
	res := x.ExtractText(text)
	if want == "" {
		if len(res.Observations) > 0 {
			return fmt.Errorf("example %q: want no observation, found %s", text, describeFound(res.Observations[0]))
		}
		return nil
	}
	var found []string
	for _, o := range res.Observations {
		got := describeFound(o)
		if got == want && o.Rule == r.ID {
			return nil
		}
		found = append(found, got+" by "+o.Rule)
	}
	if len(found) == 0 {
		return fmt.Errorf("example %q: want %q, found nothing", text, want)
	}
	return fmt.Errorf("example %q: want %q, found %s", text, want, strings.Join(found, "; "))
}

func describeFound(o schema.Observation) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", o.Indicator, o.Kind, valueText(o.Quantity), o.Quantity.Unit))
}
