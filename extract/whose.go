package extract

import (
	"strings"

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

// whose returns the region that an indicator names in front, if it is another
// than the report's, and the indicator without that name.
func (b *binder) whose(indicator string) (schema.Region, string) {
	doc := b.r.doc.Region
	if w := b.x.words.Prefix(indicator, nlp.ScopeWord); w != "" && !b.ownScope(w) {
		rest := indicator[len(w):]
		switch scopeLevel[w] {
		case 0:
			r, _ := b.x.regions.ByCode(Country)
			return r, rest
		case 1:
			r, _ := b.x.regions.ByCode(doc.Province)
			return r, rest
		}
		return b.x.regions.above(doc.Code), rest
	}
	if doc.Code == "" {
		return schema.Region{}, indicator
	}
	r, n := b.x.regions.beginning(indicator, doc)
	if n == 0 || r.Code == doc.Code || n == len(indicator) {
		return schema.Region{}, indicator
	}
	return r, indicator[n:]
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
	ms := r.mentions(text)
	if len(ms) == 0 || ms[0].start != 0 {
		return schema.Region{}, 0
	}
	var found *division
	for _, p := range ms[0].name.places {
		if p.region.Province != doc.Province && p.region.Code != doc.Province && doc.Level != "country" {
			continue
		}
		if found != nil {
			return schema.Region{}, 0
		}
		found = p
	}
	if found == nil {
		return schema.Region{}, 0
	}
	return found.region, ms[0].end
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
