// Words compared without capitals, accents and elided articles: "l'image" finds "image", and the other way round.

const ELIDED = /(^|[^\p{L}\p{N}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[\p{L}\p{N}])/gu;

function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss");
}

/** " words of the text ", with a blank at both ends so that the beginning of a word can be looked for. */
function folded(text) {
  return ` ${plain(text).replace(ELIDED, "$1").replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

/** Many texts at once: one pass of each expression over all of them is far quicker than one for each. */
function foldedAll(texts) {
  const mark = "\u0001";
  const joined = plain(texts.map((text) => text.replaceAll(mark, " ")).join(mark));
  return joined
    .replace(ELIDED, "$1")
    .replace(/[^\p{L}\p{N}\u0001]+/gu, " ")
    .split(mark)
    .map((text) => ` ${text.trim()} `);
}

/** What is looked for: beginnings of words, and phrases in quotation marks whose last word must end there. */
function terms(query) {
  const found = [];
  for (const [, phrase, word] of query.matchAll(/["“”«»]\s*([^"“”«»]*?)\s*["“”«»]|([^\s"“”«»]+)/gu)) {
    const closed = phrase !== undefined;
    const text = folded(closed ? phrase : word).trimEnd();
    if (text) found.push(closed ? `${text} ` : text);
  }
  return found;
}

const fits = (text, wanted) => wanted.every((term) => text.includes(term));

/** The places of the words in a text that the terms find, as pairs of offsets. */
function places(text, wanted) {
  const words = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const end = match.index + match[0].length;
    const article = /['’]/.test(text[end] || "") && folded(`${match[0]}'x`) === " x ";
    if (!article) words.push({ start: match.index, end, text: plain(match[0]) });
  }
  const found = [];
  for (const term of wanted) {
    const parts = term.trim().split(" ");
    for (let first = 0; first + parts.length <= words.length; first++) {
      if (parts.every((part, place) => goes(words[first + place].text, part, place < parts.length - 1 || term.endsWith(" ")))) {
        found.push([words[first].start, words[first + parts.length - 1].end]);
      }
    }
  }
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

const goes = (word, part, whole) => (whole ? word === part : word.startsWith(part));

/** The text as nodes, what was found marked. */
function marked(text, wanted) {
  const nodes = [];
  let done = 0;
  for (const [start, end] of wanted.length ? places(text, wanted) : []) {
    if (start < done) continue;
    nodes.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
    done = end;
  }
  nodes.push(text.slice(done));
  return nodes.filter((node) => node !== "");
}
