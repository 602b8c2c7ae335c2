package nlp

import "slices"

// A trie finds words character by character; Latin letters of either case are
// the same. A node stands for the characters that lead to it; 0 is none.
type trie struct {
	roots []int32 // by character: the node it leads to from the start
	nodes []trieNode
	kids  []trieKid // those of a node stand together, ascending

	longest int // characters of the longest word
}

type trieNode struct {
	kids, end int32     // its range of kids
	word      int32     // the index of the word that they are, -1 if they are none
	class     WordClass // of that word,
	below     WordClass // and of all words that begin with it
}

type trieKid struct {
	r    rune
	node int32
}

// newTrie makes a trie of words; each must be there once.
func newTrie(words [][]rune) *trie {
	t := &trie{roots: make([]int32, 1<<16)}
	order := make([]int32, len(words))
	keys := make([][]rune, len(words))
	for i, w := range words {
		order[i], keys[i] = int32(i), slices.Clone(w)
		t.longest = max(t.longest, len(w))
		for k, r := range keys[i] {
			keys[i][k] = lower(r)
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return slices.Compare(keys[a], keys[b]) })
	t.add(keys, order, 0)
	return t
}

// add makes the node of the words in order, whose first depth characters are the
// same, and those below it. It returns its number.
func (t *trie) add(keys [][]rune, order []int32, depth int) int32 {
	k := int32(len(t.nodes))
	t.nodes = append(t.nodes, trieNode{word: -1})
	var kids []trieKid
	for len(order) > 0 {
		if len(keys[order[0]]) == depth {
			t.nodes[k].word = order[0]
			order = order[1:]
			continue
		}
		r, n := keys[order[0]][depth], 1
		for n < len(order) && keys[order[n]][depth] == r {
			n++
		}
		kids = append(kids, trieKid{r, t.add(keys, order[:n], depth+1)})
		order = order[n:]
	}
	if depth == 0 {
		for _, x := range kids {
			if int(x.r) < len(t.roots) {
				t.roots[x.r] = x.node
			}
		}
		return k
	}
	t.nodes[k].kids = int32(len(t.kids))
	t.kids = append(t.kids, kids...)
	t.nodes[k].end = int32(len(t.kids))
	return k
}

// classify gives every node the classes of its word and of those below it.
func (t *trie) classify(classes []WordClass) {
	for k := len(t.nodes) - 1; k >= 0; k-- { // what is below stands behind
		n := &t.nodes[k]
		if n.word >= 0 {
			n.class = classes[n.word]
		}
		n.below = n.class
		for _, x := range t.kids[n.kids:n.end] {
			n.below |= t.nodes[x.node].below
		}
	}
}

func lower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// root is the node that r leads to from the start.
func (t *trie) root(r rune) int32 {
	if uint32(r) < uint32(len(t.roots)) {
		return t.roots[lower(r)]
	}
	return 0
}

// next is the node that r leads to from node k.
func (t *trie) next(k int32, r rune) int32 {
	r = lower(r)
	kids := t.kids[t.nodes[k].kids:t.nodes[k].end]
	for len(kids) > 8 {
		if m := len(kids) / 2; kids[m].r <= r {
			kids = kids[m:]
		} else {
			kids = kids[:m]
		}
	}
	for _, x := range kids {
		if x.r == r {
			return x.node
		}
	}
	return 0
}
