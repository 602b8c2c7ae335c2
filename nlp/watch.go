package nlp

// A Watch tells of a text, in one pass over it, which of its expressions no part of
// the text can match: those of whose words it has none. That is a small part of
// the time that it takes to ask one expression after another.
type Watch struct {
	always  uint64            // the expressions of whose words nothing is known
	singles [1 << 10]uint64   // by character: the expressions with a word that it is
	pairs   [pairSlots]uint64 // by pair of characters: those with a word that begins with it
}

const pairSlots = 1 << 12

// NewWatch makes a Watch of at most 64 expressions, which belong to no other.
func NewWatch(exprs ...*Expr) *Watch {
	w := &Watch{}
	for i, e := range exprs {
		if i == 64 || e.watch != nil {
			panic("too many expressions, or one of another Watch: " + e.String())
		}
		e.watch, e.place = w, uint(i)
		bit := uint64(1) << i
		words := e.needed()
		if words == nil {
			w.always |= bit
		}
		for _, word := range words {
			switch r := []rune(word); len(r) {
			case 0:
				w.always |= bit
			case 1:
				w.singles[r[0]&(1<<10-1)] |= bit
			default:
				w.pairs[pairSlot(r[0], r[1])] |= bit
			}
		}
	}
	return w
}

// needed are words of which every match of e has one; nil where none are known.
func (e *Expr) needed() []string {
	for _, w := range []*anyOf{e.within, e.also, e.front, e.back} {
		if w != nil {
			return w.words
		}
	}
	return nil
}

// pairSlot is where a pair of characters stands among the pairs. Others may stand
// there too.
func pairSlot(a, b rune) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B) >> 20 % pairSlots
}

// Seen is what a Watch has seen of a text. Of the zero Seen nothing is known.
type Seen struct {
	watch *Watch
	exprs uint64
}

// Look is what w sees of text.
func (w *Watch) Look(text string) Seen {
	exprs := w.always
	before := rune(0)
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		exprs |= w.singles[r&(1<<10-1)] | w.pairs[pairSlot(before, r)]
		before = r
		i += n
	}
	return Seen{w, exprs}
}

// May reports whether e can match in the text or a part of it. It is true of an
// expression that was not watched for.
func (s Seen) May(e *Expr) bool {
	return s.watch == nil || s.watch != e.watch || s.exprs>>e.place&1 != 0
}

// Match is e.MatchString of the text or a part of it.
func (s Seen) Match(e *Expr, part string) bool { return s.May(e) && e.MatchString(part) }

// Submatch is e.FindStringSubmatch of the text or a part of it.
func (s Seen) Submatch(e *Expr, part string) []string {
	if !s.May(e) {
		return nil
	}
	return e.FindStringSubmatch(part)
}
