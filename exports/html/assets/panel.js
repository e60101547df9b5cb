// The panel: the passages behind one figure, with who says them, by whose coding and under which definition.

const panel = byId("panel");
let opener = null;
let openSet = null;
const MOST_NAMES = 40;

/** What a link to a cell, a mark or a passage leads to; null if to nothing. */
function target(hash) {
  const name = decodeURIComponent(hash.slice(1));
  if (name.startsWith("passage-")) {
    const number = data.passages.findIndex((one) => data.words[one[place.anchor]] === name);
    return number < 0 ? null : { title: say("passage"), passages: [number], total: 1, link: null };
  }
  const link = linkTo(name);
  return link && { ...setOf(Number(link.dataset.set)), ...namesOf(link), link };
}

/** The link of that name; its row is brought into the page if it stands outside. */
function linkTo(name) {
  const called = (link) => decodeURIComponent(link.hash) === `#${name}`;
  const now = document.activeElement;
  if (now && now.matches("a[data-set]") && called(now)) return now;
  for (const mark of document.querySelectorAll(".marks a")) if (called(mark)) return mark;
  for (const sheet of sheets) {
    for (const row of sheet.rows) {
      const link = [...row.querySelectorAll("a[data-set]")].find(called);
      if (!link) continue;
      sheet.show(row);
      return link;
    }
  }
  return null;
}

/** What a cell is called: its row, its column, and what stands in it. */
function namesOf(link) {
  const cell = link.closest("td,th");
  if (!cell) return { title: link.textContent, value: "", definition: "", names: [link.textContent] };
  const row = cell.closest("tr");
  const heads = [...row.querySelectorAll("th.head")].map(shownText).filter(Boolean);
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  const column = head.querySelector(".sort").textContent;
  const about = head.querySelector(".info");
  const isHead = cell.classList.contains("head");
  return {
    title: isHead ? heads.join(" · ") : [...heads, column].join(" · "),
    value: isHead ? "" : link.textContent,
    definition: about && !isHead ? byId(about.dataset.about).textContent : "",
    names: [...heads, column],
  };
}

/** What is linked to is not left in something folded. */
function unfold(link) {
  const folded = link && link.closest("details.further");
  if (folded) folded.open = true;
}

function openPanel(found, from) {
  unfold(found.link);
  opener = from || found.link;
  openSet = found;
  byId("panel-title").replaceChildren(isolated(found.title));
  byId("panel-face").replaceChildren(...face(found));
  byId("panel-search").hidden = found.passages.length < 2;
  showCards(byId("panel-list"), found.passages);
  document.querySelectorAll(".open").forEach((cell) => cell.classList.remove("open"));
  if (found.link) found.link.classList.add("open");
  panel.hidden = false;
  document.documentElement.classList.add("beside");
  panel.scrollTop = 0;
  byId("panel-title").focus({ preventScroll: true });
}

/** How many, who, by whom, under which definition. */
function face(found) {
  const { passages, total } = found;
  const count = total > passages.length ? say("ofPassages", { shown: passages.length, count: total }) : say("passages", { count: total });
  const lines = [];
  if (found.value) lines.push(named(say("figure"), [isolated(found.value)]));
  const people = tally(passages.map((number) => told(number, "participant")));
  const coders = tally(passages.map((number) => told(number, "coder")));
  const sum = people.length ? `${count}, ${say("participants", { count: people.length })}` : count;
  lines.push(make("p", { class: "count" }, sum));
  if (total > passages.length) lines.push(make("p", { class: "note" }, say("leftOut", { count: total - passages.length })));
  if (people.length) lines.push(named(say("who"), listed(people)));
  if (coders.length) lines.push(named(say("codedBy"), listed(coders)));
  if (found.definition) lines.push(named(say("definition"), [found.definition]));
  const meaning = meanings(found);
  if (meaning) lines.push(meaning);
  return lines;
}

const named = (name, nodes) => make("p", { class: "said" }, make("b", {}, name), " ", ...nodes);

/** Names with their counts, those with the most first; of very many the first. */
function listed(counts) {
  const shown = counts.length > MOST_NAMES + 1 ? counts.slice(0, MOST_NAMES) : counts;
  const nodes = shown.flatMap(([name, count], number) => [
    number ? ", " : "",
    make("bdi", { class: "name" }, name),
    `\u00a0(${count.toLocaleString(language)})`,
  ]);
  const left = counts.length - shown.length;
  return left ? [...nodes, " ", say("others", { count: left })] : nodes;
}

/** The definitions of the codes in the panel, unfolded where there are few. */
function meanings(found) {
  const codes = tally(found.passages.map((number) => told(number, "code"))).map(([path]) => path);
  const anchors = new Map();
  for (const name of [...(found.names || []), ...codes]) {
    const about = meaningOf(name);
    if (about) anchors.set(about, byId(about));
  }
  if (!anchors.size) return null;
  const items = [...anchors.values()].map((entry) => {
    const copy = make("div", {}, ...[...entry.childNodes].map((node) => node.cloneNode(true)));
    return copy;
  });
  const list = make("dl", { class: "glossary" }, ...items);
  return make("details", { class: "meaning", open: anchors.size <= 3 }, make("summary", {}, say("meaning")), list);
}

function closePanel() {
  if (panel.hidden) return;
  panel.hidden = true;
  document.documentElement.classList.remove("beside");
  document.querySelectorAll(".open").forEach((cell) => cell.classList.remove("open"));
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  const back = opener && opener.isConnected && opener.offsetParent !== null ? opener : byId("main");
  back.focus({ preventScroll: true });
  opener = null;
}

/** Goes where a link within the page says. */
function follow(hash) {
  if (!/^#(cell|mark|passage)-/.test(hash)) {
    if (!panel.hidden && !hash) closePanel();
    return;
  }
  if (location.hash !== hash) {
    location.hash = hash; // which leads back here
    return;
  }
  const found = target(hash);
  const from = document.activeElement && document.activeElement.closest("a, button, summary");
  openPanel(found || { title: say("nothing"), passages: [], total: 0, link: null }, from);
}

byId("panel-close").addEventListener("click", closePanel);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !hideTip()) closePanel();
});
window.addEventListener("hashchange", () => follow(location.hash));
