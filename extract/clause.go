package extract

import (
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Clauses: where one begins, and what of it names the subject.

// A boundary parts clauses. Depth counts the brackets around it.
type boundary struct {
	at, width int
	mark      rune
	depth     int
}

// boundaries appends to out the clause marks of a sentence; those inside quotation marks
// are none.
func boundaries(out []boundary, s *sentence) []boundary {
	depth, quoted := 0, 0
	for i := s.start; i < s.end; {
		if nlp.IsIdeograph(s.text[i]) {
			i += 3
			continue
		}
		r, w := nlp.Decode(s.text, i)
		switch r {
		case '（', '[', '【':
			depth++
			out = append(out, boundary{i, w, r, depth})
		case '）', ']', '】':
			out = append(out, boundary{i, w, r, depth})
			depth = max(0, depth-1)
		case '“', '《':
			quoted++
		case '”', '》':
			quoted = max(0, quoted-1)
		case '，', '；', '。', '！', '？', '：', '\t':
			if quoted == 0 {
				out = append(out, boundary{i, w, r, depth})
			}
		}
		i += w
	}
	return out
}

// clauseStart is where the clause that ends at end begins, not before limit.
func (b *binder) clauseStart(limit, end int) int {
	depth := b.depthAt(end)
	start := limit
	for _, x := range b.bounds {
		if x.at >= end {
			break
		}
		if x.at < limit || x.depth > depth {
			continue
		}
		if x.mark == '）' || (x.mark == '（' && x.depth != depth) {
			continue
		}
		start = max(start, x.at+x.width)
	}
	return start
}

// depthAt is how many brackets are open at offset at.
func (b *binder) depthAt(at int) int {
	d := 0
	for _, x := range b.bounds {
		if x.at >= at {
			break
		}
		switch x.mark {
		case '（', '[', '【':
			d = x.depth
		case '）', ']', '】':
			d = x.depth - 1
		}
	}
	return d
}

var (
	leadIn    = nlp.NewExpr(`^(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十\d]+）|\d+[.、．]|[①-⑳]|[★●◆·•])+`)
	overHeads = nlp.NewExpr(`^([^，。；、每]{2,})(?:超过?|达到?|不低于|不少于|突破)(每(?:百|千|万|十万)(?:名|个|户)?(?:常住人口|人口|人|户|学生|老人|儿童))$`)
	sayAlso   = nlp.NewExpr(`，?下同`)
	footMark  = nlp.NewExpr(`[①-⑳]|\[\d+\]|【\d+】`)
	headTail  = nlp.NewExpr(`(?:[为达是]|达到)?从?(?:每(?:生|人|户|亩|村|床|年|月|公顷|[百千万]?平方公里)(?:每年|每月)?|[年月]人均|人均每?[年月])$`)
	pricedAt  = nlp.NewExpr(`按[^，。；]{1,12}(?:计算|口径)$|按[^，。；]{0,14}汇率(?:计算|折算|折合|换算)?$|按(?:当年|可比|现行|不变)价格?$`)
	lasting   = nlp.NewExpr(`(?:已)?连续[\d一二三四五六七八九十两]+(?:多|余)?(?:个?(?:年|月|季度)?(?:位|保持|稳)?|年(?:提高|提标|上调|调增|增长|上涨|增加|增产|增收|丰收|下降|减少))$|(?:[两二三四五六七八九十])年(?:间|来|内)?$|(?:未达|不及|低于|好于|超出|超|符合)预期$|(?:实现|喜获|喜迎|迎来)?“?[\d一二三四五六七八九十]+连(?:调|增|涨|丰|升|降|增长|跳)”?$`)
	driven    = nlp.NewExpr(`由于[^，。；、]{2,16}$|在[^，。；]{2,18}(?:带动|推动|影响|作用|拉动|支撑|引领)下$|受[^，。；、]{2,14}?(?:影响|拖累|冲击)$|(?:顶住|克服)[^，。；]{2,16}(?:压力|影响|困难|因素)$`)
	affected  = nlp.NewExpr(`^受[^，。；]{2,14}?(?:影响|拖累|冲击)`)
	counted   = nlp.NewExpr(`^(?:列入|纳入)统计的?`)
	passed    = nlp.NewExpr(`^(?:的?新高|(?:新的?|[两二三四五六七八九十几]个?)?[大新]?(?:大关|关口|台阶|门槛))$`)
	planTail  = nlp.NewExpr(`(?:年度|年初|全年)?(?:预期)?(?:目标|计划)(?:值|任务|数)?$`)
	// standsUpon is in what situation something changed: 在上年高基数的基础上.
	standsUpon = nlp.NewExpr(`在[^，。；、]{0,18}?的?(?:基础上?$|基础|情况|背景|形势|条件)(?:[上下])?$`)
	judged     = nlp.NewExpr(`(比重|占比|[^效]率|强度|程度|规模|水平|总量)(?:仍|还|依然|相对|总体)*(?:偏低|偏高|偏小|不高|不大|较低|较高|较小|不足|不优)$`)
	trend      = nlp.NewExpr(`(?:从无(?:到有)?|从小(?:到大)?|从弱(?:到强)?|由负转正|由[降跌]转[升增涨]|止跌回升|扭负为正|(?:同比)?(?:实现|呈现?|保持)?“?[双三四](?:下降|增长|提升|降|升)”?|(?:保持|实现|呈现)?(?:较快|快速|平稳|稳定|持续|稳步|高速|大幅|明显|恢复性)(?:增长|发展|下降|提高|回升|上升)|(?:保持|实现)(?:增长|发展)|(?:虽然?|尽管)?(?:逐年)?有所(?:增长|下降|提高|回升|上升|回落)|(?:增长|发展|下降|提高|回升|上升|运行)(?:较快|迅速|平稳|明显|显著|加快|放缓|稳定))$`)
	// raisedPay is what was paid more, before by how much: 教师工资提标，人均月增400元.
	raisedPay = nlp.NewExpr(`(工资|薪酬|报酬|养老金|低保|补贴|津贴|补助|标准|待遇)提标(?:扩面)?$`)
	newHeight = nlp.NewExpr(`(?:再上|再创|迈上|跃上|登上|跨上|创下?|创造|实现|刷新|续创)(?:历史性?|了)?(?:新|最高|同期)?(?:的)?(?:台阶|新高|晋位?|新台阶|高度|突破|跨越|水平|最好水平|最高水平|历史记录|纪录)$`)
	viewed    = nlp.NewExpr(`^(?:(?:以上|上述|前)?[两二三四五六七八]项(?:主要|事故|安全)*(?:指数|指标|数据)(?:全面|同比)*|[年月](?:人均)?|人均每?[年月]|(?:之后)?每(?:连续)?\p{Han}{1,4}\d+年|(?:优于|好于|达到|完成|超过|低于|高于)[^，。；]{0,10}(?:目标|任务|要求|指标)(?:值|任务|要求)?|(?:总量|规模|增速|数量)?(?:已)?连续[\d一二三四五六七八九十两]+(?:多|余)?年(?:位|保持|稳)?(?:居|列)[^，。；]*|(?:分|按|从)[^，。；]{1,14}(?:看|分|来看|划分|情况看)|(?:扣除|剔除|考虑)[^，。；]{1,14}(?:因素|影响)(?:后|外)?|按[^，。；]{1,12}(?:计算|口径)|按[^，。；]{0,14}汇率(?:计算|折算)?|按(?:当年|可比|不变|现行)价格?|[与同和][^，。；]{1,20}相比|对照[^，。；]{1,12}看)$`)
	among     = nlp.NewExpr(`^(.{2,31}?)(?:之?中|方面)$`)
)

// paceTurned tells which way the pace of something went, before by how much: 增速由负转正，
// 比1—5月提高3.9个百分点.
var paceTurned = nlp.NewExpr(`(增速|增幅|涨幅|降幅|跌幅|增长率|占比|比重)(?:均|已|逐步|逐月|继续|持续|明显|有所|稳步|成功|首次)*(?:由[负正降升减增跌涨][^，、；]{0,2}转[正负升降增减涨跌]|转正|转负|回正|回升|回落|收窄|扩大|领先|全[省市国区州]领先|(?:位)?居[^，、；]{0,4}前列)$`)

// scaleTold tells from what income on a firm is above scale, of those said to be:
// 年主营业务收入2000万元以上的规模以上工业企业.
var scaleTold = nlp.NewExpr(`年?(?:主营业务|产品销售|营业)?收入[\d,.]+万元(?:及)?以上的?(规模以上|规上)`)

// afterYears tells how long ago something was last so: 时隔5年.
var afterYears = nlp.NewExpr(`时隔[\d一二三四五六七八九十]+(?:多|余)?(?:年|个月)(?:后|再次)?`)

// calledShort names a thing by what the text calls it from there on, ofPrices tells
// of which prices a value is: 国有及年销售收入500万元以上的非国有工业企业（以下简称规模以上工业）,
// 邮电业务总量（2000年不变价）, or what strength goods are reckoned at: 化肥（折100%）.
var (
	calledShort = nlp.NewExpr(`^[^（）]+（(?:以下|下)?(?:统)?(?:简)?称[为：“]*([^（）”]{2,12})”?(?:，?下同)?）`)
	ofPrices    = nlp.NewExpr(`（折[^（）\d]{0,8}100%）|（(?:以)?[^，。；、（）]{0,12}(?:为|=|＝)1(?:00)?(?:计算)?）|（(?:按)?(?:(?:19|20)\d\d年)?(?:不变|可比|当年|现行)价(?:格)?(?:计算)?）`)
)

// clean strips from a clause what says nothing of what is measured, and notes
// what it strips.
func (b *binder) clean(l *leftPart) {
	text := b.s.text[l.start:l.end]
	l.raw = text
	b.noteTopic(l)
	start, end := l.start, l.end
	start, child := b.stripFront(start, end)
	l.region, l.scoped = b.scopeBetween(l.start, start)
	l.child = l.child || child
	if name := b.budgetSum(text, l.end); name != "" && !l.object {
		l.clean, l.settled, l.sum = name, true, true
		return
	}
	end = b.stripBack(l, start, end)
	body := b.s.text[start:end]
	body = dashedEnds.Trim(body)
	if body == "含" && b.bracketed(start) {
		body, l.child = "", true // 机构30家（含1家代表处）
	}
	if w := b.servedBefore(l.start); w != "" && body != "" && !listSep.MatchString(body) {
		body = w + body // 为60家企业发放补贴80万元
	}
	if m := placed.FindStringSubmatch(body); m != nil && b.afterPlaces(l.start) {
		body = m[2]
	} else if v := placeThen.FindStringSubmatch(body); v != nil && b.bareVerb(v[2]) && b.afterPlaces(l.start) {
		body = v[2] // 在8个镇设置16个监测点
	}
	body = b.withinBody(body, start)
	body = stepped.ReplaceAllString(nextStep.ReplaceAllString(body, ""), "")
	if rest, ok := strings.CutPrefix(body, "在"); ok && !ongoing.MatchString(body) && withinThem.MatchString(b.s.text[l.end:b.s.end]) {
		body = rest // 在企业8500名职工中
	}
	if strings.HasSuffix(body, "等") && l.object {
		body = strings.TrimSuffix(body, "等")
		v := b.leadingVerb(body)
		if v == "" {
			v = b.innerVerb(body)
			if k := strings.Index(body, v); holds.MatchString(v) && !strings.Contains(body[:k], "、") {
				v = body[:k+len(v)] // 会展中心举办…等20余场活动
			} else if v == "" {
				v = b.openingVerb(body) // 改善甲镇、乙镇等9个镇街环境
			}
		}
		l.clean, l.verb = v, v
		return
	}
	if viewed.MatchString(body) || passed.MatchString(body) || advanced.MatchString(body) {
		return
	}
	switch body {
	case "和", "及", "与", "以及", "的", "执行", "预算执行", "持平", "持平和", "持平及":
		return
	}
	if m := overHeads.FindStringSubmatch(body); m != nil {
		body = m[2] + m[1] // 抽检量超每千人6批次
	}
	if m := headTail.FindString(body); m != "" && m != body {
		body = strings.TrimSuffix(body, m)
	} else if m != "" && (strings.HasPrefix(l.raw, "至") || strings.HasPrefix(l.raw, "到")) {
		return // 提高30元至每人每年700元
	}
	if strings.HasPrefix(body, "（") && strings.HasSuffix(body, "）") && strings.Count(body, "（") == 1 {
		return // （按当年价计算）
	}
	body = pricedAt.ReplaceAllString(body, "")
	if k := strings.LastIndex(body, "持平、"); k >= 0 {
		body = body[k+len("持平、"):] // 甲价格与上年持平、乙价格上涨2%
	}
	body = mainlyFor.ReplaceAllString(body, "用于")
	body = givenBy.ReplaceAllString(limitSetBy.ReplaceAllString(body, "$1"), "$1$2")
	body = addedTo.ReplaceAllString(scaleTold.ReplaceAllString(body, "$1"), "$1")
	body = calledShort.ReplaceAllString(body, "$1")
	body = afterYears.ReplaceAllString(ofPrices.ReplaceAllString(body, ""), "")
	if body == "为" {
		body = "" // 收入比为2.02（农村居民收入=1），比上年缩小0.06
	}
	body = byPercent.ReplaceAllString(aimSetBy.ReplaceAllString(body, ""), "")
	body = builtAlso.ReplaceAllString(body, "$1$2")
	body = andThen.ReplaceAllString(body, "")
	if utf8.RuneCountInString(body) >= 2 && strings.HasPrefix(b.r.doc.Region.Name, body) {
		body, l.region, l.scoped = "", schema.Region{}, true // the place itself: 东岭上升3位 in a report on it
	}
	if b.forecast {
		body = b.stripText(foretold.ReplaceAllString(body, ""))
	}
	if l.aimed {
		body = missed.ReplaceAllString(setAs.ReplaceAllString(body, ""), "")
	}
	body = affected.ReplaceAllString(counted.ReplaceAllString(sinceThen.ReplaceAllString(body, ""), ""), "")
	body = standsUpon.ReplaceAllString(driven.ReplaceAllString(body, ""), "")
	body = strings.TrimPrefix(body, "的同时")
	body = aimReached.ReplaceAllString(body, "")
	if notReached.MatchString(body) {
		body = "" // 未达到规划确定的2.2%的目标
	}
	body = b.withoutColumn(body)
	if m := planTail.FindString(body); m != "" && m != body {
		body = strings.TrimSuffix(body, m)
		if setByPlan.MatchString(body) || body == "的" {
			body = "" // 《纲要》目标为8%: of what stands before
		}
	}
	if l.object {
		body = strings.TrimSuffix(body, "的")
	}
	body = paceTurned.ReplaceAllString(body, "$1")
	body = yearsOn.ReplaceAllString(turnedRound.ReplaceAllString(body, ""), "")
	body = judged.ReplaceAllString(body, "$1")
	body = trend.ReplaceAllString(newHeight.ReplaceAllString(raisedPay.ReplaceAllString(body, "$1"), ""), "")
	for _, w := range []string{"分别", "依次"} {
		if rest := strings.Replace(body, w, "", 1); rest != body {
			body, l.each = rest, true
		}
	}
	if m := eachDone.FindStringSubmatch(body); m != nil && b.bareVerb(m[2]) {
		body, l.each = m[2]+strings.Join(splitMarks(b.x, m[1], true), "、"+m[2]), true // 公交车、出租车各新增20辆
	}
	if m := eachAdded.FindStringSubmatch(body); m != nil && l.each {
		body = m[2] + strings.Join(splitMarks(b.x, m[1], true), "、"+m[2]) // 甲类企业、乙类企业分别净增20家、40家
	}
	if l.object && strings.HasSuffix(b.s.text[start:l.end], "、") {
		return // 工程完工、6万户用上自来水: a list, not a subject
	}
	body = sayAlso.ReplaceAllString(footMark.ReplaceAllString(body, ""), "")
	if k := strings.Index(body, "在内的"); k > 0 {
		body = b.leadingVerb(b.s.text[b.clauseStart(b.s.start, start):start]) + body[k+len("在内的"):]
	}
	if m := happened.FindStringSubmatch(body); m != nil && !l.each {
		body = m[2] // 项目陆续投产、生产汽车30万辆
		for _, v := range []string{"完成", "实现"} {
			if rest, ok := strings.CutPrefix(m[2], v); ok {
				body = m[1] + rest // 项目全面达产、完成产值60亿元
			}
		}
	}
	if m := worksDone.FindStringSubmatch(body); m != nil && !l.each && strings.HasSuffix(m[1], "成本") {
		body = m[1]
	}
	if m := finished.FindStringIndex(body); m != nil && !l.each && b.leadingVerb(body) == "" {
		body = b.doer(body[:m[1]]) + body[m[1]:] // 学校实现全覆盖、学生净增2万人
	}
	l.full = b.balance(b.dropTimes(body, start))
	body = b.dropExamples(strings.TrimSuffix(b.dropTimes(body, start), "等"))
	l.clean = b.withoutScope(b.balance(body))
	if l.clean == "" {
		l.verb = b.lastVerb(l.raw)
	}
}

// Steps that a measure took, before what it reached: 经济总量跨过两个千亿元大关、超过
// 3500亿元, 迈上3000亿元新台阶、连续5年居首位. advanced says that it rose in the order.
var (
	stepped  = nlp.NewExpr(`(?:[一二三四五六七八九十\d]+年)?(?:接连|连续|先后|成功)*(?:连?跨过|连?跨越|迈过|迈上|跨上|登上|站上|跃上|突破|连跨|连上|连破)[^，。；、]{0,12}(?:大关|关口|台阶)$`)
	nextStep = nlp.NewExpr(`^(?:新的?|[两二三四五六七八九十几]个?)?[大新]?(?:大关|关口|台阶|门槛)、`)
	advanced = nlp.NewExpr(`^历史性(?:新)?(?:晋位?|突破|跨越|转变|进步|成就)$|^城乡(?:已|实现)?(?:并轨|统一|同标|一体化?)$`)
)

// How a measure went, behind its name in a clause of its own or before 、: turnedRound says
// that it turned (进出口总额由负转正), yearsOn that it went on for years (粮食总产连续四年增产,
// 粮食总产实现十二连增).
var (
	turnedRound = nlp.NewExpr(`(?:全面|率先|成功|顺利|年内|首次)?(?:实现|已)?(?:[由从][负降跌减低亏弱][转变][为]?[正升涨增高盈强]|[由从][正升涨增高盈强][转变][为]?[负降跌减低亏弱]|止跌(?:回升|企稳|回稳)|触底(?:反弹|回升)|企稳回升|扭亏为盈|逆势(?:上扬|增长|而上))$`)
	yearsOn     = nlp.NewExpr(`(?:已|实现|保持)*连续[\d一二两三四五六七八九十]+(?:多|余)?(?:个)?(?:年|月|季度)(?:实现|保持|获得|喜获)?(?:增产|增收|增长|递增|丰收|正增长|(?:两位数|较快|快速|高速|稳定)(?:以上)?(?:的)?增长|下降|双下降)$|(?:实现|喜获|再获|取得|迎来|创造)?“?[\d一二三四五六七八九十]+连[增丰冠升涨降](?:收|产)?”?$`)
)

// happened is what a clause of its own tells before 、, worksDone the work that one
// tells of before the measure that changed.
var (
	happened  = nlp.NewExpr(`^(.{2,}?)(?:陆续|相继|全面|再次|正式)(?:投产|达产|投用|开工|运营|破亿|破万亿)、(.+)$`)
	worksDone = nlp.NewExpr(`^(?:完成)?[^，、]{4,16}(?:改造|整治|建设)、([^，、]{4,})$`)
)

var (
	// andThen is a clause of its own before 、并: 完成年度任务、并.
	andThen = nlp.NewExpr(`^[^、]{4,}、并(?:已?连续[\d一二三四五六七八九十两]+年)?`)
	// builtAlso is something of a name that was made before the measure behind 、.
	builtAlso = nlp.NewExpr(`^([^，、“”]{0,8}?)(?:累计|已)?(?:建成|形成|打造|开通)“[^“”]+”、([^、“”]+)$`)
)

// eachAdded is a list of stocks to each of which something was added.
var eachAdded = nlp.NewExpr(`^([^，；]*[、和][^，；]*?)(新增|净增)$`)

// eachDone is a list of which every one was done so many times.
var eachDone = nlp.NewExpr(`^([^，；]*[、和][^，；]*?)(?:各|均|都)(?:自)?(\p{Han}{2,3})$`)

// sinceThen is what a change is against, where it is no year: 较禁捕之初.
var sinceThen = nlp.NewExpr(`[较比](\p{Han}{2,6}(?:之初|之前|以前))$`)

// byPercent tells at which share something is taken, or when a budget was changed:
// 按不低于30%的比例调入, 执行中调整为.
var byPercent = nlp.NewExpr(`^(?:预算)?执行中|^按(?:照)?\P{P}{0,6}[\d.]+[%‰]\P{P}{0,3}?的(?:比例|标准|幅度|要求)`)

// aimSetBy leads from those who set an aim, or the years it is to take, to what is aimed at:
// 为完成县委提出的, 用三年时间将.
var aimSetBy = nlp.NewExpr(`^(?:利?用)?[一二两三四五]年(?:左右)?(?:的?时间|内)(?:将|把)?|^为?(?:确保|努力|全力)?(?:完成|实现)[^，。；、]{2,16}(?:提出|确定|下达)的(?:全年|年度)?|^(?:“\p{Han}{2,3}”)?规划(?:确定|提出)的|^(?:党中央|国务院|国家|[省市县区州][委里上]|[省市县区州]?政府|[本上]届|人代会|大会|年初)[^，。；、]{0,10}(?:提出|确定|定下|明确|下达|批准|通过)的|^\P{P}{0,10}(?:人大|人代会|大会|会议|常委会)(?:审议|审查|表决)?(?:并)?(?:通过|批准|决定)的`)

// foretold is who foretells something, setAs sets an aim and missed says what became
// of it: 世界银行预测全球经济, 确定地区生产总值增长6%的目标, 未完成46亿元的目标.
var (
	foretold = nlp.NewExpr(`^[^，。；]{2,14}?(?:预测|预计|预期)(?:[上下]半年|今年|明年|全年|(?:19|20)\d\d年)*`)
	missed   = nlp.NewExpr(`^(?:未能?|没有|尚未|超额|提前|圆满|顺利|如期)*(?:完成|实现|达到)了?(?:全年|年度|年初|既定|预定|确定|提出|预期|的)*$`)
	setAs    = nlp.NewExpr(`^(?:确定|提出|明确|设定|制定)`)
)

// aimReached ends a clause that says of its measure that it has come to an aim: 城镇化率
// 已提前达到规划提出的. setByPlan is no more than the plan that set it.
var (
	aimReached = nlp.NewExpr(`(?:已|提前|超额|如期|[一二两三四五]年)*(?:达到|实现|完成|超过)[^，。；、]{0,8}规划(?:提出|确定|规定|要求)?的?$|提前[一二两三四五]年$`)
	notReached = nlp.NewExpr(`^(?:未能?|没有|尚未)$`)
	setByPlan  = nlp.NewExpr(`^《[^》]{2,40}》(?:提出|确定)?的?$`)
)

// withinThem follows a value in a clause that says among whom.
var withinThem = nlp.NewExpr(`^[\d.,〇万亿]*[^，。；、]{0,12}中，`)

// ongoing is what something is in, without a place: 在建的36个项目中.
var ongoing = nlp.NewExpr(`^在(?:建|统|册|编|岗|营|校|园|研|库)的?$`)

// What stands at the ends of a clause and is no part of it.
var (
	clauseEnds = nlp.NewRunes("，、；：。 \t")
	dashedEnds = nlp.NewRunes("，、；：。 \t—")
	stops      = nlp.NewRunes("，；：。")
	halfPairs  = nlp.NewRunes("（）”")
)
