"""What the screens say of a disagreement: its sides, what was ruled, what would stand. Words and marks, no screen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.coding import Coding, Stance
from codebook.palette import colour_of
from codebook.ruling import Verdict
from transcripts.i18n import _, clauses, ngettext
from workbench.tui.case_names import ShownSide
from workbench.tui.widgets.case_passage import Side
from workbench.tui.widgets.case_sides import Given, SideCard
from workbench.tui.widgets.passage_pane import STANCES
from workbench.tui.widgets.transcript_line import TRACKS
from workbench.tui.widgets.transcript_marks import Mark, MarkKind

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import MadeCoding, OpenCase

Answer = tuple[object, ...]


def short(book: Codebook, code: str) -> str:
    """Short name of a code."""
    return book.get(code).short if code in book else "?"


def kinds_words(case: "OpenCase") -> str:
    """What they differ in, weightiest first."""
    return ", ".join(kind.text for kind in case.kinds)


def codes_words(case: "OpenCase") -> str:
    """Short names of what was given."""
    return ", ".join(code.short for code in case.codes)


# -- sides -----------------------------------------------------------------------------------------------------------


def marked(side: ShownSide, book: Codebook, *, named: bool) -> Side:
    """What a side marks, and how it stands in the margin: each code on each stretch once, whoever gave it.

    Args:
        side: The side.
        book: The codebook.
        named: Whether there is room for the names of codes beside the number.
    """
    spans = dict.fromkeys((one.span, one.code) for one in side.codings)
    marks = tuple(
        Mark(f"{side.number}.{place}", span.start, span.end, *_named(side.number, code, book, named), MarkKind.SIDE)
        for place, (span, code) in enumerate(spans)
    )
    return Side(tuple(dict.fromkeys(span for span, _code in spans)), marks)


def _named(number: int, code: str, book: Codebook, named: bool) -> tuple[str, str]:
    said = f"{number} {short(book, code)}" if named else str(number)
    return said, colour_of(book, book.get(code)) if code in book else ""


def cards(
    sides: Sequence[ShownSide], names: dict[str, str], book: Codebook, text: str, language: str
) -> list[SideCard]:
    """The sides in words.

    Args:
        sides: In the order of their numbers.
        names: Uuid of each coder to what it is called here.
        book: The codebook.
        text: Of the transcript.
        language: Of the labels.
    """
    held = {frozenset(one.span for one in side.codings) for side in sides if side.codings}
    tracks = _tracks(sides)
    return [
        SideCard(
            side.number,
            tracks[side.number],
            side.names,
            tuple(_given(side, names, book, text if len(held) > 1 else "", language)),
            side.majority,
        )
        for side in sides
    ]


def _tracks(sides: Sequence[ShownSide]) -> dict[int, int]:
    """Number of a side to the look of its words; 0 where it has none of its own."""
    marking = [side.number for side in sides if side.codings]
    looks = {number: track for track, number in enumerate(marking[: len(TRACKS)], 1)}
    return {side.number: looks.get(side.number, 0) for side in sides}


def _given(side: ShownSide, names: dict[str, str], book: Codebook, text: str, language: str) -> Iterator[Given]:
    groups: dict[Answer, list[Coding]] = {}
    for one in side.codings:
        groups.setdefault((one.code, one.span, one.strength, one.stance), []).append(one)
    for same in groups.values():
        first = same[0]
        yield Given(
            short(book, first.code),
            book.get(first.code).label(language) if first.code in book else "",
            tuple(_facts(same)),
            first.span.cut(text) if text else "",
            _memos(same, names),
        )


def _facts(same: Sequence[Coding]) -> Iterator[str]:
    first = same[0]
    if first.stance is not None:
        yield _(STANCES[Stance(first.stance)])
    if first.strength is not None:
        yield _("strength {value}").format(value=first.strength)
    versions = sorted({one.codebook_version for one in same} - {0})
    if versions:
        yield _("codebook {version}").format(version=", ".join(map(str, versions)))


def _memos(same: Iterable[Coding], names: dict[str, str]) -> str:
    written = [(names.get(one.coder, "?"), one.memo) for one in same if one.memo.strip()]
    if len(written) == 1:
        return written[0][1]
    return " ".join(_("{name}: {memo}").format(name=name, memo=memo) for name, memo in written)


# -- rulings ---------------------------------------------------------------------------------------------------------


def telling(case: "OpenCase") -> tuple[Verdict, ...]:
    """The verdicts that make sense, without those that come to the same as one of the positions."""
    from workbench.workflows.ruling.outcomes import outcome, possible

    alone = sum(bool(position.codings) for position in case.positions) < 2
    known = [outcome(case, Verdict.POSITION, place) for place in range(len(case.positions))]
    joining = (Verdict.UNION, Verdict.INTERSECTION)
    return tuple(
        verdict
        for verdict in possible(case)
        if verdict not in joining or not (alone or outcome(case, verdict) in known)
    )


def verdict_words(verdict: Verdict, number: int | None) -> str:
    """What was ruled, in a few words.

    Args:
        verdict: What was ruled.
        number: Of the side that was chosen, None if none was.
    """
    if verdict is Verdict.POSITION and number is not None:
        return _("answer {number}").format(number=number)
    if verdict in (Verdict.UNION, Verdict.INTERSECTION) and number is not None:
        weighed = _("{verdict}, with stance and strength of {number}")
        return weighed.format(verdict=verdict.text, number=number)
    return verdict.text


def ruling_words(case: "OpenCase", sides: Sequence[ShownSide], coder: str) -> str:
    """What stands on a case; "" where nothing does.

    Args:
        case: As it is.
        sides: In the order of their numbers.
        coder: Name of who ruled.
    """
    ruling = case.ruling
    if ruling is None:
        return ""
    chosen = next((side.number for side in sides if side.place == case.chosen), None)
    what = verdict_words(ruling.verdict, chosen)
    said = _("Ruled by {coder}: {verdict}.") if ruling.verdict is not Verdict.DISCUSS else _("{coder}: {verdict}.")
    parts = [said.format(coder=coder, verdict=what)]
    if case.stale:
        parts.insert(0, _("Out of date, since the codings have changed; it is open again."))
    if ruling.reason:
        parts.append(_("Reason: {reason}").format(reason=" ".join(ruling.reason.split())))
    return " ".join(parts)


def made_words(made: "Sequence[MadeCoding | Coding]", book: Codebook, text: str) -> str:
    """What stands, or would: codes, and on how many words."""
    if not made:
        return _("nothing")
    return clauses(list(dict.fromkeys(_made_one(one, book, text) for one in made)))


def _made_one(one: "MadeCoding | Coding", book: Codebook, text: str) -> str:
    words = len(one.span.cut(text).split())
    said = ngettext("{code} on {count} word", "{code} on {count} words", words)
    facts = [said.format(code=short(book, one.code), count=words)]
    if one.stance is not None:
        facts.append(_(STANCES[Stance(one.stance)]))
    if one.strength is not None:
        facts.append(_("strength {value}").format(value=one.strength))
    return ", ".join(facts)


def tried_marks(made: "Iterable[MadeCoding]", book: Codebook) -> Iterator[Mark]:
    """What would stand, for the margin: dotted, as everything that is only proposed."""
    for place, one in enumerate(made):
        colour = colour_of(book, book.get(one.code)) if one.code in book else ""
        yield Mark(f"tried.{place}", one.span.start, one.span.end, short(book, one.code), colour, MarkKind.SUGGESTION)


def sides_words(sides: Sequence[ShownSide], book: Codebook) -> str:
    """``MA, JT IMAGE / AL –``: the sides on one line of a list."""
    said = []
    for side in sides:
        codes = dict.fromkeys(short(book, one.code) for one in side.codings)
        said.append(f"{', '.join(side.names)} {', '.join(codes) or '–'}")
    return " / ".join(said)
