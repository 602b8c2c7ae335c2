package ingest

// A turn sets what stands sideways on a page upright. The zero turn leaves
// things as they are.
type turn struct {
	up, down bool // which way the lines of the page run
}

// uprightFrom is the turn for characters that stand sideways, by the way that
// most follow one another.
func uprightFrom(sideways []glyph) turn {
	up, down := 0, 0
	for i := 1; i < len(sideways); i++ {
		a, b := sideways[i-1], sideways[i]
		if shared := min(a.right, b.right) - max(a.left, b.left); shared <= 0 {
			continue // on another line
		}
		if b.bottom > a.bottom {
			up++
		} else {
			down++
		}
	}
	return turn{up: up >= down, down: down > up}
}

// glyph is a character where it stands on the page set upright.
func (t turn) glyph(g glyph) glyph {
	switch {
	case t.up:
		g.left, g.right, g.top, g.bottom = g.bottom, g.top, -g.left, -g.right
	case t.down:
		g.left, g.right, g.top, g.bottom = -g.top, -g.bottom, g.right, g.left
	}
	return g
}

// rule is a line where it stands on the page set upright.
func (t turn) rule(r rule) rule {
	switch {
	case t.up && r.across:
		return rule{false, r.at, -r.to, -r.from}
	case t.up:
		return rule{true, -r.at, r.from, r.to}
	case t.down && r.across:
		return rule{false, -r.at, r.from, r.to}
	case t.down:
		return rule{true, r.at, -r.to, -r.from}
	}
	return r
}
