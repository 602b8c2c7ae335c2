package nlp

import (
	"math"

	"github.com/dlclark/regexp2/v2/syntax"
)

// farSight is beyond what is worth remembering.
const farSight = 20

// Sight is how many characters before and behind it a match can depend on;
// bounded is false where there is no limit to it or it is far.
func (p *Pattern) Sight() (before, after int, bounded bool) {
	ok := true
	var walk func(n *syntax.RegexNode)
	walk = func(n *syntax.RegexNode) {
		switch n.T {
		case syntax.NtPosLook, syntax.NtNegLook:
			w := widthOf(n.Children[0])
			if n.Options&syntax.RightToLeft != 0 {
				before = max(before, w)
			} else {
				after = max(after, w)
			}
			return
		case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		case syntax.NtRef, syntax.NtBackRefCond, syntax.NtExprCond, syntax.NtStart, syntax.NtGrapheme:
			ok = false
		default:
			if zeroWidth(n) { // an end of the text or of a word
				before, after = max(before, 1), max(after, 1)
			}
		}
		for _, x := range n.Children {
			walk(x)
		}
	}
	walk(p.tree.Root)
	return before, after, ok && before <= farSight && after <= farSight
}

// widthOf is the most characters that n stands for, more than farSight where
// there is no limit.
func widthOf(n *syntax.RegexNode) int {
	times := 1
	switch n.T {
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop, syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy,
		syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return min(n.N, farSight+1)
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return 1
	case syntax.NtMulti:
		return len(n.Str)
	case syntax.NtEmpty, syntax.NtNothing:
		return 0
	case syntax.NtLoop, syntax.NtLazyloop:
		times = min(n.N, farSight+1)
	case syntax.NtConcatenate, syntax.NtAlternate, syntax.NtGroup, syntax.NtAtomic:
	default:
		return math.MaxInt16 // looks further, refers to a match or captures
	}
	w := 0
	for _, x := range n.Children {
		if n.T == syntax.NtAlternate {
			w = max(w, widthOf(x))
		} else {
			w = min(w+times*widthOf(x), math.MaxInt16)
		}
	}
	return w
}
