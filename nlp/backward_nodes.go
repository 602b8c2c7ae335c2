package nlp

import (
	"math"
	"slices"
	"strings"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A backNode is a place in a pattern, as it is passed from right to left.
type backNode struct {
	word   map[rune]int32  // a character leads to the node of its own
	takes  func(rune) bool // else a character that it takes leads to then
	then   int32
	free   []int32 // nodes that are reached without a character
	begins int32   // the pattern that begins here, -1 if none does
}

// The most that one pattern may take: nodes, and words that a list of words is
// spread out to.
const (
	mostNodes = 1 << 14
	mostWords = 1 << 8
)

// add puts the part of p before its value into the automaton.
func (b *Backward) add(pattern int32, p *Pattern, group string) Reading {
	parts, number := topParts(p.tree.Root), p.Group(group)
	at := slices.IndexFunc(parts, func(n *syntax.RegexNode) bool { return n.T == syntax.NtCapture && n.M == number })
	if at < 0 {
		return Unread
	}
	marks, ok := spread(parts[at].Children[0])
	if !ok || slices.ContainsFunc(marks, func(m []rune) bool { return len(m) != 1 }) {
		return Unread
	}
	// regexp2 makes groups atomic where that changes nothing; written ones may
	c := backCompiler{b: b, limit: len(b.nodes) + mostNodes, looks: strings.Contains(p.expr, "(?>")}
	first := c.node()
	b.nodes[first].begins = pattern
	for _, n := range parts[:at] {
		first = c.compile(n, first)
	}
	reading := Sure
	if c.looks {
		reading = Likely
	}
	for _, n := range parts[at+1:] {
		switch {
		case n.T == syntax.NtCapture && n.M == number:
			return Unread
		case !zeroWidth(n):
			reading = Open
		case reading == Sure:
			reading = Likely
		}
	}
	if c.failed {
		return Unread
	}
	for _, m := range marks {
		b.values[m[0]] = append(b.values[m[0]], first)
	}
	return reading
}

// topParts are the parts of a pattern that follow one another.
func topParts(n *syntax.RegexNode) []*syntax.RegexNode {
	for n.T == syntax.NtCapture && n.M == 0 || n.T == syntax.NtGroup || n.T == syntax.NtAtomic {
		n = n.Children[0]
	}
	if n.T == syntax.NtConcatenate {
		return n.Children
	}
	return []*syntax.RegexNode{n}
}

// zeroWidth reports whether n only looks around.
func zeroWidth(n *syntax.RegexNode) bool {
	switch n.T {
	case syntax.NtPosLook, syntax.NtNegLook, syntax.NtEmpty, syntax.NtBol, syntax.NtEol, syntax.NtBoundary, syntax.NtNonboundary,
		syntax.NtBeginning, syntax.NtStart, syntax.NtEndZ, syntax.NtEnd, syntax.NtECMABoundary, syntax.NtNonECMABoundary, syntax.NtUpdateBumpalong:
		return true
	}
	return false
}

// A backCompiler makes nodes of a parse tree. Each of its functions makes the
// nodes that read n backwards and go on at then, and returns the first of them.
type backCompiler struct {
	b      *Backward
	limit  int
	failed bool
	looks  bool // the pattern looks around, or does not try all ways to match
}

func (c *backCompiler) node() int32 {
	if len(c.b.nodes) >= c.limit {
		c.failed = true
		return 0
	}
	c.b.nodes = append(c.b.nodes, backNode{begins: -1})
	return int32(len(c.b.nodes) - 1)
}

// name notes characters that a pattern names.
func (c *backCompiler) name(chars ...rune) {
	for _, r := range chars {
		c.failed = !c.b.runes.name(r) || c.failed
	}
}

// either leads to any of some nodes.
func (c *backCompiler) either(to ...int32) int32 {
	k := c.node()
	c.b.nodes[k].free = append(c.b.nodes[k].free, to...)
	return k
}

func (c *backCompiler) compile(n *syntax.RegexNode, then int32) int32 {
	if zeroWidth(n) {
		c.looks = c.looks || n.T != syntax.NtEmpty && n.T != syntax.NtUpdateBumpalong
		return then
	}
	if c.failed {
		return then
	}
	if n.Options&(syntax.IgnoreCase|syntax.RightToLeft) != 0 {
		c.failed = true
		return then
	}
	if words, ok := spread(n); ok {
		return c.words(words, then)
	}
	switch n.T {
	case syntax.NtSet, syntax.NtNotone:
		return c.set(n, then)
	case syntax.NtConcatenate:
		for _, x := range n.Children {
			then = c.compile(x, then)
		}
		return then
	case syntax.NtAlternate:
		var to []int32
		for _, x := range n.Children {
			to = append(to, c.compile(x, then))
		}
		return c.either(to...)
	case syntax.NtCapture, syntax.NtGroup, syntax.NtAtomic:
		return c.compile(n.Children[0], then)
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n, then, func(then int32) int32 { return c.compile(n.Children[0], then) })
	case syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return c.loop(n, then, func(then int32) int32 { return c.words([][]rune{{n.Ch}}, then) })
	case syntax.NtSetloop, syntax.NtSetlazy, syntax.NtSetloopatomic, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return c.loop(n, then, func(then int32) int32 { return c.set(n, then) })
	}
	c.failed = true // a reference to an earlier match, or what is not known
	return then
}

// words reads any of words, backwards, as a tree of characters.
func (c *backCompiler) words(words [][]rune, then int32) int32 {
	root := c.node()
	for _, w := range words {
		at := root
		for i := len(w) - 1; i >= 0 && !c.failed; i-- {
			next, ok := c.b.nodes[at].word[w[i]]
			if !ok {
				next = c.node()
				c.name(w[i])
				if c.b.nodes[at].word == nil {
					c.b.nodes[at].word = map[rune]int32{}
				}
				c.b.nodes[at].word[w[i]] = next
			}
			at = next
		}
		c.b.nodes[at].free = append(c.b.nodes[at].free, then)
	}
	return root
}

// set reads one character of a set, or any but one.
func (c *backCompiler) set(n *syntax.RegexNode, then int32) int32 {
	k := c.node()
	c.b.nodes[k].then = then
	switch but := n.Ch; {
	case n.Set == nil:
		c.name(but)
		c.b.nodes[k].takes = func(r rune) bool { return r != but }
	default:
		if chars := n.Set.GetSetChars(mostWords); chars != nil {
			c.name(chars...)
		} else {
			c.failed = !c.b.runes.tell(n.Set) || c.failed
		}
		c.b.nodes[k].takes = n.Set.CharIn
	}
	return k
}

// loop repeats body from n.M to n.N times.
func (c *backCompiler) loop(n *syntax.RegexNode, then int32, body func(then int32) int32) int32 {
	at := then
	if n.N == math.MaxInt32 {
		at = c.either(then)
		again := body(at)
		c.b.nodes[at].free = append(c.b.nodes[at].free, again)
	} else {
		for i := n.M; i < n.N && !c.failed; i++ {
			at = c.either(then, body(at))
		}
	}
	for i := 0; i < n.M && !c.failed; i++ {
		at = body(at)
	}
	return at
}

// spread lists the words that n stands for, where these are but a few.
func spread(n *syntax.RegexNode) (words [][]rune, ok bool) {
	if n.Options&(syntax.IgnoreCase|syntax.RightToLeft) != 0 {
		return nil, false
	}
	switch n.T {
	case syntax.NtEmpty:
		return [][]rune{nil}, true
	case syntax.NtOne:
		return [][]rune{{n.Ch}}, true
	case syntax.NtMulti:
		return [][]rune{n.Str}, true
	case syntax.NtSet:
		if n.Set.IsNegated() {
			return nil, false
		}
		for _, r := range n.Set.GetSetChars(mostWords) {
			words = append(words, []rune{r})
		}
		return words, words != nil
	case syntax.NtGroup, syntax.NtCapture, syntax.NtAtomic:
		return spread(n.Children[0])
	case syntax.NtAlternate:
		for _, x := range n.Children {
			w, ok := spread(x)
			if words = append(words, w...); !ok || len(words) > mostWords {
				return nil, false
			}
		}
		return words, true
	case syntax.NtConcatenate:
		words = [][]rune{nil}
		for _, x := range n.Children {
			w, ok := spread(x)
			if !ok || len(words)*len(w) > mostWords {
				return nil, false
			}
			words = join(words, w)
		}
		return words, true
	}
	return nil, false
}

// join puts every word of b behind every word of a.
func join(a, b [][]rune) (out [][]rune) {
	for _, x := range a {
		for _, y := range b {
			out = append(out, append(x[:len(x):len(x)], y...))
		}
	}
	return out
}

// runeClasses groups the characters that no pattern tells apart, so that a state
// needs no place for each.
type runeClasses struct {
	named [1 << 16]uint16   // the class of a character that a pattern names, 0 for all others
	n     int               // classes of named characters
	sets  []*syntax.CharSet // which tell apart those that are not named
}

// mostSets is how many sets may tell characters apart that are not named.
const mostSets = 4

// name gives r a class of its own; it is false where that cannot be.
func (c *runeClasses) name(r rune) bool {
	if r < 0 || int(r) >= len(c.named) {
		return false
	}
	if c.named[r] == 0 {
		c.n++
		c.named[r] = uint16(c.n)
	}
	return true
}

// tell makes set tell characters apart that are not named; it is false where
// there are too many such sets.
func (c *runeClasses) tell(set *syntax.CharSet) bool {
	if slices.ContainsFunc(c.sets, set.Equals) {
		return true
	}
	if len(c.sets) == mostSets {
		return false
	}
	c.sets = append(c.sets, set)
	return true
}

// len is the number of classes.
func (c *runeClasses) len() int { return c.n + 1<<len(c.sets) }

// of is the class of r.
func (c *runeClasses) of(r rune) int {
	if int(r) < len(c.named) && c.named[r] != 0 {
		return int(c.named[r]) - 1
	}
	k := 0
	for i, s := range c.sets {
		if s.CharIn(r) {
			k |= 1 << i
		}
	}
	return c.n + k
}
