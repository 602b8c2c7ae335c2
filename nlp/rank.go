package nlp

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"zhibiao/schema"
)

// Places in an order: 第6位, 前三, 首位, 榜首.

// placed are the characters that 首位 stands behind where it is a place in an order:
// 居全省首位, not 放在首位.
var placed = NewRunes("居列国省市区县州盟旗球界业第稳名")

// A place may stand farther behind the word that says that it is one: 居西部首位, 登上
// 百强榜首. What follows it must not make it a name: 首位度.
var (
	placing  = NewRunes("居列登")
	placeFar = 14
	placeAs  = []string{"度", "页", "产业", "战略", "城市", "联系", "责任", "制"}
)

// firstPlace reads 首位 and 榜首 as the first place.
func (c Scanner) firstPlace(s string, i int) (Quantity, bool) {
	end := i + len("首位")
	for _, w := range placeAs {
		if strings.HasPrefix(s[end:], w) {
			return Quantity{}, false
		}
	}
	if r, _ := utf8.DecodeLastRuneInString(s[:i]); !placed.Has(r) && !placedBefore(s[:i]) {
		return Quantity{}, false
	}
	return Quantity{Start: i, FullStart: i, End: end, FullEnd: end, NumEnd: i + len("首"), Class: RankNo, Value: big.NewRat(1, 1), Chinese: true, Bound: schema.Eq,
		Unit: MeasuredUnit{Text: "位", NormUnit: "位", Dimension: "count", Factor: big.NewRat(1, 1)}}, true
}

// placedBefore reports whether the clause that s ends in says of something that it has a
// place.
func placedBefore(s string) bool {
	for range placeFar {
		r, w := utf8.DecodeLastRuneInString(s)
		if w == 0 || strings.ContainsRune("，。；、：（）", r) {
			return false
		}
		if placing.Has(r) {
			return true
		}
		s = s[:len(s)-w]
	}
	return false
}

// rank reads 第6, 第6位, 第六, 前三, 前10位.
func (c Scanner) rank(s string, i int) (Quantity, bool) {
	word := "第"
	if !strings.HasPrefix(s[i:], word) {
		word = "前"
		if !strings.HasPrefix(s[i:], word) {
			return Quantity{}, false
		}
	}
	n, ok := NumberAt(s, i+len(word))
	if !ok || n.Scale != "" || n.Percent || n.Permil || !n.Value.IsInt() {
		return Quantity{}, false
	}
	q := Quantity{Start: i, FullStart: i, End: n.End, Class: RankNo, Value: n.Value, Chinese: n.Chinese, Bound: schema.Eq, NumEnd: n.End}
	if word == "前" {
		q.Bound, q.Modifier = schema.Le, "前"
	}
	q.Unit = MeasuredUnit{Text: "位", NormUnit: "位", Dimension: "count", Factor: big.NewRat(1, 1)}
	for _, u := range []string{"位", "名"} {
		if strings.HasPrefix(s[n.End:], u) {
			q.End += len(u)
		}
	}
	q.FullEnd = q.End
	return q, true
}
