"""How good the proposals for the guide are: ``python -m tests.measures.guide_links [--cross]``.

Two sets with hand-made answers (``tests/data/guides/README.md``): the eleven fictional interviews of the demonstration
and ten real ones in French. For each: the share of turns whose question (and whose question with opening or follow-up)
is right at first proposal, with nothing confirmed elsewhere (*cold*) and with the interviews before it confirmed (*in
order*, as on the screen); and the keys that the linking screen needs. Beside it, as baseline, rapidfuzz turn by turn:
the likest question over a threshold, opening where it is the first time; scorer and threshold are those that serve the
baseline best on the very set that it is measured on.

The constants of the proposals were chosen on both sets, a few values each. ``--cross`` says what that is worth: it
chooses them on one set alone and measures on the other.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.measures.guide_samples import ROOT, Answer, Interview, Sample, artisans, demonstration
from transcripts.words import folded
from workbench.store.guide import QuestionEntry
from workbench.store.guide_turns import AskingEntry
from workbench.suggest import guide_links, guide_path, guide_scores
from workbench.suggest.guide_links import AskingTurn, Confirmed, GuideQuestion, propose
from workbench.suggest.question_picking import question_keys
from workbench.tui.link_pass import LinkPass
from workbench.workflows.linking import ProposedLink

# -- proposals ----------------------------------------------------------------------------------------------------

Known = Mapping[int, Answer]
#: An answer, and whether the screen calls it doubtful.
Proposal = tuple[Answer, bool]
Proposing = Callable[[Interview, Known], list[Proposal]]


def proposing(sample: Sample, confirmed: Sequence[Interview] = ()) -> Proposing:
    """The proposals, where some interviews are confirmed."""
    examples: dict[int, list[str]] = {}
    passed: list[str] = []
    for interview in confirmed:
        for turn, answer in zip(interview.turns, interview.answers, strict=True):
            if answer is None:
                passed.append(turn.text)
            elif not answer[1]:
                examples.setdefault(answer[0], []).append(turn.text)
    questions = [
        GuideQuestion(one.name, one.wordings, one.topics, tuple(examples.get(at, ())))
        for at, one in enumerate(sample.questions)
    ]

    def now(interview: Interview, known: Known) -> list[Proposal]:
        held = {number: Confirmed(None) if one is None else Confirmed(*one) for number, one in known.items()}
        found = propose(questions, interview.turns, known=held, passed=passed)
        return [
            (None if one.question is None else (one.question, one.follow_up), one.band is not guide_links.Band.STRONG)
            for one in found
        ]

    return now


def plain(sample: Sample, scorer: Callable[[str, str], float], threshold: float) -> Proposing:
    """rapidfuzz turn by turn."""

    def now(interview: Interview, known: Known) -> list[Proposal]:
        found: list[Proposal] = []
        opened: set[int] = set()
        for turn in interview.turns:
            text = folded(turn.text)
            likeness = [max(scorer(text, folded(one)) for one in question.wordings) for question in sample.questions]
            best = max(range(len(likeness)), key=lambda at: likeness[at])
            like = likeness[best] >= threshold
            found.append(((best, best in opened) if like else None, False))
            if like:
                opened.add(best)
        return [
            (known[turn.number], False) if turn.number in known else one
            for turn, one in zip(interview.turns, found, strict=True)
        ]

    return now


# -- what is measured ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shares:
    """Shares of turns that are right at first proposal.

    Attributes:
        question: The question (or that there is none), of all turns.
        how: With opening or follow-up.
        put_question: The question, of the turns that put one.
        put_how: With opening or follow-up.
    """

    question: float
    how: float
    put_question: float
    put_how: float

    @property
    def mean(self) -> float:
        return (self.question + self.how + self.put_question + self.put_how) / 4


def shares(sample: Sample, proposers: Callable[[int], Proposing]) -> Shares:
    pairs = [
        (answer, proposal)
        for at, interview in enumerate(sample.interviews)
        for answer, (proposal, _doubtful) in zip(interview.answers, proposers(at)(interview, {}), strict=True)
    ]
    put = [(answer, proposal) for answer, proposal in pairs if answer is not None]
    return Shares(_same_question(pairs), _same(pairs), _same_question(put), _same(put))


def _same(pairs: Sequence[tuple[Answer, Answer]]) -> float:
    return sum(answer == proposal for answer, proposal in pairs) / len(pairs)


def _same_question(pairs: Sequence[tuple[Answer, Answer]]) -> float:
    return sum((a and a[0]) == (p and p[0]) and (a is None) == (p is None) for a, p in pairs) / len(pairs)


def cold(sample: Sample) -> Shares:
    return shares(sample, lambda _at: proposing(sample))


def in_order(sample: Sample) -> Shares:
    return shares(sample, lambda at: proposing(sample, sample.interviews[:at]))


def best_plain(sample: Sample) -> tuple[Shares, str, Proposing]:
    """The baseline with the scorer and threshold that serve it best here."""
    from rapidfuzz import fuzz

    names = ("ratio", "partial_ratio", "token_sort_ratio", "token_set_ratio", "WRatio")
    tried = [(name, threshold) for name in names for threshold in range(20, 90, 5)]

    def measured(name: str, threshold: int) -> tuple[Shares, str, Proposing]:
        proposer = plain(sample, getattr(fuzz, name), threshold)
        return shares(sample, lambda _at: proposer), f"{name} ≥ {threshold}", proposer

    return max((measured(*one) for one in tried), key=lambda one: one[0].question)


# -- keys ---------------------------------------------------------------------------------------------------------


def keys(sample: Sample, proposers: Callable[[int], Proposing]) -> tuple[float, float]:
    """Keys and corrections an interview, as the linking screen has them: see ``keys_of``."""
    counted = [keys_of(sample, one, proposers(at)) for at, one in enumerate(sample.interviews)]
    return tuple(sum(column) / len(counted) for column in zip(*counted, strict=True))  # type: ignore[return-value]


def keys_of(sample: Sample, interview: Interview, proposer: Proposing) -> tuple[int, int]:
    """Somebody reads the list, makes right what is wrong, and confirms the rest at once.

    To the next wrong turn by arrows, or by Tab to doubtful ones and arrows from there, whichever is shorter; there its
    digit, ``n`` or ``f`` (and the arrow up and ``f`` where opening and follow-up are then still wrong), after which the
    cursor stands on the next open turn and the open ones are proposed anew; in the end ``a`` for all that is left.

    Returns:
        Keys, and of them those that correct.
    """
    entries = [
        QuestionEntry(one.name, one.name, "", one.wordings[0], (), at) for at, one in enumerate(sample.questions)
    ]
    digits = {place: digit for digit, place in question_keys([one.name for one in sample.questions]).items()}
    known: dict[int, Answer] = {}
    at = moves = corrections = 0
    while True:
        found = proposer(interview, known)
        links = LinkPass(
            [_link(turn, one, entries, turn.number in known) for turn, one in zip(interview.turns, found, strict=True)]
        )
        wrong = [row for row, (one, _sure) in enumerate(found) if one != interview.answers[row]]
        if not wrong:
            return moves + corrections + (1 if links.open else 0), corrections
        row = min(wrong, key=lambda one: (one < at, one))
        moves += _travel(links, at, row)
        corrections += _fix(links, row, interview.answers[row], entries, digits)
        known[interview.turns[row].number] = interview.answers[row]
        following = links.next_open(row)
        at = row if following is None else following


def _travel(links: LinkPass, start: int, goal: int) -> int:
    """Keys from one row to another."""
    least, at, tabs = abs(goal - start), start, 0
    while (at := links.next_doubtful(at)) is not None and tabs < least:
        tabs += 1
        least = min(least, tabs + abs(goal - at))
    return least


def _fix(links: LinkPass, row: int, answer: Answer, entries: Sequence[QuestionEntry], digits: Mapping[int, str]) -> int:
    """Keys that make one turn right."""
    link = links.links[row]
    shown = None if link.question is None else (link.question.number, link.follow_up)
    if shown == answer:
        return 0
    if shown is not None and answer is not None and shown[0] == answer[0]:
        return 1
    said = links.choose(row, None if answer is None else entries[answer[0]])
    typed = 1 if answer is None or answer[0] in digits else 2 + len(entries[answer[0]].name)
    return typed + (0 if answer is None or said.follow_up == answer[1] else 2)


def _link(turn: AskingTurn, proposal: Proposal, entries: Sequence[QuestionEntry], decided: bool) -> ProposedLink:
    entry = AskingEntry(turn.number, 0, turn.text, turn.before)
    answer, doubtful = proposal
    question, follow_up = (None, False) if answer is None else (entries[answer[0]], answer[1])
    band = guide_links.Band.WEAK if doubtful else guide_links.Band.STRONG
    return ProposedLink(entry, question, follow_up, band, "", decided)


# -- constants chosen on one set, measured on the other -----------------------------------------------------------

GRID: dict[tuple[object, str], tuple[float, ...]] = {
    (guide_scores, "OPENING"): (0.15, 0.25, 0.35),
    (guide_scores, "GOING_ON"): (0.04, 0.08, 0.15),
    (guide_scores, "ECHO"): (0.08, 0.15, 0.25),
    (guide_scores, "LIKENESS"): (0.0, 3.0, 5.0),
    (guide_scores, "LENGTH"): (0.0, 0.5, 1.0),
    (guide_scores, "OF_CODE"): (0.0, 0.3, 0.6),
    (guide_scores, "OF_EXAMPLE"): (1.0, 2.0, 3.0),
    (guide_scores, "NONE"): (-6.0, -5.0, -4.0),
    (guide_scores, "PER_WORD"): (0.0, 0.08, 0.15),
    (guide_path, "SKIP"): (0.5, 1.0, 2.0),
    (guide_path, "BACK"): (2.5, 4.0, 5.5),
    (guide_links, "RATE"): (0.6, 0.8, 1.0),
}


@contextmanager
def constants(chosen: Mapping[tuple[object, str], float]) -> Iterator[None]:
    before = {(module, name): getattr(module, name) for module, name in chosen}
    try:
        for (module, name), value in chosen.items():
            setattr(module, name, value)
        yield
    finally:
        for (module, name), value in before.items():
            setattr(module, name, value)


def chosen_on(sample: Sample, rounds: int = 2) -> dict[tuple[object, str], float]:
    """The constants that do best on one set, chosen one after the other."""
    # Not from the values in force, which know both sets: the search begins at the lower end of the grid.
    chosen = {key: values[0] for key, values in GRID.items()}

    def worth(trial: Mapping[tuple[object, str], float]) -> float:
        with constants(trial):
            return cold(sample).mean + in_order(sample).mean

    best = worth(chosen)
    for _round in range(rounds):
        for key, values in GRID.items():
            for value in values:
                if (found := worth({**chosen, key: value})) > best:
                    best, chosen = found, {**chosen, key: value}
    return chosen


# -- the table ----------------------------------------------------------------------------------------------------


def lines(sample: Sample) -> Iterator[str]:
    turns = sum(len(one.turns) for one in sample.interviews)
    put = sum(answer is not None for one in sample.interviews for answer in one.answers)
    yield f"{sample.name}: {len(sample.interviews)} interviews, {turns} interviewer turns, {put} of them put a question"
    base, words, proposer = best_plain(sample)
    yield _row(f"rapidfuzz a turn ({words})", base, keys(sample, lambda _at: proposer))
    yield _row("proposals, cold", cold(sample), keys(sample, lambda _at: proposing(sample)))
    yield _row(
        "proposals, in order", in_order(sample), keys(sample, lambda at: proposing(sample, sample.interviews[:at]))
    )
    said = (f"{band} {share:.2f} of {count}" for band, (count, share) in bands(sample).items())
    yield f"  question right by band, cold: {', '.join(said)}"


def bands(sample: Sample) -> dict[str, tuple[int, float]]:
    """Band → how many proposals it has, cold, and the share of them whose question is right."""
    held: dict[str, list[bool]] = {band.value: [] for band in guide_links.Band}
    for interview in sample.interviews:
        found = propose(sample.questions, interview.turns)
        for one, answer in zip(found, interview.answers, strict=True):
            held[one.band.value].append(one.question == (None if answer is None else answer[0]))
    return {band: (len(right), sum(right) / max(1, len(right))) for band, right in held.items()}


def _row(name: str, found: Shares, typed: tuple[float, float]) -> str:
    figures = (found.put_question, found.put_how, found.question, found.how)
    return f"  {name:44}" + "".join(f"{figure:11.3f}" for figure in figures) + f"{typed[0]:11.1f}{typed[1]:13.1f}"


HEAD = (
    f"  {'share right at first proposal of':44}{'turns that put one':>22}{'all turns':>22}{'an interview':>24}\n"
    f"  {'':44}{'question':>11}{'and how':>11}{'question':>11}{'and how':>11}{'keys':>11}{'corrections':>13}"
)


def cross(first: Sample, second: Sample) -> Iterator[str]:
    yield "Constants chosen on one set alone, measured on the other (cold and in order):"
    for trained, tested in ((first, second), (second, first)):
        with constants(chosen_on(trained)):
            yield f" chosen on {trained.name}, measured on {tested.name}"
            yield _row("proposals, cold", cold(tested), keys(tested, lambda _at, s=tested: proposing(s)))
            order = keys(tested, lambda at, s=tested: proposing(s, s.interviews[:at]))
            yield _row("proposals, in order", in_order(tested), order)


def main(arguments: Sequence[str]) -> None:
    shared = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
    sets = [demonstration()]
    if shared.is_dir():
        sets += [artisans(shared), artisans(shared, typed=True)]
    sys.stdout.write(HEAD + "\n")
    for sample in sets:
        sys.stdout.writelines(f"{line}\n" for line in lines(sample))
    if "--cross" in arguments and len(sets) > 1:
        sys.stdout.writelines(f"{line}\n" for line in cross(sets[0], sets[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
