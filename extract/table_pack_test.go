package extract_test

import (
	"reflect"
	"strings"
	"testing"

	"zhibiao/schema"
)

// packed makes a document of one table, of which each inner slice is a row;
// a cell of several columns is followed by cells marked "<".
func packed(caption string, rows [][]string) *schema.Document {
	doc := &schema.Document{Kind: schema.Communique, ReviewYear: 2024}
	doc.Text = caption + "\n"
	table := &schema.Table{Caption: schema.Span{Start: 0, End: len(caption)}, Rows: len(rows)}
	b := schema.Block{Kind: schema.TableBlock, Table: table}
	for r, row := range rows {
		start := len(doc.Text)
		for c, s := range row {
			table.Cols = max(table.Cols, c+1)
			if s == "<" {
				table.Cells[len(table.Cells)-1].ColSpan++
				continue
			}
			if c > 0 {
				doc.Text += "\t"
			}
			from := len(doc.Text)
			doc.Text += s
			table.Cells = append(table.Cells, schema.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Span: schema.Span{Start: from, End: len(doc.Text)}})
		}
		b.Lines = append(b.Lines, schema.Span{Start: start, End: len(doc.Text)})
		doc.Text += "\n"
	}
	doc.Blocks = []schema.Block{{Kind: schema.ParagraphBlock, Lines: []schema.Span{{Start: 0, End: len(caption)}}}, b}
	return doc
}

func TestPackedRows(t *testing.T) {
	head := []string{"指标", "协会", "基金会"}
	tests := []struct {
		name string
		rows [][]string
		want []string
	}{
		{"figures of two columns in one cell", [][]string{head, {"合计 省级登记 市级登记", "60 9 10 2 50 7", "<"}},
			[]string{"协会 60", "基金会 9", "省级登记协会 10", "省级登记基金会 2", "市级登记协会 50", "市级登记基金会 7"}},
		{"names that share their tail stand without space", [][]string{head, {"合计 省级登记市级登记", "60 10 50", "9 2 7"}},
			[]string{"协会 60", "基金会 9", "省级登记协会 10", "省级登记基金会 2", "市级登记协会 50", "市级登记基金会 7"}},
		{"counts that do not agree are left alone", [][]string{head, {"合计 省级登记 市级登记", "60 10", "9 2 7"}}, nil},
		{"names that could be parted in several ways are left alone", [][]string{head, {"合计 甲乙丙丁", "60 10 50", "9 2 7"}}, nil},
	}
	x := builtin(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := packed("表1 登记情况 单位：个", tt.rows)
			res := x.Extract(doc)
			by := map[string]bool{}
			for _, o := range res.Observations {
				if o.TableRow != 2 || o.Quantity.Unit != "个" || o.Period.Text != "2024" {
					t.Errorf("%s: row %d unit %q period %q", o.Indicator, o.TableRow, o.Quantity.Unit, o.Period.Text)
				}
				by[o.Indicator+" "+o.Quantity.Value] = true
			}
			want := map[string]bool{}
			for _, w := range tt.want {
				want[w] = true
			}
			if !reflect.DeepEqual(by, want) {
				t.Errorf("got %v\nwant %v", by, want)
			}
			for _, err := range broken(doc, res) {
				t.Error(err)
			}
		})
	}
}

func TestSameAs(t *testing.T) {
	x := builtin(t)
	doc, res := extractText(x, strings.Join([]string{
		"2024年全县粮食产量12.35万吨，比上年增长2.1%；2023年粮食产量12.1万吨。",
		"",
		"| 指标 | 2023年（吨） | 2024年（吨） | 比上年增长（%） |",
		"|---|---|---|---|",
		"| 粮食产量 | 120000 | 123500 | 2.1 |",
		"",
		"全县粮食产量12.35万吨。",
	}, "\n"))
	var got []string
	for i, o := range res.Observations {
		if o.SameAs == 0 {
			continue
		}
		if o.SameAs > i {
			t.Fatalf("observation %d is the same as a later one", i)
		}
		first := res.Observations[o.SameAs-1]
		got = append(got, first.Span.In(doc.Text)+" "+o.Span.In(doc.Text))
	}
	// the figure of 2023 differs; two sentences alone are two statements
	want := []string{"12.35万吨 123500", "2.1% 2.1"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextThatIsNoTable(t *testing.T) {
	x := builtin(t)
	for _, text := range []string{
		"全县粮食产量12.35万吨，  比上年增长2.1%。\n油料产量1.2万吨，  比上年增长3.1%。\n棉花产量0.2万吨，  比上年增长1.1%。",
		"一、综合\n二、农业\n三、工业",
		"签发人  张三\n电话  另见附件\n地址  县城关镇",
	} {
		_, res := extractText(x, text)
		if got := inTable(res); got != nil {
			t.Errorf("%q: %q", text, got)
		}
	}
}
