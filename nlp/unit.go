package nlp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"zhibiao/schema"
)

// Role says how far a unit alone makes a quantity of a number before it.
type Role string

// The roles of seeds/units.tsv.
const (
	RolePlain   Role = ""        // a unit or measure word
	RoleWeak    Role = "weak"    // a quantity only where the sentence says so: 级, 岁, 期
	RolePercent Role = "percent" // %, ‰
	RolePoints  Role = "points"  // 个百分点, 个基点
	RoleTimes   Role = "times"   // 倍
)

// A Unit is one row of seeds/units.tsv.
type Unit struct {
	ID        string // as normally written, without 万 or 亿: 公里
	Dimension string
	NormUnit  string
	Factor    *big.Rat // one of it in NormUnit, exact
	Role      Role

	scaled [len(commonScales)]atomic.Pointer[big.Rat] // Factor by common scale, once asked for
}

// commonScales are the scales that nearly all units stand behind.
var commonScales = [...]string{"万", "亿", "万亿", "千万", "百万", "百亿", "千亿"}

// factorOf is what one of the unit is behind scale.
func (u *Unit) factorOf(scale string) *big.Rat {
	k := slices.Index(commonScales[:], scale)
	if k >= 0 {
		if f := u.scaled[k].Load(); f != nil {
			return f
		}
	}
	f := new(big.Rat).Mul(u.Factor, big.NewRat(ScaleFactor(scale), 1))
	if k >= 0 {
		u.scaled[k].Store(f)
	}
	return f
}

// Units finds units in text. It is immutable once loaded.
type Units struct {
	byFirst map[rune][]unitAlias // longest first
	byID    map[string]*Unit
}

type unitAlias struct {
	text string
	unit *Unit
}

// LoadUnits reads unit tables, each overlaying those before it by id. names
// are how faults call them. The error joins all faults (*schema.Fault).
func LoadUnits(names []string, files []io.Reader) (*Units, error) {
	u := &Units{byFirst: map[rune][]unitAlias{}, byID: map[string]*Unit{}}
	aliases := map[string]*Unit{}
	var faults []error
	for i, f := range files {
		faults = append(faults, u.read(names[i], f, aliases)...)
	}
	for a, unit := range aliases {
		r, _ := utf8.DecodeRuneInString(a)
		u.byFirst[r] = append(u.byFirst[r], unitAlias{a, unit})
	}
	for _, list := range u.byFirst {
		sort.Slice(list, func(i, j int) bool {
			if len(list[i].text) != len(list[j].text) {
				return len(list[i].text) > len(list[j].text)
			}
			return list[i].text < list[j].text
		})
	}
	return u, errors.Join(faults...)
}

const unitHeader = "id\tdimension\tnorm_unit\tfactor\taliases\trole\tnote"

func (u *Units) read(name string, r io.Reader, aliases map[string]*Unit) (faults []error) {
	fault := func(line int, id, format string, args ...any) {
		faults = append(faults, &schema.Fault{File: name, Line: line, Rule: id, Err: fmt.Errorf(format, args...)})
	}
	sc := bufio.NewScanner(r)
	seen := map[string]int{}
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimRight(sc.Text(), "\r")
		if line == 1 {
			if text != unitHeader {
				fault(1, "", "want the header %q", unitHeader)
			}
			continue
		}
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		c := append(strings.Split(text, "\t"), "", "", "", "", "", "")
		id := c[0]
		factor, ok := new(big.Rat).SetString(c[3])
		switch {
		case id == "":
			fault(line, "", "unit without an id")
			continue
		case seen[id] > 0:
			fault(line, id, "unit stands again (first in line %d)", seen[id])
			continue
		case !ok || factor.Sign() <= 0:
			fault(line, id, "factor %q is not a positive decimal or fraction a/b", c[3])
			continue
		case c[1] == "" || c[2] == "":
			fault(line, id, "dimension and norm_unit must be given")
			continue
		}
		switch Role(c[5]) {
		case RolePlain, RoleWeak, RolePercent, RolePoints, RoleTimes:
		default:
			fault(line, id, "unknown role %q (want weak, percent, points or times)", c[5])
			continue
		}
		seen[id] = line
		unit := &Unit{ID: id, Dimension: c[1], NormUnit: c[2], Factor: factor, Role: Role(c[5])}
		u.byID[id] = unit
		aliases[id] = unit
		for _, a := range strings.Split(c[4], "|") {
			if a = strings.TrimSpace(a); a != "" {
				aliases[a] = unit
			}
		}
	}
	if err := sc.Err(); err != nil {
		fault(0, "", "%v", err)
	}
	return faults
}

// Len is the number of units.
func (u *Units) Len() int { return len(u.byID) }

// match returns the longest alias that stands at i of s.
func (u *Units) match(s string, i int) (unitAlias, bool) {
	if i >= len(s) {
		return unitAlias{}, false
	}
	r, _ := decode(s, i)
	for _, a := range u.byFirst[r] {
		if strings.HasPrefix(s[i:], a.text) && !latinGoesOn(s, i+len(a.text)) && !yearGoesOn(s, a.text, i+len(a.text)) && !noUnit(a.text, s[i+len(a.text):]) {
			return a, true
		}
	}
	return unitAlias{}, false
}

// noUnit reports whether what reads like a unit is another word before s: the two of
// 8亿、9亿两个台阶, the step of 千亿台阶.
func noUnit(word, s string) bool {
	switch word {
	case "两":
		r, _ := utf8.DecodeRuneInString(s)
		return strings.ContainsRune("个大项条道类级", r)
	case "台":
		return strings.HasPrefix(s, "阶")
	}
	return false
}

// latinGoesOn reports whether a Latin alias ending at i is only the front of a
// longer Latin word: the m of mm.
func latinGoesOn(s string, i int) bool {
	return i > 0 && i < len(s) && latinByte(s[i-1]) && latinByte(s[i])
}

// afterYear makes a word of its own of the 年 before it.
var afterYear = NewRunes("度末均初底内来终收产")

// yearGoesOn reports whether the 年 of a unit that ends at i begins the next word:
// 人年 in 5.2万人年度任务.
func yearGoesOn(s, unit string, i int) bool {
	if unit == "年" || !strings.HasSuffix(unit, "年") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return afterYear.Has(r)
}

func latinByte(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// A MeasuredUnit is a unit as it stands in text, scale and denominator
// included: 万美元, 公里/百平方公里.
type MeasuredUnit struct {
	Text      string // as written
	End       int    // where it ends in the text scanned
	Dimension string
	NormUnit  string
	Factor    *big.Rat // of one, 万 and 亿 applied; nil if the unit is not known; not to be changed
	Role      Role
	More      string // 余 or 多 between scale and unit: 10万余户
}

// At reads a unit with its scale at byte i of s: 万美元, 个百分点, 亿吨公里,
// 公里/百平方公里. A scale without a unit (13万) is a unit too, its Factor nil.
func (u *Units) At(s string, i int) (MeasuredUnit, bool) {
	var best unitAlias // the longest so far, with what stands before it
	var scale, more string
	end := -1
	try := func(s2, more2 string, start int) {
		if a, ok := u.match(s, start); ok && start+len(a.text) > end {
			best, scale, more, end = a, s2, more2, start+len(a.text)
		}
	}
	try("", "", i)
	full, after := scaleAt(s, i)
	for short, j := full, after; short != ""; { // 千瓦 is not 千: shorter scales are tried too
		try(short, "", j)
		if m, w := moreAt(s, j); m != "" {
			try(short, m, j+w)
		}
		_, w := utf8.DecodeLastRuneInString(short)
		short, j = short[:len(short)-w], j-w
	}
	if end < 0 {
		if full != "" && hasBig(full) {
			return MeasuredUnit{Text: full, End: after}, true
		}
		return MeasuredUnit{}, false
	}
	unit := best.unit
	m := MeasuredUnit{Text: best.text, End: end, Dimension: unit.Dimension, NormUnit: unit.NormUnit, Factor: unit.Factor, Role: unit.Role, More: more}
	if scale != "" {
		m.Text = scale + best.text
		m.Factor = unit.factorOf(scale)
		if m.Role == RoleWeak {
			m.Role = RolePlain
		}
	}
	u.others(s, best.text, &m)
	u.per(s, &m)
	return m, true
}

// others adds other measure words in brackets for what is counted: 头（只）,
// 辆（艘、架）次. The first of them says what the unit is.
func (u *Units) others(s, first string, m *MeasuredUnit) {
	inside, ok := strings.CutPrefix(s[m.End:], "（")
	k := strings.Index(inside, "）")
	if !ok || k <= 0 || k > len("一二、三四、五六") || !counting(m.Dimension) {
		return
	}
	for word := range strings.SplitSeq(inside[:k], "、") {
		if a, ok := u.match(word, 0); !ok || a.text != word || !counting(a.unit.Dimension) {
			return
		}
	}
	end := m.End + len("（") + k + len("）")
	if a, ok := u.match(first+"次", 0); ok && a.text == first+"次" && strings.HasPrefix(s[end:], "次") {
		m.Dimension, m.NormUnit = a.unit.Dimension, a.unit.NormUnit
		end += len("次")
	}
	m.Text += s[m.End:end]
	m.End = end
}

// counting reports whether a dimension is counted by a measure word.
func counting(dimension string) bool {
	return dimension == "count" || dimension == "people" || dimension == "households"
}

func hasBig(scale string) bool { return strings.ContainsAny(scale, "万亿萬億") }

// moreAt reads 余, 多, 来 or 几 between a scale and its unit.
func moreAt(s string, i int) (string, int) {
	for _, m := range []string{"余", "多", "来"} {
		if strings.HasPrefix(s[i:], m) {
			return m, len(m)
		}
	}
	return "", 0
}

// per adds a denominator: /年, 每立方米, /百平方公里.
func (u *Units) per(s string, m *MeasuredUnit) {
	var start int
	switch {
	case strings.HasPrefix(s[m.End:], "/"):
		start = m.End + 1
	case strings.HasPrefix(s[m.End:], "每"):
		start = m.End + len("每")
	default:
		return
	}
	scale, j := scaleAt(s, start)
	a, ok := u.match(s, j)
	if !ok && scale != "" { // 千 of 千瓦
		scale, j = "", start
		a, ok = u.match(s, j)
	}
	if !ok {
		if scale == "" || !hasBig(scale) {
			return
		}
		m.Text += s[m.End:j]
		m.End, m.Dimension, m.NormUnit = j, "composite", m.NormUnit+"/"+s[start:j]
		return
	}
	end := j + len(a.text)
	f := new(big.Rat).Mul(a.unit.Factor, big.NewRat(ScaleFactor(scale), 1))
	m.Text += s[m.End:end]
	m.Factor = new(big.Rat).Quo(m.Factor, f)
	m.Dimension, m.NormUnit, m.End, m.Role = "composite", m.NormUnit+"/"+a.unit.NormUnit, end, RolePlain
	if rest, ok := strings.CutPrefix(s[end:], "·"); ok { // 元/人·月
		if a, ok := u.match(rest, 0); ok {
			m.Text += "·" + a.text
			m.End += len("·" + a.text)
			m.Factor.Quo(m.Factor, a.unit.Factor)
			m.NormUnit += "·" + a.unit.NormUnit
		}
	}
}

// Parse reads a unit that stands alone, as carried over from a list or a table
// head: 万吨.
func (u *Units) Parse(text string) (MeasuredUnit, bool) {
	m, ok := u.At(text, 0)
	return m, ok && m.End == len(text)
}
