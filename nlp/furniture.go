package nlp

import (
	"strconv"
	"strings"

	"zhibiao/schema"
)

// Furniture is what stands on a page but is not part of the report: buttons,
// bread crumbs, page numbers, running heads.

// buttons are whole lines, without the space and the colon they may end in.
var buttons = wordSet(`下载 打印 全屏 收藏 分享 分享到 加大 还原 减小 】 【 首页 > >> 》 大 中 小 微信 微博 打印本页 关闭窗口 返回顶部
上一篇 下一篇 上一页 下一页 返回 关闭 字号 字体 【字号 【字体 默认 超大 无障碍 长者模式 繁體 简体 相关报道 相关附件>> 相关链接>> 相关附件 相关链接 相关新闻
当前位置 您的位置 我要纠错 扫一扫在手机打开当前页 扫一扫 分享到微信 QQ空间 网站地图 联系我们 关于我们 政务公开 政府信息公开 ×`)

// tailMarks begin the part of a page behind the report.
var tailMarks = wordSet(`责任编辑 相关报道 相关链接 相关附件 相关链接>> 相关附件>> 相关新闻 扫一扫在手机打开当前页 打印本页 关闭窗口 上一篇 下一篇`)

// labels are followed by a short value, on the same line or on the next.
var labels = wordSet(`来源 信息来源 文章来源 稿源 时间 发布时间 发布日期 成文日期 发文日期 更新时间 作者 责任编辑 编辑 责编 审核 浏览次数 阅读次数 点击数 点击量 阅读 访问量 字号 字体 索引号 发布机构 发文机关 发文字号 公开方式 主题分类 有效性`)

var furniturePatterns = []*Expr{
	NewExpr(`^[-—–－─·•\s]+\d{1,4}[-—–－─·•\s]+$`),                                           // - 12 -
	NewExpr(`^第\s*\d{1,4}\s*页(\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?$`),                            // 第3页 共28页
	NewExpr(`^(?i)page\s+\d{1,4}(\s+of\s+\d{1,4})?$`),                                      // Page 3 of 28
	NewExpr(`^【\s*(字号|字体)[^】]{0,20}】?$`),                                                   // 【字号：大 中 小】
	NewExpr(`^(首页|当前位置|您的位置|您当前的位置|您现在的位置).{0,12}[>›》»/].{0,60}$`),                         // bread crumbs
	NewExpr(`^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：时]\d{1,2}(分|[:：]\d{1,2})?秒?$`), // with the time of day
	NewExpr(`^(信息来源|文章来源|来源|稿源|作者|时间|日期|发布时间|发布日期|发文日期|索引号)\s*[:：][^。]{0,50}(时间|日期|来源|字号|字体|浏览|点击|阅读|作者|编辑)[^。]{0,30}$`),
	NewExpr(`^[0-9a-f]{24,}[:：]?$`),
	NewExpr(`^.{0,40}记者.{1,12}摄$`),
	NewExpr(`^.{0,30}(版权所有|ICP备|公网安备|网站标识码|网站支持IPv6).{0,60}$`),
	NewExpr(`^!\[[^\]]*\]\([^)]*\)$`), // a picture
	NewExpr(`^([-*_=─—]\s*){3,}$`),    // a rule
	NewExpr(`^(https?://|www\.)\S+$`),
	NewExpr(`^.{0,20}(字体大小|字号[:：]|打印本页|关闭窗口|保存本页).{0,30}$`),
}

var labelLine = NewExpr(`^(\S{2,5}?)\s*[:：]\s*(.{0,24})$`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// bare is s without a closing colon.
func bare(s string) string { return strings.TrimSpace(strings.TrimRight(s, ":：")) }

// isFurniture reports whether a line is page furniture by its look alone.
func isFurniture(s string, runes int) bool {
	if runes > 80 {
		return false
	}
	if buttons[bare(s)] {
		return true
	}
	if m := labelLine.FindStringSubmatch(s); m != nil && labels[m[1]] && !strings.ContainsAny(m[2], "，。；") {
		return true
	}
	for _, p := range furniturePatterns {
		if p.MatchString(s) {
			return true
		}
	}
	return false
}

// markFurniture marks the lines that are page furniture, by look and by how
// they stand among the others.
func markFurniture(lines []line) {
	for i := range lines {
		l := &lines[i]
		if l.kind == "" && isFurniture(l.text, l.runes) {
			l.kind = schema.FurnitureBlock
			if labels[bare(l.text)] && bare(l.text) != l.text && i+1 < len(lines) {
				if v := &lines[i+1]; v.runes <= 20 && v.kind == "" && numberingOf(v.text).level == 0 && !endsSentence(v.text) && !endsClause(v.text) {
					v.kind = schema.FurnitureBlock
				}
			}
		}
	}
	markCrumbs(lines)
	markRunningHeads(lines)
	markPageNumbers(lines)
	markTail(lines)
}

// markRunningHeads marks short lines that come three times or more.
func markRunningHeads(lines []line) {
	seen := map[string][]int{}
	for i, l := range lines {
		if l.kind == "" && l.runes <= 40 && hanCount(l.text) >= 4 && !endsClause(l.text) && l.table == nil && numberingOf(l.text).level == 0 && !isCaption(l.text) {
			key := strings.Join(strings.Fields(l.text), "")
			seen[key] = append(seen[key], i)
		}
	}
	for _, at := range seen {
		if len(at) < 3 {
			continue
		}
		for _, i := range at {
			if i != at[0] || inBody(lines[:i]) { // the first may be the title itself
				lines[i].kind = schema.FurnitureBlock
			}
		}
	}
}

// inBody reports whether the lines before have prose among them.
func inBody(before []line) bool {
	for _, l := range before {
		if l.runes > 60 || endsSentence(l.text) && l.runes > 20 {
			return true
		}
	}
	return false
}

// markCrumbs marks the links of a bread crumb trail set one to a line.
func markCrumbs(lines []line) {
	crumb := func(i int) bool {
		return i >= 0 && i < len(lines) && (lines[i].text == ">" || lines[i].text == ">>" || lines[i].text == "›" || lines[i].text == "»")
	}
	for i := range lines {
		if l := &lines[i]; l.kind == "" && l.runes <= 20 && (crumb(i-1) || crumb(i+1)) {
			l.kind = schema.FurnitureBlock
		}
	}
}

// markPageNumbers marks bare numbers that count pages: they rise by one each
// time, three times or more, with text between.
func markPageNumbers(lines []line) {
	var run []int
	prev := -1
	flush := func() {
		if len(run) >= 3 {
			for _, i := range run {
				lines[i].kind = schema.FurnitureBlock
			}
		}
		run = nil
	}
	for i, l := range lines {
		if c := l.text[0]; c != '+' && !digitByte(c) {
			continue // spares the error
		}
		n, err := strconv.Atoi(l.text)
		if l.kind != "" || err != nil || n < 1 || n > 2000 {
			continue
		}
		if len(run) > 0 && (n != prev+1 || i-run[len(run)-1] < 5) {
			flush()
		}
		run, prev = append(run, i), n
	}
	flush()
}

// markTail marks the short lines behind the end of the report, such as links
// to other pages.
func markTail(lines []line) {
	from := len(lines) - max(len(lines)/6, 12)
	tail := false
	for i := max(from, len(lines)/2); i < len(lines); i++ {
		l := &lines[i]
		head, _, _ := strings.Cut(strings.ReplaceAll(l.text, "：", ":"), ":")
		if tailMarks[bare(head)] && l.kind == schema.FurnitureBlock {
			tail = true
		} else if tail && l.kind == "" && l.runes <= 48 && !endsSentence(l.text) {
			l.kind = schema.FurnitureBlock
		}
	}
}
