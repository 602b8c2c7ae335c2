package extract

import (
	"zhibiao/nlp"
	"zhibiao/schema"
)

// Subjects dealt to statements of different direction.

// spread deals the subjects of a 分别 to statements of different direction:
// 运输量、周转量分别下降3.7%和增长0.9%. The first statement takes the first n;
// the rest wait for the statements that follow.
func (b *binder) spread(i int, l leftPart, n int) ([]subject, bool) {
	if !l.each && !(l.clean == "" && distributes(b.s.text[l.start:b.s.groups[b.stmts[i].group].start])) {
		return b.spreadChanges(i, l, n)
	}
	total, flat := n, map[int]bool{} // flat: of which it is said that they stayed as they were
	last := i
	for k := i + 1; k < len(b.stmts) && b.stmts[k].start >= b.stmts[k-1].end; k++ {
		between := forSoLong.ReplaceAllString(b.s.text[b.stmts[k-1].end:b.stmts[k].start], "")
		if stayedFlat.FindString(between) == between && between != "" {
			flat[total] = true
			total++
			between = "、"
		}
		switch between {
		case "和", "、", "，", "及", "以及", "与":
			total += len(b.items(&b.stmts[k]))
			last = k
		default:
			k = len(b.stmts)
		}
	}
	if flatToo.MatchString(b.s.text[b.stmts[last].end:b.s.end]) {
		flat[total] = true
		total++
	}
	if total == n {
		return nil, false
	}
	var subs []subject
	if l.clean == "" {
		var ok bool
		if subs, ok = b.carried(total, b.stmts[i].rule.Set.Kind, b.said(l, &b.stmts[i]), b.unitOf(&b.stmts[i])); !ok {
			return nil, false
		}
	} else {
		parts := b.split(l.clean, total)
		if len(parts) != total {
			return nil, false
		}
		for k, p := range parts {
			subs = append(subs, b.complete(i, l, p, k))
		}
	}
	moved := subs[:0]
	for k, s := range subs {
		if !flat[k] {
			moved = append(moved, s)
		}
	}
	b.pending = moved[n:]
	return moved[:n], true
}

var (
	// stayedFlat is one of a list of changes that is none, between two that are; flatToo
	// is the last of it: 分别下降6.5%、10%和持平.
	stayedFlat = nlp.NewExpr(`(?:、|，|和|及)?(?:基本)?持平(?:、|，|和|及)`)
	flatToo    = nlp.NewExpr(`^(?:、|，|和|及|与)(?:基本)?持平(?:[，。；]|$)`)
)

// spreadChanges deals changes that a list gives without 分别 to the subjects before it, or
// to those that the clause before dealt its values to: 进口、出口增长5%、下降3%. No one of
// them has several.
func (b *binder) spreadChanges(i int, l leftPart, n int) ([]subject, bool) {
	if b.stmts[i].rule.Set.Kind != schema.Growth || l.clean == "" && b.row == nil {
		return nil, false
	}
	total := n
	for k := i + 1; k < len(b.stmts); k++ {
		st := &b.stmts[k]
		if st.start < b.stmts[k-1].end || !changesJoint.MatchString(b.s.text[b.stmts[k-1].end:st.start]) || st.rule.Set.Kind != schema.Growth || st.basis != "" {
			break
		}
		total += len(b.items(st))
	}
	if total == n {
		return nil, false
	}
	var subs []subject
	if l.clean == "" {
		subs = b.row
	} else if parts := b.split(l.clean, total); len(parts) == total {
		for k, p := range parts {
			subs = append(subs, b.complete(i, l, p, k))
		}
	}
	if len(subs) != total {
		return nil, false
	}
	b.pending = subs[n:]
	return subs[:n], true
}

// changesJoint joins the changes of such a list.
var changesJoint = nlp.NewExpr(`^(?:、|和|及|以及|与)$`)

// forSoLong leads to a value of a list that is one for so long: 每月876元、每年8436元.
var forSoLong = nlp.NewExpr(`每[人户]?每?[年月日季]$`)
