// chunk is how many rows are put on the page at a time; more follow when the
// end of the list comes near.
const chunk = 80;
let listed = [], drawn = 0;

// drawList shows the rows that pass the filters.
function drawList() {
  const d = here(), list = $("list");
  listed = visible();
  drawn = 0;
  list.replaceChildren();
  list.scrollTop = 0;
  drawMore(chunk);
  if (!listed.length) list.append(make("li", { className: "empty" }, t("noRows")));
  for (const [id, name] of [["listItems", "items"], ["listResidue", "residue"]]) $(id).setAttribute("aria-selected", String(view.list === name));
  $("reason").hidden = view.list !== "residue";
  const shownItems = d.items.filter((x) => shown(d, x)).length;
  $("countItems").textContent = shownItems === d.items.length ? shownItems : `${shownItems}/${d.items.length}`;
  $("countResidue").textContent = d.residue.length;
  drawProgress();
}

// drawMore puts rows on the page until there are n.
function drawMore(n) {
  const d = here(), lines = document.createDocumentFragment();
  for (; drawn < Math.min(n, listed.length); drawn++) lines.append(make("li", {}, rowOf(d, listed[drawn])));
  $("list").append(lines);
}
function listScrolled() {
  const e = $("list");
  if (e.scrollTop + 2 * e.clientHeight > e.scrollHeight) drawMore(drawn + chunk);
}

function drawProgress() {
  const d = here();
  $("progress").textContent = d.items.length ? t("progress")(d.items.filter((x) => x.verdict).length, d.items.length) : "";
}

function rowOf(d, x) {
  const e = make("button", { type: "button" });
  e.row = x;
  fillRow(d, e);
  x.line = e;
  return e;
}

function fillRow(d, e) {
  const x = e.row;
  e.setAttribute("aria-current", String(x === view.chosen));
  if (!isItem(x)) {
    e.className = "item";
    e.replaceChildren(make("span", { className: "sign", "aria-hidden": "true" }, x.made ? "✓" : "·"), make("span", { className: "name", lang: "zh" }, d.text.slice(x.start, x.end)), make("span", { className: "tag" }, of("reasons", x.reason)),
      make("span", { className: "more", lang: "zh" }, around(d, x)));
    return;
  }
  e.className = "item " + x.verdict;
  const said = x.verdict ? t({ accept: "accepted", correct: "corrected", reject: "rejected" }[x.verdict]) : t("undecided");
  e.replaceChildren(make("span", { className: "sign" }, make("span", { "aria-hidden": "true" }, marks[x.verdict]), make("span", { className: "hidden" }, said)),
    make("span", { className: "name", lang: "zh" }, field(x, "indicator")), make("span", { className: "figure", lang: "zh" }, figure(x)),
    make("span", { className: "more" }, make("span", { className: "tag " + field(x, "kind") }, of("kinds", field(x, "kind"))), ` ${of("statuses", field(x, "status"))} · ${field(x, "period")}${x.code ? " · " + x.code : ""}`));
}

// around is the text near a number of the residue.
const around = (d, x) => "…" + d.text.slice(Math.max(0, x.start - 14), x.end + 14).replaceAll("\n", " ") + "…";

function openList(name) {
  if (view.list === name) return;
  view.list = name;
  drawList();
}

// choose makes x the chosen row, and brings it into view on both sides.
function choose(x, { text = true, focus = true } = {}) {
  const d = here(), before = view.chosen;
  view.chosen = x;
  for (const y of [before, x]) {
    if (!y) continue;
    const place = d.places?.get(y);
    if (place) drawMark(d, place);
    if (y.line?.isConnected) fillRow(d, y.line);
  }
  drawDetail();
  if (!x) return;
  const at = listed.indexOf(x), place = d.places?.get(x);
  if (at >= drawn) drawMore(at + chunk);
  if (text && place) place.scrollIntoView({ block: "center" });
  if (x.line?.isConnected) {
    x.line.scrollIntoView({ block: "nearest" });
    if (focus) x.line.focus({ preventScroll: true });
  }
}

// step goes to the next or the previous row of the list.
function step(by) {
  if (!listed.length) return;
  const at = listed.indexOf(view.chosen);
  choose(listed[at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.max(0, Math.min(listed.length - 1, at + by))]);
}

// judge gives the chosen observation a verdict and goes on to the next.
function judge(verdict) {
  const x = view.chosen;
  if (!x || !isItem(x)) return;
  if (verdict === "accept" && !(field(x, "period") && field(x, "indicator"))) {
    toast(t("needs"));
    openEdit(x);
    return;
  }
  if (verdict === "" && x.added) { removeAdded(x); return; }
  x.verdict = verdict === "accept" && x.fixed ? "correct" : verdict;
  if (verdict === "") x.fixed = null;
  refresh(x);
  if (verdict !== "") step(1);
}

// refresh redraws what shows x.
function refresh(x) {
  const d = here();
  const place = d.places?.get(x);
  if (place) drawMark(d, place);
  if (x.line?.isConnected) fillRow(d, x.line);
  drawProgress();
  drawDetail();
  drawOption(view.doc);
}
