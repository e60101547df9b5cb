// Definitions at hand: shown while one points at a name or focuses it, kept by a touch or a click, gone with Escape.

const tip = make("div", { id: "tip", role: "tooltip", hidden: true });
document.body.append(tip);
let tipped = null;
let kept = false;
let leaving = 0;

function showTip(anchor, keep = false) {
  clearTimeout(leaving);
  const said = byId(anchor.dataset.about);
  if (!said) return;
  tipped = anchor;
  kept = keep;
  tip.replaceChildren(...[...said.childNodes].map((node) => node.cloneNode(true)));
  tip.hidden = false;
  const box = anchor.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
  const below = box.bottom + 6 + height < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - height - 6)}px`;
}

/** Whether there was one to hide. */
function hideTip() {
  clearTimeout(leaving);
  const there = !tip.hidden;
  tip.hidden = true;
  tipped = null;
  kept = false;
  return there;
}

/** The element with a definition: itself, or the heading around it. */
function about(element) {
  const own = element.closest("[data-about]");
  if (own) return own;
  const head = element.closest("th");
  return head && element.closest(".sort") ? head.querySelector("[data-about]") : null;
}

document.addEventListener("pointerover", (event) => {
  const anchor = about(event.target);
  if (anchor && event.pointerType !== "touch") showTip(anchor, kept && anchor === tipped);
  else if (event.target.closest("#tip")) clearTimeout(leaving);
});
document.addEventListener("pointerout", (event) => {
  if (kept || (!about(event.target) && !event.target.closest("#tip"))) return;
  clearTimeout(leaving);
  leaving = setTimeout(() => kept || hideTip(), 250);
});
document.addEventListener("focusin", (event) => {
  const anchor = event.target.closest("[data-about]");
  if (anchor && event.target.matches(":focus-visible")) showTip(anchor);
  else if (tipped && !kept) hideTip();
});
document.addEventListener("click", (event) => {
  const anchor = event.target.closest("[data-about]:not([data-set])");
  if (!anchor) return event.target.closest("#tip") || hideTip();
  event.preventDefault();
  const again = anchor === tipped && kept;
  return again ? hideTip() : showTip(anchor, true);
});
document.addEventListener("scroll", () => tip.hidden || hideTip(), { passive: true, capture: true });
