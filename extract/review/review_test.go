package review

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhibiao/extract"
	"zhibiao/extract/eval"
	"zhibiao/extract/ingest"
)

// samples are the rows of the sample reports.
func samples(t *testing.T) []extract.Rows {
	t.Helper()
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("../../testdata/samples/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples, error %v", err)
	}
	var out []extract.Rows
	for _, name := range names {
		docs, err := ingest.Read(context.Background(), name, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs[0].Source = filepath.Base(name)
		x.Describe(docs[0])
		out = append(out, extract.MakeRows(docs[0], x.Extract(docs[0])))
	}
	return out
}

// page writes the page of reports to a file.
func page(t *testing.T, reports []extract.Rows) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, "样例", reports); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestThePageIsSelfContained(t *testing.T) {
	reports := samples(t)[:2]
	reports[0].Document.Text = strings.Replace(reports[0].Document.Text, "。", "。</script><script>alert(1)</script>", 1)
	data, err := os.ReadFile(page(t, reports))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, bad := range []string{"<script>alert(1)", "http://", "https://", "src=", "@import", "url("} {
		if strings.Contains(text, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if n := strings.Count(text, `type="application/json"`); n != 3 {
		t.Errorf("the page has %d pieces of data, want the list and 2 documents", n)
	}
}

func TestOffsetsAreUTF16(t *testing.T) {
	text := "𠮷野2家。𠮷野增长5%。"
	x := newOffsets(text)
	for point, want := range map[int]int{0: 0, 1: 2, 4: 5, 5: 6, 6: 8, len([]rune(text)): len([]rune(text)) + 2} {
		if got := x.units(point); got != want {
			t.Errorf("code point %d is at unit %d, want %d", point, got, want)
		}
	}
	if from, to := x.sentence("𠮷野增长5%。", 9); from != 6 || to != 14 {
		t.Errorf("sentence is at %d to %d, want 6 to 14", from, to)
	}
	if from, _ := x.sentence("没有。", 9); from != -1 {
		t.Errorf("a sentence that is not there is at %d", from)
	}
}

// countRows counts the rows of the list, all of which it brings on the page.
const countRows = `(() => { const l = document.querySelector("#list"); for (let i = 0; i < 40; i++) { l.scrollTop = l.scrollHeight; l.dispatchEvent(new Event("scroll")); } l.scrollTop = 0; return l.querySelectorAll(".item").length; })()`

// The page in a browser: what is seen, a click, a filter, keys, an export.
func TestThePageInABrowser(t *testing.T) {
	reports := samples(t)
	b := startBrowser(t, 1400, 900)
	b.open(page(t, reports))
	first := &reports[0]
	if got := b.eval(countRows); got != float64(len(first.Observations)) {
		t.Errorf("%v rows are listed, want %d", got, len(first.Observations))
	}
	if got := b.eval(`[...document.querySelectorAll("#text p")].map((p) => p.textContent).join("\n")`); got != first.Document.Text {
		t.Error("the text on the page is not that of the document")
	}
	if got := b.eval(`document.querySelectorAll("#text mark").length > 50 && document.querySelectorAll("#text .residue").length > 5`); got != true {
		t.Error("observations or residue are not marked")
	}
	b.screenshot("1-light")
	b.click("#text mark")
	if got := b.eval(`document.querySelector("#detail strong").textContent.length > 0 && document.querySelectorAll("[aria-current=true]").length`); got != float64(1) {
		t.Errorf("a click on a mark chooses %v rows", got)
	}
	b.press("j", "j", "k")
	if got := b.eval(`[...document.querySelectorAll("#list .item")].findIndex((e) => e.getAttribute("aria-current") === "true")`); got != float64(1) {
		t.Errorf("j j k leads to row %v, want 1", got)
	}
	b.mouse("#text mark", "mouseMoved", 0)
	b.screenshot("2-chosen")
	filters(t, b, first)
	judgements(t, b, first)
	looks(t, b)
	b.clean()
}

func filters(t *testing.T, b *browser, r *extract.Rows) {
	t.Helper()
	growths := 0
	for _, o := range r.Observations {
		if o.Kind == "growth" {
			growths++
		}
	}
	b.click(".chip.growth")
	if got := b.eval(countRows); got != float64(growths) {
		t.Errorf("the filter leaves %v growths, want %d", got, growths)
	}
	if got := b.eval(`document.querySelectorAll("#text mark.dim").length > 0`); got != true {
		t.Error("marks that the filter leaves out are not dimmed")
	}
	b.click(".chip.growth")
	b.eval(`document.querySelectorAll(".chip[aria-pressed=false]").forEach((e) => e.click())`)
	coded := 0
	for _, o := range r.Observations {
		if o.IndicatorCode != nil {
			coded++
		}
	}
	b.eval(`(() => { const s = document.querySelector("#code"); s.value = "known"; s.dispatchEvent(new Event("change")); })()`)
	if got := b.eval(countRows); got != float64(coded) {
		t.Errorf("the filter leaves %v rows with a code, want %d", got, coded)
	}
	b.eval(`(() => { const s = document.querySelector("#code"); s.value = ""; s.dispatchEvent(new Event("change")); })()`)
	b.press("/")
	b.call("Input.insertText", map[string]any{"text": r.Observations[len(r.Observations)/2].Indicator}, nil)
	if got := b.eval(countRows); got == float64(len(r.Observations)) || got == float64(0) {
		t.Errorf("the search leaves %v rows", got)
	}
	b.press("Escape", "o")
	if got := b.eval(countRows); got != float64(len(r.Residue)) {
		t.Errorf("%v numbers of the residue are listed, want %d", got, len(r.Residue))
	}
	b.screenshot("3-residue")
	b.press("o")
}

// judgements accepts two rows, rejects one and corrects one, and reads the
// exported files as zhibiao eval reads gold.
func judgements(t *testing.T, b *browser, r *extract.Rows) {
	t.Helper()
	b.press("j", "a", "a", "r", "c")
	b.eval(`document.querySelector("#edit-indicator").value = "更正的指标"`)
	b.screenshot("4-edit")
	b.click("#editForm button[type=submit]")
	if got := b.eval(`document.querySelector("#progress").textContent`); !strings.HasPrefix(fmt.Sprint(got), "4 of") {
		t.Errorf("progress is %v", got)
	}
	b.screenshot("5-judged")
	dir := t.TempDir()
	b.call("Browser.setDownloadBehavior", map[string]any{"behavior": "allow", "downloadPath": dir}, nil)
	b.click("#export summary")
	b.screenshot("6-export")
	b.click("#exportGold")
	base := strings.TrimSuffix(r.Document.Source, ".txt")
	gold := download(t, filepath.Join(dir, base+".gold.jsonl"))
	rows, err := eval.ReadGold("export", strings.NewReader(gold), r.Document.Text)
	if err != nil || len(rows) != 3 || rows[2].Indicator != "更正的指标" {
		t.Errorf("exported gold is\n%s\nerror %v", gold, err)
	}
	b.eval(`document.querySelector("#undecided").checked = true; document.querySelector("#export").open = true`)
	os.Remove(filepath.Join(dir, base+".gold.jsonl"))
	b.click("#exportGold")
	gold = download(t, filepath.Join(dir, base+".gold.jsonl"))
	rows, err = eval.ReadGold("export", strings.NewReader(gold), r.Document.Text)
	if err != nil || len(rows) != len(r.Observations)-1 {
		t.Errorf("exported gold has %d rows, want %d, error %v", len(rows), len(r.Observations)-1, err)
	}
	if s := eval.Of("export", rows, eval.FromRows(r.Document.Text, r.Observations)); s.At(eval.Detect).R != 1 {
		t.Errorf("rows score %+v against their own export", s.At(eval.Detect))
	}
	b.eval(`document.querySelector("#export").open = true`)
	b.click("#exportRules")
	if rules := download(t, filepath.Join(dir, "rule-examples.yaml")); !strings.Contains(rules, "  finds:\n    - \"") || !strings.Contains(rules, "  ignores:\n") {
		t.Errorf("rule examples are\n%s", rules)
	}
	b.eval(`document.querySelector("#export").open = true`)
	b.click("#exportAll")
	if all := download(t, filepath.Join(dir, "judgements.jsonl")); strings.Count(all, "\n") != 4 || !strings.Contains(all, `"verdict":"reject"`) {
		t.Errorf("judgements are\n%s", all)
	}
	b.eval(`document.querySelector("#export").open = false`)
}

// download waits for a file to be there whole.
func download(t *testing.T, name string) string {
	t.Helper()
	for range 100 {
		if data, err := os.ReadFile(name); err == nil && len(data) > 0 {
			return string(data)
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s was not saved", filepath.Base(name))
	return ""
}

// looks goes through language, theme and phone, and measures contrast.
func looks(t *testing.T, b *browser) {
	t.Helper()
	for _, theme := range []string{"light", "dark"} {
		b.eval(`document.documentElement.dataset.theme === "` + theme + `" || document.querySelector("#theme").click()`)
		if low, ok := b.eval(lowContrast).([]any); !ok || len(low) > 0 {
			t.Errorf("%s: contrast below 4.5: %v", theme, low)
		}
	}
	b.screenshot("7-dark")
	b.press("l")
	if got := b.eval(`document.documentElement.lang + document.querySelector("#exportGold").textContent`); got != "zh本报告标注（.gold.jsonl）" {
		t.Errorf("the other language is %v", got)
	}
	b.press("?")
	b.screenshot("8-help")
	b.eval(`document.querySelector("#help").close()`)
	b.size(390, 844, true)
	if got := b.eval(`document.querySelector("#detail").getBoundingClientRect().height > 60 && document.querySelector("#list").offsetParent === null`); got != true {
		t.Error("on a phone the text has no details below it")
	}
	b.screenshot("9-phone-text")
	b.click("#tabRows")
	b.screenshot("10-phone-rows")
	if wide := b.eval(`document.documentElement.scrollWidth - innerWidth`); wide != float64(0) {
		t.Errorf("on a phone the page is %v pixels too wide", wide)
	}
	if names := b.eval(`[...document.querySelectorAll("button, select, input")].filter((e) => e.offsetParent && !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length)).map((e) => e.outerHTML)`); len(names.([]any)) > 0 {
		t.Errorf("controls without a name: %v", names)
	}
}

// lowContrast finds text whose contrast with what is behind it is below the
// 4.5 of WCAG AA.
const lowContrast = `(() => {
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const rgba = (c) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
	const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, w, i) => { const v = c[i] / 255; return sum + w * (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); }, 0);
	const behind = (e) => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return [255, 255, 255, 255]; };
	const out = new Set();
	for (const e of document.querySelectorAll("body *")) {
		if (!e.offsetParent || e.disabled || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
		const a = light(rgba(getComputedStyle(e).color)), b = light(behind(e));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) out.add(e.tagName + "." + e.className + " " + ratio.toFixed(2));
	}
	return [...out];
})()`

// A hundred reports of 70 KB open at once and scroll without a halt.
func TestAHundredReportsOpenAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("a page of 7 MB of text")
	}
	base := samples(t)
	var many []extract.Rows
	for i := range 100 {
		many = append(many, grown(base[i%len(base)], 70_000))
		many[i].Document.Source = fmt.Sprintf("%03d-%s", i, many[i].Document.Source)
	}
	name := page(t, many)
	b := startBrowser(t, 1400, 900)
	b.open(page(t, base[:1])) // warm
	took := b.open(name)
	for i := 0; i < 2 && took > 2*time.Second; i++ { // others may use the machine
		took = min(took, b.open(name))
	}
	info, _ := os.Stat(name)
	change := b.eval(`(async () => { const before = performance.now(); document.querySelector("#next").click(); document.querySelector("#text").getBoundingClientRect(); await new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d))); return performance.now() - before; })()`).(float64)
	frame := b.eval(`(async () => { const box = document.querySelector("#text"); let worst = 0, last = performance.now(); for (let i = 0; i < 60; i++) { box.scrollTop += 400; await new Promise(requestAnimationFrame); const now = performance.now(); worst = Math.max(worst, now - last); last = now; } return worst; })()`).(float64)
	t.Logf("page of %.1f MB with 100 reports: open in %v, next report in %.0f ms, longest frame while scrolling %.0f ms", float64(info.Size())/1e6, took.Round(time.Millisecond), change, frame)
	if took > 2*time.Second {
		t.Errorf("it opens in %v, want less than 2 s", took)
	}
	if change > 5000 || frame > 5000 { // it hangs; how smooth it is, the log says
		t.Errorf("next report in %.0f ms, longest frame %.0f ms", change, frame)
	}
	b.clean()
}

// grown repeats a report until its text has so many bytes.
func grown(r extract.Rows, size int) extract.Rows {
	out := extract.Rows{Document: r.Document}
	out.Document.Text = ""
	step := int32(len([]rune(r.Document.Text)))
	for n := int32(0); len(out.Document.Text) < size; n++ {
		out.Document.Text += r.Document.Text
		for _, o := range r.Observations {
			o.Seq, o.CharStart, o.CharEnd = int32(len(out.Observations)), o.CharStart+n*step, o.CharEnd+n*step
			out.Observations = append(out.Observations, o)
		}
		for _, o := range r.Residue {
			o.CharStart, o.CharEnd = o.CharStart+n*step, o.CharEnd+n*step
			out.Residue = append(out.Residue, o)
		}
	}
	return out
}
