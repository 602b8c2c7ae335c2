package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// noValue says why statement i makes no observation although a rule matches:
// its quantity is a size, a threshold or an ordinal within a name. "" if it
// does make one.
func (b *binder) noValue(i int) schema.Reason {
	st := &b.stmts[i]
	switch {
	case b.vague(st):
		return schema.ReasonName
	case b.s.groups[st.group].class == nlp.RankNo && strings.Contains(b.s.text[st.start:st.end], "前") && strings.HasPrefix(b.s.text[st.end:b.s.end], "的"):
		return schema.ReasonName // 居前5位的病种
	case stepNoun.MatchString(b.s.text[b.s.groups[st.group].end:b.s.end]) && isCount(b.s.groups[st.group].items[0]):
		return schema.ReasonName // 跨过3个千亿级关口
	case b.s.groups[st.group].items[0].Unit.Text == "部" && strings.HasPrefix(b.s.text[b.s.groups[st.group].end:], "门"):
		return schema.ReasonName // 6部门联合印发
	case b.partOfName(st):
		return schema.ReasonName
	case b.withinRank(i):
		return schema.ReasonName
	case b.rated(st):
		return schema.ReasonName
	case b.s.groups[st.group].items[0].FullEnd > b.s.groups[st.group].items[0].End && notHappened.MatchString(b.s.text[b.s.start:st.start]):
		return schema.ReasonThreshold // 未发生10人以上事故
	case b.undone(st):
		return schema.ReasonName
	case b.defines(st):
		return schema.ReasonThreshold
	case b.spelledOut(st):
		return schema.ReasonName
	case b.threshold(st):
		return schema.ReasonThreshold
	case b.size(st):
		return schema.ReasonName
	}
	return ""
}

// stepNoun is what a count of steps counts.
var stepNoun = nlp.NewExpr(`^(?:[千百十万]?[万亿]元?级?)?的?[大新]?(?:大关|关口|台阶|门槛)`)

// withinRank reports whether a count only says among how many another value is a
// place: 在全省62个县中列第9位.
func (b *binder) withinRank(i int) bool {
	g := b.s.groups[b.stmts[i].group]
	for k := range b.stmts {
		if x := &b.stmts[k]; k != i && x.rule.Set.Kind == schema.Rank && x.start < g.start && g.end < x.end {
			return true
		}
	}
	return false
}

// spelledOut reports whether the value only counts the names listed before it:
// 甲、乙、丙等3个县.
func (b *binder) spelledOut(st *statement) bool {
	g := b.s.groups[st.group]
	q := g.items[0]
	if st.start != g.start || len(g.items) != 1 || st.rule.Set.Kind != schema.Level || !isCount(q) || q.Bound != schema.Eq {
		return false
	}
	start := b.clauseStart(b.s.start, g.start)
	list, ok := strings.CutSuffix(strings.TrimRight(b.s.text[start:g.start], " "), "等")
	if !ok || !q.Value.IsInt() || !q.Value.Num().IsInt64() {
		return false
	}
	names := splitMarks(b.x, list, true)
	n := len(names)
	return n > 2 && b.innerVerb(names[0]) == "" && !b.countFollows(g.end) && int64(n) == q.Value.Num().Int64()
}

// latin begins a unit that no report counts in, notHappened leads to the size of what
// did not happen.
var (
	latin       = nlp.NewExpr(`^[A-Za-z]`)
	notHappened = nlp.NewExpr(`(?:未|没有|无)(?:再)?发生(?:过|一次(?:性)?|一起)?(?:死亡|伤亡)?$`)
)

// rated reports whether two numbers with a slash rate a product: 50/100Gbps.
func (b *binder) rated(st *statement) bool {
	g := b.s.groups[st.group]
	return strings.Contains(b.s.text[g.start:g.end], "/") && latin.MatchString(b.s.text[g.end:b.s.end])
}

// A standard by which something is counted.
var (
	byStandard  = nlp.NewExpr(`(?:按|按照|以)(?:\p{Han}{0,8})$`)
	standardFor = nlp.NewExpr(`^(?:（[^（）]*）)?的?(?:\p{Han}{0,6}标准)(?:[，、]|测算|计算|统计)`)
)

// denied leads up to what is not done even once: 不新增一笔债务.
var denied = nlp.NewExpr(`(?:不|未|没有|无|严禁)(?:再)?\p{Han}{0,3}$`)

// undone reports whether a value is the one of which not even one is done.
func (b *binder) undone(st *statement) bool {
	q := &b.s.groups[st.group].items[0]
	return q.Chinese && q.Value.Cmp(one) == 0 && isCount(*q) && denied.MatchString(b.s.text[b.s.start:q.Start])
}

// meaning opens the explanation of a term, whose numbers are its limits: 优良天数是指
// 空气质量指数小于等于100的天数. aimsAt follows where it tells of a plan.
var (
	meaning = nlp.NewExpr(`[^，。；]{2,}(?:是指|系指|指的是)`)
	aimsAt  = nlp.NewExpr(`力争|计划|打造|培育|建成|建设|实施|到20\d\d|完成|达到|实现|投入|增长|支持|形成`)
)

// defining says from what size on something is counted.
var defining = nlp.NewExpr(`(?:统计口径|统计起点|统计范围|统计标准|起报点|划分标准)[^。；]*(?:调整|提高|改|变更|由|从)`)

// defines reports whether a value is a size from which on things are counted:
// 投资项目统计起点由50万元提高到500万元.
func (b *binder) defines(st *statement) bool {
	if g := &b.s.groups[st.group]; b.seen.Match(standardFor, b.s.text[g.end:b.s.end]) && byStandard.MatchString(b.s.text[b.s.start:g.start]) {
		return true // 按2300元扶贫标准
	}
	if said := b.s.text[b.s.start:b.s.groups[st.group].start]; b.seen.Match(meaning, said) && !aimsAt.MatchString(said[meaning.FindStringIndex(said)[0]:]) {
		return true
	}
	q := b.s.groups[st.group].items[0]
	if q.Unit.Dimension != "currency" || st.rule.Set.Kind != schema.Level {
		return false
	}
	from := b.s.start + max(0, strings.LastIndex(b.s.text[b.s.start:st.start], "；"))
	to := b.s.end
	if k := strings.Index(b.s.text[st.end:b.s.end], "；"); k >= 0 {
		to = st.end + k
	}
	return b.seen.Match(defining, b.s.text[from:to])
}

// ordering are units that order a text or a name, never count: 6个方面, 500强.
var ordering = nlp.NewExpr(`^(个方面|方面|强|大|周年|届|号|线|代|环)$`)

// vague reports whether a value's unit makes no quantity of it here: 级, 届, 期
// and their like count only where a verb says that something reached them.
func (b *binder) vague(st *statement) bool {
	g := &b.s.groups[st.group]
	if !g.items[len(g.items)-1].Weak || st.start < g.start {
		return false
	}
	if g.items[0].Unit.Text == "度" {
		return true // degrees of something; as power it comes with 万 or 亿
	}
	before := b.s.text[b.s.start:st.start]
	if n := len(b.history); n > b.first && b.history[n-1].unit == baseUnit(g.items[0]) {
		return false // goes on a list of the same unit
	}
	if g.items[0].Unit.Text == "位" && (persons.MatchString(before) || peopleBehind.MatchString(b.object(st))) {
		return false // 院士70位
	}
	if b.object(st) != "" && b.x.words.Suffix(strings.TrimSuffix(before, "的"), nlp.ActWord) != "" {
		return false // 应对5轮强降雨过程
	}
	if b.lastOfDone(g) {
		return false // 举办培训班12期
	}
	return b.x.words.Suffix(before, nlp.LinkWord|nlp.AttrWord) == ""
}

// turns are units that count what is done or made once more each time.
var turns = nlp.NewExpr(`^(?:期|类|批|单|点|班|站|轮|票|卷|集|趟|局|桩|度)$`)

// behindTurns may stand behind such a count at the end of what is said.
var behindTurns = nlp.NewExpr(`^(?:$|[，。；、）（]|以上)`)

// lastOfDone reports whether g counts turns at the end of a clause that says what
// was done (举办培训班12期), or goes on a count of the same things (575处651点).
func (b *binder) lastOfDone(g *group) bool {
	if !turns.MatchString(g.items[0].Unit.Text) || !behindTurns.MatchString(b.s.text[g.end:b.s.end]) {
		return false
	}
	for i := range b.s.groups {
		if b.s.groups[i].end == g.start {
			return true
		}
	}
	clause := b.s.text[b.clauseStart(b.s.start, g.start):g.start]
	r, _ := utf8.DecodeLastRuneInString(clause)
	return unicode.Is(unicode.Han, r) && utf8.RuneCountInString(clause) > 2 && (b.leadingVerb(clause) != "" || b.innerVerb(clause) != "" || len(b.history) > b.first)
}

// persons ends what 位 counts as people.
var persons = nlp.NewExpr(`(院士|专家|委员|代表|人才|大师|工匠|名家|教授|人员|医师|教师|人|员|者)$`)

// peopleBehind begins what 位 counts as people behind the number: 9位科学家.
var peopleBehind = nlp.NewExpr(`^(院士|专家|科学家|学者|委员|代表|人才|大师|工匠|名家|教授|院长|医师|教师|企业家|选手|运动员|老人|居民|群众|嘉宾|博士)`)

// atThat picks out what passes a share.
var atThat = nlp.NewExpr(`^的(?:[^，。；、]{0,8}(?:（[^（）]{1,8}）)?(?:有|共|达|为)|\d)`)

// thresholdHead begins what a threshold picks out: 2亿元以上项目.
var thresholdHead = nlp.NewExpr(`^(的)?(县|区县|市县|企业|工业企业|项目|重大项目|重点项目|园区|产业集群|产业|镇|乡镇|村|自然村|行政村|人群|人口|老人|老年人|儿童|婴幼儿|居民|学生|住户|家庭|医院|床位|城市|大型|的)`)

// threshold reports whether the value only limits what is counted: 10万元及以上的村,
// 3岁以下婴幼儿, 超200亿元县.
func (b *binder) threshold(st *statement) bool {
	g := b.s.groups[st.group]
	q := g.items[len(g.items)-1]
	if b.shareBeyond(st) {
		return true // 95%的村收入超过12万元
	}
	if (g.class == nlp.Percent || q.Unit.Dimension == "currency" || isPeople(q)) && (g.start < g.items[0].Start || q.FullEnd > q.End) && atThat.MatchString(b.s.text[g.end:b.s.end]) && b.countFollows(g.end) {
		return true // 占比超过20%的有23种
	}
	if b.passed(st.group-1) != "" {
		return true // 有5家企业产值超过10亿元
	}
	if b.picksOut(st) {
		return true // 产值过亿元的12家、过10亿元的2家
	}
	if b.partOfOther(st) {
		return true
	}
	if st.rule.Set.Kind == schema.Level && b.seen.Match(limitsNoun, b.s.text[g.end:b.s.end]) && b.countFollows(g.end) {
		return true // 10万纱锭以上的工厂9家
	}
	if q.Unit.Dimension == "currency" && st.rule.Set.Kind == schema.Level && b.sizeOfCounted(g.end) {
		return true // 亿元项目12个、10亿元项目3个
	}
	if g.class == nlp.Amount && g.start < g.items[0].Start && b.seen.Match(becomes, b.s.text[b.s.start:g.start]) && !strings.HasPrefix(b.s.text[g.end:], "的") && thresholdHead.MatchString(b.s.text[g.end:b.s.end]) {
		return true // 成为产值超百亿元企业
	}
	if q.Unit.Dimension == "currency" && (q.FullEnd > q.End || g.start < g.items[0].Start) && (b.countAt(g.end) || strings.HasPrefix(b.s.text[g.end:], "的") && b.countAt(g.end+len("的"))) {
		return true // 10亿元以上项目6个、50亿元以上2个
	}
	if before := b.s.text[b.s.start:g.start]; st.rule.Set.Kind == schema.Level && (q.Unit.Dimension == "time" && eachTime.MatchString(before) || q.Unit.Dimension == "length" && alongside.MatchString(before) && startsHan(b.s.text[g.end:b.s.end])) {
		return true // 每连续参保1年; 沿线1公里地块
	}
	if q.Unit.Dimension == "time" && q.FullEnd > q.End && st.rule.Set.Kind == schema.Level && strings.HasPrefix(b.s.text[g.end:b.s.end], "老") {
		return true // 完成20年以上老化管道更新
	}
	if q.Unit.Dimension == "time" && q.FullEnd > q.End && st.rule.Set.Kind == schema.Level && startsHan(b.s.text[g.end:b.s.end]) && b.x.words.Suffix(b.s.text[b.s.start:g.start], nlp.LinkWord) == "" {
		return true // 改造20年以上老旧管网
	}
	if g.class != nlp.Amount || st.rule.Set.Kind != schema.Level || st.end != g.end {
		return false
	}
	after := b.s.text[g.end:b.s.end]
	if act := b.x.words.Suffix(b.s.text[b.s.start:g.start], nlp.ActWord); act != "" && isCount(q) && b.objectStop(st, b.object(st)) > 0 {
		return false // 新建6个以上医疗集团、覆盖率达70%以上
	}
	if (q.FullEnd > q.End || q.Max != nil) && b.object(st) != "" && b.countFollows(g.end) {
		return true // 50张以下床位医院120个
	}
	if q.FullEnd > q.End && hamlets.MatchString(q.Unit.Text+after) {
		return true // 20户以上自然村通硬化路
	}
	if isCount(q) && q.Unit.Dimension != "people" {
		return false
	}
	if strings.HasPrefix(after, "内") && !strings.HasPrefix(after, "内的") {
		return true // 50米内
	}
	if q.Unit.Dimension == "currency" && g.start < g.items[0].Start && b.object(st) != "" && b.countFollows(g.end) && !meanwhile.MatchString(after) {
		return true // 产值超10亿元规上工业企业2家
	}
	if !thresholdHead.MatchString(after) {
		return false
	}
	return q.FullEnd > q.End
}

// hamlets are places of so many households or people.
var hamlets = nlp.NewExpr(`^[户人]的?\p{Han}{0,4}(?:自然村|村[组屯]|院落|居民点|聚居点)`)

var (
	limitsNoun = nlp.NewExpr(`^[^，。；、\d]{1,6}(?:以上|以下)的`)
	becomes    = nlp.NewExpr(`(?:成为|跻身|迈入|进入|晋级)[^，。；]{0,16}$`)
)

// sized are things that are told apart by an amount of money.
var sized = nlp.NewExpr(`^(?:的)?(?:重大|重点|工业|规上|骨干|龙头|产业|大)*(?:项目|企业|产业集群|集群|产业|园区|村|镇|乡镇|县|公司)(?:达|达到|有|共)?$`)

// sizeOfCounted reports whether nothing but such a thing stands between offset at
// and a count.
func (b *binder) sizeOfCounted(at int) bool {
	for i := range b.s.groups {
		if g := &b.s.groups[i]; g.start >= at {
			return isCount(g.items[0]) && sized.MatchString(b.s.text[at:g.start])
		}
	}
	return false
}

// countAt reports whether a count begins at offset at.
func (b *binder) countAt(at int) bool {
	for _, g := range b.s.groups {
		if g.start == at {
			return isCount(g.items[0])
		}
	}
	return false
}

// countFollows reports whether another value stands in the clause after at.
func (b *binder) countFollows(at int) bool {
	for _, g := range b.s.groups {
		if g.start >= at {
			return !strings.ContainsAny(b.s.text[at:g.start], "，；。")
		}
	}
	return false
}

// countEndsAt reports whether a count ends at offset at.
func (b *binder) countEndsAt(at int) bool {
	for i := range b.s.groups {
		if g := &b.s.groups[i]; g.end == at {
			return isCount(g.items[0])
		}
	}
	return false
}

// works are things whose size is part of their name: 9兆瓦余热发电项目.
var works = nlp.NewExpr(`项目|工程|产业链|电站|生产线|变电站|扩产|扩能|技改|总装|装置|基地|航道|水电|码头|泊位|机床|轮|平台|行动|攻坚|免签`)

var (
	// projects says of what stands behind a size that it is one of some projects.
	projects = nlp.NewExpr(`^[^，。；：]*等[^，。；：、]{0,12}(?:项目|工程)`)
	// turnsOut leads up to what a plant is built to turn out, newly to what came about.
	turnsOut = nlp.NewExpr(`(?:[年日](?:产|加工|处理|供水|供热|屠宰|拆解|旅?客?货?物?吞吐)\p{Han}{0,4}|(?:全|总)长|总?库容|(?:总)?装机(?:容量|规模)?)$`)
	newly    = nlp.NewExpr(`(?:形成|新增|具备|达到|可|能|实现|增加|每)\p{Han}{0,6}$`)
	// builtSo begins the plant or the road behind its size.
	builtSo = nlp.NewExpr(`^的?\p{Han}{2}`)
)

// capacity reports whether a size only says which plant or road is meant, which is
// named behind it.
func (b *binder) capacity(st *statement) bool {
	g := b.s.groups[st.group]
	if !builtSo.MatchString(b.s.text[g.end:b.s.end]) {
		return false
	}
	before := b.s.text[b.clauseStart(b.s.start, g.start):g.start]
	at := turnsOut.FindStringIndex(before)
	if at == nil || newly.MatchString(before[:at[0]]) {
		return false
	}
	return strings.HasPrefix(b.s.text[g.end:], "的") || !strings.HasSuffix(before, "长")
}

// holidays end what tells of a time whose days are counted.
var holidays = nlp.NewExpr(`(?:假期|长假|小长假|黄金周|春运|暑运|期间|会期|展期|节)$`)

// size reports whether the value is the rating of a project or product that is
// named behind it.
func (b *binder) size(st *statement) bool {
	g := b.s.groups[st.group]
	q := g.items[len(g.items)-1]
	if g.class != nlp.Amount || st.rule.Set.Kind != schema.Level {
		return false
	}
	if b.countEndsAt(g.start) && b.ratingAt(g.start) {
		return true // 2台66万千瓦机组
	}
	if b.capacity(st) {
		return true // 年产20万吨磷酸铁锂、日处理3万吨的污水处理厂
	}
	if (q.Unit.Text == "天" || q.Unit.Text == "日") && st.start == g.start && holidays.MatchString(b.s.text[b.s.start:g.start]) && startsHan(b.s.text[g.end:b.s.end]) {
		return true // 国庆假期8天接待游客90万人次
	}
	object := b.object(st)
	if object == "" {
		return false
	}
	if clause, _, _ := strings.Cut(b.s.text[g.end:b.s.end], "，"); strings.HasSuffix(q.Unit.Text, "/年") && capacityOf.MatchString(clause) || strings.HasPrefix(object, "水深") {
		return true // 300万吨/年煤制油、90万吨/年化肥项目; 4.5米水深航道
	}
	switch q.Unit.Dimension {
	case "voltage":
		return true
	case "time": // 15分钟生活圈, 24小时自助图书馆
		before := b.s.text[b.s.start:g.start]
		link := b.x.words.Suffix(before, nlp.LinkWord)
		return (q.Unit.Text == "小时" || q.Unit.Text == "分钟") && st.start == g.start && (link == "" || len(link) < len(b.x.words.Suffix(before, nlp.ActWord))) // 建成 is more than 成
	case "power", "energy", "mass", "volume", "apparent_power", "composite", "compute", "data":
		return works.MatchString(object) || st.start == g.start && q.Bound == schema.Eq && projects.MatchString(b.s.text[g.end:b.s.end])
	case "area", "length", "count", "currency":
		return strings.HasSuffix(b.s.text[b.s.start:g.start], "时速")
	}
	r, _ := utf8.DecodeRuneInString(object)
	return r == '级'
}
