// All passages of the page, searched and filtered.

const search = byId("search");
let within = null;
let texts = null;
let present = [];

/** What is searched: the words of each passage and its memo, made ready once. */
const searched = () => (texts ||= foldedAll(data.passages.map((row, number) => `${told(number, "text")} \u00b7 ${told(number, "remark")}`)));

function matching() {
  const wanted = terms(byId("words").value);
  const [person, code, coder] = ["participant", "code", "coder"].map((name) => byId(`of-${name}`).value);
  const among = within ? within.passages : data.passages.keys();
  const found = [];
  const all = wanted.length ? searched() : null;
  for (const number of among) {
    if (person && told(number, "participant") !== person) continue;
    if (coder && told(number, "coder") !== coder) continue;
    if (code && !under(told(number, "code"), code)) continue;
    if (all && !fits(all[number], wanted)) continue;
    found.push(number);
  }
  return { found, wanted };
}

/** Whether a code is the one wanted or lies under it. */
const under = (path, wanted) => path === wanted || (path.startsWith(wanted) && /^ [>/] /.test(path.slice(wanted.length)));

function showFound() {
  const { found, wanted } = matching();
  const all = data.passages.length;
  present = found;
  const people = new Set(found.map((number) => told(number, "participant")).filter(Boolean)).size;
  const count = found.length === all ? say("passages", { count: all }) : say("ofPassages", { shown: found.length, count: all });
  byId("found").textContent = !found.length ? say("noneFound") : people ? `${count}, ${say("participants", { count: people })}` : count;
  showCards(byId("list"), found, wanted);
}

/** Looks only at the passages of one figure. */
function searchWithin(set) {
  within = set;
  const line = byId("within");
  line.hidden = !set;
  if (set) {
    const button = make("button", { type: "button" }, "×");
    button.setAttribute("aria-label", search.querySelector("[type=reset]").textContent);
    button.addEventListener("click", () => searchWithin(null));
    line.replaceChildren(isolated(set.title), " ", button);
  }
  showFound();
}

function fillChoices() {
  fill("participant", "everybody", tally(data.passages.map((row, number) => told(number, "participant"))));
  fill("coder", "everyCoder", tally(data.passages.map((row, number) => told(number, "coder"))));
  const codes = data.passages.flatMap((row, number) => above(told(number, "code")));
  fill("code", "everyCode", tally(codes), (path) => "\u00a0\u00a0".repeat(steps(path).length - 1) + steps(path).at(-1));
}

/** A code and those above it, by their paths. */
function above(path) {
  const ends = [...path.matchAll(/ [>/] /g)].map((match) => match.index);
  return path ? [...ends.map((end) => path.slice(0, end)), path] : [];
}

function fill(name, everything, counts, label = (key) => key) {
  const options = counts
    .sort((a, b) => collator.compare(a[0], b[0]))
    .map(([key, count]) => make("option", { value: key }, `${label(key)} (${count.toLocaleString(language)})`));
  byId(`of-${name}`).replaceChildren(make("option", { value: "" }, say(everything)), ...options);
}

if (search) {
  fillChoices();
  search.addEventListener("input", (event) => event.target.id === "print-passages" || showFound());
  search.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("reset", () => setTimeout(() => searchWithin(null)));
  byId("panel-search").addEventListener("click", () => {
    const set = openSet;
    closePanel();
    searchWithin(set);
    byId("passages").scrollIntoView();
    byId("words").focus({ preventScroll: true });
  });
  showFound();
  (window.requestIdleCallback || setTimeout)(searched);
}
