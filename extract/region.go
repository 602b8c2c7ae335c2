package extract

import (
	"errors"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Regions finds administrative divisions by name. It is immutable once loaded.
type Regions struct {
	byCode map[string]*division
	byHead map[string][]placeName // by the first two characters, longest first
	single bool                   // there are names of one character
	first  nlp.Runes              // the characters that names begin with
	second nlp.Runes              // the second characters
}

// A division is one row of seeds/regions.tsv.
type division struct {
	region schema.Region
	short  string
	parent string // code; "" of the country
}

// A placeName is one way to write a division, and the places written so.
type placeName struct {
	text   string
	full   bool // a full name: 永川区; false for 永川
	places []*division
}

const regionHeader = "code\tname\tshort\tlevel\tparent"

// Country is the region of a report on the whole country.
const Country = "000000"

// LoadRegions reads region tables, each overlaying those before it by code.
// names are how faults call them. The error joins all faults
// (*schema.Fault).
func LoadRegions(names []string, files []io.Reader) (*Regions, error) {
	r := &Regions{byCode: map[string]*division{}}
	var faults []error
	lines := map[string]seedLine{}
	for i, f := range files {
		rows, errs := readSeedTable(names[i], f, regionHeader)
		faults = append(faults, errs...)
		for _, row := range rows {
			p, err := newDivision(row.cells)
			if err != nil {
				faults = append(faults, row.fault("%v", err))
				continue
			}
			r.byCode[p.region.Code], lines[p.region.Code] = p, row
		}
	}
	for code, p := range r.byCode {
		if p.parent != "" && r.byCode[p.parent] == nil {
			faults = append(faults, lines[code].fault("parent %s is not in the table", p.parent))
		}
	}
	r.index()
	return r, joinFaults(faults)
}

func newDivision(c []string) (*division, error) {
	p := &division{schema.Region{Code: c[0], Name: c[1], Level: c[3]}, c[2], c[4]}
	switch {
	case len(p.region.Code) != 6 || strings.Trim(p.region.Code, "0123456789") != "":
		return nil, errors.New("code is not six digits")
	case p.region.Name == "":
		return nil, errors.New("name must be given")
	}
	switch p.region.Level {
	case "country":
	case "province", "prefecture", "county":
		p.region.Province = p.region.Code[:2] + "0000"
	default:
		return nil, errors.New("unknown level " + p.region.Level + " (want country, province, prefecture or county)")
	}
	if (p.parent == "") != (p.region.Level == "country") {
		return nil, errors.New("every level but country needs a parent")
	}
	return p, nil
}

// index makes byHead from byCode.
func (r *Regions) index() {
	codes := make([]string, 0, len(r.byCode))
	for c := range r.byCode {
		codes = append(codes, c)
	}
	sort.Strings(codes)
	byText := map[string]*placeName{}
	add := func(text string, full bool, p *division) {
		n := byText[text]
		if n == nil {
			n = &placeName{text: text}
			byText[text] = n
		}
		n.full = n.full || full
		n.places = append(n.places, p)
	}
	for _, c := range codes {
		p := r.byCode[c]
		add(p.region.Name, true, p)
		if p.short != "" {
			add(p.short, false, p)
		}
	}
	r.byHead = map[string][]placeName{}
	for text, n := range byText {
		head := headOf(text)
		r.byHead[head] = append(r.byHead[head], *n)
		first, w := utf8.DecodeRuneInString(head)
		r.first.Add(first)
		if second, _ := utf8.DecodeRuneInString(head[w:]); w < len(head) {
			r.second.Add(second)
		}
		r.single = r.single || utf8.RuneCountInString(text) == 1
	}
	for _, list := range r.byHead {
		sort.Slice(list, func(i, j int) bool {
			if len(list[i].text) != len(list[j].text) {
				return len(list[i].text) > len(list[j].text)
			}
			return list[i].text < list[j].text
		})
	}
}

// headOf is the first two characters of text.
func headOf(text string) string {
	_, w := utf8.DecodeRuneInString(text)
	_, w2 := utf8.DecodeRuneInString(text[w:])
	return text[:w+w2]
}

// ByCode returns the region of a code of GB/T 2260.
func (r *Regions) ByCode(code string) (schema.Region, bool) {
	p := r.byCode[code]
	if p == nil {
		return schema.Region{}, false
	}
	return p.region, true
}

// A placeMention is a name in a text.
type placeMention struct {
	start, end int
	name       *placeName
}

// mentions returns the names in text, the longest at each division, in order.
func (r *Regions) mentions(text string) []placeMention {
	var out []placeMention
	for i := 0; i < len(text); {
		if m, ok := r.mentionAt(text, i); ok {
			out = append(out, m)
			i = m.end
			continue
		}
		_, w := nlp.Decode(text, i)
		i += w
	}
	return out
}

// mentionAt returns the longest name that begins at i.
func (r *Regions) mentionAt(text string, i int) (placeMention, bool) {
	c, w := nlp.Decode(text, i)
	if !r.first.Has(c) {
		return placeMention{}, false
	}
	text = text[i:]
	if next, _ := utf8.DecodeRuneInString(text[w:]); r.second.Has(next) || w == len(text) {
		list := r.byHead[headOf(text)]
		for k := range list {
			if strings.HasPrefix(text, list[k].text) {
				return placeMention{i, i + len(list[k].text), &list[k]}, true
			}
		}
	}
	if r.single && w < len(text) {
		if list := r.byHead[text[:w]]; list != nil { // a name of one character
			return placeMention{i, i + w, &list[0]}, true
		}
	}
	return placeMention{}, false
}

// Find returns the division that text names first, as far down as its name
// goes on: 重庆市永川区 is the district. A name that several places share
// (鼓楼区) counts only where the text names a place above it, and the short
// name of a county only after such a name or where text begins with it. The
// country counts only where nothing else is named.
func (r *Regions) Find(text string) (schema.Region, bool) {
	ms := r.mentions(text)
	var country *division
	for i := 0; i < len(ms); {
		j := i + 1
		for j < len(ms) && ms[j].start == ms[j-1].end {
			j++
		}
		found := r.chain(text, ms[i:j])
		if len(found) > 1 {
			found = r.inContext(found, ms)
		}
		if p := r.decide(found); p != nil && p.region.Code != Country {
			return p.region, true
		} else if p != nil {
			country = p
		}
		i = j
	}
	if country != nil {
		return country.region, true
	}
	return schema.Region{}, false
}

// chain follows names that stand side by side from the higher to the lower,
// and returns the places the last of them may be.
func (r *Regions) chain(text string, ms []placeMention) []*division {
	var now []*division
	for _, m := range ms {
		if now == nil {
			if r.standsAlone(text, m) {
				now = m.name.places
			}
			continue
		}
		var below []*division
		for _, p := range m.name.places {
			if r.within(p, now) {
				below = append(below, p)
			}
		}
		if below == nil {
			break
		}
		now = below
	}
	return now
}

var (
	afterShort  = nlp.NewExpr(`^(?:(?:19|20)\d\d|[市区县州]|政府|人民政府|统计|国民经济|预算|财政|调查队|经济|$)`)
	beforeShort = nlp.NewExpr(`^(?:关于|[\d年#《_\s.-])*$`)
)

// standsAlone reports whether m is a name without one above it: not the short
// name of a county, unless text begins with it, and not 城区.
func (r *Regions) standsAlone(text string, m placeMention) bool {
	if m.name.full && utf8.RuneCountInString(m.name.text) > 2 {
		return true
	}
	for _, p := range m.name.places {
		if p.region.Level != "county" {
			return true
		}
	}
	switch m.name.text {
	case "城区", "郊区", "矿区", "东区", "西区", "南区", "北区":
		return false
	}
	return beforeShort.MatchString(text[:m.start]) && (m.name.full || afterShort.MatchString(text[m.end:]))
}

// within reports whether p lies in, or is, one of upper.
func (r *Regions) within(p *division, upper []*division) bool {
	for q := p; q != nil; q = r.byCode[q.parent] {
		for _, u := range upper {
			if q == u {
				return true
			}
		}
	}
	return false
}

// inContext keeps the places that lie in most of the places named anywhere in
// the text by a name of their own.
func (r *Regions) inContext(found []*division, ms []placeMention) []*division {
	var kept []*division
	most := 0
	for _, p := range found {
		n := 0
		for _, m := range ms {
			if len(m.name.places) == 1 && m.name.places[0].region.Level != "country" && r.within(p, m.name.places) {
				n++
			}
		}
		if n > most {
			most, kept = n, nil
		}
		if n == most {
			kept = append(kept, p)
		}
	}
	return kept
}

// decide chooses among the places of one name; nil if it cannot.
func (r *Regions) decide(found []*division) *division {
	if len(found) == 0 {
		return nil
	}
	best := found[0]
	for _, p := range found[1:] {
		if rankOf(p) < rankOf(best) || rankOf(p) == rankOf(best) && p.parent == best.parent && newer(p, best) {
			best = p
		}
	}
	for _, p := range found {
		switch {
		case p == best || best.region.Level == "province" || r.within(p, []*division{best}):
		case p.parent == best.parent: // the same division, renamed
		case rankOf(p) == rankOf(best) || strings.HasSuffix(p.parent, "0000") || strings.HasSuffix(p.parent, "0100"):
			return nil // 朝阳: a city, or a district of a capital
		}
	}
	return best
}

// rankOf is 0 for the country and 3 for a county.
func rankOf(p *division) int {
	switch p.region.Level {
	case "country":
		return 0
	case "province":
		return 1
	case "prefecture":
		return 2
	}
	return 3
}

// newer reports whether p is what q became: 偃师区 of 偃师市; of two equal
// names the later code.
func newer(p, q *division) bool {
	status := func(p *division) int {
		return strings.Index("县 市 区", string([]rune(p.region.Name)[utf8.RuneCountInString(p.region.Name)-1:]))
	}
	if a, b := status(p), status(q); a != b {
		return a > b
	}
	return p.region.Code > q.region.Code
}

var (
	venue      = nlp.NewExpr(`在(\p{Han}{2,20}?)第?[一二三四五六七八九十]{1,3}届人民代表大会`)
	wholeWords = nlp.NewExpr(`中华人民共和国|我国|全国|国家`)
	// the two characters of 我市
	ours, placeKinds = nlp.NewRunes("全我本"), nlp.NewRunes("国省市区县州旗盟")
)
