package extract

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A rule is one entry of rules.yaml: a pattern over shadow text around a
// quantity, and what it says about it.
type rule struct {
	ID      string   `yaml:"id"`
	About   string   `yaml:"about"`
	Any     []string `yaml:"any"`
	Match   string   `yaml:"match"`
	Set     setting  `yaml:"set"`
	Finds   []string `yaml:"finds"`
	Ignores []string `yaml:"ignores"`

	order   int // priority: the place in the file
	file    string
	line    int
	pattern *nlp.Pattern
	groups  ruleGroups
	values  string // the marks that its value can be
	reading nlp.Reading
	seen    matchMemory
}

// The groups of a pattern that a rule speaks of.
const (
	valueGroup = iota
	baseGroup
	basisGroup
	signGroup
	scopeGroup
	wholeGroup
	keepGroup
	groupCount
)

// ruleGroups are the numbers of these groups in a pattern, -1 for none.
type ruleGroups [groupCount]int

// none reports whether the value is the only group.
func (g ruleGroups) none() bool { return slices.Max(g[baseGroup:]) < 0 }

// A setting is what a rule says of its value.
type setting struct {
	Kind   schema.Kind   `yaml:"kind"`
	Sign   string        `yaml:"sign"`   // group whose text may be a word of lowering; "-" is always negative
	Basis  string        `yaml:"basis"`  // a basis, or a group whose text names one
	Scope  string        `yaml:"scope"`  // group with the scope
	Status schema.Status `yaml:"status"` // fixes the status
	// Reason makes the value no observation, and says why.
	Reason schema.Reason `yaml:"reason"`
	// Whole names the group that a share is of; the indicator becomes
	// subject + 占 + whole + 比重.
	Whole string `yaml:"whole"`
	// Subject is "carry" where the value speaks of the subject before it, "own"
	// where the match itself stands in for the subject's last words.
	Subject string `yaml:"subject"`
	// Keep names a group of the match that stays part of the indicator.
	Keep string `yaml:"keep"`
	// Bound is that of a value which has none of its own.
	Bound schema.Bound `yaml:"bound"`
	// Compare says that what stands before the value compares something with it and
	// is no bound of it: 低于3%左右的预期目标. The value is then a rate or a growth as
	// the one before is.
	Compare bool `yaml:"compare"`
}

type ruleFile struct {
	Words map[string][]string `yaml:"words"`
	Rules []rule              `yaml:"rules"`
}

// A ruleSet is the compiled rules and the words they share.
type ruleSet struct {
	rules []*rule
	words map[string][]string
	lower map[string]bool // words of lowering: 下降, 减少
	// backward tells which rules can speak for a value.
	backward *nlp.Backward
}

// shadowOf is the private-use rune that stands for a class of mention.
var shadowOf = map[string]string{
	"percent": "\uE001", "points": "\uE002", "amount": "\uE003", "times": "\uE004",
	"number": "\uE005", "rank": "\uE006", "ratio": "\uE007", "doubling": "\uE009", "period": "\uE008",
}

var classShadow = map[nlp.Class]rune{
	nlp.Percent: '\uE001', nlp.Points: '\uE002', nlp.Amount: '\uE003', nlp.Times: '\uE004',
	nlp.Bare: '\uE005', nlp.RankNo: '\uE006', nlp.RatioNos: '\uE007', nlp.Doubling: '\uE009',
}

const periodShadow = '\uE008'

var markName = regexp.MustCompile(`\{([a-z_|]+)(?::([a-z]+))?\}`)

// loadRules reads rule files; a later file replaces rules of the same id and
// adds others behind. The error joins every fault of every file.
func loadRules(names []string, files []io.Reader) (*ruleSet, []error) {
	set := &ruleSet{words: map[string][]string{}, lower: map[string]bool{}}
	byID := map[string]int{}
	var faults []error
	for i, f := range files {
		rules, words, errs := readRules(names[i], f)
		faults = append(faults, errs...)
		for k, v := range words {
			set.words[k] = v
		}
		for _, r := range rules {
			if at, ok := byID[r.ID]; ok {
				set.rules[at] = r
				continue
			}
			byID[r.ID] = len(set.rules)
			set.rules = append(set.rules, r)
		}
	}
	for _, w := range set.words["down"] {
		set.lower[w] = true
	}
	var patterns []*nlp.Pattern
	for i, r := range set.rules {
		r.order = i
		if err := set.compile(r); err != nil {
			faults = append(faults, &schema.Fault{File: r.file, Line: r.line, Rule: "rule " + r.ID, Err: err})
			continue
		}
		patterns = append(patterns, r.pattern)
	}
	if len(faults) == 0 {
		var readings []nlp.Reading
		set.backward, readings = nlp.NewBackward(patterns, "value")
		for i, r := range set.rules {
			r.reading = readings[i]
		}
	}
	return set, faults
}

// readRules reads one file strictly: an unknown key is a fault with its line.
func readRules(name string, f io.Reader) (rules []*rule, words map[string][]string, faults []error) {
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, nil, []error{&schema.Fault{File: name, Err: err}}
	}
	var file ruleFile
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return nil, nil, []error{yamlFault(name, err)}
	}
	lines := ruleLines(data)
	seen := map[string]bool{}
	for i := range file.Rules {
		r := &file.Rules[i]
		r.file = name
		if i < len(lines) {
			r.line = lines[i]
		}
		for _, err := range r.check(seen) {
			faults = append(faults, &schema.Fault{File: name, Line: r.line, Rule: "rule " + r.ID, Err: err})
		}
		seen[r.ID] = true
		rules = append(rules, r)
	}
	return rules, file.Words, faults
}

// yamlFault keeps the place that the YAML reader found.
func yamlFault(name string, err error) error {
	fault := &schema.Fault{File: name, Err: err}
	text := strings.TrimSpace(yaml.FormatError(err, false, false))
	var line, col int
	if n, _ := fmt.Sscanf(text, "[%d:%d]", &line, &col); n == 2 {
		fault.Line = line
		first, _, _ := strings.Cut(text, "\n")
		if _, msg, ok := strings.Cut(first, "] "); ok {
			fault.Err = fmt.Errorf("%s", msg)
		}
	}
	return fault
}

// ruleLines returns the line on which each rule starts.
func ruleLines(data []byte) []int {
	f, err := parser.ParseBytes(data, 0)
	if err != nil || len(f.Docs) == 0 {
		return nil
	}
	var out []int
	root, _ := f.Docs[0].Body.(*ast.MappingNode)
	if root == nil {
		return nil
	}
	for _, kv := range root.Values {
		if kv.Key.String() != "rules" {
			continue
		}
		if seq, ok := kv.Value.(*ast.SequenceNode); ok {
			for _, v := range seq.Values {
				out = append(out, v.GetToken().Position.Line)
			}
		}
	}
	return out
}

// check finds what is wrong with a rule before its pattern is compiled.
func (r *rule) check(seen map[string]bool) (errs []error) {
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	switch {
	case r.ID == "":
		fault("a rule needs an id")
	case seen[r.ID]:
		fault("id stands twice in this file")
	}
	if r.Match == "" {
		fault(`no "match"`)
	}
	if len(r.Finds) == 0 {
		fault(`no "finds" example`)
	}
	switch r.Set.Kind {
	case schema.Level, schema.Growth, schema.Rate, schema.Completion, schema.Delta, schema.Rank, schema.Multiple, "":
	default:
		fault("unknown kind %q", r.Set.Kind)
	}
	if r.Set.Kind == "" && r.Set.Reason == "" {
		fault("set needs a kind, or a reason why the value is no observation")
	}
	switch r.Set.Subject {
	case "", "carry":
	default:
		fault("unknown subject %q (want carry)", r.Set.Subject)
	}
	if !strings.Contains(r.Match, ":value}") {
		fault(`"match" names no value: write {percent:value}, {amount:value} …`)
	}
	return errs
}

// marksByName writes {percent} for the private-use character that stands for it.
func marksByName(s string) string {
	for name, mark := range shadowOf {
		s = strings.ReplaceAll(s, mark, "{"+name+"}")
	}
	return s
}

// compile expands {kind:name} and {word list} and compiles the pattern.
func (set *ruleSet) compile(r *rule) error {
	var bad error
	expr := markName.ReplaceAllStringFunc(r.Match, func(p string) string {
		m := markName.FindStringSubmatch(p)
		name, group := m[1], m[2]
		class := ""
		for _, k := range strings.Split(name, "|") {
			if s, ok := shadowOf[k]; ok {
				class += s
			}
		}
		if group == "value" {
			r.values += class
		}
		body := ""
		switch {
		case class != "":
			body = "[" + class + "]"
		case set.words[name] != nil:
			list := append([]string(nil), set.words[name]...)
			sort.SliceStable(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
			body = strings.Join(list, "|")
		default:
			bad = fmt.Errorf("unknown {%s} (want a word list of this file, or percent, points, amount, times, number, rank, ratio, doubling, period)", name)
		}
		if group != "" {
			return "(?<" + group + ">" + body + ")"
		}
		return "(?:" + body + ")"
	})
	if bad != nil {
		return bad
	}
	// a gap between words never runs over a quantity
	expr = strings.ReplaceAll(expr, "[^，", "[^\uE001-\uE007\uE009，")
	p, err := nlp.CompilePattern(expr)
	if err != nil {
		return errors.New(marksByName(err.Error()))
	}
	r.pattern = p
	r.seen.before, r.seen.after, r.seen.bounded = p.Sight()
	for k, name := range [groupCount]string{"value", "base", "basis", r.Set.Sign, r.Set.Scope, r.Set.Whole, r.Set.Keep} {
		if r.groups[k] = -1; name != "" {
			r.groups[k] = p.Group(name)
		}
	}
	return nil
}
