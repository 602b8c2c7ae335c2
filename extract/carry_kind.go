package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What a measure takes over from one of its own sort before it.

// hitAreas are areas of crops by how badly they were hit, floors are areas of
// buildings by how far they are; each sort is told one after another.
var (
	hitAreas = nlp.NewExpr(`(?:受灾|成灾|绝收|受旱)面积$`)
	floors   = nlp.NewExpr(`(?:施工|竣工|新开工)面积$`)
)

// siblingArea is what stands before such an area where p is another of its sort:
// 农作物 in 农作物受灾面积8公顷，成灾面积3公顷.
func siblingArea(before, p string) string {
	for _, sort := range []*nlp.Expr{hitAreas, floors} {
		if m := sort.FindString(before); m != "" && sort.FindString(p) == p && m != p {
			return strings.TrimSuffix(before, m)
		}
	}
	return ""
}

// perHeadOf says whose spending is told by the head, spendings what it went on.
var (
	perHeadOf = nlp.NewExpr(`^(?:(?:全体|城镇|农村)?(?:常住)?居民)?人均`)
	spendings = nlp.NewExpr(`^(?:食品烟酒|衣着|居住|生活用品及服务|交通和?通信|教育文化和?娱乐|医疗保健|其他用品[及和]服务)(?:类)?(?:消费)?支出$`)
)

// sameFlow reports whether two amounts of transport differ in no more than what
// is carried: 货物周转量 and 旅客周转量.
func sameFlow(before, p string) bool {
	for _, flow := range []string{"周转量", "运输量", "发送量"} {
		if strings.HasSuffix(before, flow) && strings.HasSuffix(p, flow) && utf8.RuneCountInString(p) == len([]rune("货物"+flow)) {
			return true
		}
	}
	return false
}

// ofIndustry are measures that communiques give of industry above designated size,
// byIndustry begins whose they are.
var (
	ofIndustry = nlp.NewExpr(`^(?:企业)?(?:产品销售率|产销率|全员劳动生产率|(?:营业|主营业务)收入利润率|成本费用利润率|总资产贡献率|主营业务收入|利税总额|亏损面)$`)
	byIndustry = nlp.NewExpr(`^(?:规模以上|规上|规模)工业(?:企业)?`)
)

// industryOf is the industry that the sentence speaks of before such a measure:
// 规模以上工业 in 规模以上工业综合指数达到300点；产品销售率98%.
func (b *binder) industryOf(p string) string {
	if !ofIndustry.MatchString(p) {
		return ""
	}
	for _, h := range b.history[b.first:] {
		if m := byIndustry.FindString(h.subject.text); m != "" {
			if strings.HasPrefix(p, "企业") {
				m = strings.TrimSuffix(m, "企业")
			}
			return m
		}
	}
	return ""
}
