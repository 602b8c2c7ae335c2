package extract

import "zhibiao/nlp"

// The size of the enterprises that a figure is limited to: 规模以上, 限额以上, 资质以上.

// sizeBefore is the size of the enterprises that the sentence before speaks of.
func (b *binder) sizeBefore() string {
	if b.first == 0 {
		return ""
	}
	return sizeHead(b.history[b.first-1].subject.text)
}

var sizeHeads = nlp.NewExpr(`^(?:(?:规模以上|规上)(?:工业|服务业)?|限额以上|限上|资质(?:等级)?以上)`)

// sizeHead is the size that limits which enterprises text speaks of, with the
// sector: 规模以上工业 of 规模以上工业增加值.
func sizeHead(text string) string { return sizeHeads.FindString(text) }

// sizedTrade is that with the sort of trade.
var sizedTrade = nlp.NewExpr(`^(?:(?:规模以上|规上)(?:工业|服务业)?|(?:限额以上|限上)(?:批发和零售业|批发业|零售业|住宿和餐饮业|住宿业|餐饮业|单位|企业)?|资质(?:等级)?以上)`)
