package extract

import (
	"strings"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Places in an order that somebody else made: lists, indices, assessments.

var (
	// orders end the name of what places are given in.
	orders = nlp.NewExpr(`(?:”|》|排名|排行|榜单?|指数(?:[-—－]\P{P}{2,8})?|评价|评估|考核|测评|监测|评选|评比|竞赛|[百千十]强(?:[省市县区镇乡村]|城市|城区)?)$`)
	// rankedAmong begins an order of all of a region: 全国城市百强.
	rankedAmong = nlp.NewExpr(`^(全国|全省|全市|全州|全球)(\P{P}*?强\P{P}*)$`)
	// rankedIn is who has a place, and in what: 某市在甲指数.
	rankedIn = nlp.NewExpr(`^([^“”《》，；]{0,16}?)(?:连续[\d一二三四五六七八九十]+[年次届])?(?:在|(?:稳居|荣登|登上|跻身|荣膺|进入|入围|入选|荣获))((?:[^，；]{2,30}))$`)
)

// rankFrame names a place by what it was given in: “甲指数”排名 of 某市在“甲指数”中位居全国
// 第三. A region has its own place; what else has one stays in front. "" if p is no such
// frame.
func (b *binder) rankFrame(w *gap) string {
	if w.kind != schema.Rank {
		return ""
	}
	p := w.p
	m := rankedIn.FindStringSubmatch(strings.TrimSuffix(p, "中"))
	if m == nil || !orders.MatchString(m[2]) {
		return ""
	}
	who := m[1]
	if r, n := b.x.regions.beginning(who, b.r.doc.Region); n > 0 && n == len(who) && r.Code == b.r.doc.Region.Code || b.stripText(who) == "" {
		who = ""
	}
	name := who + placeIn(m[2])
	if m := rankedAmong.FindStringSubmatch(name); m != nil && w.st.scope == "" {
		name, w.st.scope = m[2], m[1]
	}
	return name
}

// placeIn is what a place in something is called.
func placeIn(order string) string {
	if strings.HasSuffix(order, "排名") || strings.HasSuffix(order, "排行") {
		return order
	}
	return order + "排名"
}
