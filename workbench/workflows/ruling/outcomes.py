"""The codings that a verdict makes for the consensus; the same whether it is shown before the key or written after it.

A position is one code on some characters, or nothing. What each verdict makes of the positions of a case:

- *position*: that answer as it is. If several coders hold it, as the one cut it who cut it into fewest codings; a
  stance or strength that this one did not set is what the others gave on the same words. "Nothing" makes nothing.
- *majority*: the same for the position that more than half of those who read the text hold; refused if there is none.
- *union*: all characters that anyone marked here, each stretch once, for every code that was given here.
- *intersection*: the characters that all marked who marked anything here, for every code that was given here; refused
  if only one answer marks anything, or if they share nothing.
- *both*: each answer that marks anything, as it is; refused if only one does, or if one code would stand twice on the
  same characters with another stance or strength.
- *neither*: nothing. *discuss*: nothing, and the case stays open.

Stance of what *union* and *intersection* make, code by code: the one that was given, if all who set one set the same.
In a union, pro and contra (and mixed) together are mixed. Any other difference of stance, and every difference of
strength, is refused unless a position is chosen with the verdict: then its stance and strength count. Highest
strengths are compared, as in the list of disagreements.

Made codings have no memo: memos are their coders' own words and stay on the originals, where the sources lead; why it
was decided so stands in the reason of the ruling.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from codebook.coding import Coding, Stance
from codebook.ruling import Verdict
from transcripts.i18n import _
from transcripts.spans import Span, union
from workbench.errors import RulingError
from workbench.workflows.ruling.values import MadeCoding, OpenCase, OpenPosition

if TYPE_CHECKING:
    from codebook.book import Codebook

#: Verdicts that choose a position.
CHOOSING = (Verdict.POSITION, Verdict.MAJORITY)
#: Verdicts that may say whose stance and strength count.
WEIGHING = (Verdict.UNION, Verdict.INTERSECTION)


def outcome(case: OpenCase, verdict: Verdict, chosen: int | None = None) -> tuple[MadeCoding, ...]:
    """The codings that a verdict makes for the consensus, in text order.

    Args:
        case: As it stands.
        verdict: What is decided.
        chosen: Index of the position for ``POSITION``; for ``UNION`` and ``INTERSECTION`` of the position whose stance
            and strength count, None where they do not differ.

    Raises:
        RulingError: If the verdict makes no sense for this case; the sentence says what to choose instead.
    """
    check_chosen(case, verdict, chosen)
    if verdict in CHOOSING:
        made = as_it_is(case.positions[chosen_by(case, verdict, chosen) or 0].codings)
    elif verdict is Verdict.BOTH:
        made = _both(case)
    elif verdict in WEIGHING:
        made = _joined(case, verdict, chosen)
    else:
        made = []
    return tuple(sorted(made, key=lambda one: (one.span, one.code, one.sources)))


def chosen_by(case: OpenCase, verdict: Verdict, chosen: int | None) -> int | None:
    """The index that a ruling keeps: that of the majority, for a majority."""
    return case.majority if verdict is Verdict.MAJORITY else chosen


def possible(case: OpenCase) -> tuple[Verdict, ...]:
    """The verdicts that make sense for a case without anything more being said, in the order of their keys."""
    return tuple(verdict for verdict in Verdict if _makes_sense(case, verdict))


def cautions(book: "Codebook", made: Sequence[MadeCoding]) -> list[str]:
    """What a person should know before it is written: codes that exclude each other on the same words."""
    found = []
    for at, one in enumerate(made):
        for other in made[at + 1 :]:
            if one.code != other.code and one.span.overlaps(other.span) and book.exclusive_branch(one.code, other.code):
                first, second = book.get(one.code).short, book.get(other.code).short
                found.append(_("{first} and {second} exclude each other.").format(first=first, second=second))
    return list(dict.fromkeys(found))


def _makes_sense(case: OpenCase, verdict: Verdict) -> bool:
    try:
        outcome(case, verdict, 0 if verdict is Verdict.POSITION else None)
    except RulingError:
        return False
    return True


def check_chosen(case: OpenCase, verdict: Verdict, chosen: int | None) -> None:
    """Refuse a choice that does not go with the verdict.

    Raises:
        RulingError: If there is no such position, or none is needed.
    """
    if verdict is Verdict.MAJORITY and case.majority is None:
        raise RulingError(
            _("No answer is held by more than half of those who read this passage."), _("Choose one of the answers.")
        )
    if verdict is Verdict.POSITION and chosen is None:
        raise RulingError(_("Say which of the answers stands."), _("Count them from 1, as they are listed."))
    if chosen is None:
        return
    if verdict not in (*CHOOSING, *WEIGHING):
        raise RulingError(_("This verdict does not choose one of the answers."), _("Leave the number out."))
    if not 0 <= chosen < len(case.positions):
        raise RulingError(
            _("There is no answer {number} here: there are {count}.").format(
                number=chosen + 1, count=len(case.positions)
            ),
            _("Count them from 1, as they are listed."),
        )
    if verdict in WEIGHING and not case.positions[chosen].codings:
        raise RulingError(
            _("Answer {number} marks nothing, so it has no stance and no strength.").format(number=chosen + 1),
            _("Choose one that marks something."),
        )


# -- an answer as it is --------------------------------------------------------------------------------------------


def as_it_is(codings: Sequence[Coding]) -> list[MadeCoding]:
    """One answer as the coder gave it who cut it into fewest codings; what that one left unset, from the others."""
    by_coder: dict[str, list[Coding]] = {}
    for one in codings:
        by_coder.setdefault(one.coder, []).append(one)
    if not by_coder:
        return []
    first = min(by_coder, key=lambda coder: (len(by_coder[coder]), coder))
    others = [one for one in codings if one.coder != first]
    return [_copied(one, [other for other in others if other.span.overlaps(one.span)]) for one in by_coder[first]]


def _copied(coding: Coding, same: Sequence[Coding]) -> MadeCoding:
    stances = {one.stance for one in same} - {None}
    strengths = [one.strength for one in same if one.strength is not None]
    return MadeCoding(
        coding.code,
        coding.span,
        coding.strength if coding.strength is not None else max(strengths, default=None),
        coding.stance or (stances.pop() if len(stances) == 1 else None),
        tuple(sorted(one.uuid for one in (coding, *same))),
    )


def _both(case: OpenCase) -> list[MadeCoding]:
    positions = _marking(case)
    if len(positions) < 2:
        raise RulingError(_("Only one of the answers marks anything here."), _("Choose that one, or neither."))
    found: dict[tuple[str, Span], MadeCoding] = {}
    for made in (one for position in positions for one in as_it_is(position.codings)):
        known = found.setdefault((made.code, made.span), made)
        if (known.strength, known.stance) != (made.strength, made.stance):
            raise RulingError(
                _("One code cannot stand twice on the same characters."),
                _("Choose one of the answers; pro and contra united are mixed."),
            )
    return list(found.values())


# -- characters united or shared -----------------------------------------------------------------------------------


def _joined(case: OpenCase, verdict: Verdict, chosen: int | None) -> list[MadeCoding]:
    marked = [union(one.span for one in position.codings) for position in _marking(case)]
    spans = _shared(marked) if verdict is Verdict.INTERSECTION else union(span for spans in marked for span in spans)
    sources = tuple(sorted(one.uuid for one in case.codings))
    found = []
    for code in sorted({one.code for one in case.codings}):
        stance, strength = _weights(case, code, verdict, chosen)
        found += [MadeCoding(code, span, strength, stance, sources) for span in spans]
    return found


def _marking(case: OpenCase) -> list[OpenPosition]:
    return [position for position in case.positions if position.codings]


def _shared(marked: Sequence[Sequence[Span]]) -> list[Span]:
    """The stretches that lie in all of some lists of disjoint stretches."""
    if len(marked) < 2:
        raise RulingError(
            _("Only one of the answers marks anything here, so nothing is shared."), _("Choose that one, or neither.")
        )
    spans = list(marked[0])
    for others in marked[1:]:
        spans = [meet for one in spans for other in others if (meet := one.intersection(other)) is not None]
    if not spans:
        raise RulingError(
            _("Those who marked something here share no character."), _("Choose one of the answers, or unite them.")
        )
    return spans


def _weights(case: OpenCase, code: str, verdict: Verdict, chosen: int | None) -> tuple[Stance | None, int | None]:
    """Stance and strength of what is made of one code."""
    positions = [list(_of_code(position.codings, code)) for position in _marking(case)]
    if chosen is not None and (mine := list(_of_code(case.positions[chosen].codings, code))):
        positions = [mine]
    positions = [position for position in positions if position]
    stances = {one.stance for position in positions for one in position if one.stance is not None}
    strengths = {highest for position in positions if (highest := _highest(position)) is not None}
    if len(strengths) > 1:
        _refuse(_("They differ in strength as well."))
    return _stance(stances, verdict), next(iter(strengths), None)


def _stance(stances: Collection[Stance], verdict: Verdict) -> Stance | None:
    if len(stances) < 2:
        return next(iter(stances), None)
    if verdict is Verdict.UNION and Stance.NEUTRAL not in stances:
        return Stance.MIXED
    _refuse(_("They differ in stance as well."))


def _refuse(sentence: str) -> NoReturn:
    raise RulingError(sentence, _("Say whose stance and strength count, or choose one of the answers."))


def _of_code(codings: Iterable[Coding], code: str) -> Iterator[Coding]:
    return (one for one in codings if one.code == code)


def _highest(codings: Iterable[Coding]) -> int | None:
    return max((one.strength for one in codings if one.strength is not None), default=None)
