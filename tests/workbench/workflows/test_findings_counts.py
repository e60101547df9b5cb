"""Every count of the reports against the same thing counted one by one, on random studies."""

import tempfile
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.coding import Coding, Stance
from exports.report import Report, Table
from tests.conftest import SOAK
from tests.workbench.workflows.random_studies import NAMES, Counted, random_study
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make

EXAMPLES = 400 if SOAK else 12


def rows_of(report: Report, name: str = "") -> list[dict[str, object]]:
    table = next(table for table in report.tables if not name or table.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def on_random_studies(test: Callable[[Counted], None]) -> Callable[[], None]:
    @settings(max_examples=EXAMPLES)
    @given(st.integers(0, 10**6))
    def run(seed: int) -> None:
        with tempfile.TemporaryDirectory() as folder:
            counted = random_study(Path(folder) / "random.study", seed)
            try:
                test(counted)
            finally:
                counted.study.close()

    return pytest.mark.soak(run) if SOAK else run


def report(counted: Counted, name: str, wanted: Filter | None = None, **options: object) -> Report:
    return make(counted.study, name, wanted or Filter(layer="Maude"), options)


def _recurrence(counted: Counted) -> None:
    for row in rows_of(report(counted, "recurrence")):
        code = str(row["code"])
        mentions = {person: counted.of(code, person) for person in counted.read}
        silent = [person for person in counted.read if not mentions[person]]
        assert row["participants"] == len(counted.read) - len(silent)
        assert row["of"] == len(counted.read)
        _uptake(counted, row, code, mentions)
        counts = [len(found) for found in mentions.values() if found]
        assert row["mentions"] == sum(counts)
        assert row["per_mentioner"] == (median(counts) if counts else None)
        assert row["concentration"] == (pytest.approx(max(counts) / sum(counts)) if counts else None)
        assert row["coverage"] == _coverage(counted, code)


def _uptake(counted: Counted, row: dict[str, object], code: str, mentions: dict[str, list[Coding]]) -> None:
    """Who brings it up, who was asked; without any link to the guide all of this is unknown, and says so."""
    silent = Counter(counted.asked(code, person) for person, found in mentions.items() if not found)
    unasked = {p for p, found in mentions.items() if any(counted.prompted(one) is False for one in found)}
    prompted = {p for p, found in mentions.items() if any(counted.prompted(one) for one in found)} - unasked
    unclear = {p for p, found in mentions.items() if found} - unasked - prompted
    asked = {person for person in mentions if counted.asked(code, person)}
    answered = {person for person in asked if mentions[person]}
    assert (row["unclear"], row["unknown"]) == (len(unclear), silent[None])
    guided = [len(unasked), len(prompted), silent[True], silent[False], len(asked), len(answered)]
    names = ("spontaneous", "prompted", "silent", "never", "asked", "answered")
    if counted.links:
        assert [row[name] for name in names] == guided
        assert row["answered_share"] == (pytest.approx(len(answered) / len(asked)) if asked else None)
        assert not any(row[f"reason.{name}"] for name in names)
    else:
        assert [row[name] for name in (*names, "answered_share")] == [None] * 7
        assert {row[f"reason.{name}"] for name in names} == {"asked_unknown"}


def _coverage(counted: Counted, code: str) -> object:
    shares = []
    for person in counted.read:
        own = sum(end - start for turns in counted.turns.values() for start, end, who, _i in turns if who == person)
        covered = {(one.transcript, at) for one in counted.of(code, person) for at in counted.covers(one, person)}
        if own:
            shares.append(len(covered) / own)
    return pytest.approx(sum(shares) / len(shares)) if shares else None


def _ranking(counted: Counted) -> None:
    for row in rows_of(report(counted, "ranking", Filter("Maude", branch="/"), draws=10)):
        code = str(row["code"])
        mentions = {person: counted.of(code, person) for person in counted.read}
        for_it = [p for p, found in mentions.items() if any(one.stance is not Stance.CONTRA for one in found)]
        against = [p for p, found in mentions.items() if found and p not in for_it]
        assert (row["participants"], row["rejected_by"]) == (len(for_it), len(against))
        assert row["mentions"] == sum(map(len, mentions.values()))
        assert (sorted(row["who"]), sorted(row["rejected"])) == (for_it, against)  # type: ignore[call-overload]


def _divergence(counted: Counted) -> None:
    found = {str(row["code"]): row for row in rows_of(report(counted, "divergence", draws=200))}
    for code in counted.above:
        sides: Counter[str] = Counter()
        for person in counted.read:
            held = {one.stance for one in counted.of(code, person)} - {None}
            if Stance.MIXED in held or {Stance.PRO, Stance.CONTRA} <= held:
                sides["mixed"] += 1
            elif held:
                first = next(one for one in (Stance.PRO, Stance.CONTRA, Stance.NEUTRAL) if one in held)
                sides[first.value] += 1
        if sides:
            assert {side: found[code][side] for side in ("pro", "contra", "mixed", "neutral")} == {
                side: sides[side] for side in ("pro", "contra", "mixed", "neutral")
            }
        else:
            assert code not in found


def _matrix(counted: Counted) -> None:
    for row in rows_of(report(counted, "matrix"), "matrix"):
        code = str(row["code"])
        for person in counted.read:
            assert row[f"cells.{person}"] == len(counted.of(code, person))
    owned = [one for one in counted.codings if any(counted.covers(one, person) for person in counted.read)]
    for row in rows_of(report(counted, "matrix", by="question"), "matrix"):
        for question in NAMES:
            here = [one for one in owned if question in counted.question_at(one)]
            assert row[f"cells.{question}"] == sum(
                row["code"] in counted.above[counted.short[one.code]] for one in here
            )


def _together(counted: Counted) -> None:
    owned = [one for one in counted.codings if any(counted.covers(one, person) for person in counted.read)]
    overlaps: Counter[tuple[str, str]] = Counter()
    for first, second in combinations(owned, 2):
        apart = first.transcript != second.transcript or first.code == second.code
        if not apart and first.span.start < second.span.end and second.span.start < first.span.end:
            overlaps[_pair(counted.short[first.code], counted.short[second.code])] += 1
    found = {
        _pair(str(row["first"]), str(row["second"])): row["count"]
        for row in rows_of(report(counted, "cooccurrence"), "cooccurrence")
    }
    assert found == dict(overlaps)
    both: Counter[tuple[str, str]] = Counter()
    for person in counted.read:
        held = {counted.short[one.code] for one in counted.codings if counted.covers(one, person)}
        both.update(_pair(first, second) for first, second in combinations(sorted(held), 2))
    found = {
        _pair(str(row["first"]), str(row["second"])): row["count"]
        for row in rows_of(report(counted, "cooccurrence", by="participant"), "cooccurrence")
    }
    assert found == dict(both)


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)


def _saturation(counted: Counted) -> None:
    seen: set[str] = set()
    for row in rows_of(report(counted, "saturation", draws=100), "saturation"):
        person = str(row["participant"])
        held = {
            code
            for one in counted.codings
            if counted.covers(one, person)
            for code in counted.above[counted.short[one.code]]
        }
        assert row["new"] == len(held - seen)
        seen |= held
        assert row["seen"] == len(seen)


def _study_coverage(counted: Counted) -> None:
    for row in rows_of(report(counted, "coverage"), "transcripts"):
        mine = [one for one in counted.codings if counted.name[one.transcript] == row["transcript"]]
        covered = {at for one in mine for at in range(one.span.start, one.span.end)}
        length = counted.turns[str(row["transcript"])][-1][1]
        assert row["codings.Maude"] == len(mine)
        assert row["coded.Maude"] == pytest.approx(len(covered) / length)


def _negative(counted: Counted) -> None:
    found = {
        (row["code"], row["participant"], row["case"])
        for row in rows_of(report(counted, "negative", nearest=0, all=True))
    }
    wanted = set()
    for code in counted.above:
        mentions = {person: counted.of(code, person) for person in counted.read}
        if sum(map(bool, mentions.values())) < 2:
            continue
        for person, held in mentions.items():
            stances = {one.stance for one in held} - {None}
            if held and stances & {Stance.CONTRA} and not stances & {Stance.PRO, Stance.MIXED}:
                wanted.add((code, person, "contra"))
            elif not held and counted.asked(code, person) is not False:
                wanted.add((code, person, "silent" if counted.asked(code, person) else "unknown"))
    assert found == wanted


def _passages(counted: Counted) -> None:
    """What opens behind a row is what was counted for it."""
    for name in ("recurrence", "ranking", "matrix"):
        made = report(counted, name, Filter("Maude", branch="/"), **({"draws": 10} if name == "ranking" else {}))
        table: Table = made.tables[0]
        assert table.behind is not None and made.passages is not None
        for place, row in enumerate(rows_of(made)):
            code = str(row["code"])
            wanted = {
                (one.span.start, one.span.end, counted.name[one.transcript])
                for person in counted.read
                for one in counted.of(code, person)
            }
            opened = made.passages(table.behind(place, ""))
            assert {(one.pointer.start, one.pointer.end, one.transcript) for one in opened} == wanted


test_recurrence_is_a_recount = on_random_studies(_recurrence)
test_the_ranking_is_a_recount = on_random_studies(_ranking)
test_sides_are_a_recount = on_random_studies(_divergence)
test_the_matrix_is_a_recount = on_random_studies(_matrix)
test_what_stands_together_is_a_recount = on_random_studies(_together)
test_saturation_is_a_recount = on_random_studies(_saturation)
test_coverage_is_a_recount = on_random_studies(_study_coverage)
test_negative_cases_are_a_recount = on_random_studies(_negative)
test_the_passages_behind_a_row_are_those_counted = on_random_studies(_passages)
