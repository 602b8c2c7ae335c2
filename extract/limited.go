package extract

import (
	"strings"

	"zhibiao/nlp"
)

// byMoney is a name that picks out its members by an amount of money: the measure
// that the limit is of, the limit, and the noun, either of which the text may say
// only once: 产值超10亿元企业, 超5亿元.
var byMoney = nlp.NewExpr(`^([^\d超过突达不]{0,8}?)((?:超过|超|突破|过|达到|达|不足|低于)(?:[\d.]+[百千]?[万亿]*|[十百千]?[万亿]+)元(?:以上)?)(?:的)?([^\d、，]{0,10})$`)

// limited completes a name that stops at a limit by money: 企业61家，其中产值超亿元27家、
// 超5亿元6家 counts 产值超亿元企业 and 产值超5亿元企业.
func (b *binder) limited(prev bound, l leftPart, p string) (subject, bool) {
	m := byMoney.FindStringSubmatch(p)
	if m == nil || m[1] != "" && m[3] != "" {
		return subject{}, false
	}
	verb, measure, noun := "", m[1], m[3]
	if last := byMoney.FindStringSubmatch(prev.subject.text[len(b.leadingVerb(prev.subject.text)):]); last != nil {
		if measure == "" {
			verb, measure = prev.subject.verb, last[1]
		}
		if noun == "" {
			noun = last[3]
		}
	} else if noun == "" && l.child && b.attrOf(prev.subject.text) == "" {
		noun = prev.subject.body
	}
	if measure == "" || noun == "" {
		return subject{}, false
	}
	of := ""
	if strings.HasSuffix(p, "的") {
		of = "的"
	}
	return b.parse(verb + measure + m[2] + of + strings.TrimPrefix(noun, "的")), true
}
