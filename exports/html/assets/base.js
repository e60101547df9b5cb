// The data of the page and the few tools that everything else uses. Text from outside becomes text nodes, never markup.

const data = JSON.parse(document.getElementById("data").textContent);
const language = document.documentElement.lang || "en";
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

const byId = (id) => document.getElementById(id);

/** A new element: `make("p", { class: "note" }, "text", another)`. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** The steps of a code's path, from the top. */
const steps = (path) => path.split(/ [>/] /);

const isolated = (text) => make("bdi", {}, text);

/** The form of a sentence that fits a number: French counts nought and one as one. */
function say(name, values = {}) {
  let said = data.say[name];
  if (Array.isArray(said)) said = said[(language === "fr" ? values.count >= 2 : values.count !== 1) ? 1 : 0];
  return said.replace(/\{(\w+)\}/g, (whole, key) => {
    const value = values[key];
    return typeof value === "number" ? value.toLocaleString(language) : value === undefined ? whole : value;
  });
}

/** Counts of equal keys, most first, then by name. */
function tally(keys) {
  const counts = new Map();
  for (const key of keys) if (key) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0]));
}
