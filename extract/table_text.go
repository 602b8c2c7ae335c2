package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zhibiao/nlp"
	"zhibiao/schema"
)

// Cells of running text: what was to be done, and what was done.

var (
	tasksHead = regexp.MustCompile(`目标|任务|计划|安排|建设内容|建设规模|主要内容|实施内容|工作内容|内容及规模|主要建设|工作举措|措施`)
	doneTold  = regexp.MustCompile(`完成情况|进展|实施情况|落实情况|办理情况|工作成效|主要成效|执行情况`)
)

// texts reads the cells of the body that hold sentences, under a head that says
// whether they tell of tasks or of what was done.
func (t *tableReading) texts(from int) {
	for col := 1; col < t.grid.cols; col++ {
		head := t.columnHead(from, col).text
		sc := t.r.scene
		switch {
		case doneTold.MatchString(head):
			if t.r.review > 0 {
				sc = scene{status: schema.Actual, year: t.year}
			}
		case tasksHead.MatchString(head):
			sc = scene{status: schema.Target, year: t.year}
			if t.year == 0 {
				sc.year = t.r.plan
			}
		default:
			continue
		}
		for row := t.body; row < t.grid.rows; row++ {
			if c := t.grid.at(row, col); c != nil && c.Col == col && c.Row == row && c.kind == wordsCell && c.claimed.Empty() && tellsMore(c.text) {
				t.text(c, sc)
			}
		}
	}
}

// tellsMore reports whether a cell is a sentence with figures rather than a name.
func tellsMore(s string) bool {
	return utf8.RuneCountInString(s) >= 6 && strings.ContainsAny(s, "0123456789")
}

// text makes the observations of one cell of running text.
func (t *tableReading) text(c *gridCell, sc scene) {
	from, rest := len(t.out.Observations), len(t.out.Residue)
	b := &binder{x: t.x, r: t.r, view: c.view, scene: sc, out: t.out, section: t.section, page: t.block.Page}
	for _, sn := range nlp.Sentences(c.view) {
		s := t.x.scan(c.view.Text, sn.Start, sn.End)
		stmts, faults := t.x.statements(s, nil)
		t.out.Faults = append(t.out.Faults, faults...)
		b.sentence(s, stmts)
		t.x.rest(b, s, t.out)
		s.free()
	}
	line := t.line(c.Span)
	for i := from; i < len(t.out.Observations); i++ {
		o := &t.out.Observations[i]
		o.Sentence, o.TableRow, o.TableCol = line, c.row+1, c.col+1
	}
	for i := rest; i < len(t.out.Residue); i++ {
		t.out.Residue[i].Sentence = line
	}
	c.claimed = c.Span
}
