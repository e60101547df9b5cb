"""What a suggestion says about itself: band, rank, reasons, and what its score is made of. Words only, no colours."""

from collections.abc import Iterator

from codebook.suggestion import Band, Near, ScorePart, Suggestion, Why
from transcripts.i18n import N_, _, clauses, ngettext
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import grouped

BANDS: dict[Band, str] = {Band.STRONG: N_("strong"), Band.POSSIBLE: N_("possible"), Band.WEAK: N_("weak")}

PARTS: dict[str, str] = {
    "words": N_("words in common"),
    "meaning": N_("meaning of the passage"),
    "vectors": N_("meaning of its words"),
    "examples": N_("like accepted passages"),
    "neighbours": N_("what is said around it"),
    "trained": N_("learned from your decisions"),
    "speaker": N_("who speaks"),
    "leaders": N_("like what comes first"),
    "nearness": N_("near an accepted passage"),
    "rejections": N_("like a rejected passage"),
    "definition": N_("like the definition"),
    "rules": N_("keyword rules"),
    "keywords": N_("keyword rules"),
}

_BY_WORDS = {"words", "rules", "keywords"}

MOST_LEMMAS = 4
BAR = 10
"""Cells of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


def band_word(band: Band) -> str:
    """The band in the language in use."""
    return _(BANDS[band])


def rank_words(suggestion: Suggestion, candidates: int) -> str:
    """Its place among all that could be proposed; never a probability."""
    return _("{rank} of {count}").format(rank=grouped(suggestion.rank), count=grouped(candidates))


def tally_words(accepted: int, decided: int) -> str:
    """How well the suggestions for this code did so far, "" before the first decision."""
    if not decided:
        return ""
    return _("{accepted} of {decided} accepted so far").format(accepted=grouped(accepted), decided=grouped(decided))


def facts_of(suggestion: Suggestion) -> Iterator[str]:
    """What else is to be known of it at a glance."""
    if suggestion.outside:
        yield _("from outside the top")
    if suggestion.fresh:
        yield _("first of this transcript")
    if suggestion.alike:
        yield _("+{count} alike").format(count=suggestion.alike)


def near_words(near: Near, length: int = 60) -> str:
    """A passage by its place and beginning: ``I-02 §8 “…”``."""
    words = display(" ".join(near.excerpt.split()))
    shown = words if len(words) <= length else words[: length - 1].rstrip() + "…"
    place = f"{display(near.name)} §{near.turn}"
    return f"{place} " + _("“{words}”").format(words=shown) if shown else place


def because(why: Why, *, length: int = 60) -> str:
    """The reasons in one line: rules and words in common, the nearest accepted passage, and one that stands beside."""
    reasons = []
    if why.rules:
        reasons.append(_("rule {rules}").format(rules=", ".join(map(display, why.rules[:2]))))
    if why.lemmas:
        reasons.append(", ".join(map(display, why.lemmas[:MOST_LEMMAS])))
    same = why.nearest is not None and why.beside is not None and why.nearest.span == why.beside.span
    if why.nearest is not None:
        sentence = _("near and beside {passage}") if same else _("near {passage}")
        reasons.append(sentence.format(passage=near_words(why.nearest, length)))
    if why.beside is not None and not same:
        reasons.append(_("beside one you accepted (§{turn})").format(turn=why.beside.turn))
    if not reasons:
        reasons.append(_most_telling(why.parts))
    return _("because: {reasons}").format(reasons=clauses(reasons))


def _most_telling(parts: tuple[ScorePart, ...]) -> str:
    """What speaks most for it, where it shares no word with anything."""
    others = (part for part in parts if part.name not in _BY_WORDS)
    best = max(others, key=lambda part: part.value, default=None)
    if best is None or best.value <= 0:
        return _("nothing in particular; it is offered for variety")
    return _("no word in common; {part}").format(part=part_words(best.name))


def part_words(name: str) -> str:
    """What a part of a score is called."""
    return _(PARTS[name]) if name in PARTS else display(name)


def bar(value: float, most: float) -> str:
    """A small bar, as long as the value is large; ``most`` fills it, and anything that counts shows."""
    eighths = round(8 * BAR * abs(value) / most) if most else 0
    if value and not eighths:
        eighths = 1
    full, rest = divmod(min(eighths, 8 * BAR), 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(BAR)


def weight_word(value: float, most: float) -> str:
    """The same as the bar in a word, for whoever does not see it."""
    if value < 0:
        return _("speaks against it")
    share = value / most if most else 0
    if share >= 2 / 3:
        return _("much")
    return _("some") if share >= 1 / 3 else _("little")


def part_lines(why: Why, width: int) -> Iterator[str]:
    """The parts of the score, what weighs most first, each on one line with its bar."""
    parts = sorted((part for part in why.parts if part.value), key=lambda part: -abs(part.value))
    most = max((abs(part.value) for part in parts), default=0.0)
    room = max(12, min(30, width - BAR - 22))
    for part in parts:
        sign = "−" if part.value < 0 else "+"
        name = part_words(part.name)[:room].ljust(room)
        yield f"{name} {sign} {bar(part.value, most)} {weight_word(part.value, most)}"


def alike_words(count: int) -> str:
    """A sentence about near-duplicates folded under a suggestion."""
    return ngettext(
        "{count} passage with nearly the same words is folded under it.",
        "{count} passages with nearly the same words are folded under it.",
        count,
    ).format(count=count)
