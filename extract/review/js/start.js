// optionText is a document in the list of all.
function optionText(i) {
  const d = documents[i], judged = cache.get(i)?.items.filter((x) => x.verdict).length ?? 0;
  const about = [d.title || d.region, of("reports", d.kind), d.review || ""].filter(Boolean).join(" · ");
  const count = d.status === "failed" ? t("failed") : (judged ? judged + "/" : "") + d.observations;
  return `${d.source} — ${about} (${count})`;
}
function drawOption(i) { $("document").options[i].textContent = optionText(i); }

function fillSelect(id, all, options) {
  const s = $(id), value = s.value;
  s.replaceChildren(make("option", { value: "" }, t(all)), ...options.map(([v, text]) => make("option", { value: v }, text)));
  s.value = value;
}

// drawControls writes what depends on the language.
function drawControls() {
  translate();
  fillSelect("status", "allStatus", Object.keys(words.en.statuses).map((k) => [k, of("statuses", k)]));
  fillSelect("code", "allCode", [["known", t("codeKnown")], ["unknown", t("codeUnknown")]]);
  fillSelect("verdict", "allVerdict", [["none", t("undecided")], ["accept", t("accepted")], ["correct", t("corrected")], ["reject", t("rejected")]]);
  fillSelect("reason", "allReason", Object.keys(words.en.reasons).map((k) => [k, of("reasons", k)]));
  $("kinds").replaceChildren(...Object.keys(words.en.kinds).map((k) => {
    const b = make("button", { type: "button", className: "chip " + k, data: { kind: k } }, of("kinds", k));
    b.setAttribute("aria-pressed", String(view.kinds.has(k)));
    b.addEventListener("click", () => toggleKind(k));
    return b;
  }));
  const options = $("document");
  if (options.options.length !== documents.length) options.replaceChildren(...documents.map((_, i) => make("option", { value: i })));
  documents.forEach((_, i) => drawOption(i));
  $("document").value = view.doc;
  $("keyList").replaceChildren(...t("keyList").flatMap(([k, what]) => [make("dt", {}, ...k.split(" / ").flatMap((one, i) => (i ? [" ", make("kbd", {}, one)] : [make("kbd", {}, one)]))), make("dd", {}, what)]));
  $("legend").replaceChildren(...Object.keys(words.en.kinds).map((k) => make("mark", { className: k }, of("kinds", k))), ...Object.keys(words.en.statuses).map((s) => make("mark", { className: "level " + s }, of("statuses", s))), make("span", { className: "residue" }, t("residue")), make("span", { className: "residue odd" }, of("reasons", "unit_unknown")));
}

function toggleKind(k) {
  const all = Object.keys(words.en.kinds);
  if (view.kinds.size === all.length) view.kinds = new Set([k]); // the first click leaves one
  else if (!view.kinds.delete(k)) view.kinds.add(k);
  if (!view.kinds.size) view.kinds = new Set(all);
  for (const b of $("kinds").children) b.setAttribute("aria-pressed", String(view.kinds.has(b.dataset.kind)));
  filtered();
}

function filtered() {
  drawList();
  drawMarks();
}

function openDocument(i) {
  view.doc = Math.max(0, Math.min(documents.length - 1, i));
  view.chosen = null;
  $("document").value = view.doc;
  $("previous").disabled = view.doc === 0;
  $("next").disabled = view.doc === documents.length - 1;
  drawText();
  drawList();
  drawMarks();
  drawDetail();
}

function setView(name) {
  document.querySelector("main").dataset.view = name;
  $("tabText").setAttribute("aria-selected", String(name === "text"));
  $("tabRows").setAttribute("aria-selected", String(name === "rows"));
  const place = name === "text" && here().places?.get(view.chosen);
  if (place) place.scrollIntoView({ block: "center" });
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  translate();
}
function setLanguage() {
  language = language === "zh" ? "en" : "zh";
  drawControls();
  drawList();
  drawDetail();
}

const keys = {
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), a: () => judge("accept"), r: () => judge("reject"), u: () => judge(""), c: () => view.chosen && openEdit(view.chosen),
  "/": () => { $("search").focus(); $("search").select(); }, "[": () => openDocument(view.doc - 1), "]": () => openDocument(view.doc + 1), o: () => { openList(view.list === "items" ? "residue" : "items"); choose(null); },
  l: setLanguage, t: () => setTheme(document.documentElement.dataset.theme !== "dark"), "?": () => $("help").showModal(),
};
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const tag = event.target.tagName;
  if (event.key === "Escape") {
    if (event.target.id === "search") { event.target.value = ""; view.search = ""; filtered(); event.target.blur(); } else if ($("export").open) $("export").open = false; else choose(null);
    return;
  }
  if (tag === "INPUT" && event.target.type !== "checkbox" || tag === "SELECT" || tag === "TEXTAREA") return;
  if (event.key.startsWith("Arrow") && !event.target.closest("#list")) return;
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

function start() {
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
  drawControls();
  openDocument(Math.max(0, documents.findIndex((d) => d.observations > 0)));
  const on = (id, event, run) => $(id).addEventListener(event, run);
  on("document", "change", (e) => openDocument(Number(e.target.value)));
  on("previous", "click", () => openDocument(view.doc - 1));
  on("next", "click", () => openDocument(view.doc + 1));
  on("search", "input", (e) => { view.search = e.target.value.trim().toLowerCase(); filtered(); });
  for (const id of ["status", "code", "verdict", "reason"]) on(id, "change", (e) => { view[id] = e.target.value; filtered(); });
  on("showResidue", "change", drawMarks);
  on("listItems", "click", () => openList("items"));
  on("listResidue", "click", () => openList("residue"));
  on("list", "click", (e) => { const b = e.target.closest("button"); if (b?.row) choose(b.row); });
  on("list", "scroll", listScrolled);
  on("text", "click", pick);
  on("text", "mouseover", showTip);
  on("text", "mouseleave", () => { $("tip").hidden = true; });
  on("text", "scroll", () => { $("tip").hidden = true; });
  on("tabText", "click", () => setView("text"));
  on("tabRows", "click", () => setView("rows"));
  on("language", "click", setLanguage);
  on("theme", "click", keys.t);
  on("helpButton", "click", keys["?"]);
  on("editForm", "submit", saveEdit);
  on("editCancel", "click", () => $("edit").close());
  on("exportGold", "click", exportGold);
  on("exportText", "click", () => save(baseName(view.doc) + ".txt", here().text, "text/plain"));
  on("exportAll", "click", exportAll);
  on("exportRules", "click", exportRules);
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (e) => { if (!e.target.closest("#export")) $("export").open = false; });
  addEventListener("beforeunload", (e) => { if ([...cache.values()].some((d) => d.items.some((x) => x.verdict))) e.preventDefault(); });
}
start();
