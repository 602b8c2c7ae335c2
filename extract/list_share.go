package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
)

// What the members of a list share.

var (
	// gradeAlone ends the first of a list of grades, gradeThing is the last, with what has
	// the grade.
	gradeAlone = nlp.NewExpr(`(?:世界|国家|部|省|市|区|县|州)级$`)
	gradeThing = nlp.NewExpr(`^(?:国家|部|省|市|区|县|州)级(.{2,})$`)
)

// distribute gives every member of a list what the first or the last says for
// all: 铁路旅客、货物到发量 → 铁路旅客到发量, 铁路货物到发量.
func (b *binder) distribute(parts []string) []string {
	out := append([]string(nil), parts...)
	whole := make([]bool, len(out)) // it has had a verb of its own
	for i, p := range out[1:] {
		for _, v := range []string{"实现", "完成"} {
			if name, ok := strings.CutPrefix(p, v); ok && b.attrOf(name) != "" && b.attrOf(name) != name {
				out[i+1], whole[i+1] = name, true // 接待游客、实现旅游收入分别增长
			}
		}
	}
	last := len(out) - 1
	if tail := contributeAll.FindString(out[last]); tail != "" && tail != out[last] { // 一、二产业拉动经济增长
		for i := range out[:last] {
			out[i] += tail
		}
		return out
	}
	if tail := ofOneSort(out); tail != "" {
		for i := range out[:last] {
			out[i] += tail
		}
		return out
	}
	if tail := discharged.FindString(out[last]); tail != "" && tail != out[last] {
		for i := range out[:last] {
			if !strings.Contains(out[i], "排放") {
				out[i] += tail // 化学需氧量、氨氮排放总量
			}
		}
		return out
	}
	if tail := cutBack.FindString(out[last]); tail != "" && tail != out[last] {
		for i := range out[:last] {
			out[i] += tail // 化学需氧量、氨氮分别减排4126吨、287吨
		}
		return out
	}
	if tail := units.FindString(out[last]); tail != "" && tail != out[last] {
		for i := range out[:last] {
			if !strings.Contains(out[i], "单位") && b.attrOf(out[i]) == "" {
				out[i] = merge(out[i], tail) // 房地产开发、物业管理企业法人单位
			}
		}
	}
	for i := last - 2; i >= 0; i-- { // 国控、省控断面优良率和水源地达标率
		if q := b.x.words.Prefix(out[i+1], nlp.QualWord); q != "" && q != out[i+1] && b.x.words.ClassOf(out[i])&nlp.QualWord != 0 && b.attrOf(out[i]) == "" && b.attrOf(out[i+1]) != "" {
			out[i] += out[i+1][len(q):]
		}
	}
	for i := last - 2; i >= 0; i-- { // 职工医保、居民医保参保率和报销比例
		if b.attrOf(out[i]) == "" && b.attrOf(out[i+1]) != "" && b.attrOf(out[last]) != "" {
			if tail := b.alikeTail(out[i : i+2]); tail != "" {
				out[i] += tail
				parts = append([]string(nil), out...)
			}
		}
	}
	if single(out[0]) || b.abbreviated(out[0]) { // 存、贷款余额; 金融机构本外币存、贷款余额
		if head, tail, ok := splitSingle(out); ok {
			return []string{head + tail, strings.TrimSuffix(out[0], lastRune(out[0])) + out[last]}
		}
	}
	if m := gradeThing.FindStringSubmatch(out[last]); m != nil && gradeAlone.MatchString(out[0]) {
		v := b.leadingVerb(out[0] + m[1]) // 新增国家级、省级企业技术中心
		for i := range out {
			switch {
			case i == last:
				out[i] = v + out[i]
			case i == 0:
				out[i] += m[1]
			default:
				out[i] = v + out[i] + m[1]
			}
		}
		return out
	}
	if k := strings.LastIndex(out[last], "的"); k > 0 && last == 1 && !b.mixed && !strings.Contains(out[0], "的") && reaches.MatchString(out[0]) && b.attrOf(out[last]) == "" {
		head := reaches.FindString(out[0])
		return []string{out[0] + out[last][k:], head + strings.TrimPrefix(out[last], head)} // 达到控制、消除的县
	}
	if first, second := carried.FindStringSubmatch(out[0]), carriedMuch.FindStringSubmatch(out[last]); last == 1 && first != nil && second != nil {
		return []string{out[0] + second[2], first[1] + out[last]}
	}
	if noun := commonNoun.FindString(out[last]); last == 1 && noun != "" && utf8.RuneCountInString(out[0]) == 4 && b.leadingVerb(out[0]) != "" && utf8.RuneCountInString(out[last]) == 6 {
		return []string{out[0] + noun, out[last]} // 创建示范、评比表彰项目
	}
	if strings.Contains(out[last], "保险") {
		for i := range out[:last] {
			if socially.MatchString(out[i]) {
				out[i] += "保险" // 失业、工伤保险参保人数
			}
		}
		if k := strings.Index(out[0], "参加"); k >= 0 {
			for i := range out[1:] {
				if !strings.Contains(out[i+1], "参加") {
					out[i+1] = out[0][:k+len("参加")] + out[i+1] // 参加失业、工伤保险人数
				}
			}
		}
	}
	if all := b.ofOneKind(out); all != nil {
		return all
	}
	if tail := b.sharedTail(out[0], out[last]); tail != "" {
		for i := range out[:last] {
			if people.MatchString(out[i]) { // 老年人、高血压患者管理率
				out[i] += strings.TrimPrefix(tail, "患者")
			} else {
				out[i] += tail
			}
		}
		return out
	}
	if tail := b.alikeTail(out); tail != "" {
		for i := range out[:last] {
			out[i] += tail
		}
		return out
	}
	if tail := common.FindString(out[last]); tail != "" && tail != out[last] {
		if of := lent.FindString(out[last]); of != "" && of != out[last] && !strings.Contains(out[0], "款") {
			tail = of // 制造业、涉农贷款余额
		}
		for i := range out[:last] {
			if !strings.HasSuffix(out[i], tail) && !(tail == "余额" && strings.Contains("额量值数率", lastRune(out[i]))) {
				out[i] += tail // not to 贷款放款金额
			}
		}
	}
	if class := bigTail.FindString(out[last]); class != "" && len(out[last]) > len(class) {
		for i := range out[:last] {
			if b.attrOf(out[i]) == "" && !strings.HasSuffix(out[i], "业") {
				out[i] += class
			}
		}
	}
	if b.leadingVerb(out[last]) != "" { // 新建、改建农村公路
		body := out[last][len(b.leadingVerb(out[last])):]
		for i := range out[:last] {
			if b.bareVerb(out[i]) {
				out[i] += body
			}
		}
	}
	// the measured thing at the end of the last
	attr := b.x.words.Suffix(out[last], nlp.AttrWord|nlp.OwnWord)
	if r := []rune(out[last]); attr == "率" && len(r) > 4 {
		attr = b.wholeWords(out[last], len(string(r[len(r)-3:]))) // 生活垃圾和污水治理率
	}
	if m := doneTo.FindString(out[last]); m != "" && attr == "数量" {
		attr = m // 家电、汽车换新数量
	}
	name := strings.TrimSuffix(strings.TrimSuffix(out[last], attr), "等")
	if noun := commonNoun.FindString(name); noun != "" && attr == "数量" {
		for i := range out[:last] {
			if !commonNoun.MatchString(out[i]) && b.attrOf(out[i]) == "" {
				out[i] += noun // 高新技术、科技型企业数量
			}
		}
	}
	if attr != "" && name != "" {
		out[last] = name + attr // 电动机、集成电路等产量
		for i := range out[:last] {
			if own := b.x.words.Suffix(out[i], nlp.AttrWord|nlp.OwnWord); (own == "" || attr == "支出" && !b.measures(own) && !inOut.MatchString(own) || pace.MatchString(attr)) && attr != out[last] && !strings.HasSuffix(out[i], attr) && (pace.MatchString(attr) || !strings.Contains("量额率值数", lastRune(out[i]))) {
				out[i] += attr
			}
		}
	}
	first := b.parse(out[0])
	head := b.leadingVerb(parts[0])
	if b.attrOf(parts[0]) == "" || common.MatchString(out[last]) && !common.MatchString(parts[0]) { // what the last measures is said of all, and so is the head
		shared := b.sharedHead(parts[0])
		sector := b.x.words.Suffix(parts[0], nlp.SectorWord) != ""
		if !b.mixed && (!sector || sizeHead(shared) != "") { // 友好城市和外国领馆; 航空制造业、电子商务服务: the first says nothing for all
			head = shared
		}
	}
	if head == "限额以上" && strings.HasPrefix(out[0], "限额以上单位") {
		head = "限额以上单位"
	}
	if strings.HasPrefix(out[0], "对") { // 对东盟、中东出口
		head = "对"
	}
	for i := 1; i < len(out); i++ {
		switch {
		case whole[i]:
		case b.forSoMany(out[0], out[i]) != "":
			out[i] = b.forSoMany(out[0], out[i]) + out[i]
		case b.startsAgain(out[0], out[i]) != "":
			out[i] = b.startsAgain(out[0], out[i]) + out[i]
		case first.owner() != "" && first.attr != "" && !(first.attr == "率" && utf8.RuneCountInString(first.owner()) == 2) && (b.isAttribute(out[i]) || b.goesWith(first, out[i]) || b.lacksOwner(first, out[i])):
			out[i] = merge(first.text[:len(first.text)-len(attrBeside(first.attr, out[i]))], out[i])
		case transport(out[0], out[i]) != "":
			out[i] = transport(out[0], out[i]) + out[i] // 铁路旅客发送量和货物发送量
		case samePlace(out[0], out[i]) != "":
			out[i] = samePlace(out[0], out[i]) + out[i]
		case first.owner() != "" && first.attr != "" && first.verb == "" && b.attrOf(out[i]) == out[i] && utf8.RuneCountInString(commonEnd(first.attr, out[i])) >= 2 && first.attr != out[i] && b.known(first.owner()+out[i]):
			out[i] = first.owner() + out[i] // 人民币各项存款余额、贷款余额
		case b.headAlike(out[0], out[i]) != "":
			out[i] = b.headAlike(out[0], out[i]) + out[i]
		case allInsure.MatchString(out[i]):
		case head != "" && b.takesHead(out[i]) && (b.attrOf(parts[0]) == "" || b.x.words.Prefix(out[i], nlp.SectorWord) == ""):
			out[i] = head + out[i]
		case ruralFirst(out[0]) && strings.HasSuffix(out[i], "率") && !b.known(out[i]) && b.known("农村"+out[i]):
			out[i] = "农村" + out[i] // 农村卫生厕所普及率、生活污水治理率
		}
	}
	return out
}

// sorts are characters that stand for things of one sort, one of them in front of what
// all of a list are: 重 in 轻、重工业, 禽 in 猪、牛、羊、禽肉.
var sorts = []string{"轻重", "猪牛羊禽鸡鸭鹅兔", "农林牧渔", "男女", "大中小", "省市县区乡镇村"}

// ofOneSort is what the others of such a list take from the last; "" if it is none.
func ofOneSort(parts []string) string {
	last := parts[len(parts)-1]
	first := firstRunes(last, 1)
	if utf8.RuneCountInString(last) < 3 {
		return ""
	}
	for _, sort := range sorts {
		all := strings.Contains(sort, first)
		for _, p := range parts[:len(parts)-1] {
			all = all && single(p) && strings.Contains(sort, p)
		}
		if all {
			return last[len(first):]
		}
	}
	return ""
}

var (
	// discharged ends a list of what is let out into air and water.
	discharged = nlp.NewExpr(`(?:污染物)?排放总?量(?:削减|减少|净?减排)?$`)
	// cutBack ends a list of what less is let out of.
	cutBack = nlp.NewExpr(`(?:减排|削减)量?$`)
	// units ends a list of branches that units are counted of.
	units = nlp.NewExpr(`(?:(?:企业)?法人单位|个体经营户)(?:数|从业人员)?$`)
)

// wholeWords is the end of name of n bytes, with all of the word that it begins within:
// 硬化路率, not 化路率.
func (b *binder) wholeWords(name string, n int) string {
	at := len(name) - n
	for _, w := range b.x.words.Split(name) {
		if w.Start < at && w.End > at && w.Start > 0 {
			return name[w.Start:]
		}
	}
	return name[at:]
}

// forSoMany is the heads that a list of counts is taken for, which only its first says: 每千
// 人口 of 每千人口床位数、医师数.
func (b *binder) forSoMany(first, p string) string {
	if m := ofOutput.FindString(first); m != "" && ofNature.MatchString(p) {
		return m // 单位GDP能耗和二氧化碳排放
	}
	head := forEach.FindString(first)
	if head == "" || strings.HasPrefix(p, "每") || means.MatchString(p) {
		return ""
	}
	if m := forEachHas.FindString(first[len(head):]); m != "" {
		return head + m
	}
	if !countEnd.MatchString(p) || !countEnd.MatchString(first) {
		return ""
	}
	return head
}

var (
	// ofOutput begins what is used or let out for so much output, ofNature is what.
	ofOutput = nlp.NewExpr(`^(?:单位|万元)(?:GDP|地区生产总值|生产总值|工业增加值)`)
	ofNature = nlp.NewExpr(`^(?:二氧化碳|碳排放|水耗|用水量|能耗|电耗)`)
	// forEachHas is the verb behind such heads.
	forEachHas = nlp.NewExpr(`^(?:拥有|占有|配有)`)
	// countEnd ends what is counted for so many heads.
	countEnd = nlp.NewExpr(`(?:数量?|数|医师|医生|护士|床位|托位|车位|面积|里程|人员|辆|设施)$`)
)

// startsAgain is what a rate has before the character that p, another rate, begins with:
// 建制村 in 建制村通硬化路率, for 通客车率.
func (b *binder) startsAgain(first, p string) string {
	k := strings.Index(first, firstRunes(p, 1))
	if k < len("一二") || !strings.HasSuffix(first, "率") || !strings.HasSuffix(p, "率") || utf8.RuneCountInString(p) > 5 || utf8.RuneCountInString(first[k:]) > 6 || b.known(p) {
		return ""
	}
	return first[:k]
}

func ruralFirst(p string) bool { return strings.HasPrefix(p, "农村") }

// socially are what social insurances are for.
var socially = nlp.NewExpr(`(?:^|参加|基本|居民|职工)(?:养老|医疗|失业|工伤|生育)$`)

// allInsure are insurances that are the same for everyone, so that no head of 城镇职工
// or 基本 is theirs.
var allInsure = nlp.NewExpr(`^(?:失业|工伤|生育)保险`)

// people ends the name of some group of people.
var people = nlp.NewExpr(`(?:人|儿童|孤儿|妇|婴|幼儿|者|学生|职工|居民)$`)

// peopleIn is such a name before what is measured of them.
var peopleIn = nlp.NewExpr(`^[^，。、]*?(?:老年人|老人|儿童|孕产妇|幼儿|学生|职工|居民)`)

// attrBeside is the end of attr that p stands beside: 收入 of 预算收入 where p is 支出.
func attrBeside(attr, p string) string {
	if end := inOut.FindString(attr); end != "" && inOut.FindString(p) == p {
		return end
	}
	return attr
}

// reaches opens a list of what the same things have come to.
var reaches = nlp.NewExpr(`^(?:达到|通过|实现)`)

// What is carried, and how much of it: each may be counted by itself.
var (
	carried     = nlp.NewExpr(`^(.*?)(旅客|货物)$`)
	carriedMuch = nlp.NewExpr(`^(旅客|货物)(\p{Han}{2,4}量)$`)
)

// doneTo is a number of what was done to each of a list.
var doneTo = nlp.NewExpr(`(?:换新|置换|报废|更新|销售)数量$`)

// common are ends that every member of a list shares, whatever it ends in.
var common = nlp.NewExpr(`(?:余额|增速|增幅|涨幅|降幅|占比|标准|投入)$`)

// lent is a balance with what it is of.
var lent = nlp.NewExpr(`[存贷]款余额$`)

// bigTail is the class that a list of branches is named by, with its measure.
var bigTail = nlp.NewExpr(`(?:全产业链|产业链|产业集群|产业)(?:综合|总)?(?:规模|产值|增加值|投资|营业收入)$`)

// kinds are names of one kind each. Where the members of a list are such names, what the
// last says behind its own is said of all: 城市、县城污水处理率, 水稻、小麦良种覆盖率.
var kinds = []*nlp.Expr{
	nlp.NewExpr(`^(?:中心城区|城市|县级城市|县城|城区|市区|镇区|城镇|建制镇|集镇|乡镇|建制村|行政村|自然村|村庄|农村|乡村)`),
	nlp.NewExpr(`^(?:普通|义务教育)?(?:幼儿园|学前教育|小学|初中|高中|中职|中小学|高校)(?:阶段)?`),
	nlp.NewExpr(`^(?:水稻|早稻|中稻|晚稻|小麦|玉米|大豆|油菜|马铃薯|棉花|花生|高粱|谷子|青稞|甘蔗|甜菜|茶叶|蔬菜|水果)`),
	nlp.NewExpr(`^(?:牲畜|家畜|畜禽|生猪|羊)?(?:口蹄疫|高致病性(?:禽流感|猪蓝耳病)|禽流感|猪瘟|猪蓝耳病|小反刍兽疫|布鲁?氏?菌?病|新城疫|狂犬病)`),
	nlp.NewExpr(`^(?:化学需氧量|氨氮|二氧化硫|氮氧化物|挥发性有机物|烟粉尘|烟尘|粉尘|总磷|总氮|COD)`),
	nlp.NewExpr(`^(?:批发业|零售业|住宿业|餐饮业)`),
}

// ofOneKind gives every member of a list of such names what the last says behind its own,
// and what the first says before it; nil if they are of no one kind.
func (b *binder) ofOneKind(parts []string) []string {
	last := len(parts) - 1
	for _, kind := range kinds {
		name := kind.FindString(parts[last])
		tail := parts[last][len(name):]
		if name == "" || fewerThan(2, tail) || b.attrOf(tail) == "" || b.x.withinWord(parts[last], len(name)) {
			continue // 水产 is only the beginning of 水产品
		}
		head := b.sharedHead(parts[0])
		if kind.FindString(parts[0]) == parts[0] {
			head = ""
		}
		out := append([]string(nil), parts...)
		for i, p := range parts[:last] {
			if i == 0 {
				p = p[len(head):]
			}
			if p == "" || kind.FindString(p) != p {
				out = nil
				break
			}
			out[i] = head + p + tail
		}
		if out != nil {
			out[last] = head + out[last]
			return out
		}
	}
	return nil
}

// withinWord reports whether a word of name begins before offset at and ends behind it.
func (x *Extractor) withinWord(name string, at int) bool {
	for _, w := range x.words.Split(name) {
		if w.Start < at && w.End > at {
			return true
		}
	}
	return false
}

// sharedTail is all that follows the qualifier or the quoted name of the last
// member, where the first is nothing but such: 国考、省考断面水质达标率.
func (b *binder) sharedTail(first, last string) string {
	if k := strings.Index(last, "患者"); k > 0 && b.attrOf(first) == "" {
		return last[k:] // 高血压、糖尿病患者管理率
	}
	if m := peopleIn.FindString(last); m != "" && people.MatchString(first) && b.attrOf(last[len(m):]) != "" {
		return last[len(m):] // 孕产妇、6岁以下儿童健康管理率
	}
	if m := stages.FindString(last); m != "" && m != last && m != first && stages.FindString(first) == first && b.attrOf(first) == "" {
		return last[len(m):] // 小学、初中适龄儿童入学率
	}
	if tail := b.knownTail(first, last); tail != "" {
		return tail
	}
	if strings.HasSuffix(first, "”") && strings.HasPrefix(last, "“") {
		if k := strings.Index(last, "”"); k > 0 {
			return last[k+len("”"):]
		}
	}
	if r := []rune(last); strings.HasSuffix(first, "”") && len(r) > 3 && commonNoun.MatchString(last) {
		return string(r[len(r)-2:]) // 专精特新“小巨人”、单项冠军企业
	}
	if b.x.words.ClassOf(first)&nlp.PartWord != 0 {
		if q := b.x.words.Prefix(last, nlp.PartWord); q != "" && q != last && q != first {
			return last[len(q):] // 城镇、农村居民人均可支配收入
		}
	}
	if b.x.words.ClassOf(first)&nlp.QualWord != 0 && b.x.words.ClassOf(first)&nlp.AttrWord == 0 {
		if q := b.x.words.Prefix(last, nlp.QualWord); q != "" && q != last && q != first {
			return last[len(q):]
		}
	}
	return ""
}

// knownTail is the end of last that makes of first, too, a measure that the catalogue knows:
// 综合人口覆盖率 of 广播、电视综合人口覆盖率.
func (b *binder) knownTail(first, last string) string {
	if b.attrOf(first) != "" || strings.HasPrefix(last, first) || utf8.RuneCountInString(first) > 6 || !b.known(last) { // 工业、工业技改投资
		return ""
	}
	attr := b.attrOf(last)
	for _, w := range b.x.words.Split(last) {
		if tail := last[w.Start:]; w.Start > 0 && len(tail) > len(attr) && b.known(first+tail) {
			return tail
		}
	}
	return ""
}

// alikeTail is what the last of a list says for all where the others are built
// like its beginning: 抽检合格率 of 食品、药品抽检合格率, 警情 of 涉赌、涉诈警情.
func (b *binder) alikeTail(parts []string) string {
	last := []rune(parts[len(parts)-1])
	before := []rune(parts[len(parts)-2])
	n := len(before)
	if tail := b.tailOfEnd(parts); tail != "" {
		return tail
	}
	if n < 2 || n > 4 || len(last) < n+2 || string(last[:n]) == string(before) {
		return ""
	}
	if last[n-1] != before[n-1] && (n != 2 || last[0] != before[0]) {
		return ""
	}
	tail := string(last[n:])
	if b.x.withinWord(string(last), len(string(last))-len(tail)) {
		return "" // 水产品 does not begin with what 水果 does
	}
	for _, p := range parts[:len(parts)-1] {
		if b.attrOf(p) != "" || b.leadingVerb(p) != "" || utf8.RuneCountInString(p) > 6 {
			return ""
		}
	}
	if b.attrOf(tail) == "" && !strings.ContainsRune("类级型", last[n-1]) {
		return ""
	}
	return tail
}

// tailOfEnd is what follows in the last of a list the word that all of it end in:
// 政策范围内报销比例 of 职工医保、城乡居民医保政策范围内报销比例.
func (b *binder) tailOfEnd(parts []string) string {
	first, last := parts[0], parts[len(parts)-1]
	if utf8.RuneCountInString(first) < 4 {
		return ""
	}
	end := lastRunes(first, 2)
	k := strings.Index(last, end)
	if k <= 0 {
		return ""
	}
	for _, p := range parts[:len(parts)-1] {
		if !strings.HasSuffix(p, end) || b.attrOf(p) != "" {
			return ""
		}
	}
	tail := last[k+len(end):]
	if attr := b.attrOf(tail); attr == "" || attr == tail || utf8.RuneCountInString(tail) < 4 {
		return ""
	}
	return tail
}

// commonNoun is a noun that members of a list share behind a quoted name.
var commonNoun = nlp.NewExpr(`(企业|公司|项目|城市|产品|机构|单位|人才|活动|基地)$`)

// goesWith reports whether p is a measure of the same owner as the first of a
// list although the lexicon or the catalogue says nothing of it: 高铁旅客发送量、
// 到达量; 公路客运量、货运量.
func (b *binder) goesWith(first subject, p string) bool {
	if b.x.words.ClassOf(p)&nlp.AttrWord != 0 && b.qualifies(first.owner()) {
		return true
	}
	if gates.MatchString(first.owner()) && lastRune(first.text) == lastRune(p) && utf8.RuneCountInString(p) <= 4 {
		return true // 口岸货运量、客运量
	}
	if b.known(p) {
		return false
	}
	if strings.HasSuffix(p, "率") && utf8.RuneCountInString(p) <= 4 && strings.HasSuffix(first.attr, "率") && first.attr != "率" {
		return true // 适龄儿童入园率和普惠率
	}
	same := lastRune(first.text) == lastRune(p) && strings.Contains("量额数值", lastRune(p))
	return same && utf8.RuneCountInString(p) <= 4 && utf8.RuneCountInString(first.text) >= utf8.RuneCountInString(p)+2
}

// lacksOwner reports whether p needs an owner and the first of its list is no
// indicator of a region: 农产品零售额、出口额.
func (b *binder) lacksOwner(first subject, p string) bool {
	_, known := b.x.catalogue.Lookup(first.text)
	return !known && b.x.words.ClassOf(p)&nlp.OwnWord != 0
}

// headAlike is what the first of a list has before a measure built like p, which
// nobody knows by itself: 工业生产者 of 工业生产者出厂价格、购进价格.
func (b *binder) headAlike(first, p string) string {
	r, q := []rune(first), []rune(p)
	n := len(r) - len(q)
	if n < 2 || len(q) < 4 || !strings.HasSuffix(first, "价格") || !strings.HasSuffix(p, "价格") {
		return ""
	}
	if _, known := b.x.catalogue.Lookup(p); known {
		return ""
	}
	head := string(r[:n])
	for _, w := range b.x.words.Split(first) {
		if w.End == len(head) {
			return head
		}
	}
	return ""
}

// gates are places that traffic passes.
var gates = nlp.NewExpr(`(?:口岸|港口?|机场|枢纽|车站|公路|铁路|水路|民航)$`)

// isAttribute reports whether p is a measured thing without an owner.
func (b *binder) isAttribute(p string) bool {
	if b.x.words.ClassOf(p)&(nlp.AttrWord|nlp.OwnWord) == 0 {
		return false
	}
	_, known := b.x.catalogue.Lookup(p) // 进出口总额 stands for itself
	return !known
}

// sharedHead is the verb and the qualifiers that text begins with.
func (b *binder) sharedHead(text string) string {
	end := len(b.leadingVerb(text))
	for end < len(text) {
		q := b.x.words.Prefix(text[end:], nlp.QualWord)
		if q == "" || end+len(q) == len(text) {
			break
		}
		if k := utf8.RuneCountInString(text[end+len(q):]); k < 2 {
			break
		}
		end += len(q)
	}
	return text[:end]
}

// takesHead reports whether a later member has no head of its own.
func (b *binder) takesHead(p string) bool {
	return b.leadingVerb(p) == "" && b.x.words.Prefix(p, nlp.QualWord) == "" && !strings.HasPrefix(p, "“")
}

func single(s string) bool { return utf8.RuneCountInString(s) == 1 }

func lastRune(s string) string {
	_, w := utf8.DecodeLastRuneInString(s)
	return s[len(s)-w:]
}

// runeTail reports whether s ends in one of the single characters that lists
// abbreviate a word to.
func runeTail(s string) bool {
	return strings.Contains("存贷进出城乡公铁客货", lastRune(s))
}

// abbreviated reports whether the last word of s is one of those characters, not
// the end of a longer word: 存 of 本外币存, never 旅客.
func (b *binder) abbreviated(s string) bool {
	if !runeTail(s) {
		return false
	}
	words := b.x.words.Split(s)
	return len(words) > 0 && single(s[words[len(words)-1].Start:])
}

// splitSingle restores the first of 存、贷款余额: its character takes the rest of
// the second from its second character on.
func splitSingle(parts []string) (head, tail string, ok bool) {
	if len(parts) != 2 {
		return "", "", false
	}
	second := []rune(parts[1])
	if len(second) < 2 || !runeTail(string(second[0])) {
		return "", "", false
	}
	return parts[0], string(second[1:]), true
}
