package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// Zones and branches that a sentence tells of beside the region of the report.

// zones are what a sentence may tell of beside the region of the report.
var zones = nlp.NewExpr(`^(?:大力|持续|加快|深入|全面|扎实)*(?:提升|推进|推动|支持|完成|深化|加快|建设|打造|强化)*((?:[^，。；：、\d“”（）与和]{0,12}(?:自贸试验区|自由贸易试验区)|[^，。；：、\d“”（）与和]{2,12}(?:合作区|高新区|经开区|开发区|综保区|综合保税区|保税港区|口岸|经济圈|都市圈|城市群)))[^，。；、和与及等（]`)

// zoneOf is the zone that a sentence tells of from its first clause on.
func (b *binder) zoneOf(sentence string) string {
	if !b.seen.May(zones) {
		return ""
	}
	if m := zones.FindStringSubmatch(firstStretch(sentence)); m != nil && !strings.Contains(m[1], "在") && b.leadingVerb(m[1]) == "" {
		return m[1]
	}
	return ""
}

// zoneEnds stand in no zone, nor before it.
var zoneEnds = nlp.NewRunes("，。；：、“”（）")

// firstStretch is s up to the first of them.
func firstStretch(s string) string {
	for i := 0; i < len(s); {
		r, w := nlp.Decode(s, i)
		if i += w; zoneEnds.Has(r) {
			return s[:i]
		}
	}
	return s
}

// sectorOfSentence is the branch that the sentence tells of from its beginning:
// 服务业 of 服务业支撑作用更加明显，增加值达到80亿元.
func (b *binder) sectorOfSentence() string {
	text := b.stripText(b.s.text[b.s.start:b.s.end])
	return b.x.words.Prefix(text, nlp.SectorWord)
}

// inZone reports whether a subject without an owner speaks of the zone that the
// sentence tells of.
func (b *binder) inZone(s subject, l leftPart) bool {
	return b.zone != "" && !l.scoped && !l.child && b.plainOwner(s) && !strings.Contains(b.s.text[b.s.start:l.start], "；")
}

// plainOwner reports whether a subject names no owner but what the measure
// itself says, so that it speaks of the zone: 外贸, 经济总量, 进口货物通关时间.
func (b *binder) plainOwner(s subject) bool {
	if strings.Contains(s.text, b.zone) {
		return false
	}
	_, known := b.x.catalogue.Lookup(s.text)
	return known || s.verb != "" && utf8.RuneCountInString(s.owner()) <= 14 || s.attr != "" && utf8.RuneCountInString(s.owner()) <= 6 || utf8.RuneCountInString(s.text) <= 4
}
