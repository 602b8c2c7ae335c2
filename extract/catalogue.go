package extract

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A Catalogue gives indicators their codes. It is immutable once loaded.
type Catalogue struct {
	entries map[string]*Entry   // by code
	aliases map[string][]*alias // by folded alias
	longest int                 // bytes of a folded alias

	names, growths nlp.Memo[[][]*alias] // what named says
}

// An Entry is one row of seeds/indicators.tsv.
type Entry struct {
	Code      string // gdp
	Name      string // 地区生产总值
	Dimension string // of its level: currency; "" if any
	Unit      string // as normally written: 元
	Group     string // chapter of the yearbook: 国民经济核算
	NBSCode   string // of the national yearly data, unverified; "" if unknown
}

// An alias is one way to write an entry. One that ends in @word counts only
// for that kind of observation (经济增长@growth) or that dimension
// (优良天数@percent).
type alias struct {
	entry *Entry
	only  string // kind or dimension; "" if always
}

const indicatorHeader = "code\tname\taliases\tdimension\tunit\tgroup\tnbs_code\tnote"

// LoadCatalogue reads indicator tables, each overlaying those before it by
// code. names are how faults call them. The error joins all faults
// (*schema.Fault); an alias of two codes is one.
func LoadCatalogue(names []string, files []io.Reader) (*Catalogue, error) {
	c := &Catalogue{entries: map[string]*Entry{}, aliases: map[string][]*alias{}}
	rows := map[string]seedLine{}
	var faults []error
	for i, f := range files {
		read, errs := readSeedTable(names[i], f, indicatorHeader)
		faults = append(faults, errs...)
		for _, row := range read {
			row.order = i
			rows[row.id()] = row
		}
	}
	codes := make([]string, 0, len(rows))
	for code := range rows {
		codes = append(codes, code)
	}
	sort.Slice(codes, func(i, j int) bool { return rows[codes[i]].before(rows[codes[j]]) })
	from := map[string]seedLine{}
	for _, code := range codes {
		faults = append(faults, c.add(rows[code], from)...)
	}
	return c, joinFaults(faults)
}

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// add enters one row; from tells which row an alias came from.
func (c *Catalogue) add(row seedLine, from map[string]seedLine) (faults []error) {
	e := &Entry{row.cells[0], row.cells[1], row.cells[3], row.cells[4], row.cells[5], row.cells[6]}
	if !codeForm.MatchString(e.Code) {
		faults = append(faults, row.fault("code is not in small letters, digits and _"))
	}
	if e.Name == "" {
		return append(faults, row.fault("name must be given"))
	}
	c.entries[e.Code] = e
	for _, text := range append([]string{e.Name}, strings.Split(row.cells[2], "|")...) {
		word, only, _ := strings.Cut(text, "@")
		key := foldIndicator(word)
		if key == "" {
			continue
		}
		id := key + "@" + only
		if old, ok := from[id]; ok {
			if old.id() != e.Code {
				faults = append(faults, row.fault("alias %s is also one of %s (%s:%d)", text, old.id(), old.file, old.line))
			}
			continue
		}
		from[id] = row
		c.aliases[key] = append(c.aliases[key], &alias{e, only})
		c.longest = max(c.longest, len(key))
	}
	return faults
}

// Len is the number of indicators.
func (c *Catalogue) Len() int { return len(c.entries) }

// Entry returns the indicator of a code.
func (c *Catalogue) Entry(code string) (Entry, bool) {
	e := c.entries[code]
	if e == nil {
		return Entry{}, false
	}
	return *e, true
}

// Lookup returns the indicator that the words name, whatever is said of it. A
// part never gets the code of its whole: 工业投资 is not 固定资产投资.
func (c *Catalogue) Lookup(indicator string) (Entry, bool) {
	return c.LookupFor(indicator, "", "")
}

// LookupFor returns the indicator that the words name where an observation of
// this kind and dimension is made of it; "" is any. 优良天数 in days is one
// indicator, in percent another; a level in a dimension that the indicator
// cannot have gets no code.
func (c *Catalogue) LookupFor(indicator string, kind schema.Kind, dimension string) (Entry, bool) {
	for _, aliases := range c.named(indicator, kind) {
		var plain *Entry
		for _, a := range aliases {
			switch {
			case a.only == "":
				plain = a.entry
			case a.only == string(kind), a.only == dimension && stated(kind):
				return *a.entry, true
			}
		}
		if plain != nil {
			return *plain, fits(plain.Dimension, kind, dimension)
		}
	}
	return Entry{}, false
}

// stated reports whether an observation of this kind is in the unit of its
// indicator, and not of a change or a place in an order.
func stated(kind schema.Kind) bool { return kind == schema.Level || kind == schema.Rate }

// fits reports whether a level or rate in dimension can be one of an
// indicator in want. Of the other kinds the unit tells nothing.
func fits(want string, kind schema.Kind, dimension string) bool {
	if !stated(kind) || want == "" || dimension == "" || want == dimension {
		return true
	}
	return family[want] != "" && family[want] == family[dimension] || want == "composite" || dimension == "composite"
}

// named are the indicators that a name may be, one list of aliases for each of its
// readings that is any.
func (c *Catalogue) named(indicator string, kind schema.Kind) [][]*alias {
	find := func(memo *nlp.Memo[[][]*alias], kind schema.Kind) [][]*alias {
		return memo.Of(indicator, func(indicator string) (out [][]*alias) {
			var kept [8]string
			for _, key := range c.readings(kept[:0], indicator, kind) {
				if a := c.aliases[key]; len(a) > 0 {
					out = append(out, a)
				}
			}
			return out
		})
	}
	if kind == schema.Growth {
		return find(&c.growths, kind)
	}
	return find(&c.names, "") // the kind tells no other readings apart
}

// family puts dimensions together that reports use for one another: 263户 and
// 263家 of enterprises, 人 and 人次 of passengers.
var family = map[string]string{
	"count": "heads", "people": "heads", "person_times": "heads", "households": "heads",
	"percent": "share", "permille": "share", "multiple": "share",
	"tce": "fuel", "toe": "fuel", "energy": "fuel", "mass": "fuel", "volume": "fuel",
	"concentration": "thin", "concentration_liquid": "thin",
}

var (
	dropped   = nlp.NewRunes(" 　“”\"‘’（）()、，,·的《》")
	bracketed = nlp.NewExpr(`[（(](?:不?含|不?包括|按|以|现价|当年价|不变价|可比|初步|快报|预计|[A-Za-z0-9.&]+[）)])[^（()）]*[）)]?`)
	leading   = nlp.NewExpr(`^(?:(?:19|20)\d\d年|全[市区省县州国旗盟年]|[我本][市区省县州国旗盟]|末|年末|年底|期末|当年|截至年底|累计|实现|完成|共)`)
	trailing  = nlp.NewExpr(`(?:增速|增长率|增幅|增长)$`)
	// sizedIndustry stands before what the tables of industry above designated size, or
	// of projects of some size, are broken down by.
	sizedIndustry = nlp.NewExpr(`^(?:(?:规模以上|规上)工业|\d{3,4}万元(?:及)?以上(?:工业)?|资质(?:等级)?以上)`)
	// ofEverybody ends what others have too, so that a code of all means more than that
	// of industry: 规模以上工业从业人员.
	ofEverybody = nlp.NewExpr(`(?:人员|职工|人数|工资|消费量|用电量|用水量|用气量)$`)
)

// foldIndicator drops what does not change which indicator is named: spaces,
// quotes, brackets, 的, and the case of Latin letters.
func foldIndicator(s string) string {
	for i := 0; i < len(s); {
		r, w := nlp.Decode(s, i)
		if !nlp.IsIdeograph(s[i]) && (r >= utf8.RuneSelf || 'a' <= r && r <= 'z') || dropped.Has(r) {
			return foldFrom(strings.Replace(s, "（助理）", "含助理", 1), i) // 执业（助理）医师 are more than 执业助理医师
		}
		i += w
	}
	return s // Chinese and figures with nothing to drop, as most are
}

// foldFrom is foldIndicator of s, of which the first done bytes stay.
func foldFrom(s string, done int) string {
	out := make([]byte, done, len(s)+utf8.UTFMax)
	copy(out, s)
	for i := done; i < len(s); {
		r, w := nlp.Decode(s, i)
		switch {
		case dropped.Has(r):
		case nlp.IsIdeograph(s[i]):
			out = append(out, s[i:i+w]...)
		default:
			out = utf8.AppendRune(out, unicode.ToUpper(r))
		}
		i += w
	}
	return string(out)
}

// readings appends to out the ways to look an indicator up, the fullest first: as it
// stands, without brackets that only explain (（不含农户）, not the place in
// 中欧班列（西安）), and each without leading words of scope
// and time; of a growth also without 增速. What is longer than any alias is left out.
func (c *Catalogue) readings(out []string, indicator string, kind schema.Kind) []string {
	try := func(s string) {
		for s != "" {
			if len(s) <= c.longest {
				out = append(out, s)
			}
			if m := leading.FindString(s); m != "" {
				s = s[len(m):]
				continue
			}
			return
		}
	}
	both := func(s string) {
		try(s)
		if kind != schema.Growth {
			return
		}
		if t := trailing.ReplaceAllString(s, ""); t != s {
			try(t)
		}
	}
	whole := foldIndicator(indicator)
	both(whole)
	if whole != indicator { // it may have brackets
		if plain := bracketed.ReplaceAllString(indicator, ""); plain != indicator {
			if plain = foldIndicator(plain); plain != whole {
				both(plain)
			}
		}
	}
	if m := sizedIndustry.FindString(indicator); m != "" && !ofEverybody.MatchString(indicator) { // the branches and kinds of industry are known by themselves
		try(foldIndicator(indicator[len(m):]))
	}
	return out
}

// A seedLine is one row of a table of seeds and where it stands.
type seedLine struct {
	file  string
	order int // of the file
	line  int // 1-based
	cells []string
}

func (l seedLine) id() string { return l.cells[0] }

func (l seedLine) before(o seedLine) bool {
	if l.order != o.order {
		return l.order < o.order
	}
	return l.line < o.line
}

func (l seedLine) fault(format string, args ...any) error {
	return &schema.Fault{File: l.file, Line: l.line, Rule: l.id(), Err: fmt.Errorf(format, args...)}
}

// readSeedTable reads a tab-separated table whose first line is header. Blank
// lines and lines that begin with # are left out; cells missing at the end of
// a row are empty. The first cell is the id of the row and stands once.
func readSeedTable(name string, r io.Reader, header string) (rows []seedLine, faults []error) {
	width := strings.Count(header, "\t") + 1
	first := map[string]int{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	line := 0
	for sc.Scan() {
		line++
		text := strings.TrimRight(sc.Text(), "\r")
		if line == 1 {
			if text = strings.TrimPrefix(text, "\ufeff"); text != header {
				return nil, []error{&schema.Fault{File: name, Line: 1, Err: fmt.Errorf("columns are %q (want %q)", text, header)}}
			}
			continue
		}
		if text == "" || text[0] == '#' {
			continue
		}
		row := seedLine{file: name, line: line, cells: strings.Split(text, "\t")}
		for i := range row.cells {
			row.cells[i] = strings.TrimSpace(row.cells[i])
		}
		for n := len(row.cells); n < width; n++ {
			row.cells = append(row.cells, "")
		}
		switch {
		case len(row.cells) > width:
			faults = append(faults, row.fault("%d cells (want %d)", len(row.cells), width))
		case row.id() == "":
			faults = append(faults, row.fault("first cell is empty"))
		case first[row.id()] > 0:
			faults = append(faults, row.fault("stands again (first in line %d)", first[row.id()]))
		default:
			first[row.id()] = line
			rows = append(rows, row)
		}
	}
	if err := sc.Err(); err != nil {
		faults = append(faults, &schema.Fault{File: name, Line: line + 1, Err: err})
	} else if line == 0 {
		faults = append(faults, &schema.Fault{File: name, Err: errors.New("file is empty (want a header line)")})
	}
	return rows, faults
}

// joinFaults joins faults in the order of their files and lines.
func joinFaults(faults []error) error {
	sort.SliceStable(faults, func(i, j int) bool {
		var a, b *schema.Fault
		if !errors.As(faults[i], &a) || !errors.As(faults[j], &b) || a.File != b.File {
			return false
		}
		return a.Line < b.Line
	})
	return errors.Join(faults...)
}
