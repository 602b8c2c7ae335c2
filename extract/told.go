package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Topics: what a sentence tells of in clauses without a number, and the measures behind
// them that say not what they are of.

var (
	// things end the names of what has measures of its own where a clause tells what
	// became of it.
	things = nlp.NewExpr(`(?:工程|项目|园区?|中心|集团|公司|企业|医院|学校|大学|学院|机场|[海空]港|车站|号线|大道|公路|铁路|高铁|地铁|隧道|专线|高速|大桥|水库|基地|市场|平台|实验室|大会|博览会|展会|论坛|大赛|境外展|[^环季调细]节|交易会|运动会|广交会|进博会|世运会|展览会|洽谈会|基金|银行|保险|合作医疗|医保|枢纽|景区|街区|广场|开发区|新区|自贸区|综保区|示范区|试验区|先行区|合作区|通道|班列|产业链?|集群|管道|走廊)$`)
	// enacted end the names of what is done, from which effects come.
	enacted = nlp.NewExpr(`(?:经济|赛事|改革|政策|行动|活动|机制|制度|服务|热线|群|库|名录|目录|清单|券|网络|治理|整治)$`)
	// untold begins a clause that has no subject of its own.
	untold = nlp.NewExpr(`^(?:在|对|从|据|按|随着|围绕|通过|以|把|将|受|为|与|和|向|由|坚持|力争|其中|不|更|最|一批|这|该|其|等|打|办|抓|用|稳|做|聚|抢|瞄准|锚定|弘扬|促|让|使|赋能)`)
	// mainBody is the part of a building that a clause on its progress names.
	mainBody = nlp.NewExpr(`主体(?:结构|工程)?$`)
)

// segmentStart is where the part of the sentence begins that at stands in: behind
// the last ；.
func (b *binder) segmentStart(at int) int {
	if k := strings.LastIndex(b.s.text[b.s.start:at], "；"); k >= 0 {
		return b.s.start + k + len("；")
	}
	return b.s.start
}

// topicBefore is what the clauses without a number between the statement before and
// this one tell of: the subject of the first that has one, else the object of the
// last.
func (b *binder) topicBefore(l leftPart) (name string, subject bool) {
	from := max(l.limit, b.segmentStart(l.start))
	if from >= l.start {
		return "", false
	}
	for clause := range strings.SplitSeq(b.s.text[from:l.start], "，") {
		told, subject := b.toldOf(stops.Trim(clause))
		if subject {
			return told, true
		}
		if told != "" {
			name = told
		}
	}
	return name, false
}

// beforeColon is the subject of the clause that a colon ends right before l; "" if there
// is none.
func (b *binder) beforeColon(l leftPart) string {
	if !strings.HasSuffix(b.s.text[l.limit:l.start], "：") {
		return ""
	}
	if who, subject := b.topicBefore(l); subject {
		return who
	}
	return ""
}

// openingTopic is what the clauses before the first value of a sentence tell of, up to
// the ； before l.
func (b *binder) openingTopic(l leftPart) (name string, subject bool) {
	from, to := b.segmentStart(l.start), l.start
	for _, st := range b.stmts {
		if st.start >= from {
			to = min(to, st.start)
			break
		}
	}
	return b.topicBefore(leftPart{limit: from, start: b.clauseStart(from, to)})
}

// toldOf is what a clause without a number tells of, and whether that is its
// subject: 跨海通道 in 跨海通道通车运营, 免费教育政策 in 实施免费教育政策.
func (b *binder) toldOf(clause string) (name string, subject bool) {
	clause = b.stripText(strings.TrimPrefix(clause, leadIn.FindString(clause)))
	if utf8.RuneCountInString(clause) < 5 {
		return "", false
	}
	words := b.x.words.Split(clause)
	if aThing(clause) {
		for _, w := range words {
			if w.Is(nlp.ActWord|nlp.PredWord|nlp.VerbWord) && w.End < len(clause) {
				return b.thingDone(clause[w.Start:]), false
			}
		}
		return "", false
	}
	name = b.whoActs(clause)
	return name, name != ""
}

// whoActs is the subject of a clause, if that is a thing with measures or effects of its
// own or a quoted name; "" if it has none.
func (b *binder) whoActs(clause string) (name string) {
	clause = strings.TrimPrefix(clause, "部分")
	words := b.x.words.Split(clause)
	if untold.MatchString(clause) || words[0].Is(nlp.ActWord|nlp.PredWord|nlp.VerbWord) && !(len(words) > 1 && single(clause[words[1].Start:words[1].End]) && aThing(clause[:words[1].End])) || strings.ContainsAny(clause, "：（）") {
		return ""
	}
	if k := strings.Index(clause, "”"); strings.HasPrefix(clause, "“") && k > len("“一二") && k+len("”") < len(clause) {
		head := clause[:k+len("”")] // “一卡通”累计办理
		for _, w := range words {
			if w.Start == len(head) && w.Is(nlp.ActWord|nlp.PredWord|nlp.VerbWord|nlp.AdverbWord) {
				return head
			}
		}
	}
	for n, w := range words[:len(words)-1] {
		head := clause[:w.End]
		if utf8.RuneCountInString(head) > 20 {
			break
		}
		if utf8.RuneCountInString(head) < 3 || !aThing(head) || strings.Count(head, "“") != strings.Count(head, "”") {
			continue
		}
		if n+3 < len(words) && words[n+1].Is(nlp.ActWord) && aThing(clause[words[n+2].Start:words[n+2].End]) {
			continue // 管道|扩建|工程
		}
		if words[n+1].Is(nlp.ActWord | nlp.PredWord | nlp.VerbWord | nlp.AdverbWord | nlp.LinkWord) {
			return mainBody.ReplaceAllString(head, "")
		}
		if !strings.ContainsAny(clause[w.End:w.End+len("的")], "的和与及等、") && utf8.RuneCountInString(clause[w.End:]) >= 2 {
			name = head
		}
	}
	return name
}

func aThing(name string) bool { return things.MatchString(name) || enacted.MatchString(name) }

// thingDone is the object of a clause that begins with its verb: what follows the
// last 的, or the verb of its last part. "" if it is too long to name a thing.
func (b *binder) thingDone(clause string) string {
	if k := strings.LastIndex(clause, "、"); k >= 0 && b.leadingVerb(clause[k+len("、"):]) != "" {
		clause = clause[k+len("、"):]
	}
	for _, w := range b.x.words.Split(clause) {
		if !w.Is(nlp.ActWord|nlp.PredWord|nlp.VerbWord) || w.Is(nlp.QualWord|nlp.AttrWord|nlp.OwnWord|nlp.SectorWord|nlp.NameWord) || utf8.RuneCountInString(clause[w.End:]) < 3 {
			clause = b.stripText(clause[w.Start:])
			break
		}
	}
	clause = goodly.ReplaceAllString(clause, "")
	if k := strings.LastIndex(clause, "的"); k >= 0 && utf8.RuneCountInString(clause[k+len("的"):]) >= 4 {
		clause = clause[k+len("的"):]
	}
	if n := utf8.RuneCountInString(clause); n < 3 || n > 20 || effectOf(clause) != "" {
		return ""
	}
	return clause
}

// goodly is 办好 before what is held, and 了 behind a verb.
var goodly = nlp.NewExpr(`^(?:办好|建好|用好|了)`)

// mean opens a measure that is taken for each day or at its highest.
var mean = nlp.NewExpr(`^(?:单日|每日|[日周月年])?(?:最高|最大|均|平均)(?:累计)?`)

// activities are what is done all the time, of which a measure speaks: 运输箱量.
var activities = nlp.NewExpr(`^(?:运输|运送|运营|服务|办理|查询|处理|飞行|营收|转诊|储气|交付|借阅|播放|点击|观看|使用|访问|下载|治理|接待|门诊|就诊|诊疗|参观|浏览|交易|注册|阅读|参与)(?:[和及])?`)

// much ends what there is so much of.
var much = nlp.NewExpr(`(?:量|数|规模|里程|能力|人次|额|值|面积|品类|种类|次数|时长)$`)

// bareMeasure reports whether p is a measure that says not what it is of: 日均车流量,
// 运输箱量, 服务数量.
func (b *binder) bareMeasure(p string) bool {
	if len(p) > len("一二三四五六七八九十") {
		return false // none says so much
	}
	rest := withoutMean(p)
	class := b.x.words.ClassOf(rest)
	if class&nlp.OwnWord != 0 || rest != p && class&nlp.AttrWord != 0 {
		return true
	}
	if known := b.known(p); known || class&nlp.AttrWord != 0 {
		return !known
	}
	if utf8.RuneCountInString(rest) == 2 {
		return much.MatchString(rest) // 货值
	}
	said := rest
	for m := activities.FindString(rest); m != "" && m != rest; m = activities.FindString(rest) {
		rest = rest[len(m):]
	}
	return rest != said && utf8.RuneCountInString(rest) <= 4 && much.MatchString(rest) || dealt.MatchString(p)
}

// withoutMean is a measure without what says that it is a mean or the highest.
func withoutMean(p string) string {
	if !strings.Contains(p, "均") && !strings.Contains(p, "最") {
		return p // as most
	}
	return mean.ReplaceAllString(p, "")
}

// ofTopic is a measure of what the sentence tells of, if p is one that says not
// what it is of.
func (b *binder) ofTopic(prev bound, l leftPart, p string) (subject, bool) {
	if s, ok := b.numberOf(l, p); ok {
		return s, true
	}
	if v := adds.FindString(p); v != "" && l.sep == "、" && prev.kind == schema.Level && prev.dimension == "count" && b.bareMeasure(p[len(v):]) {
		if head := doneBy(prev.subject.body, p[len(v):]); head != "" && prev.subject.verb != "" {
			return b.parse(v + head + p[len(v):]), true // 新建污水处理厂2座、新增处理能力3万吨
		}
	}
	if l.sep == "、" && prev.subject.topic != "" && prev.kind == schema.Level && b.x.words.ClassOf(p)&nlp.AttrWord != 0 {
		return b.ownedBy(prev.subject.topic, p), true // 班列开行1285列、货运量增长41.5%
	}
	if !b.bareMeasure(p) {
		return subject{}, false
	}
	topic, said := b.topicBefore(l)
	topic = unquoted(topic)
	overlaps := topic != "" && (strings.HasPrefix(p, lastRunes(topic, 2)) || spreadOut.MatchString(p))
	if topic != "" && !overlaps && !things.MatchString(topic) && !strings.HasSuffix(topic, "”") || !said && !overlaps && b.dated(l) {
		return subject{}, false // 推进融资机制改革，全年投资
	}
	if topic == "" && len(b.history) > b.first && prev.at >= b.segmentStart(l.start) {
		topic = prev.subject.topic
		if topic == "" && b.x.words.ClassOf(p)&(nlp.AttrWord|nlp.OwnWord) == 0 {
			topic = b.ofDoing(prev, l, p)
		}
	}
	if topic == "" || l.scoped {
		return subject{}, false // 全县总里程 is of the region
	}
	return b.ownedBy(topic, p), true
}

// adds is a verb between what was built and the measure that it adds to.
var adds = nlp.NewExpr(`^(?:新增|增加|净增|提升)`)

// newLine is a line, as what its measures are of goes without it: 地铁 of 地铁新线.
var newLine = nlp.NewExpr(`^(.{2,}?)新?(?:线路?|航线)$`)

// doneBy is what stands in the name of what was built before the doing that p measures:
// 污水 in 污水处理厂, for 处理能力; 地铁 in 地铁新线, for 运营里程.
func doneBy(name, p string) string {
	if head := stemHead(name, p); head != "" {
		return head
	}
	if m := newLine.FindStringSubmatch(name); m != nil && activities.MatchString(p) {
		return m[1]
	}
	return ""
}

// numberOf is the number of what the clause before keeps together: 互认项目 of 扩大互认
// 项目库，项目数增长20%.
func (b *binder) numberOf(l leftPart, p string) (subject, bool) {
	thing := strings.TrimSuffix(strings.TrimSuffix(p, "量"), "数")
	if thing == p || utf8.RuneCountInString(thing) != 2 {
		return subject{}, false
	}
	topic, _ := b.topicBefore(l)
	k := strings.LastIndex(topic, thing)
	if k <= 0 || utf8.RuneCountInString(topic[k:]) > 4 {
		return subject{}, false
	}
	return b.ownedBy(topic[:k], p), true
}

// ofDoing is what a measure of some doing is of, where it goes on from a value: the one
// who did what was counted, else what that was.
func (b *binder) ofDoing(prev bound, l leftPart, p string) string {
	if prev.subject.verb != "" || prev.subject.attr == "" && prev.dimension != "count" {
		if who, subject := b.openingTopic(l); subject {
			return who // 平台上线，注册用户9万人，日均访问量
		}
	}
	from := b.segmentStart(l.start)
	for k := len(b.history) - 1; k >= b.first && b.history[k].at >= from; k-- {
		s := b.history[k].subject
		if who := b.whoActs(s.text); who != "" && s.attr == "" {
			return unquoted(who) // 医院投放号源3万个、转诊量增长6%
		}
		if s.verb == "" {
			break
		}
	}
	if k := strings.Index(prev.subject.body, activities.FindString(p)); k > 0 {
		return prev.subject.body // 投运储气库3座、储气能力
	}
	return ""
}

// unquoted is what has measures of the name of a campaign: 软件产业 of 软件产业“星光”行动.
func unquoted(name string) string {
	if k := strings.Index(name, "“"); k > 0 && things.MatchString(name[:k]) {
		return name[:k]
	}
	return name
}

// dated reports whether the clause of a statement begins with its time.
func (b *binder) dated(l leftPart) bool {
	return b.x.words.Prefix(strings.TrimLeft(l.raw, "，、； "), nlp.TimeWord) != ""
}

// ownedBy is p with its owner, what the sentence tells of.
func (b *binder) ownedBy(topic, p string) subject {
	s := b.parse(merge(topic, p))
	s.topic = topic
	if v := b.leadingVerb(p); v != "" && s.text == topic+p {
		s.verb, s.body = topic+v, p[len(v):]
	}
	return s
}

// spokenOf are measures of what a measure itself is, or brings about, reaped those of what
// is grown or kept, grownOf what a clause on these begins with.
var (
	spokenOf = nlp.NewExpr(`^(?:所?占比重?|比重|增速|增幅|降幅|总量|规模|增量)$|^对\P{P}{2,10}贡献率$`)
	reaped   = nlp.NewExpr(`^(?:年?总产|单产|平均亩产|年?产量|总产量|年?出栏量?|年?存栏量?)$`)
	grownOf  = nlp.NewExpr(`^(\p{Han}{2,4}?)(?:产能|生产|养殖|种植|产业|产销|产量|总产|单产|播种|面积)`)
)

// ofClauseBefore is p, a measure that says not of what, with what the clause without a
// number right before it tells of: 民间投资占比 of 民间投资由负转正，占比达53%, 生猪出栏 of
// 生猪产能恢复，出栏30万头. "" if p needs nothing, or the clause tells of nothing measured.
func (b *binder) ofClauseBefore(w *gap) string {
	l, p := &w.l, w.p
	from := max(l.limit, b.segmentStart(l.start))
	if from >= l.start || len(p) > len("一二三四五六七八九十一二三四五") {
		return ""
	}
	speaks, reaps := spokenOf.MatchString(p), reaped.MatchString(p)
	if !speaks && !reaps {
		return ""
	}
	clause := stops.Trim(b.s.text[from:l.start])
	if k := strings.LastIndex(clause, "，"); k >= 0 {
		clause = clause[k+len("，"):]
	}
	if clause = b.stripText(clause); utf8.RuneCountInString(clause) < 4 {
		return ""
	}
	if reaps {
		if m := grownOf.FindStringSubmatch(clause); m != nil && b.openingVerb(m[1]+"生产") == "" && !strings.HasSuffix(m[1], "农业") {
			return m[1] + p
		}
		return ""
	}
	if head := b.measureIn(clause); head != "" {
		return head + p
	}
	return ""
}

// measureIn is the measure that a clause begins with, without 增速 and the like behind it:
// 民间投资 of 民间投资增速由负转正; "" if it begins with none.
func (b *binder) measureIn(clause string) (name string) {
	words := b.x.words.Split(clause)
	if words[0].Is(nlp.ActWord|nlp.PredWord) || untold.MatchString(clause) {
		return ""
	}
	for _, w := range words[:len(words)-1] {
		head := clause[:w.End]
		if attr := b.attrOf(head); pace.MatchString(attr) {
			head = strings.TrimSuffix(head, attr)
		}
		attr := b.attrOf(head)
		if n := utf8.RuneCountInString(head); n >= 3 && b.measures(attr) && (b.known(head) || n > utf8.RuneCountInString(attr)) {
			name = head
		}
	}
	return name
}
