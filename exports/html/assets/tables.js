// Tables: sorted by a click or a key, filtered, their later rows drawn when wanted, their cells reached with arrows.

const NUMERIC = new Set(["integer", "number", "share"]);
const CELLS_AT_ONCE = 4000;
const STOPS = "tbody a, thead button";

class Sheet {
  constructor(section) {
    this.section = section;
    this.table = section.querySelector("table");
    this.scroller = section.querySelector(".scroll");
    this.body = this.table.tBodies[0];
    this.rows = [...this.body.rows];
    this.order = this.rows;
    this.heads = [...this.table.tHead.rows[0].cells];
    this.step = Math.round(Math.max(40, Math.min(200, CELLS_AT_ONCE / this.heads.length)));
    this.limit = this.step;
    this.rows.forEach((row) => row.classList.remove("later"));
    this.wanted = [];
    this.texts = null;
    this.more = make("p", { class: "more-rows" });
    this.scroller.after(this.more);
    this.heads.forEach((head, column) => head.querySelector(".sort").addEventListener("click", () => this.sort(column)));
    this.listen();
    this.draw();
  }

  listen() {
    const filter = this.section.querySelector(".filter");
    if (filter) filter.addEventListener("input", () => this.filter(filter.value));
    this.scroller.addEventListener("scroll", () => this.nearEnd(), { passive: true });
    this.table.addEventListener("keydown", (event) => this.walk(event));
    this.table.addEventListener("focusin", (event) => this.remember(event.target.closest(STOPS)));
    new ResizeObserver(() => stick(this.table)).observe(this.table);
  }

  // -- order --

  sort(column) {
    const head = this.heads[column];
    const [first, second] = NUMERIC.has(head.dataset.kind) ? ["descending", "ascending"] : ["ascending", "descending"];
    const now = head.getAttribute("aria-sort");
    const next = now === first ? second : now === second ? null : first;
    this.heads.forEach((other) => other.removeAttribute("aria-sort"));
    if (next) head.setAttribute("aria-sort", next);
    this.order = next ? this.sorted(column, next === "ascending" ? 1 : -1, head.dataset.kind) : this.rows;
    this.limit = this.step;
    this.draw();
  }

  /** Rows by a column; what is not known comes last either way, and equal rows keep their order. */
  sorted(column, sign, kind) {
    const keys = new Map(this.rows.map((row) => [row, keyOf(row.cells[column], kind)]));
    const compare = NUMERIC.has(kind) ? (a, b) => a - b : collator.compare;
    return [...this.rows].sort((a, b) => {
      const [first, second] = [keys.get(a), keys.get(b)];
      if (first === null || second === null) return (first === null) - (second === null);
      return sign * compare(first, second);
    });
  }

  // -- which rows are there --

  filter(words) {
    this.wanted = terms(words);
    this.texts ||= new Map(this.rows.map((row) => [row, rowText(row)]));
    this.limit = this.step;
    this.draw();
    this.section.dataset.filtered = this.wanted.length ? say("filteredBy", { words }) : "";
  }

  get kept() {
    return this.wanted.length ? this.order.filter((row) => fits(this.texts.get(row), this.wanted)) : this.order;
  }

  /** Only the rows that are to be seen stand in the page; a browser lays out thousands of them slowly. */
  draw() {
    const { kept } = this;
    const drawn = kept.slice(0, this.limit);
    this.body.replaceChildren(...drawn);
    this.rove(drawn);
    this.tell(kept.length);
  }

  /** Makes sure that a row stands in the page. */
  show(row) {
    if (row.isConnected) return;
    if (!this.kept.includes(row)) {
      this.section.querySelector(".filter").value = "";
      this.filter("");
    }
    this.limit = Math.max(this.limit, this.kept.indexOf(row) + 1);
    this.draw();
  }

  tell(kept) {
    const status = this.section.querySelector(".rows");
    if (status) status.textContent = kept === this.rows.length ? say("rows", { count: kept }) : say("ofRows", { shown: kept, count: this.rows.length });
    const left = kept - this.limit;
    if (left <= 0) return this.more.replaceChildren();
    const next = make("button", { type: "button" }, say("moreRows", { count: Math.min(this.step, left) }));
    const all = make("button", { type: "button" }, say("allRows"));
    next.addEventListener("click", () => this.reveal(this.step));
    all.addEventListener("click", () => this.reveal(this.rows.length));
    return this.more.replaceChildren(next, " ", all);
  }

  reveal(count) {
    this.limit += count;
    this.draw();
  }

  nearEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    if (scrollTop > 0 && scrollTop + clientHeight > scrollHeight - 200 && this.more.firstChild) this.reveal(this.step);
  }

  // -- keys: one stop for the tabulator in the headings and one in the cells, arrows between them --

  rove(drawn) {
    const links = drawn.flatMap((row) => [...row.querySelectorAll("a")]);
    for (const stop of [...this.table.tHead.querySelectorAll("button"), ...links]) stop.tabIndex = -1;
    this.remember(this.heads[0].querySelector("button"));
    this.remember(links.includes(this.cell) ? this.cell : links[0]);
  }

  /** The tabulator comes back to where one was. */
  remember(stop) {
    if (!stop) return;
    const which = stop.matches("a") ? "cell" : "head";
    if (this[which]) this[which].tabIndex = -1;
    this[which] = stop;
    stop.tabIndex = 0;
  }

  walk(event) {
    const stop = event.target.closest(STOPS);
    if (!stop || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = this.neighbour(stop, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  neighbour(stop, key) {
    const along = [...stop.closest("tr").querySelectorAll(STOPS)];
    const at = along.indexOf(stop);
    if (key === "Home") return along[0];
    if (key === "End") return along.at(-1);
    if (key === "ArrowLeft") return along[at - 1];
    if (key === "ArrowRight") return along[at + 1];
    const down = { ArrowUp: -1, ArrowDown: 1 }[key];
    return down && this.below(stop, down);
  }

  /** The next stop in the same column, the heading above all of them. */
  below(stop, step) {
    const rows = [this.table.tHead.rows[0], ...this.body.rows];
    const column = stop.closest("td,th").cellIndex;
    for (let at = rows.indexOf(stop.closest("tr")) + step; at >= 0 && at < rows.length; at += step) {
      const next = rows[at].cells[column].querySelector(STOPS);
      if (next) return next;
    }
    return null;
  }
}

/** What a cell is sorted by: its whole number, the number that it shows, or its text; null where it is empty. */
function keyOf(cell, kind) {
  if (!NUMERIC.has(kind)) return shownText(cell) || null;
  const written = cell.dataset.value === undefined ? shownText(cell).replace(/[\s\u00a0\u202f]/g, "") : cell.dataset.value;
  const number = Number.parseFloat(written);
  return Number.isNaN(number) ? null : number;
}

const shownText = (cell) => cell.textContent.trim();

const rowText = (row) => folded([...row.cells].map(shownText).join(" · "));

/** The second and third columns that name a row stay in sight beside the first. */
function stick(table) {
  const heads = Number(table.dataset.heads);
  const cells = table.tHead.rows[0].cells;
  let left = 0;
  for (let column = 0; column < heads && column < cells.length; column++) {
    table.style.setProperty(`--left-${column}`, `${left}px`);
    left += cells[column].getBoundingClientRect().width;
  }
  const scroller = table.parentElement;
  table.classList.toggle("narrow", left > scroller.clientWidth / 2);
  const scrolls = scroller.scrollWidth > scroller.clientWidth + 1 || scroller.scrollHeight > scroller.clientHeight + 1;
  if (scrolls) scroller.tabIndex = 0;
  else scroller.removeAttribute("tabindex");
}

/** The table that a row belongs to, whether or not the row stands in the page. */
const sheetOf = (row) => sheets.find((sheet) => sheet.rows.includes(row));

const sheets = [...document.querySelectorAll("section.table")].map((section) => new Sheet(section));
