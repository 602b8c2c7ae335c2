package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A gap is a subject as its words stand. What they leave out (a verb that a list
// shares, the owner of an attribute, the measure of a branch) is to be filled in from
// the statements before.
type gap struct {
	st    *statement
	kind  schema.Kind // of st
	l     leftPart
	p     string // the words
	prev  *bound // the statement before; an empty one if where lacks follows
	where where

	weighed, bare, ownerless bool // weighed: the other two are known, see weigh
}

// where says where a subject stands, or where it has to stand for a completion.
type where uint8

const (
	follows  where = 1 << iota // a statement stands before it in the block
	amid                       // one stands before it in the sentence
	opens                      // none does in the sentence
	leads                      // it is the first of those that its words name
	unparted                   // no 其中 stands before it
)

// A completion is one way to fill a gap, and a sentence that needs it.
type completion struct {
	where   where
	fill    func(b *binder, w *gap) (subject, bool)
	example string
}

// named makes a completion of what finds the whole name, headed of what finds the
// head that it lacks, owned of what finds whose it is; each finds "" where it is not asked for.
func named(find func(b *binder, w *gap) string) func(*binder, *gap) (subject, bool) {
	return func(b *binder, w *gap) (subject, bool) {
		name := find(b, w)
		if name == "" {
			return subject{}, false
		}
		return b.parse(name), true
	}
}

func headed(find func(b *binder, w *gap) string) func(*binder, *gap) (subject, bool) {
	return func(b *binder, w *gap) (subject, bool) {
		head := find(b, w)
		if head == "" {
			return subject{}, false
		}
		return b.parse(head + w.p), true
	}
}

func owned(find func(b *binder, w *gap) string) func(*binder, *gap) (subject, bool) {
	return func(b *binder, w *gap) (subject, bool) {
		owner := find(b, w)
		if owner == "" {
			return subject{}, false
		}
		return b.ownedBy(owner, w.p), true
	}
}

// noBound stands for the statement before the first.
var noBound bound

// complete makes a subject of the words p by the first of the completions that knows
// how. k counts the members of a list.
func (b *binder) complete(i int, l leftPart, p string, k int) subject {
	st := &b.stmts[i]
	w := &b.r.gap
	*w = gap{st: st, kind: st.rule.Set.Kind, l: l, p: p, prev: &noBound, where: opens}
	if n := len(b.history); n > 0 {
		w.prev, w.where = &b.history[n-1], w.where|follows
		if n > b.first {
			w.where ^= opens | amid
		}
	}
	if k == 0 {
		w.where |= leads
	}
	if !l.child {
		w.where |= unparted
	}
	if rest, ok := strings.CutPrefix(p, "下拉"); ok && k == 0 {
		w.p = "拉动" + rest // by less than nothing
	}
	w.p = b.withoutPush(w)
	if w.where&amid != 0 && b.parted(w) {
		w.l.child, w.where = true, w.where&^unparted
	}
	for n := range completions {
		if c := &completions[n]; c.where&^w.where == 0 {
			if s, ok := c.fill(b, w); ok {
				if b.x.completed != nil {
					b.x.completed(n)
				}
				return s
			}
		}
	}
	return b.assembled(w)
}

// completions are tried in their order. They are set by init since what they do leads
// back to complete.
var completions []completion

func init() {
	completions = []completion{
		{opens | leads, headed((*binder).budgetAbove), "某县2024年预算执行情况和2025年预算草案的报告\n一、2024年预算执行情况\n（一）一般公共预算\n市本级：收入9亿元，支出8亿元。"},
		{0, (*binder).exemplified, "新兴产业占地区增加值的比重，东部片区为28%，西部片区为13%。"},
		{amid | unparted, named((*binder).otherGradeOf), "评定国家级示范社6家、省级23家。"},
		{amid, headed((*binder).usedAlso), "统筹债券资金7亿元，主要用于管网改造2亿元、卫生院建设1亿元。"},
		{0, named((*binder).rankFrame), "在中国百强城市排名中位列第46位。"},
		{0, named((*binder).ofWhere), "自来水普及率城市达到100%、农村达到93%。"},
		{0, named((*binder).ofFair), "办好茶博会、项目签约60亿元。"},
		{amid, named((*binder).ofMotions), "办理人大代表议案6项、建议80件。"},
		{amid | unparted, named((*binder).ofRatio), "科技经费支出6亿元，与地区生产总值之比为1.9%。"},
		{0, (*binder).bareShare, "医院中，公立医院床位占62%。"},
		{amid, (*binder).townOrCounty, "住院分娩率为99.4%（市99.7%，县99.1%）。"},
		{amid, named((*binder).ofSameSort), "获省赛金牌8枚、银牌6枚。"},
		{amid | leads, headed((*binder).wonAgain), "夺得洲际赛金牌2枚；全国赛银牌6枚。"},
		{0, (*binder).formerOrLatter, "港区完成货物吞吐量1.06亿吨、集装箱吞吐量320万标箱，后者同比增长5%。"},
		{leads | unparted, (*binder).sameAbove, "医疗机构床位6万张。与上年相比，床位增加0.3万张。"},
		{amid, named((*binder).incomeRatio), "城镇、农村居民人均可支配收入分别达到43260元、18975元，收入比为2.28。"},
		{amid, named((*binder).eachOfThem), "社区卫生服务站人员460人，平均每站6人。"},
		{amid, named((*binder).shareOfNext), "服务业占比提高0.8个百分点，工业下降0.5个百分点。"},
		{amid, headed((*binder).shouldered), "医院医师日均担负诊疗6.7人次、住院2.3床日。"},
		{amid, (*binder).ofThat, "高级工的比例提高1.8个百分点，技师和高级技师的提高0.9个百分点。"},
		{amid | unparted, headed((*binder).carrier), "重点村42个，实施项目126个。"},
		{leads | unparted, (*binder).cameOf, "夜间经济持续升温，带动就业3.2万人。"},
		{leads | unparted, owned((*binder).paidUnder), "实施家电以旧换新行动，发放补贴1.3亿元。"},
		{amid | leads | unparted, (*binder).effectToo, "出台稳岗返还政策，惠及企业4200家、职工9.6万人。"},
		{amid | leads | unparted, owned((*binder).doneByThem), "县供销社改造基层社24个、新建综合服务站60个。"},
		{leads | unparted, owned((*binder).insured), "农村社会养老保险列入省级试点，参保农民12万人。"},
		{0, headed((*binder).ofResidents), "城镇居民人均消费支出24186元，增长6.9%，恩格尔系数33.4%。"},
		{leads, headed((*binder).inspected), "餐具饮具集中消毒服务单位监督检查7602户次，依法查处案件980件。"},
		{amid, named((*binder).diseased), "血吸虫病流行县12个；达到消除、传播控制的县分别为7个、5个。"},
		{amid, named((*binder).eachOfThat), "耕地面积98万亩，人均1.9亩。"},
		{0, named((*binder).builtMore), "目前已有高标准农田32万亩，今年再建4万亩。"},
		{amid | leads, named((*binder).cameOfThem), "审计反馈的64个问题整改完成60个。"},
		{amid, named((*binder).cameOfPlan), "2024年原计划组织的4批青少年交流只成行1批。"},
		{amid, named((*binder).byOtherLimit), "建成面积超5000亩的基地6个、超万亩的2个。"},
		{amid, named((*binder).otherTrend), "价格上涨的县有5个，下降的有3个。"},
		{amid, named((*binder).ofThose), "评价的86种农产品中，优质率高于90%的有31种。"},
		{amid, headed((*binder).perHeads), "每千常住人口执业医师2.4人、注册护士2.9人。"},
		{unparted, (*binder).told, "高端装备产业园提质扩容，营业收入增长9%。"},
		{leads | unparted, headed((*binder).ofCrop), "粮食喜获丰收，总产86万吨。"},
		{leads | unparted, named((*binder).ofClauseBefore), "技改投资占工业投资的38%，民间投资止跌回升，占比达46%。"},
		{amid, (*binder).sameAgain, "城镇新增就业3120人、目标2900人。"},
		{amid | leads, named((*binder).contributed), "服务业增加值214亿元，对经济增长贡献率达到57%。"},
		{amid, headed((*binder).weighsOn), "蔬菜价格上涨6.8%，影响居民消费价格上涨0.15个百分点。"},
		{opens, named((*binder).shareSeen), "从工业总产值看，1995年占全国工业比重超过5%的地区有7个。"},
		{follows, headed((*binder).shareBefore), "装备制造业增加值增长8.3%，占比为26%。"},
		{amid, headed((*binder).usedForPart), "债券20亿元，其中用于修路8亿元。"},
		{follows | opens, named((*binder).otherHalf), "社会消费品零售总额30亿元，增长4%。其中，城镇增长6.2%，乡村增长7.5%。"},
		{leads | unparted, named((*binder).doneTo), "实施农村道路提升行动，新（改）建180公里。"},
		{amid, headed((*binder).lostBy), "生产安全事故41起，死亡19人，直接经济损失812万元。"},
		{amid, named((*binder).together), "风力和太阳能发电量分别为2.6亿千瓦时和1.9亿千瓦时，发电量合计占比7.3%。"},
		{amid | leads | unparted, headed((*binder).settledIn), "建成创业街区6万平方米，入驻企业120家。"},
		{amid | leads | unparted, headed((*binder).industryOf), "规模以上工业增加值增长6.9%，产品销售率达到97.2%。"},
		{follows | opens | leads | unparted, headed((*binder).industryAbove), "规模以上工业企业利润8亿元。每百元营业收入中的成本为84.6元。"},
		{amid, (*binder).sameShare, "网上零售额占社会消费品零售总额的比重为24%，份额提升2个百分点。"},
		{amid, named((*binder).exceptThat), "投资增长5%，扣除房地产开发投资增长9%。"},
		{follows | leads | unparted, named((*binder).collected), "一般公共预算收入104亿元，增长3%；市本级完成31亿元。"},
		{amid | leads, named((*binder).otherPlaces), "主城区完成投资8亿元，县（市）完成3亿元。"},
		{amid, (*binder).samePrice, "均价3200元/平方米，每平方米下降90元。"},
		{leads | unparted, headed((*binder).regarding), "铁路方面，完成投资41亿元；港口方面，完成投资8亿元。"},
		{amid | leads, headed((*binder).actBetween), "改建渔港3座，提升农村供水保障能力，受益人口15万人。"},
		{amid, (*binder).attributeOf, "养老机构14个，床位2480张。"},
		{follows | opens | leads | unparted, named((*binder).withinHouses), "社会福利机构30个。机构内床位2100张。"},
		{leads | unparted, owned((*binder).verbAfterColon), "国际货运班列跑出加速度：全年开行1285列。"},
		{amid | leads, (*binder).underControl, "大骨节病病区县数14个，控制11个。"},
		{amid | leads, (*binder).sameThings, "规模以上工业企业412家，净增28家。"},
		{follows, (*binder).partOf, "二级医院16家，其中中医医院3家。"},
		{0, (*binder).nextPart, "A级旅游景区38处，其中5A级2处、4A级11处。"},
		{amid, named((*binder).otherQualified), "城镇消费品零售额30亿元，乡村8亿元。"},
		{amid | leads, headed((*binder).parallel), "普通高考录取本科学生人数为1600人，录取专科学生人数为1300人。"},
		{follows, headed((*binder).meanOf), "卫生院次均住院费用2100元。日均住院费用330元。"},
		{0, (*binder).otherResidents, "城镇居民人均可支配收入41260元，增长4.6%；农村居民22870元。"},
		{amid, (*binder).carriedOwner, "“保交楼”项目交付3214套，交付率92.7%。"},
		{amid, named((*binder).goodsSold), "智能手机零售额增长18%，智能家电增长26%。"},
		{opens | leads, headed((*binder).ownerBefore), "大力推进竹木加工全产业链发展，产值超36亿元。"},
	}
}

// assembled makes a subject of words that no completion was for: what they lack may
// still be the verb or the head of a list, or what the sentence or the section is about.
func (b *binder) assembled(w *gap) subject {
	st, l, p, prev := w.st, &w.l, w.p, w.prev
	s := b.parse(p)
	if w.where&leads != 0 && s.verb != "" && !l.child && w.kind == schema.Level {
		if name := b.fuller(*l, s.body); name != s.body {
			s = b.parse(s.verb + name)
		}
	}
	if w.where&(amid|leads) == amid|leads {
		if name := b.sharedVerb(w, s); name != "" {
			return b.parse(name)
		}
		if b.shares(*prev, s, st) && !strings.Contains(l.raw, "累计") && (l.sep == "、" || l.sep == "，" && (b.sameSort(*prev, s, *l, st) || b.furtherPart(*prev, s, st))) {
			s = b.parse(b.verbAndHead(w) + p)
		}
		if v := b.listVerb(*prev, s, *l, st) + b.paidToo(*prev, s, *l, st); v != "" {
			return b.parse(v + p)
		}
	}
	if grown, ok := b.grown(s, st); ok {
		return grown
	}
	if w.where&opens != 0 && p == s.attr && !b.known(p) {
		if sector := b.sectorOfSentence(); sector != "" && b.measures(p) {
			return b.parse(sector + p)
		}
	}
	if head := b.holder(p, st); head != "" {
		return b.parse(head + p)
	}
	if b.inZone(s, *l) {
		return b.ownedBy(b.zone, s.text)
	}
	return b.withTopic(s, st, w.where&follows != 0)
}

// sharedVerb is the thing s with the verb within the name before, which holds for it too.
func (b *binder) sharedVerb(w *gap, s subject) string {
	name := w.prev.subject.text
	if w.l.sep != "、" || w.prev.subject.verb != "" || s.verb != "" || s.attr != "" || w.kind != schema.Level || w.prev.kind != schema.Level {
		return ""
	}
	v := b.innerVerb(name)
	if v == "" || !b.unitStays(w) && !holds.MatchString(v) {
		return ""
	}
	if at := b.verbsEnd(name, v); utf8.RuneCountInString(name[at:]) > 1 {
		return name[:at] + w.p
	}
	return ""
}

// verbAndHead is the verb of the member before, and the grade, the modifier or the head
// that holds for w as well.
func (b *binder) verbAndHead(w *gap) string {
	body := w.prev.subject.body
	grade := gradeHead.FindString(body)
	if _, place := b.x.regions.beginning(w.p, b.r.doc.Region); place > 0 || graded.MatchString(w.p) || ofPlace.MatchString(w.p) || lowerPlace.MatchString(w.p) || w.l.sep == "，" || strings.HasPrefix(w.p, "“") || b.ungraded(*w.prev) {
		grade = ""
	}
	if m := modifier.FindString(body); w.l.sep == "、" && m != "" && !strings.Contains(w.p, "的") {
		grade = m // 建成儿童友好机构的医院5个、卫生院8个
	}
	if gradeless.MatchString(w.p) {
		grade = "" // 新增省级专精特新企业5家、高新技术企业21家
	}
	if head := headBefore(body, w.p); w.l.sep == "、" && head != "" && w.prev.subject.topic == "" {
		grade = head // 打造文创样板企业4家、样板园区5个
	}
	verb := w.prev.subject.verb
	if b.x.words.ClassOf(body)&nlp.ActWord != 0 {
		verb = b.x.words.Prefix(verb, nlp.ActWord) // 完成 of 完成造林绿化, which is one work
	}
	return verb + grade
}

// gradeless are enterprises of which there is one grade only.
var gradeless = nlp.NewExpr(`^(?:国家)?(?:高新技术企业|科技型中小企业|规上企业|规模以上|瞪羚企业|独角兽企业|上市企业|上市公司)`)

// unitStays reports whether w has the unit of the statement before.
func (b *binder) unitStays(w *gap) bool { return w.prev.unit == b.unitOf(w.st) }

// value is the first value of w.
func (b *binder) value(w *gap) nlp.Quantity { return b.s.groups[w.st.group].items[0] }
