// The page as a whole: its colours, marks of figures, paper.

const MOST_ON_PAPER = 500;
const MOST_CELLS_ON_PAPER = 12000;

byId("scheme").addEventListener("change", (event) => {
  if (event.target.value) document.documentElement.dataset.scheme = event.target.value;
  else delete document.documentElement.dataset.scheme;
});

/** The marks of a drawing do what the list below it does. */
for (const figure of document.querySelectorAll("figure.plot")) {
  for (const link of figure.querySelectorAll("a[data-mark]")) {
    for (const mark of figure.querySelectorAll(`[data-row="${link.dataset.mark}"]`)) {
      mark.classList.add("leads");
      mark.addEventListener("click", () => follow(link.hash));
    }
  }
}

// -- paper --

const loosened = [];

/** The columns of each part of a table that is too wide for a page, those that name its rows left out. */
function cuts(widths, heads, room) {
  const free = room - widths.slice(0, heads).reduce((sum, width) => sum + width, 0);
  const made = [];
  let left = 0;
  for (let column = heads; column < widths.length; column++) {
    if (!made.length || left < widths[column]) {
      made.push([]);
      left = free;
    }
    made.at(-1).push(column);
    left -= widths[column];
  }
  return made;
}

/** The table in parts that fit on a page, each with the columns that name its rows. */
function parts(table) {
  const heads = Number(table.dataset.heads);
  return cuts(table.dataset.widths.split(" ").map(Number), heads, Number(table.dataset.room)).map((columns) => {
    const part = table.cloneNode(true);
    part.classList.add("for-paper");
    for (const row of part.rows) {
      [...row.cells].forEach((cell, column) => column >= heads && !columns.includes(column) && cell.remove());
    }
    return part;
  });
}

/** Links within the page lead nowhere on paper, and thousands of them take a browser minutes to print. */
function loosen(root) {
  for (const link of root.querySelectorAll("a[data-set], a.term, a.link")) {
    loosened.push([link, link.getAttribute("href")]);
    link.removeAttribute("href");
  }
}

/** All rows of a table, or as many as make sense on paper, which is said. */
function tableToPaper(sheet) {
  const { kept, table, section } = sheet;
  const most = Math.max(40, Math.floor(MOST_CELLS_ON_PAPER / sheet.heads.length));
  const told = [section.dataset.filtered, kept.length > most ? say("onPaper", { shown: most, count: kept.length }) : ""];
  section.dataset.paper = told.filter(Boolean).join(" · ");
  sheet.body.replaceChildren(...kept.slice(0, most));
  loosen(section);
  for (const button of table.tHead.querySelectorAll(".sort")) {
    button.after(make("span", { class: "on-paper" }, button.textContent)); // a button is not repeated on the next page
  }
  if (!table.dataset.widths) return;
  table.after(...parts(table));
  table.classList.add("in-parts");
}

function toPaper() {
  sheets.forEach(tableToPaper);
  document.querySelectorAll("details:not(.further, .marks)").forEach((details) => {
    if (!details.open) details.dataset.folded = "";
    details.open = true;
  });
  if (!search) return;
  const wanted = byId("print-passages").checked;
  byId("list").hidden = !wanted;
  if (wanted) {
    showCards(byId("list"), present, [], { all: true });
    loosen(byId("list"));
  } else byId("found").textContent = say("notPrinted", { count: present.length });
}

function fromPaper() {
  for (const [link, address] of loosened.splice(0)) link.setAttribute("href", address);
  document.querySelectorAll(".for-paper, .on-paper").forEach((part) => part.remove());
  sheets.forEach((sheet) => {
    sheet.table.classList.remove("in-parts");
    sheet.draw();
  });
  document.querySelectorAll("details[data-folded]").forEach((details) => {
    details.open = false;
    delete details.dataset.folded;
  });
  if (!search) return;
  byId("list").hidden = false;
  showFound();
}

if (search) byId("print-passages").checked = data.passages.length <= MOST_ON_PAPER;
window.addEventListener("beforeprint", toPaper);
window.addEventListener("afterprint", fromPaper);
follow(location.hash);
