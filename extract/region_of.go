package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Whose report a document is.

// region is where the report is about: named in the title, by the congress it
// was delivered to, by its publisher, in the file name, or else in the text.
func (f *front) region(r *Regions) schema.Region {
	places := []string{f.doc.Title}
	for _, s := range f.head {
		if m := venue.FindStringSubmatch(s); m != nil {
			places = append(places, m[1])
		}
	}
	places = append(places, f.doc.Publisher, f.name)
	for _, s := range places {
		if g, ok := r.Find(s); ok && g.Code != Country {
			return g
		}
	}
	country, _ := r.ByCode(Country)
	for _, s := range places {
		if ownPlace.MatchString(s) {
			return schema.Region{} // it says whose it is, and the table does not know it
		}
	}
	for _, s := range places {
		if wholeWords.MatchString(s) {
			return country
		}
	}
	return f.regionOfText(r, country)
}

// ownPlace is the name of the place that a title or a venue says a report is of.
var ownPlace = nlp.NewExpr(`[^全我本该各\P{Han}]\p{Han}{1,6}[省市县区州盟旗](?:人民政府|政府工作|第[一二三四五六七八九十]|(?:19|20)\d\d年|统计局|国民经济)`)

// commonPlaces are names of places that are common nouns as well.
var commonPlaces = nlp.NewExpr(`^(?:老城|城|郊|矿|新城|城中|城关|港口|市中|[东西南北]|高新|新)区$`)

// levelsOf are the levels of place that 全市 or 我区 may mean.
var levelsOf = map[string]string{
	"省": "province", "市": "province prefecture county", "州": "prefecture", "盟": "prefecture",
	"区": "province county", "县": "county", "旗": "county",
}

// regionOfText is the place that the text names most by its full name, of a
// level that fits how the text speaks of itself: 我市, 全区.
func (f *front) regionOfText(r *Regions, country schema.Region) schema.Region {
	said, named := map[string]int{}, map[string]int{}
	most, best := "", ""
	for _, s := range f.head {
		before := rune(0)
		for i := 0; i < len(s); {
			r, w := nlp.Decode(s, i)
			if placeKinds.Has(r) && ours.Has(before) {
				kind := s[i : i+w]
				said[kind]++
				// 全国 beside 我省 is what a province compares itself with
				if most == "" || most == "国" || kind != "国" && said[kind] > said[most] {
					most = kind
				}
			}
			before, i = r, i+w
		}
	}
	if most == "国" {
		return country
	}
	for _, s := range f.head {
		for _, m := range r.mentions(s) {
			p := r.decide(m.name.places)
			if p == nil || !m.name.full || commonPlaces.MatchString(m.name.text) || utf8.RuneCountInString(m.name.text) < 3 || !strings.Contains(levelsOf[most], p.region.Level) {
				continue
			}
			if named[p.region.Code]++; named[p.region.Code] > named[best] {
				best = p.region.Code
			}
		}
	}
	g, _ := r.ByCode(best)
	return g
}
