package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Completions of parts and attributes.

// parted reports whether words in brackets are a part of what stands before them, as if
// 其中 had said so: 享受补助3万人（城市1万人、农村2万人）.
func (b *binder) parted(w *gap) bool {
	if w.p == "" || w.prev.aside || w.prev.kind != w.kind || !b.unitStays(w) || !b.bracketed(w.l.start) {
		return false
	}
	_, kin := tailReplaced(w.prev.subject.text, w.p)
	return kin || b.qualifies(w.p)
}

// attributeOf is an attribute with its owner: one before, or of measures alone that of
// the sentence before.
func (b *binder) attributeOf(w *gap) (subject, bool) {
	if b.weigh(w); !w.ownerless || w.l.sep == "：" {
		return subject{}, false
	}
	if s := b.owned(w.prev.subject, w.p, w.l); s.text != w.p || w.l.child || !b.measuresOnly() {
		return s, true
	}
	return b.parse(b.organisationAbove(w.p) + w.p), true
}

// withinHouses is a measure of the houses that the sentence before tells of.
func (b *binder) withinHouses(w *gap) string {
	owner := b.organisationAbove(w.p)
	if owner == "" {
		return ""
	}
	return owner + strings.TrimPrefix(w.p, withinHouse.FindString(w.p))
}

// partOf is a part of a figure before; what is tried behind it goes on from that figure.
func (b *binder) partOf(w *gap) (subject, bool) {
	if !w.l.child {
		return subject{}, false
	}
	b.parent = b.wholeOf(*w.prev, w.st)
	if last := b.history[len(b.history)-1]; overLimit.MatchString(w.p) && last.kind == schema.Level && last.dimension == "currency" && b.value(w).Unit.Dimension != "currency" && last.subject.attr != "" {
		return b.parse(last.subject.text + w.p), true
	}
	w.prev = &b.parent
	return b.part(b.parent, w.p, w.st)
}

// nextPart is one more part of the figure that 其中 took parts of.
func (b *binder) nextPart(w *gap) (subject, bool) {
	if w.l.child && w.where&follows != 0 || b.parent.subject.text == "" || !b.goesOnParts(*w.prev, w.l, w.p, w.st) {
		return subject{}, false
	}
	return b.part(b.parent, w.p, w.st)
}

// otherQualified is the name before with another qualifier at its head.
func (b *binder) otherQualified(w *gap) string {
	name := w.prev.subject.text
	if q := b.x.words.Prefix(name, nlp.QualWord); q != "" && q != name && w.p != q && b.qualifies(w.p) {
		return w.p + name[len(q):]
	}
	return ""
}

// overLimit begins with a limit of money over which those lie that a part counts.
var overLimit = nlp.NewExpr(`^(?:超过?|达到?)?[\d.]+[万亿千百]*元(?:及)?以上的`)
