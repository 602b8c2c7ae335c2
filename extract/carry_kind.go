package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
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
	if inOut.MatchString(p) && inOut.MatchString(before) && utf8.RuneCountInString(p) >= 6 {
		head, ok := strings.CutSuffix(before[:len(before)-len("收入")], p[:len(p)-len("收入")])
		if ok {
			return head // 社会保险基金收入9亿元，保险基金支出8亿元
		}
	}
	return ""
}

var inOut = nlp.NewExpr(`(?:收入|支出)$`)

// perHeadOf says whose spending is told by the head, spendings what it went on.
var (
	perHeadOf = nlp.NewExpr(`^(?:(?:全体|城镇|农村)?(?:常住)?居民)?人均`)
	spendings = nlp.NewExpr(`^(?:食品烟酒|衣着|居住|生活用品及服务|交通和?通信|教育文化和?娱乐|医疗保健|其他用品[及和]服务)(?:类)?(?:消费)?支出$`)
)

var (
	// producers and greenArea begin measures of prices and of greenery, priced and green are
	// others of the sort.
	producers = nlp.NewExpr(`^工业(?:生产者|品)?`)
	priced    = nlp.NewExpr(`^(?:出厂|购进)价格(?:总?指数)?$`)
	greenArea = nlp.NewExpr(`^(?:城市|县城|城区)?建成区`)
	green     = nlp.NewExpr(`^绿(?:化覆盖|地)率$`)
)

// samePlace is what p leaves out of a measure of its sort before it: 工业生产者 of 工业生产者
// 出厂价格下降3%，购进价格下降2%; 建成区 of 建成区绿地率35%，绿化覆盖率38%.
func samePlace(before, p string) string {
	switch head := perHeadOf.FindString(before); {
	case green.MatchString(p):
		return greenArea.FindString(before)
	case priced.MatchString(p) && strings.Contains(before, "厂价格") != strings.Contains(p, "厂价格"):
		return producers.FindString(before)
	case head != "" && budgetParts.FindString(p) == p && budgetParts.MatchString(before[len(head):]):
		return head
	}
	return ""
}

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

// allOf are words for so many of the subjects before.
var allOf = map[string]int{"二者": 2, "两者": 2, "三者": 3, "四者": 4, "五者": 5}

// allOfThem is what the subjects before have together, told once what they share:
// 对东盟、欧盟进出口总额 for 二者 behind 对东盟、欧盟进出口总额分别增长….
func (b *binder) allOfThem(p string) (subject, bool) {
	n := allOf[p]
	var names []string
	for k := len(b.history) - 1; k >= b.first && len(names) < n; k-- {
		if name := b.history[k].subject.text; !slices.Contains(names, name) {
			names = append([]string{name}, names...)
		}
	}
	if n == 0 || len(names) < n {
		return subject{}, false
	}
	if name := b.oneName(names); name != "" {
		return b.parse(name), true
	}
	return subject{}, false
}

// oneName is what several names come to that share their ends: 对东盟、欧盟进出口总额;
// "" if they share none.
func (b *binder) oneName(names []string) string {
	first := []rune(names[0])
	head, tail := len(first), len(first)
	for _, name := range names[1:] {
		r := []rune(name)
		same := 0
		for same < min(head, len(r)) && r[same] == first[same] {
			same++
		}
		head, same = same, 0
		for same < min(tail, len(r)) && r[len(r)-1-same] == first[len(first)-1-same] {
			same++
		}
		tail = same
	}
	if attr := []rune(b.attrOf(names[0])); len(attr) > 0 && tail > len(attr) {
		tail = len(attr) // 非洲、拉丁美洲: not the 洲
	}
	if tail < 2 || head+tail >= len(first) {
		return ""
	}
	var own []string
	for _, name := range names {
		r := []rune(name)
		if head+tail >= len(r) {
			return ""
		}
		own = append(own, string(r[head:len(r)-tail]))
	}
	return string(first[:head]) + strings.Join(own, "、") + string(first[len(first)-tail:])
}

// profits are sums that a sentence of its own gives of the firms told of before.
var profits = nlp.NewExpr(`^(?:利税总额|利润总额|税金总额|每百元(?:营业|主营业务)收入中的(?:成本|费用)|资产负债率|(?:产品销售率|产销率|亏损面|(?:营业|主营业务)收入利润率))$`)

// industryAbove is the industry whose profits begin a sentence: 规模以上工业企业 in
// 规模以上工业企业主营业务收入90亿元。实现利税总额8亿元.
func (b *binder) industryAbove(w *gap) string {
	p := w.p
	if !profits.MatchString(p) || b.first == 0 {
		return ""
	}
	return byIndustry.FindString(b.history[b.first-1].subject.text)
}

// gathered begins what came into something that was built, settled what became of
// those who did.
var (
	gathered = nlp.NewExpr(`^(?:集聚|聚集|入驻)`)
	settled  = nlp.NewExpr(`^(?:认定|培育|引进|孵化)`)
)

// built are verbs that make a place where others settle.
var built = nlp.NewExpr(`^(?:新)?(?:建成|建设|打造|建有|建立|运营)`)

// builtPlace is what the sentence says was built: 孵化基地 of 建成孵化基地5万平方米.
func (b *binder) builtPlace() string {
	h := b.history[b.first].subject
	if !built.MatchString(h.verb) || h.attr != "" {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(h.body, "使用"), "运营")
}

// settledIn is the place that was built for those whom p counts: 孵化基地 in 建成孵化基地5万
// 平方米，入驻企业30家，认定科技企业8家.
func (b *binder) settledIn(w *gap) string {
	p := w.p
	if !gathered.MatchString(p) && !settled.MatchString(p) {
		return ""
	}
	place := b.builtPlace()
	if place == "" || gathered.MatchString(p) {
		return place
	}
	if who, in := strings.CutPrefix(b.history[len(b.history)-1].subject.text, place); in && gathered.MatchString(who) {
		return place
	}
	return ""
}

var sumOf = nlp.NewExpr(`^(\p{Han}{2,6})合计(占比|占.*)$`)

// together names what two subjects before have together: 风力、太阳能发电量合计占比.
func (b *binder) together(w *gap) string {
	p := w.p
	m := sumOf.FindStringSubmatch(p)
	if m == nil {
		return ""
	}
	var names []string
	for k := len(b.history) - 1; k >= b.first && len(names) < 2; k-- {
		name, ok := strings.CutSuffix(b.history[k].subject.text, m[1])
		if !ok || name == "" {
			return ""
		}
		if len(names) == 0 || names[0] != name {
			names = append(names, name)
		}
	}
	if len(names) < 2 {
		return ""
	}
	return names[1] + "、" + names[0] + p
}

// Money that is paid out for something, by what it is called.
var (
	payments = nlp.NewExpr(`(?:资金|补贴|津贴|补助|补助金|救助金|养老金|抚恤金|奖金|贷款)$`)
	payingIt = nlp.NewExpr(`^(?:支出|发放|拨付|下拨|投入|兑付|下达|减免|筹集)`)
)

// paidToo is the verb of paying that holds for the next of a list too: 支出 for the
// second of 支出高龄津贴3亿元，护理补贴1亿元.
func (b *binder) paidToo(prev bound, s subject, l leftPart, st *statement) string {
	if l.sep != "，" || l.child || s.verb != "" || prev.kind != schema.Level || st.rule.Set.Kind != schema.Level || prev.unit != b.unitOf(st) || !payments.MatchString(s.text) || !payments.MatchString(prev.subject.text) || payingIt.MatchString(s.text) || b.tells(s.text) {
		return ""
	}
	return payingIt.FindString(prev.subject.text)
}

// goodsSold names further goods or shops in a sentence on sales by its measure:
// 智能手机零售额增长20%，智能家电增长9%.
func (b *binder) goodsSold(w *gap) string {
	prev, st, l, p := w.prev, w.st, &w.l, w.p
	if st.rule.Set.Kind != schema.Growth || prev.kind != schema.Growth || l.sep != "，" || b.topic.text != "" || b.x.words.Suffix(p, nlp.SectorWord) != "" || !strings.HasSuffix(prev.subject.attr, "零售额") || b.attrOf(p) != "" || utf8.RuneCountInString(p) < 3 || b.tells(p) {
		return ""
	}
	return merge(sizedTrade.FindString(prev.subject.text), p) + prev.subject.attr
}

// losses are what an accident or a disaster cost, causes end the name of one.
var (
	losses = nlp.NewExpr(`^(?:直接)?经济损失$`)
	causes = nlp.NewExpr(`(?:事故|灾害|火灾|过程|台风|暴雨|洪涝|地震|干旱|火险|案件)(?:起数)?$`)
)

// causeOf is the accident or disaster that the sentence speaks of, else that the
// sentence before begins with.
func (b *binder) causeOf() string {
	for k := len(b.history) - 1; k >= b.first; k-- {
		for _, name := range []string{b.history[k].subject.body, b.history[k].subject.owner()} {
			if causes.MatchString(name) {
				return name
			}
		}
	}
	if b.first == 0 {
		return ""
	}
	last := b.history[b.first-1].sentence
	for _, h := range b.history[:b.first] {
		if h.sentence == last {
			if causes.MatchString(h.subject.body) {
				return strings.TrimPrefix(h.subject.body, "发生")
			}
			return ""
		}
	}
	return ""
}

// signed ends what firms have by what they did for it.
var signed = nlp.NewExpr(`^(.*(?:企业|公司))(?:本年)?(?:签订|承接|承包|新签)的?(?:合同)?$`)

// ofIndustry are measures that communiques give of industry above designated size,
// byIndustry begins whose they are.
var (
	ofIndustry = nlp.NewExpr(`^(?:企业)?(?:产品销售率|产销率|全员劳动生产率|(?:营业|主营业务)收入利润率|成本费用利润率|总资产贡献率|主营业务收入|利税总额|亏损面)$|^(?:盈利企业盈利额|亏损企业(?:亏损额)?|盈亏相抵后.*)$`)
	byIndustry = nlp.NewExpr(`^(?:规模以上|规上|规模|国有|集体|大中型)工业(?:企业)?`)
)

// industryOf is the industry that the sentence speaks of before such a measure:
// 规模以上工业 in 规模以上工业综合指数达到300点；产品销售率98%.
func (b *binder) industryOf(w *gap) string {
	p := w.p
	if !ofIndustry.MatchString(p) {
		return ""
	}
	for _, h := range b.history[b.first:] {
		if m := byIndustry.FindString(h.subject.text); m != "" {
			if strings.Contains(p, "企业") || strings.HasPrefix(p, "盈亏") {
				m = strings.TrimSuffix(m, "企业")
			}
			return m
		}
	}
	return ""
}

// means are measures for each of something.
var means = nlp.NewExpr(`^(?:次|日|月|年|人|户|亩|例)均`)

// meanOf is the owner of a mean whose sister stands before: of 卫生院 in 卫生院次均
// 住院费用2100元。日均住院费用330元.
func (b *binder) meanOf(w *gap) string {
	p, before := w.p, w.prev.subject.text
	m := means.FindString(p)
	if m == "" || utf8.RuneCountInString(p[len(m):]) < 3 {
		return ""
	}
	head, ok := strings.CutSuffix(before, p[len(m):])
	if n := len(head) - len("次均"); ok && n > 0 && means.MatchString(head[n:]) {
		return head[:n]
	}
	return ""
}
