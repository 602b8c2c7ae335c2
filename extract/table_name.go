package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// A stub is a row's name as it is read.
type stub struct {
	head  tableHead
	child bool // 其中, # or a number sets it below another
	depth int  // of its numbering; 0 without
	total bool // 合计
}

var (
	childMark   = regexp.MustCompile(`^(?:其中|其中有|在总计中|按.{2,10}分|#)[:：、 ]*|^＃`)
	memberCount = regexp.MustCompile(`[（(]\d+(?:个|家|项|户|所|座|处)[）)]$`)
	totalName   = regexp.MustCompile(`^(?:合计|总计|共计|小计|总数|全部|全[国省市县区州盟旗]|本[省市县区州])$`)
	sumTail     = regexp.MustCompile(`(?:合计|小计)$`) // not 总计: 收入总计 holds what was carried over too
	taxName     = regexp.MustCompile(`税$`)
	stubMarks   = []*regexp.Regexp{
		regexp.MustCompile(`^[一二三四五六七八九十]{1,3}[、.．]`),
		regexp.MustCompile(`^（[一二三四五六七八九十]{1,3}）`),
		regexp.MustCompile(`^\d{1,2}(?:[、．]|[.)](?:\D|$))`),
		regexp.MustCompile(`^（\d{1,2}）|^\(\d{1,2}\)`),
		regexp.MustCompile(`^[①-⑳]`),
	}
)

// readStub reads the name of a row.
func (t *tableReading) readStub(text string) stub {
	var s stub
	for i, re := range stubMarks {
		if m := re.FindString(text); m != "" && len(m) < len(text) {
			if i == 2 && strings.ContainsAny(m, ".)") { // the character behind the mark is not part of it
				m = m[:strings.IndexAny(m, ".)")+1]
			}
			text, s.depth = strings.TrimLeft(text[len(m):], " "), i+1
			break
		}
	}
	if m := childMark.FindString(text); m != "" && len(m) < len(text) {
		text, s.child = text[len(m):], true
		text = strings.TrimPrefix(text, "：")
	}
	text = memberCount.ReplaceAllString(text, "")
	s.head = t.x.readHead(text)
	s.head.name = t.withoutTime(strings.Replace(s.head.name, "年末存栏", "存栏", 1))
	s.total = totalName.MatchString(strings.TrimRight(headMarks.ReplaceAllString(text, ""), "：")) && s.head.name == "" || totalName.MatchString(s.head.name)
	if s.total {
		s.head.name = ""
	}
	if whole := sumTail.ReplaceAllString(s.head.name, ""); whole != s.head.name && t.measured(whole) {
		s.head.name = whole
	}
	return s
}

// withoutTime drops 年末, 全市 and the like from the front of a name.
func (t *tableReading) withoutTime(s string) string {
	for {
		w := t.x.words.Prefix(s, nlp.TimeWord|nlp.ScopeWord)
		if utf8.RuneCountInString(w) < 2 || w == s || w == "地区" || t.x.words.Prefix(s, nlp.AttrWord|nlp.OwnWord|nlp.QualWord) > w {
			return s
		}
		s = s[len(w):]
	}
}

// A namer goes down the rows of a panel and puts their names together with
// those of the rows they are parts of.
type namer struct {
	t     *tableReading
	whole string // the row that the rows below may be parts of
	unit  string // of whole
	depth int    // of its numbering
	open  bool   // the rows are parts of whole, until one says otherwise
	sure  bool   // open, because a row was marked as a part
	set   bool   // whole heads a part of the table and has no figures
	last  string // the name of the row before, where it was marked as a part
	term  string // of the loans that the rows marked as parts are of: 短期
	above string // the unit that the last row with one gives
	head  tableHead
}

// carried is the unit that a row without one takes from the row it is a part
// of: 黄牛 below 大牲畜（万头）.
func (n *namer) carried(s stub) string {
	if s.child || n.sure {
		return n.above
	}
	return ""
}

// section takes in a row that has a name and no figures.
func (n *namer) section(s stub) {
	n.head = s.head
	n.whole, n.unit, n.depth, n.set, n.last = s.head.name, "", s.depth, true, ""
	n.open = n.t.measured(s.head.name) && !s.total
	if strings.HasSuffix(s.head.text, "中：") || strings.HasSuffix(s.head.text, "中:") {
		n.whole, n.open = "", false
	}
}

// row names a row whose figures are in unit; "" for one that has no name of its
// own, as 合计.
func (n *namer) row(s stub, unit string) string {
	t, own := n.t, s.head.name
	if own == "" {
		if s.total {
			n.open, n.whole = false, ""
		}
		return ""
	}
	marked := s.child || s.depth > n.depth && n.whole != "" && !n.set
	name, part := own, false
	if n.belongs(own, unit, marked) {
		whole := n.whole
		if s.child && n.last != "" && sizeName.MatchString(own) && !sizes.MatchString(n.last) {
			whole = n.last // 其中：住宅, and below it 其中：90平方米及以下
		}
		name, part = t.partOf(whole, own, marked || n.open)
		if part && n.set {
			name = t.underHead(whole, own, name)
		}
	}
	switch {
	case part:
		n.sure = n.sure && n.open || marked
		n.open = true
	case marked, n.set && n.open:
	default:
		n.whole, n.unit, n.depth, n.set, n.open, n.sure = own, unit, s.depth, false, false, false
	}
	n.last = ""
	if s.child {
		n.last = name
	}
	return n.withTerm(s, own, name)
}

// terms begin the name of loans by how long they run, debtors that of a part of them.
var (
	terms   = regexp.MustCompile(`^(短期|中长期)贷款`)
	debtors = regexp.MustCompile(`^(?:个人|住户|消费|经营).*贷款`)
)

// withTerm names whose loans below those of a term are: 中长期个人贷款余额 of a row
// #个人贷款 below 中长期贷款.
func (n *namer) withTerm(s stub, own, name string) string {
	switch m := terms.FindStringSubmatch(own); {
	case m != nil:
		n.term = m[1]
	case !s.child:
		n.term = ""
	case debtors.MatchString(own):
		return n.term + name
	}
	return name
}

// belongs reports whether a row is a part of the whole above it: it is marked
// so, goes on the parts before it, or tells a branch or class.
func (n *namer) belongs(own, unit string, marked bool) bool {
	t := n.t
	if !t.measured(n.whole) || !n.set && n.unit != unit && unit != "" && n.unit != "" {
		return false
	}
	shared := !n.set && !t.measured(own) && t.topic.measure != "" && strings.Contains(t.topic.text, t.unlimited(n.whole))
	if marked || shared || t.divides(own) {
		return true
	}
	if !n.open || n.sure || n.set {
		return n.open
	}
	name, _ := t.partOf(n.whole, own, true)
	return !t.known(own) || t.known(name)
}

// indicator puts the names of a row and a column together.
func (t *tableReading) indicator(row, col string, kind schema.Kind) string {
	name := ""
	switch {
	case row != "" && ((t.measured(row) || strings.HasSuffix(row, "量")) && ofGoods.MatchString(col) || col == "机构" && institution.MatchString(row)):
		name = row
	case strings.HasPrefix(col, "占"):
		if name = row; name == "" {
			name = t.topic.text
		} else if !t.measured(name) {
			name = t.withTopic(name)
		}
		name += col
	case row == "" && col == "":
		name = t.topic.text
	case row == "" && col == "人口":
		name = "总人口"
	case row == "" && ratioWord.MatchString(col):
		name = t.topic.text + col
	case row == "":
		name = col
		if n := utf8.RuneCountInString(t.topic.text); n > 0 && n <= 14 && !t.known(col) && t.subject() {
			name = joinOverlap(t.topic.text, col)
		} else if !t.measured(col) {
			name = t.withTopic(col)
		}
	case col == "":
		name = row
		if owned := t.ofTopic(row); owned != "" {
			name = owned
		} else if !t.measured(row) {
			name = t.withTopic(row)
		}
		if strings.HasSuffix(row, "级") {
			name = joinOverlap(row, t.topic.text)
		}
	case ratioWord.MatchString(col):
		name = joinOverlap(row, col)
	case col == "产量" && volumeOf.MatchString(row):
		name = row + "量"
	case t.measured(row) && !t.measured(col), t.qualifies(col) && !strings.HasSuffix(row, "地区"):
		name = t.split(row, col)
	default:
		name = joinOverlap(row, col)
	}
	if row != "" && col != "" && !t.measured(name) {
		name = t.withTopic(name)
	}
	if per := strings.TrimPrefix(perHead.FindString(t.topic.text), "平均"); strings.HasPrefix(per, "每") && strings.HasSuffix(name, "拥有量") && !strings.Contains(name, "每") {
		name = per + name // 家用汽车 under 平均每百户耐用消费品拥有量
	}
	name = t.limited(name)
	if t.topic.partner && row != "" && !t.measured(row) {
		if m := tradeName.FindStringSubmatch(strings.TrimPrefix(name, row)); m != nil && m[1] == "进口" {
			name = "自" + name
		} else if m != nil {
			name = "对" + name
		}
	}
	if kind == schema.Growth {
		name = priceIndex.ReplaceAllString(name, "价格")
	}
	if kind == schema.Rate && t.topic.ratio != "" && t.measure(name) != t.topic.ratio && !strings.HasSuffix(name, "率") && !unitless.MatchString(name) {
		name += t.topic.ratio
	}
	return name
}

var (
	ofGoods     = regexp.MustCompile(`^(?:产量|总产量|产值|数量|面积)$`)
	institution = regexp.MustCompile(`[院所站馆园校厂]$|中心$`)
	priceIndex  = regexp.MustCompile(`价格总?指数$`)
)

// split names what a column tells of a part of the row's indicator: of 比重 and
// 东部地区 the topic of the table supplies what the share is of.
func (t *tableReading) split(row, col string) string {
	if ratioWord.MatchString(row) && t.topic.measure != "" {
		return col + t.topic.measure + row
	}
	if per := perHead.FindString(t.topic.text); per != "" && !strings.Contains(row, "每") {
		name := col + per + row
		if strings.Contains(t.topic.text, "拥有") {
			name += "拥有量"
		}
		return name
	}
	return joinOverlap(col, row)
}

// withTopic adds the measure of the table to a name that has none.
func (t *tableReading) withTopic(name string) string {
	if t.topic.measure == "" || strings.Contains(name, t.topic.measure) || taxName.MatchString(name) && inOut.MatchString(t.topic.measure) || strings.HasSuffix(name, "量") && t.known(name) {
		return name
	}
	if thing := strings.TrimSuffix(name, "量"); t.topic.measure == "产量" && volumeOf.MatchString(thing) {
		return thing + "量" // 木材采伐量
	}
	return joinOverlap(name, t.topic.measure)
}

// volumeOf ends what is not made but done, so that its output is a volume of that.
var volumeOf = regexp.MustCompile(`(?:采伐|发电|供热|供水|供气|捕捞|开采|加工|屠宰)$`)

// topicHead is the thing that a caption begins with where more is listed behind it.
var topicHead = regexp.MustCompile(`^(\p{Han}{4,8}?)(?:[及和与、（]|$)`)

// ofTopic is a row's bare measure with what the table is about, where the catalogue
// knows both together: 房地产开发投资额 of 投资额 in a table on 房地产开发和销售.
func (t *tableReading) ofTopic(row string) string {
	m := topicHead.FindStringSubmatch(t.topic.text)
	if m == nil || t.x.words.ClassOf(row)&nlp.OwnWord == 0 || t.known(row) {
		return ""
	}
	if on := strings.TrimSuffix(m[1], "投资"); row == "到位资金" && strings.HasSuffix(on, "开发") {
		return on + row
	}
	for _, name := range []string{m[1] + row, m[1] + "企业" + row} {
		if t.known(name) {
			return name
		}
	}
	return ""
}

// known reports whether the catalogue has a name as it stands.
func (t *tableReading) known(name string) bool {
	_, ok := t.x.catalogue.Lookup(name)
	return ok
}

// subject reports whether the topic is the thing that the columns measure:
// that one of them is headed by the end of it.
func (t *tableReading) subject() bool {
	for _, p := range t.panels {
		for _, c := range p.values {
			if utf8.RuneCountInString(c.head.name) >= 2 && strings.HasSuffix(t.topic.text, c.head.name) && !t.known(c.head.name) {
				return true
			}
		}
	}
	return false
}

// regionNamed is the division that is called exactly so, within the document's
// region where the name alone does not tell.
func (t *tableReading) regionNamed(name string) (schema.Region, bool) {
	first, _ := utf8.DecodeRuneInString(name)
	if n := utf8.RuneCountInString(name); n < 2 || n > 12 || !unicode.Is(unicode.Han, first) {
		return schema.Region{}, false
	}
	for _, s := range []string{name, t.r.doc.Region.Name + name} {
		g, ok := t.x.regions.Find(s)
		if ok && g.Code != t.r.doc.Region.Code && (g.Name == name || withoutLast(g.Name) == name || g.Level == "province" && strings.HasPrefix(g.Name, name)) {
			return g, true
		}
	}
	return schema.Region{}, false
}
