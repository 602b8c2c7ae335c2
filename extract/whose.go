package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// scopeLevel is how far down the words 全国, 全省, 全市 and 全县 reach.
var scopeLevel = map[string]int{
	"全国": 0, "我国": 0,
	"全省": 1, "我省": 1, "本省": 1, "全自治区": 1,
	"全市": 2, "我市": 2, "本市": 2, "全州": 2, "我州": 2, "本州": 2, "全盟": 2, "我盟": 2,
}

var regionLevel = map[string]int{"country": 0, "province": 1, "prefecture": 2, "county": 3}

// ownScope reports whether a word of scope means the region of the report
// itself: 全市 does in a city's report, not in that of one of its districts.
func (b *binder) ownScope(word string) bool {
	level, ok := scopeLevel[word]
	region := b.r.doc.Region
	if !ok || region.Level == "" {
		return true
	}
	if strings.HasSuffix(word, "市") && strings.HasSuffix(region.Name, "市") {
		return true // 直辖市, 县级市
	}
	return level >= regionLevel[region.Level]
}

// ownWhole reports whether a share of what a word of scope means is one within the
// region of the report. Where that is unknown, 全国 and 全省 are taken to lie above it.
func (b *binder) ownWhole(word string) bool {
	level, ok := scopeLevel[word]
	return b.ownScope(word) && (!ok || level > 1 || b.r.doc.Region.Level != "")
}

// scopeBetween reads the word of scope that was stripped from the front of a
// clause between two offsets: whose figure the clause speaks of, and whether it
// says so at all. The report's own region is the zero Region.
func (b *binder) scopeBetween(start, end int) (schema.Region, bool) {
	text := b.s.text[start:end]
	for i := range text {
		if own := b.r.doc.Region.Name; own != "" && strings.HasPrefix(text[i:], own) {
			return schema.Region{}, true
		}
		w := b.x.words.Prefix(text[i:], nlp.ScopeWord)
		if w == "" {
			continue
		}
		if b.ownScope(w) {
			return schema.Region{}, true
		}
		switch scopeLevel[w] {
		case 0:
			r, _ := b.x.regions.ByCode(Country)
			return r, true
		case 1:
			r, _ := b.x.regions.ByCode(b.r.doc.Region.Province)
			return r, true
		}
		return b.x.regions.above(b.r.doc.Region.Code), true
	}
	return schema.Region{}, false
}

// doing are verbs of what a place does within itself.
var doing = nlp.NewExpr(`^(?:举办|承办|组织|组织开展|开展|召开|实施|推进|完成|新增|新建|建成)$`)

// wholePlace begins a word of scope that means a place as a whole, not 各地.
var wholePlace = nlp.NewExpr(`^[全我本]`)

// withoutScope drops the word of scope behind such a verb: 举办全民健身活动 of 举办全市
// 全民健身活动.
func (b *binder) withoutScope(text string) string {
	verb := b.leadingVerb(text)
	if !doing.MatchString(verb) {
		return text
	}
	rest := text[len(verb):]
	w := b.x.words.Prefix(rest, nlp.ScopeWord)
	if name := rest[len(w):]; w == "" || !wholePlace.MatchString(w) || !b.ownScope(w) || w == "全国" && b.r.doc.Region.Level != "country" || utf8.RuneCountInString(name) < 3 || strings.HasPrefix(name, "性") || contest.MatchString(name) || nationalName.MatchString(rest) {
		return text
	}
	return verb + rest[len(w):]
}

// place settles whose a subject is. A subject that is nothing but the name of a
// place (南京增长4.5%) takes what is measured from the one before.
func (b *binder) place(s *subject, l leftPart) {
	doc := b.r.doc.Region
	if doc.Code != "" {
		if m := nearBy.FindString(s.text); m != "" {
			if place, ok := b.x.regions.mentionAt(s.text, len(m)); ok && place.name.full {
				if of, rest := b.x.regions.decide(place.name.places), b.stripText(s.text[place.end:]); of != nil && b.measured(rest) {
					*s = b.parse(rest) // 邻近的甲市去年接待游客
					s.region = of.region
					return
				}
			}
		}
		if r, n := b.x.regions.beginning(s.text, doc); n > 0 && r.Code != doc.Code {
			if l.clean == "" && l.scoped && l.region.Code == "" {
				*s = b.parse(s.text[n:]) // 全市工业增长7.3%，我区增长8.6%
				return
			}
			if prev, ok := b.previous(); ok && n == len(s.text) {
				*s = prev.subject
				if _, m := b.x.regions.beginning(s.text, doc); m > 0 && m < len(s.text) {
					*s = b.parse(s.text[m:])
				}
				s.region = r
				return
			}
			if n < len(s.text) && b.measured(s.text[n:]) {
				s.region = r
			}
			return
		}
	}
	if l.scoped {
		s.region = l.region
	}
}

// nearBy says of a place that it is a neighbour.
var nearBy = nlp.NewExpr(`^(?:邻近|毗邻|相邻|临近|周边)的?`)

// withoutOwnName drops the report's own region from the front of an indicator
// that the catalogue knows without it: 东莞地区生产总值 in Dongguan's report.
func (b *binder) withoutOwnName(indicator string) string {
	doc := b.r.doc.Region
	if doc.Code == "" {
		return indicator
	}
	if r, n := b.x.regions.beginning(indicator, doc); n > 0 && n < len(indicator) && r.Code == doc.Code {
		if _, known := b.x.catalogue.Lookup(indicator[n:]); known {
			return indicator[n:]
		}
	}
	if own, n := utf8.DecodeLastRuneInString(doc.Name); own != utf8.RuneError && strings.HasPrefix(indicator, string(own)) && ofBudget.MatchString(indicator[n:]) {
		if _, known := b.x.catalogue.Lookup(indicator[n:]); known {
			return indicator[n:] // 市一般公共预算收入
		}
	}
	return indicator
}

// ofBudget begins what a government takes in and spends.
var ofBudget = nlp.NewExpr(`^(?:一般公共预算|公共财政|地方财政|财政|政府性基金)`)

// farther is what makes of a place's name that of a larger or a smaller thing.
var farther = nlp.NewExpr(`^(?:平原|经济区|经济圈|都市圈|城市群|片区|新区|高新区|经开区|国际|机场|港|站|大学|学院|银行)`)

// measured reports whether text is something a region has and not the rest of
// another name: 经济总量, not 银行永川支行新增贷款.
func (b *binder) measured(text string) bool {
	if farther.MatchString(text) {
		return false
	}
	if _, ok := b.x.catalogue.Lookup(text); ok {
		return true
	}
	return b.attrOf(text) != "" && !strings.Contains(text, "银行") && !strings.Contains(text, "公司") && !strings.Contains(text, "集团")
}

// above is the region one level up; the zero Region if there is none.
func (r *Regions) above(code string) schema.Region {
	p := r.byCode[code]
	if p == nil || r.byCode[p.parent] == nil {
		return schema.Region{}
	}
	return r.byCode[p.parent].region
}

// beginning returns the place whose name begins text and where that name ends. Of
// places that share a name only one in the same province as doc counts; 0 if
// none does.
func (r *Regions) beginning(text string, doc schema.Region) (schema.Region, int) {
	m, ok := r.mentionAt(text, 0)
	if !ok || doc.Level == "country" && !m.name.full {
		return schema.Region{}, 0
	}
	var found *division
	for _, p := range m.name.places {
		if p.region.Province != doc.Province && p.region.Code != doc.Province && doc.Level != "country" {
			continue
		}
		if !m.name.full && p.region.Level == "county" && !strings.HasPrefix(text[m.end:], "、") && m.end < len(text) && !nameless(text[m.end:]) {
			continue // 中方投资 is of no 中方县
		}
		if found != nil {
			return schema.Region{}, 0
		}
		found = p
	}
	if found == nil {
		return schema.Region{}, 0
	}
	return found.region, m.end
}

// nameless reports whether what follows the short name of a county is what a
// region has, so that the name can only be the county's.
func nameless(rest string) bool {
	return strings.HasPrefix(rest, "经济总量") || strings.HasPrefix(rest, "地区生产总值") || strings.HasPrefix(rest, "园区")
}

// places reports whether every part but the last is the name of a place, and
// the last begins with one: 内江、眉山、自贡经济总量. It returns what follows the
// name of the last.
func (b *binder) places(parts []string) (string, bool) {
	for _, p := range parts[:len(parts)-1] {
		if _, n := b.x.regions.beginning(p, b.r.doc.Region); n != len(p) {
			return "", false
		}
	}
	last := parts[len(parts)-1]
	_, n := b.x.regions.beginning(last, b.r.doc.Region)
	return last[n:], n > 0 && n < len(last)
}
