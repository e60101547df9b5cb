"""Random codings of two to four people, random rulings: undo brings everything back, building twice is once."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.coding import Stance
from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, everything, sitting
from transcripts.spans import Span, union
from workbench.store import codings as coding_store
from workbench.store import rulings as ruling_store
from workbench.workflows.coding import apply_codes, move_edges, remove_codings, weigh
from workbench.workflows.ruling import outcome, possible, queue, rebuild, rule, rule_majority, withdraw
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.values import OpenCase, Status
from workbench.workflows.undoing import redo, undo

NAMES = ("maude", "julien", "lea", "ines")
CODES = ("IMAGE", "PROJET", "TON")

places = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda place: Span(place[0], place[0] + place[1]))
marks = st.tuples(
    st.sampled_from(CODES),
    places,
    st.sampled_from([None, None, *Stance]),
    st.sampled_from([None, None, 0, 1, 3]),
)
coded = st.lists(marks, max_size=5)
#: What somebody does: the number of the person, what, and which case or coding (counted round).
deeds = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(("rule", "rule", "rule", "withdraw", "majority", "build", "edit")),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=8,
)


def put(found: Sitting, who: str, marked: list) -> None:
    for code, span, stance, strength in marked:
        for coding in apply_codes(found.study, found[who], found.transcript, span, [found.codes[code]]):
            if stance or strength is not None:
                weigh(found.study, found[who], coding.uuid, stance=stance, strength=strength)


def choices(case: OpenCase) -> list[tuple[Verdict, int | None]]:
    """Every decision that can be made about a case."""
    others = [(verdict, None) for verdict in possible(case) if verdict is not Verdict.POSITION]
    return [*((Verdict.POSITION, at) for at in range(len(case.positions))), *others]


def do(found: Sitting, who: str, deed: str, first: int, second: int) -> bool:
    """One deed of one person; whether it was a step that the person can take back."""
    coder, study = found[who], found.study
    count = "SELECT count(*) FROM history"
    before = study.reader.value(count)
    cases = queue(study, which="all").cases
    rulings = ruling_store.all(study.reader)
    mine = coding_store.all(study.reader, coder)
    if deed == "rule" and cases:
        case = cases[first % len(cases)]
        verdict, chosen = choices(case)[second % len(choices(case))]
        rule(study, case, verdict, chosen=chosen, coder=coder, reason="r" * (second % 3))
    elif deed == "withdraw" and rulings:
        withdraw(study, rulings[first % len(rulings)].uuid, coder=coder)
    elif deed == "majority":
        rule_majority(study, cases, coder=coder)
    elif deed == "build":
        rebuild(study, coder=coder)
    elif deed == "edit" and mine:
        change(found, coder, mine[first % len(mine)].uuid, second)
    return study.reader.value(count) > before


def change(found: Sitting, coder: str, coding: str, how: int) -> None:
    if how % 3 == 0:
        remove_codings(found.study, coder, [coding])
    elif how % 3 == 1:
        weigh(found.study, coder, coding, stance=list(Stance)[how % 4])
    else:
        span = Span(how, how + 4 + how % 5)
        held = coding_store.get(found.study.reader, coding)
        taken = {(one.code, one.span) for one in coding_store.all(found.study.reader, coder)}
        if held is not None and (held.code, span) not in taken:
            move_edges(found.study, coder, coding, span)


def without_states(found: Sitting) -> dict[str, list[tuple[object, ...]]]:
    """All but the states of the consensus, which follow from the rest and are written beside the acts."""
    return {name: rows for name, rows in everything(found.study).items() if name != "states"}


def originals(found: Sitting) -> list[tuple[object, ...]]:
    return [row for row in everything(found.study)["codings"] if row[8] != "consensus"]


def characters(codings: list) -> dict[str, list[Span]]:
    by_code: dict[str, list[Span]] = {}
    for one in codings:
        by_code.setdefault(one.code, []).append(one.span)
    return {code: union(spans) for code, spans in by_code.items()}


@settings(max_examples=25)
@given(st.lists(coded, min_size=2, max_size=4), deeds)
def test_undoing_each_step_brings_back_exactly_what_was_there(people, steps):
    with TemporaryDirectory() as folder:
        found = sitting(Path(folder) / "r.study", **dict.fromkeys(NAMES[: len(people)], ""))
        for who, marked in zip(found.people, people, strict=True):
            put(found, who, marked)
        names = list(found.people)
        done: list[tuple[str, dict]] = []
        for person, deed, first, second in steps:
            who = names[person % len(names)]
            before, kept = without_states(found), originals(found)
            if do(found, who, deed, first, second):
                done.append((who, before))
            if deed != "edit":
                assert originals(found) == kept
        last = without_states(found)
        for who, before in reversed(done):
            undo(found.study, found[who])
            assert without_states(found) == before
        for who, _before in done:
            redo(found.study, found[who])
        assert without_states(found) == last
        found.study.close()


@settings(max_examples=25)
@given(st.lists(coded, min_size=2, max_size=4), deeds)
def test_the_consensus_is_what_agreements_and_rulings_make_and_building_it_again_changes_nothing(people, steps):
    with TemporaryDirectory() as folder:
        found = sitting(Path(folder) / "r.study", **dict.fromkeys(NAMES[: len(people)], ""))
        for who, marked in zip(found.people, people, strict=True):
            put(found, who, marked)
        names = list(found.people)
        for person, deed, first, second in steps:
            do(found, names[person % len(names)], deed, first, second)
        rebuild(found.study, coder=found["maude"])
        once = everything(found.study)
        rebuild(found.study, coder=found["julien"])
        assert everything(found.study) == once
        check(found)
        found.study.close()


def check(found: Sitting) -> None:
    """The consensus against agreements and rulings, put together here in another way."""
    reader = found.study.reader
    casebook = Casebook(reader)
    wanted = [one for groups in casebook.agreed.values() for group in groups for one in group.codings]
    for case in casebook.cases:
        if case.status is Status.RULED and case.ruling is not None:
            wanted += outcome(case, case.ruling.verdict, case.chosen)
    layer = reader.value("SELECT uuid FROM coders WHERE kind = 'consensus'")
    assert characters(coding_store.all(reader, layer)) == characters(wanted)
    left = any(case.status is not Status.RULED for case in casebook.cases)
    assert found.state() == ("coding" if left and (wanted or casebook.rulings) else None if left else "done")
