package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Wholes and their parts: 其中, topics, branches.

var gradeWord = nlp.NewExpr(`^(国家|省|市|区|县|地|州|部|厅|世界|国际|[1-5]A)?级?(级|级以上|级及以上|级及以下)?$`)

var gradeHead = nlp.NewExpr(`^(国家|省|市|区|县|州|部)级(及以上|以上|及以下|以下)?|^全国|^国家|^各级`)

// graded begins a name that says its own grade.
var graded = nlp.NewExpr(`^(?:国家|省部|省|市|区|县|州|部)级?|^全国|^各级|^(?:地方|行业|团体|国际)标准`)

// gradeOfHouse is a house with its grade: 二级医院, 省级幼儿园.
var gradeOfHouse = nlp.NewExpr(`^([一二三]级|[省市县区]级|国家级)(医院|学校|幼儿园|园区|企业)$`)

// lowerPlace begins a house of places that are smaller than those with a grade: 乡镇卫生院.
var lowerPlace = nlp.NewExpr(`^(?:乡镇|镇村|乡村|村|街道|社区|镇|乡|农村|基层)`)

// ofPlace begins a name that says whose title it is.
var ofPlace = nlp.NewExpr(`^\p{Han}{2,3}(?:省|市|自治区)`)

// part completes a subject that 其中 makes a part of the one before: 国家级 of
// 省级以上企业技术中心, 财产险 of 保费收入, 高技能人才 of 新增技能人才.
func (b *binder) part(parent bound, p string, st *statement) (subject, bool) {
	whole := parent.subject
	if p != whole.text && strings.HasSuffix(p, whole.text) && b.unitOf(st) == parent.unit && whole.verb != "" {
		return b.parse(p), true // 造林面积9万亩，其中人工造林面积3万亩
	}
	if m := fattened.FindStringSubmatch(whole.text); m != nil && m[1]+m[2] != "" && livestock.MatchString(b.s.groups[st.group].items[0].Unit.Text) && b.attrOf(p) == "" && b.leadingVerb(p) == "" && utf8.RuneCountInString(p) <= 4 {
		return b.parse(m[1] + p + m[2]), true // 存栏大牲畜6万头，其中牛5万头
	}
	if joinsFund.MatchString(whole.text) && isPeople(b.s.groups[st.group].items[0]) && b.unitOf(st) == parent.unit && utf8.RuneCountInString(p) <= 6 && b.leadingVerb(p) == "" {
		return b.parse(whole.text + p), true // 参加职工基本养老保险6万人，其中在职职工4万人
	}
	if m := flowWith.FindStringSubmatch(whole.text); m != nil && (p == "出口" || p == "进口") {
		return b.parse(m[1] + p), true // 对东盟进出口总额46亿元。其中，出口33亿元
	}
	if yieldOf.MatchString(whole.attr) && strings.HasSuffix(b.s.groups[st.group].items[0].Unit.Text, "万吨") && b.attrOf(p) == "" {
		return b.parse(p + "产量"), true // 亩产440公斤。其中，早稻18万吨
	}
	if head := sizeHead(whole.text); head != "" && (b.x.words.Prefix(p, nlp.QualWord) == "" || modes.MatchString(p)) {
		if b.x.words.Suffix(p, nlp.SectorWord) != "" {
			p = merge(head, p) // 规模以上高技术制造业增加值…其中，医药制造业
		} else if attr := b.attrOf(p); attr != "" && attr != p && strings.HasSuffix(whole.text, attr) {
			if strings.HasSuffix(p, "类"+attr) {
				return b.parse(merge(head, p)), true // 限额以上批发和零售业零售额…其中，汽车类零售额
			}
			return b.parse(merge(sizedTrade.FindString(whole.text), p)), true // 限额以上零售业实体店零售额…其中，便利店零售额
		}
	}
	if head := b.wholesOwner(whole, p, st); head != "" {
		return b.parse(head), true
	}
	if head := goesOn(whole.text, p); head != "" {
		return b.parse(head + p), true
	}
	if m := workingAt.FindStringSubmatch(whole.text); m != nil && b.unitOf(st) == parent.unit && st.rule.Set.Kind == parent.kind {
		return b.parse(m[1] + strings.TrimPrefix(p, m[1])), true // 在村卫生室工作的人员140人，其中注册护士20人
	}
	if head, ok := strings.CutSuffix(whole.text, "进出口"); ok && (p == "出口" || p == "进口") {
		return b.parse(head + p), true // never 进出口
	}
	if s, ok := tailReplaced(whole.text, p); ok {
		return b.parse(s), true
	}
	if name := b.somePeople(parent, p, st); name != "" {
		return b.parse(name), true
	}
	tail := commonTail(whole.text, p)
	switch {
	case sources.MatchString(p) && (whole.attr == "基金" || whole.attr == "资金") && whole.owner() != "":
		return b.parse(p + whole.body), true
	case whole.verb == "" && gradedPart(whole.body, p) != "":
		return b.parse(gradedPart(whole.body, p)), true
	case whole.attr == "用户" && strings.HasSuffix(p, "户"):
		return b.parse(p), true // 互联网用户9万户，其中宽带接入户8万户
	case b.bareVerb(p) && reared.MatchString(p) && whole.attr != "" && whole.owner() != "":
		return b.parse(whole.owner() + p), true // 生猪饲养量60万头，其中出栏30万头
	case b.bareVerb(p), whole.verb != "" && strings.HasSuffix(p, whole.verb) && b.leadingVerb(p) == "" && utf8.RuneCountInString(p) <= 4:
		return b.parse(p + whole.body), true // 招录公务员60名，其中定向招录8名
	case whole.attr != "" && strings.HasPrefix(whole.text, strings.TrimSuffix(p, whole.attr)) && areas.MatchString(strings.TrimSuffix(p, whole.attr)):
		return b.parse(p), true // 城镇以上固定资产投资，其中城镇投资
	case whole.attr != "" && whole.owner() != "" && whole.verb == "" && st.rule.Set.Kind == parent.kind && b.areaOf(strings.TrimSuffix(p, whole.attr), p):
		return b.parse(strings.TrimSuffix(p, whole.attr) + whole.text), true // 自来水普及率95%，其中农村普及率90%
	case strings.HasPrefix(p, "在") && strings.HasSuffix(whole.body, lastRunes(p, 2)) && whole.verb != "":
		return b.parse(strings.TrimSuffix(strings.TrimPrefix(p, "在"), lastRunes(p, 2)) + whole.body), true // 开展食品抽检9000批次，其中在超市抽检300批次
	case b.processOf(whole, p) != "" && st.rule.Set.Kind == parent.kind && b.unitOf(st) == parent.unit:
		return b.parse(b.processOf(whole, p)), true
	case stars.MatchString(p) && strings.HasPrefix(whole.body, "A级"):
		return b.parse(p + strings.TrimPrefix(whole.body, "A级")), true // A级旅游景区31处，其中4A级以上11处
	case gradeOfHouse.MatchString(whole.text) && strings.HasSuffix(p, gradeOfHouse.FindStringSubmatch(whole.text)[2]) && !strings.HasPrefix(p, gradeOfHouse.FindStringSubmatch(whole.text)[1]):
		return b.parse(gradeOfHouse.FindStringSubmatch(whole.text)[1] + p), true // 二级医院，其中中医医院
	case (p == "出口" || p == "进口") && strings.Contains(whole.text, "进出口"):
		return b.parse(p), true // never 进出口
	case budgetHead(whole, p) != "":
		return b.parse(budgetHead(whole, p) + p), true
	case st.rule.Set.Kind == parent.kind && b.unitOf(st) == parent.unit && asked.MatchString(tail):
		return b.parse(whole.verb + p + tail), true // 完成专利申请90件，其中发明专利40件
	case st.rule.Set.Kind == parent.kind && b.unitOf(st) == parent.unit && b.attrOf(p) == "" && tail != "" && (b.measuredTail(tail) || strings.HasSuffix(p, "级")):
		return b.parse(b.partOfAdded(whole, p, tail)), true
	case theirs.MatchString(p) && organisations.MatchString(whole.owner()) && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit:
		return b.parse(whole.owner() + p), true // 企业资产总计90亿元，其中固定资产40亿元
	case b.qualifies(p) && !gradeWord.MatchString(bracket.ReplaceAllString(p, "")):
		if whole.verb != "" {
			return b.parse(whole.verb + p + whole.body), true
		}
		if areas.MatchString(p) {
			return b.parse(p + wholly.ReplaceAllString(whole.text, "")), true
		}
		return b.parse(p + allPeople.ReplaceAllString(whole.text, "")), true
	case gradeWord.MatchString(bracket.ReplaceAllString(p, "")) && strings.HasSuffix(p, "级"):
		return b.parse(p + gradeHead.ReplaceAllString(whole.body, "")), true
	case b.attrOf(p) == "" && headcount.MatchString(whole.attr) && !profession.MatchString(bracket.ReplaceAllString(p, "")) && isPeople(b.s.groups[st.group].items[0]):
		return b.parse(p + whole.attr), true
	case b.attrOf(p) == "" && organisation.MatchString(whole.owner()) && (whole.verb == "" || whole.attr != "") && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit && !isCount(b.s.groups[st.group].items[0]):
		return b.parse(whole.owner() + p + whole.attr), true
	case whole.attr == "价格" && st.rule.Set.Kind == schema.Growth && parent.kind == schema.Growth && b.attrOf(p) == "":
		return b.parse(p + whole.attr), true // 食品类价格上涨7%，其中粮食上涨4%
	case guests.MatchString(whole.attr) && fromWhere.MatchString(p) && b.unitOf(st) == parent.unit:
		return b.parse(whole.verb + p), true // 接待游客3万人次，其中外国人1万人次
	case b.attrOf(p) == "" && whole.attr != "" && b.unitOf(st) == parent.unit && ownMeasure(b.s.groups[st.group].items[0]):
		return b.parse(b.partOfAdded(whole, p, whole.attr)), true // 床位812.0万张，其中：医院…
	case b.attrOf(p) == "" && whole.attr != "" && !travellers.MatchString(p) && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit && !isCount(b.s.groups[st.group].items[0]):
		return b.parse(b.partOfAdded(whole, p, whole.attr)), true
	case b.attrOf(p) == "" && b.unitOf(st) == parent.unit && b.namedShort(whole, p) != "":
		return b.parse(b.namedShort(whole, p)), true // 新增境内外上市公司9家，其中境内上市6家
	case st.rule.Set.Kind == schema.Rate && parent.kind == schema.Rate && whole.verb == "" && strings.HasSuffix(whole.attr, "率") && (whole.owner() != "" || utf8.RuneCountInString(whole.attr) > 3) && !shareNamed.MatchString(strings.TrimSuffix(whole.attr, "率")) && b.attrOf(p) == "" && groups.MatchString(p):
		return b.parse(p + whole.text), true // 签约服务覆盖率38%，其中重点人群64%
	case standingAs.MatchString(whole.verb) && b.leadingVerb(p) == "" && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit:
		return b.parse(p), true // what the next ones of the list are called too
	case whole.verb != "" && b.leadingVerb(p) == "" && st.rule.Set.Kind == schema.Level && b.unitOf(st) == parent.unit && !roadwork.MatchString(p):
		return b.parse(whole.verb + p), true
	}
	return subject{}, false
}

// groups are parts of a region or of its people, by which a rate is told.
var groups = nlp.NewExpr(`^(?:[^占的、]{0,6}(?:人群|人口|居民|家庭|儿童|妇女|老人|老年人|青年|学生|职工|患者|脱贫户|市区|城区|县城|新城|老城|集镇|镇区|城镇|农村|山区|牧区|库区|园区|片区|地区|流域|干流|支流))$`)

// areaOf reports whether head, what p has before its measure, only names a part of the
// region.
func (b *binder) areaOf(head, p string) bool {
	if head == "" || head == p {
		return false
	}
	if areas.MatchString(head) || b.x.words.ClassOf(head)&nlp.PartWord != 0 {
		return true
	}
	_, n := b.x.regions.beginning(head, b.r.doc.Region)
	return n == len(head) || compass.MatchString(head)
}

// compass is a part of a region by where it lies: 南疆, 渝东北.
var compass = nlp.NewExpr(`^(?:[东南西北中]\p{Han}|\p{Han}[东南西北中][东南西北]?)(?:地区|片区)?$`)

// reared are what becomes of animals that are kept.
var reared = nlp.NewExpr(`^(?:出栏|存栏)$`)

// workingAt is whose people a whole counts.
var workingAt = nlp.NewExpr(`^(在\P{P}{2,12}工作的)人员$`)

// roadwork says itself what was done to a part: 县道升级里程.
var roadwork = nlp.NewExpr(`(?:升级|提升|改造|建设)\p{Han}*(?:里程|公路)$`)

// wholly and allPeople say of a whole that it has all parts.
var (
	wholly    = nlp.NewExpr(`^(?:城乡|全体)?(?:全社会|全体)?`)
	allPeople = nlp.NewExpr(`^(?:全社会|全体|各种运输方式|各类运输方式)`)
)

// areas are those that 城乡 has together.
var areas = nlp.NewExpr(`^(?:城市|城镇|农村|乡村)$`)

// joinsFund is who takes part in an insurance, flowWith the trade with some country.
var (
	joinsFund = nlp.NewExpr(`^参加\P{P}{4,}保险$`)
	flowWith  = nlp.NewExpr(`^([对与同]\P{P}*“?\P{P}+”?\P{P}*?)(?:货物)?进出口(?:贸易)?(?:总[额值])$`)
)

// yieldOf is a yield for each area, which no part in 万吨 is of.
var yieldOf = nlp.NewExpr(`^(?:亩产|单产|平均亩产|平均单产|亩产量)$`)

// townOrCounty gives 市 and 县 in brackets what is measured before them: 住院分娩率
// 99.8%（市99.9%，县99.7%）.
func (b *binder) townOrCounty(w *gap) (subject, bool) {
	st, p := w.st, w.p
	if p != "市" && p != "县" || !b.bracketed(b.s.groups[st.group].start) {
		return subject{}, false
	}
	for k := len(b.history) - 1; k >= b.first; k-- {
		if h := b.history[k]; !h.aside {
			return b.parse(p + h.subject.text), h.kind == st.rule.Set.Kind && h.unit == b.unitOf(st)
		}
	}
	return subject{}, false
}

var (
	budgets     = nlp.NewExpr(`^(?:.*居民)?人均$`)
	budgetParts = nlp.NewExpr(`^(?:工资性?收入|经营净?收入|财产净?收入|财产性收入|转移净?收入|转移性收入|食品烟酒|衣着|居住|生活用品及服务|交通通信|教育文化娱乐|医疗保健|其他用品及?和?服务)`)
)

// budgetHead is whose income or spending p is a part of: 居民人均 of 居民人均可支配收入,
// 其中工资性收入.
func budgetHead(whole subject, p string) string {
	if !budgetParts.MatchString(p) {
		return ""
	}
	for _, sum := range []string{"可支配收入", "纯收入", "生活消费支出", "消费支出", "消费性支出"} {
		if head, ok := strings.CutSuffix(whole.text, sum); ok && budgets.MatchString(head) {
			return head
		}
	}
	return ""
}

// organisation ends an owner whose parts are its own: 保险公司.
var organisation = nlp.NewExpr(`(公司|企业|机构|银行|学校|院校|医院)$`)

// measuredTail reports whether what a whole ends in says what is measured of it,
// or limits it in brackets.
func (b *binder) measuredTail(tail string) bool {
	return b.attrOf(tail) != "" || strings.HasPrefix(tail, "申请") || strings.HasPrefix(tail, "使用外资") || strings.HasPrefix(tail, "授权") || strings.HasPrefix(tail, "（")
}

// attrOf is the measured thing that text ends in, brackets behind it left out.
func (b *binder) attrOf(text string) string {
	return b.x.words.Suffix(withoutBrackets(text), nlp.AttrWord|nlp.OwnWord)
}

var bracket = nlp.NewExpr(`（[^（）]*）`)

// withoutBrackets is s without its innermost brackets and what stands in them, as
// bracket drops them.
func withoutBrackets(s string) string {
	const open, closed = "（", "）"
	from := 0
	for {
		k := strings.Index(s[from:], closed)
		if k < 0 {
			return s
		}
		if i := strings.LastIndex(s[from:from+k], open); i >= 0 {
			s = s[:from+i] + s[from+k+len(closed):]
			from += i
		} else {
			from += k + len(closed)
		}
	}
}

// commonTail is what follows p's last two characters in whole: of 公立医院 and
// 医院病床使用率 it is 病床使用率. "" if they do not occur before its end.
func commonTail(whole, p string) string {
	r := []rune(p)
	if len(r) < 3 {
		return ""
	}
	end := string(r[len(r)-2:])
	k := strings.LastIndex(whole, end) // of 建筑业企业建筑业总产值
	if k < 0 || k+len(end) == len(whole) || strings.HasSuffix(whole, "手续") || wider.MatchString(whole[k+len(end):]) || utf8.RuneCountInString(whole[k+len(end):]) < 2 {
		return ""
	}
	return whole[k+len(end):]
}

// wider is what makes a name wider, as （站） and 及其他 do; （不含农户） limits parts and
// whole alike.
var wider = nlp.NewExpr(`^(?:（[^不含]|[及和与、或])`)

// qualifies reports whether p is made of qualifiers only: 省内县外.
func (b *binder) qualifies(p string) bool {
	for p != "" {
		q := b.x.words.Prefix(p, nlp.PartWord)
		if q == "" {
			return false
		}
		p = p[len(q):]
	}
	return true
}

// tailReplaced puts a short part in the place of the whole's last word where
// both end alike: 金牌 for 奖牌 of 省级以上奖牌.
func tailReplaced(whole, p string) (string, bool) {
	n := utf8.RuneCountInString(p)
	if n > 3 || utf8.RuneCountInString(whole) < 2*n+1 {
		return "", false
	}
	a, _ := utf8.DecodeLastRuneInString(whole)
	z, _ := utf8.DecodeLastRuneInString(p)
	if a != z {
		return "", false
	}
	r := []rune(whole)
	return string(r[:len(r)-n]) + p, true
}

// parts reports whether a word begins at offset at of name.
func (b *binder) parts(name string, at int) bool {
	for _, w := range b.x.words.Split(name) {
		if w.End > at {
			return w.Start == at
		}
	}
	return false
}

// ownMeasure reports whether a measure word belongs to one sort of thing: 张 of
// beds, 辆 of vehicles, never 个.
func ownMeasure(q nlp.Quantity) bool {
	return q.Unit.Dimension == "count" && strings.Contains("张辆台套头只部艘架床册列株", q.Unit.NormUnit)
}

// headcount are measures of people and visits that the parts of a whole share.
var headcount = nlp.NewExpr(`人次$|人数$|人口$|^(?:在校学生|在校生|在园幼儿|招生|毕业生|专任教师|教职工)数?$|(?:卫生|从业|就业|工作|技术)人员$`)

// profession ends the name of people by what they are.
var profession = nlp.NewExpr(`[师士员工生者]$`)

func isPeople(q nlp.Quantity) bool {
	return q.Unit.Dimension == "people" || q.Unit.Dimension == "person_times"
}

func isCount(q nlp.Quantity) bool { return q.Unit.Dimension == "count" || q.Unit.Dimension == "people" }

func (b *binder) unitOf(st *statement) string {
	items := b.s.groups[st.group].items
	return baseUnit(items[len(items)-1])
}

// baseUnit is what a quantity counts, whatever its scale: 张 of 3.2万张.
func baseUnit(q nlp.Quantity) string {
	if q.Unit.NormUnit != "" {
		return q.Unit.NormUnit
	}
	return q.Unit.Text
}

// merge joins two texts, what the first ends and the second begins with once:
// 规模以上工业 + 工业战略性新兴产业.
func merge(a, b string) string {
	for n := min(len(a), len(b)); n >= len("工业"); n-- {
		if strings.HasSuffix(a, b[:n]) && utf8.RuneStart(b[0]) && (n == len(b) || utf8.RuneStart(b[n])) {
			return a + b[n:]
		}
	}
	return a + b
}

// measures reports whether an attribute is one that branches are measured by.
func (b *binder) measures(attr string) bool {
	return attr != "" && (strings.HasSuffix(attr, "值") || strings.HasSuffix(attr, "额") || strings.HasSuffix(attr, "投资") || strings.HasSuffix(attr, "收入") || strings.HasSuffix(attr, "利润") || strings.HasSuffix(attr, "量") || strings.HasSuffix(attr, "价格") || strings.HasSuffix(attr, "外资") || strings.HasSuffix(attr, "零售"))
}
