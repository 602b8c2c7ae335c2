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
