// clusters puts spans that overlap together: an observation, several of the
// same words, or a number of the residue.
function clusters(d) {
  const spans = [];
  for (const x of d.items) spans.push({ start: field(x, "start"), end: field(x, "end"), x });
  for (const x of d.residue) if (!x.made) spans.push({ start: x.start, end: x.end, x });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const out = [];
  for (const s of spans) {
    const last = out[out.length - 1];
    if (last && s.start < last.end) {
      last.end = Math.max(last.end, s.end);
      last.of.push(s.x);
    } else out.push({ start: s.start, end: s.end, of: [s.x] });
  }
  return out;
}

const isItem = (x) => "kind" in x;

// drawText shows the text of the document, line by line, with its marks.
function drawText() {
  const d = here(), box = $("text"), info = documents[view.doc];
  d.places = new Map();
  const lines = document.createDocumentFragment();
  if (info.status === "failed") lines.append(make("p", { className: "empty" }, `${info.source}: ${t("failed")} — ${info.error}`));
  const all = clusters(d);
  let c = 0;
  for (let n = 0; n < d.starts.length && info.status !== "failed"; n++) {
    const start = d.starts[n], end = start + lineText(d, n).length;
    const p = make("p", { data: { n: n + 1 } });
    let at = start;
    while (c < all.length && all[c].start < end) {
      const from = Math.max(all[c].start, start), to = Math.min(all[c].end, end);
      p.append(d.text.slice(at, from));
      if (to > from) p.append(markOf(d, all[c], from, to));
      at = Math.max(at, to);
      if (all[c].end > end) break; // goes on in the next line
      c++;
    }
    p.append(d.text.slice(at, end));
    lines.append(p);
  }
  box.replaceChildren(lines);
  box.scrollTop = 0;
}

function markOf(d, cluster, from, to) {
  const items = cluster.of.filter(isItem);
  const e = items.length ? make("mark", {}, d.text.slice(from, to)) : make("span", {}, d.text.slice(from, to));
  e.of = cluster.of;
  for (const x of cluster.of) if (!d.places.has(x)) d.places.set(x, e);
  drawMark(d, e);
  return e;
}

// drawMark brings the classes of a mark up to date with filters and verdicts.
function drawMark(d, e) {
  const items = e.of.filter(isItem);
  if (!items.length) {
    const odd = /unknown|other/.test(e.of[0].reason);
    e.className = "residue" + (odd ? " odd" : "") + (e.of.includes(view.chosen) ? " chosen" : "");
    return;
  }
  const x = items.includes(view.chosen) ? view.chosen : items.find((i) => shown(d, i)) ?? items[0];
  e.className = [field(x, "kind"), field(x, "status"), x.verdict, items.length > 1 ? "many" : "", items.some((i) => shown(d, i)) ? "" : "dim", items.includes(view.chosen) ? "chosen" : ""].filter(Boolean).join(" ");
  if (items.length > 1) e.dataset.many = items.length;
}
function drawMarks() {
  const d = here();
  for (const e of $("text").querySelectorAll("mark, .residue")) drawMark(d, e);
  $("text").classList.toggle("hush", !$("showResidue").checked);
}

// tipOf is what hovering over a mark says.
function tipOf(d, e) {
  return e.of.map((x) => (isItem(x)
    ? `${field(x, "indicator")} ${figure(x)} · ${of("kinds", field(x, "kind"))} · ${of("statuses", field(x, "status"))} · ${field(x, "period")}${x.code ? " · " + x.code : ""}`
    : `${t("residue")}: ${of("reasons", x.reason)}`)).join("\n");
}
function showTip(event) {
  const e = event.target.closest?.("mark, .residue"), tip = $("tip");
  if (!e?.of || (!e.matches("mark") && !$("showResidue").checked)) { tip.hidden = true; return; }
  tip.style.whiteSpace = "pre-line";
  tip.textContent = tipOf(here(), e);
  tip.hidden = false;
  const r = e.getBoundingClientRect(), size = tip.getBoundingClientRect();
  const above = r.top - size.height - 8;
  tip.style.left = Math.max(6, Math.min(r.left, innerWidth - size.width - 6)) + "px";
  tip.style.top = (above > 4 ? above : r.bottom + 8) + "px";
}

// pick chooses what was clicked; clicking again goes through the observations
// that share the words.
function pick(event) {
  const e = event.target.closest?.("mark, .residue");
  if (!e?.of) return;
  const d = here(), items = e.of.filter((x) => isItem(x) && shown(d, x));
  const among = items.length ? items : e.of;
  const next = among[(among.indexOf(view.chosen) + 1) % among.length];
  openList(isItem(next) ? "items" : "residue");
  choose(next, { text: false, focus: false });
}
