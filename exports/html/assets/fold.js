// Words compared without capitals, accents and elided articles: "l'image" finds "image", and the other way round.

// Everything that parts words. Ranges and not \p{L}: that is ten times as slow, and here it counts.
const BETWEEN =
  "\\0\\x02-/:-@\\[-`{-\\x7f\\x80-\\xa9\\xab-\\xb4\\xb6-\\xb9\\xbb-\\xbf\\xd7\\xf7\\u2000-\\u206f\\u20a0-\\u20cf\\u2190-\\u2bff\\u3000-\\u303f\\ufffd";
const GAP = new RegExp(`[${BETWEEN}]+`, "g");
const WORD = new RegExp(`[^${BETWEEN}\\x01]+`, "g");
const ELIDED = new RegExp(`\\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^${BETWEEN}])`, "g");
const MARK = "\x01"; // between texts; no text has it, since control characters are shown as glyphs

function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss");
}

/** Many texts at once, since one pass of each expression over all of them is far quicker than one for each. */
function foldedAll(texts) {
  const all = plain(texts.join(MARK)).replace(ELIDED, "").replace(GAP, " ");
  return all.split(MARK).map((text) => ` ${text.trim()} `);
}

/** " words of the text ", with a blank at both ends so that the beginning of a word can be looked for. */
const folded = (text) => foldedAll([text])[0];

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
  for (const match of text.matchAll(WORD)) {
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
