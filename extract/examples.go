package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Measures and wholes that the words before name for figures that bare names
// stand at.

// surveys open a sentence with what its shares are of: 据对40种主要设备的普查，….
var (
	surveys   = nlp.NewExpr(`^(?:根?据)?对([^，。；：]{2,40}?)的(?:普查|抽样调查|调查|抽查|抽检|检测|监测)(?:结果)?(?:表明|显示)?，`)
	ofSurveys = nlp.NewExpr(`(?:技术水平|生产能力|质量状况|质量|状况|情况)$`)
)

// surveyed is what such a sentence looked at, without how many there were, and
// where the clause ends; "" if it opens with none.
func (b *binder) surveyed() (string, int) {
	text := b.s.text[b.s.start:b.s.end]
	m := surveys.FindStringSubmatchIndex(text)
	if m == nil {
		return "", 0
	}
	what, at := "", b.s.start+m[2]
	for _, g := range b.s.groups {
		if g.start >= at && g.end <= b.s.start+m[3] {
			what += b.s.text[at:g.start]
			at = g.end
		}
	}
	what += b.s.text[at : b.s.start+m[3]]
	return ofSurveys.ReplaceAllString(b.stripText(what), ""), b.s.start + m[1]
}

// surveyedThings is what surveyed gives, without its place.
func (b *binder) surveyedThings() string {
	what, _ := b.surveyed()
	return what
}

// ownerSurveyed begins what a survey looked at with those whose it is.
var ownerSurveyed = nlp.NewExpr(`^\P{P}{2,}?(?:企业|单位|机构|公司|医院|学校)`)

// surveyOwner puts those whose things a survey looked at in front of a topic: 大中型企业
// of 据对大中型企业60种产品的抽查，全部样品中，优等品占12%.
func (b *binder) surveyOwner(topic string) string {
	what := b.surveyedThings()
	if m := ownerSurveyed.FindString(what); m != "" && m != what && !strings.Contains(topic, m) {
		return m + topic
	}
	return topic
}

// A measure is what bare names take in front and behind.
type measure struct{ head, tail string }

var (
	// thresholds pass a share whose figures follow for one after another.
	thresholds = nlp.NewExpr(`(?:^|[，；：\d])年?([^，。；：\d]{2,20}?(?:比重|占比|比例|率))(?:超过|超|高于|低于|不足|不到|达到|在)[\d.]+%(?:及?以上|以下|以内)?的[^。；]*：[^。；：]*$`)
	// headlines name a share for the places or branches behind it.
	headlines = nlp.NewExpr(`(?:^|[，。；：])([^，。；：\d]{2,30}(?:比重|占比|比率|率))，$`)
	// scattered tells where most of something is.
	scattered = nlp.NewExpr(`^(.{2,16}?)(?:主要)?(?:分布|集中)(?:在|于)(.{2,20})$`)
)

// seenShare puts the measure that a sentence looks at in front of a share that does not
// say what it is of: 从工业总产值看，占全国工业比重超过5%的地区.
func (b *binder) seenShare(name string) string {
	if b.topic.seen && strings.HasPrefix(name, "占") {
		return b.topic.text + name
	}
	return name
}

// exemplified gives a bare name the measure of a share that the text names before
// it: 占比超过5%的行业有2个，即：甲业12%、乙业7%; 高技术产业占比，东部为25%，西部为
// 12%; 产能利用率不高，如陶瓷58%.
func (b *binder) exemplified(w *gap) (subject, bool) {
	st, l, p, prev := w.st, &w.l, w.p, w.prev
	g := b.s.groups[st.group]
	if st.rule.Set.Kind != schema.Rate || g.class != nlp.Percent || st.whole != "" || p == "" {
		return subject{}, false
	}
	if m := scattered.FindStringSubmatch(strings.TrimSuffix(p, "占")); m != nil && m[1] != "主要" && b.bracketed(g.start) {
		b.common = measure{head: m[1], tail: "占比"}
		return b.parse(m[1] + m[2] + "占比"), true
	}
	if strings.Contains(b.s.text[l.start:g.start], "占") || b.attrOf(p) != "" || utf8.RuneCountInString(p) > 14 || b.leadingVerb(p) != "" {
		return subject{}, false
	}
	before := b.s.text[b.s.start:l.start]
	example := strings.HasPrefix(strings.TrimLeft(l.raw, "，：；"), "如") && b.s.wordAt(l.start+strings.Index(l.raw, "如")).End == l.start+strings.Index(l.raw, "如")+len("如")
	if m := thresholds.FindStringSubmatch(before); m != nil {
		if tail := b.stripText(strings.TrimPrefix(m[1], "年")); !strings.HasSuffix(b.common.tail, tail) {
			b.common = measure{tail: b.seenShare(tail)}
		}
	} else if m := headlines.FindStringSubmatch(b.s.text[l.limit:l.start]); m != nil && b.leadingVerb(m[1]) == "" && l.start > l.limit {
		b.common = measure{tail: b.stripText(m[1])}
	} else if example && prev.kind == schema.Rate && strings.HasSuffix(prev.subject.attr, "率") {
		b.common = measure{tail: prev.subject.attr}
		if prev.tail != "" {
			b.common.tail = prev.tail
		} else if k := strings.LastIndex(prev.subject.text, "的"); k >= 0 {
			b.common.tail = prev.subject.text[k+len("的"):]
		}
	}
	if b.common.tail == "" || b.common.head != "" && !b.bracketed(g.start) {
		return subject{}, false
	}
	if example {
		p = strings.TrimPrefix(p, "如")
	}
	return b.parse(b.common.head + p + b.common.tail), true
}
