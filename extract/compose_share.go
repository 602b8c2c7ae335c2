package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Completions of shares, and of what is said of a part.

// shareOfNext is the share of the next branch, where changes of shares are told.
func (b *binder) shareOfNext(w *gap) string {
	attr := w.prev.subject.attr
	for _, h := range b.history[b.first:] {
		if share, ok := strings.CutPrefix(h.subject.text, w.p); ok && w.kind == schema.Delta && w.p != "" && h.kind == schema.Rate && (share == "比重" || share == "占比") && b.value(w).Class == nlp.Points {
			return h.subject.text // 三次产业结构为9:38:53，与上年相比，第一产业下降0.6个百分点
		}
	}
	if w.kind == schema.Delta && w.prev.kind == schema.Delta && (attr == "比重" || attr == "占比") && b.unitStays(w) && b.x.words.ClassOf(w.p)&(nlp.SectorWord|nlp.NameWord) != 0 {
		return w.p + attr
	}
	return ""
}

// contributed is what the branch before does for the whole.
func (b *binder) contributed(w *gap) string {
	if !contributes.MatchString(w.p) {
		return ""
	}
	who := b.contributor(w.l)
	switch {
	case who == "":
		return ""
	case w.p == "拉动":
		return who + "拉动经济增长"
	}
	return who + w.p
}

// weighsOn is what moves the measure that p tells of.
func (b *binder) weighsOn(w *gap) string {
	s := w.prev.subject
	if w.kind != schema.Delta || !strings.HasPrefix(w.p, "影响") || w.prev.kind != schema.Growth && !pace.MatchString(s.attr) || !b.measured(strings.TrimPrefix(w.p, "影响")) {
		return ""
	}
	if pace.MatchString(s.attr) {
		return strings.TrimSuffix(s.text, s.attr)
	}
	return s.text
}

// shareSeen is a share in words that tell where it is seen.
func (b *binder) shareSeen(w *gap) string {
	if name := b.seenShare(w.p); name != w.p {
		return name
	}
	return ""
}

// shareBefore is what a share is of, or what is as much as something.
func (b *binder) shareBefore(w *gap) string {
	switch {
	case strings.HasPrefix(w.p, "占") && w.prev.shared != nil:
		return w.prev.shared.text
	case strings.HasPrefix(w.p, "占"), strings.HasPrefix(w.p, "相当于") && w.where&amid != 0 && w.l.sep != "；":
		return w.prev.subject.text
	}
	return ""
}

// usedForPart is the whole of which a part is used for something.
func (b *binder) usedForPart(w *gap) string {
	if strings.HasPrefix(w.p, "达") || !saidOfPart.MatchString(w.p) || b.attrOf(w.p) != "" {
		return ""
	}
	name := w.prev.subject.text
	for i := range name {
		if saidOfPart.MatchString(name[i:]) {
			return name[:i]
		}
	}
	return name
}

// otherHalf is the name before with another part of the whole at its head.
func (b *binder) otherHalf(w *gap) string {
	if b.x.words.ClassOf(w.p)&nlp.PartWord == 0 {
		return ""
	}
	name := w.prev.subject.text
	return w.p + strings.TrimPrefix(name, b.x.words.Prefix(name, nlp.PartWord))
}

// sameShare is the share before, of which a change is told.
func (b *binder) sameShare(w *gap) (subject, bool) {
	return w.prev.subject, w.kind == schema.Delta && w.prev.kind == schema.Rate && ofShare.MatchString(w.p) && shareNamed.MatchString(w.prev.subject.text)
}

// saidOfPart begins what is said of a part of the thing before.
var saidOfPart = nlp.NewExpr(`^(?:用于|(?:属于?|达到)(?:国际|国内|世界|省内|市内|一般|先进|领先))`)
