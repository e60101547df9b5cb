// Passages: unpacked from the data, and drawn as cards, some at a time.

const SHOWN_AT_ONCE = 30;
const place = Object.fromEntries(data.fields.map((name, number) => [name, number]));
const NUMBERS = new Set(["strength", "turn"]);

/** One field of a passage, by its number. */
function told(number, name) {
  const value = data.passages[number][place[name]];
  return NUMBERS.has(name) ? value : data.words[value];
}

/** The passages of a set, and how many there are with those that are not on the page. */
function setOf(number) {
  const packed = data.sets[number];
  const [written, total] = Array.isArray(packed) ? packed : [packed, null];
  const passages = [];
  for (const run of written ? written.split(" ") : []) {
    const [first, last = first] = run.split("-").map(Number);
    for (let passage = first; passage <= last; passage++) passages.push(passage);
  }
  return { passages, total: total === null ? passages.length : total };
}

/** A passage as a person reads it: the words, who says them and where, by whose coding. */
function card(number, wanted = []) {
  const get = (name) => told(number, name);
  const before = get("before") ? make("span", { class: "around" }, get("before")) : null;
  const after = get("after") ? make("span", { class: "around" }, get("after")) : null;
  const words = make("span", { class: "words" }, ...marked(get("text"), wanted));
  const quotation = make("blockquote", {}, make("p", { dir: "auto" }, before, words, after));
  const article = make("article", { class: "card", "data-passage": number }, quotation, source(get));
  const coding = codingLine(get);
  if (coding) article.append(coding);
  if (get("remark")) {
    article.append(make("p", { class: "memo" }, make("b", {}, say("memo")), " ", make("bdi", {}, ...marked(get("remark"), wanted))));
  }
  return article;
}

function source(get) {
  const line = make("p", { class: "source" });
  if (get("signature")) line.append(make("bdi", { class: "signature" }, `(${get("signature")})`), " ");
  if (get("place")) line.append(make("bdi", { class: "place" }, get("place")), " ");
  if (get("transcript") && !get("place").includes(get("transcript"))) {
    line.append(make("bdi", { class: "place" }, get("transcript")), " ");
  }
  line.append(make("a", { class: "link", href: `#${get("anchor")}`, "aria-label": say("link"), title: say("link") }, "#"));
  return line;
}

function codingLine(get) {
  if (!get("code") && !get("coder")) return null;
  const line = make("p", { class: "coding" });
  if (get("code")) line.append(codeName(get("code")), " ");
  if (get("coder")) line.append(make("span", { class: "by" }, `${say("coder")} `, isolated(get("coder"))), " ");
  if (get("strength") !== null) line.append(make("span", { class: "tag" }, say("strength", { number: get("strength") })), " ");
  const stance = get("stance");
  if (stance) line.append(make("span", { class: `tag ${/^\w+$/.test(stance) ? stance : ""}` }, data.say[stance] || stance));
  return line;
}

/** The path of a code, with its definition where the page has one. */
function codeName(path) {
  const name = make("bdi", { class: "code" }, path);
  const about = meaningOf(path);
  if (about) {
    name.tabIndex = 0;
    name.dataset.about = about;
    name.setAttribute("aria-describedby", about);
  }
  return name;
}

function meaningOf(path) {
  const name = [path, steps(path).at(-1)].find((one) => Object.hasOwn(data.codes, one));
  return name === undefined ? null : data.codes[name];
}

/** Fills a list with the first cards, and a button for the next ones; `all` draws every one, for paper. */
function showCards(list, passages, wanted = [], { all = false } = {}) {
  let shown = 0;
  const more = make("button", { type: "button", class: "more" });
  const next = (count) => {
    const until = Math.min(passages.length, shown + count);
    const drawn = passages.slice(shown, until).map((number) => card(number, wanted));
    const first = drawn[0];
    more.before(...drawn);
    shown = until;
    more.hidden = shown === passages.length;
    more.textContent = say("more", { count: Math.min(SHOWN_AT_ONCE, passages.length - shown) });
    return first;
  };
  more.addEventListener("click", () => {
    const first = next(SHOWN_AT_ONCE);
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  });
  list.replaceChildren(more);
  next(all ? passages.length : SHOWN_AT_ONCE);
}
