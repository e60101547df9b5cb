"""Agreement apart by where codings come from: against units counted one by one, and told honestly."""

import json
from itertools import combinations
from pathlib import Path

import krippendorff
import numpy as np
import pytest

from codebook.coding import Origin, ReadingState
from codebook.suggestion import Verdict
from exports.report import Table
from exports.tables import json_lines
from tests.workbench.making import Bench, bench
from tests.workbench.workflows.findings import code, finish
from tests.workbench.workflows.random_decisions import decision, entry, keep
from tests.workbench.workflows.random_studies import Counted
from tests.workbench.workflows.test_findings_counts import on_random_studies
from workbench.analysis.coefficients import Reason
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.store import states as state_store
from workbench.workflows.comparing import CodeApart, compare
from workbench.workflows.comparison_report import comparison_report

FEAR = "la direction avait peur"
PLACE = "d’autres parlaient à notre place"
SIMPLE = "Une réponse simple"


def turns_read_by_both(counted: Counted) -> list[tuple[str, int, int]]:
    """Transcript, start and end of every turn in transcripts that both coders have finished."""
    reader = counted.study.reader
    people = [one.uuid for one in coder_store.all(reader) if one.name in ("Maude", "Julien")]
    states = [state_store.of_coder(reader, one) for one in people]
    both = [uuid for uuid in counted.name if all(one.get(uuid) is ReadingState.DONE for one in states)]
    return [(uuid, start, end) for uuid in both for start, end, _who, _is in counted.turns[counted.name[uuid]]]


def marks(counted: Counted, short: str, *, suggested: bool = False) -> dict[str, set[tuple[str, int, int]]]:
    """Coder → the turns that this coder's codings of a code touch; the code itself, or those under it."""
    units = turns_read_by_both(counted)
    found = {}
    for coder in coder_store.all(counted.study.reader):
        mine = [
            one
            for one in coding_store.all(counted.study.reader, coder.uuid)
            if short in counted.above[counted.short[one.code]] and (one.origin is Origin.SUGGESTION or not suggested)
        ]
        found[coder.name] = {
            unit
            for unit in units
            if any(one.transcript == unit[0] and one.span.start < unit[2] and one.span.end > unit[1] for one in mine)
        }
    return {name: found[name] for name in ("Maude", "Julien")}


def _counted_one_by_one(counted: Counted) -> None:
    found = compare(counted.study, coders=("Maude", "Julien"), unit="turn", codes=tuple(counted.above))
    told = {line.code.short: line for line in found.apart}
    units = set(turns_read_by_both(counted))
    for short in counted.above:
        led = set().union(*marks(counted, short, suggested=True).values())
        assert (short in told) == bool(led)
        if led:
            _one_code(told[short], list(marks(counted, short).values()), led, units - led)


def _one_code(line: CodeApart, marked: list[set], led: set, others: set) -> None:
    for side, units in ((line.figures.suggested, led), (line.figures.others, others)):
        touched = units & (marked[0] | marked[1])
        both = units & marked[0] & marked[1]
        assert (side.units, side.marked) == (len(units), len(touched))
        assert side.coded_only.value == (pytest.approx(len(both) / len(touched)) if touched else None)
    assert line.figures.suggested.marked == line.figures.suggested.units
    assert line.figures.suggested.alpha.reason is Reason.CHOSEN_UNITS
    ratings = np.array([[unit in mine for unit in others] for mine in marked], float)
    if ratings.any() and not ratings.all():
        expected = krippendorff.alpha(ratings, level_of_measurement="nominal")
        assert line.figures.others.alpha.value == pytest.approx(expected)
    else:
        assert line.figures.others.alpha.value is None


test_units_that_suggestions_led_to_are_counted_apart = on_random_studies(_counted_one_by_one)


@pytest.fixture
def both(tmp_path: Path):
    made = bench(tmp_path / "s.study")
    finish(made.study, made.maude)
    finish(made.study, made.julien)
    yield made
    made.study.close()


def suggested(made: Bench, coding: str) -> None:
    one = coding_store.get(made.study.reader, coding)
    assert one is not None
    shown = entry(one.coder, one.code)
    keep(made.study, shown, decision(shown, one.transcript, one.span, Verdict.ACCEPTED, coding))


def keys(made: Bench) -> dict:
    found: dict = json.loads("".join(json_lines(comparison_report(compare(made.study)))))
    return found


def test_without_a_suggestion_a_comparison_is_as_it_was(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    assert compare(both.study).apart == ()
    assert "by_origin" not in keys(both)
    assert not any("origin" in note for note in comparison_report(compare(both.study)).notes)


def test_a_suggestion_sets_its_units_apart_for_its_code_alone(both: Bench) -> None:
    [first] = code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.julien, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.maude, both.transcript, PLACE, both.codes["IMAGE"])
    code(both.study, both.maude, both.transcript, FEAR, both.codes["TON"])
    suggested(both, first)
    [line] = compare(both.study).apart
    assert line.code.short == "IMAGE"
    assert (line.figures.suggested.units, line.figures.suggested.coded_only.value) == (1, 1)
    assert (line.figures.others.units, line.figures.others.marked) == (5, 1)
    assert line.figures.others.coded_only.value == 0


def test_where_only_suggestions_were_coded_the_other_units_say_why_there_is_no_figure(both: Bench) -> None:
    [only] = code(both.study, both.maude, both.transcript, FEAR, both.codes["TON"])
    suggested(both, only)
    [line] = compare(both.study).apart
    assert line.figures.others.marked == 0
    assert {figure.reason for figure in (line.figures.others.coded_only, line.figures.others.alpha)} == {
        Reason.NOT_USED
    }


def test_the_first_rows_hold_all_these_codes_together(both: Bench) -> None:
    for words, short in ((FEAR, "IMAGE"), (PLACE, "IMAGE"), (SIMPLE, "TON")):
        [made] = code(both.study, both.maude, both.transcript, words, both.codes[short])
        suggested(both, made)
    code(both.study, both.julien, both.transcript, FEAR, both.codes["IMAGE"])
    led, others, *_lines = keys(both)["by_origin"]
    assert (led["code"], led["came"], led["units"], led["coded_only"]) == (None, "suggestion", 3, pytest.approx(1 / 3))
    assert (others["came"], others["units"], others["coded_only"]) == ("other", 6 + 6 - 3, None)
    assert led["reason"] == {"percent": "several_codes", "coded_only": None, "alpha": "several_codes"}


def test_the_definition_stands_on_the_face(both: Bench) -> None:
    [made] = code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    suggested(both, made)
    report = comparison_report(compare(both.study))
    assert any("alpha is not defined on them" in note for note in report.notes)
    [shown] = [block for block in report.blocks if isinstance(block, Table) and block.name == "by_origin"]
    assert [row[0] for row in shown.rows] == ["these codes together", "IMAGE"]


def test_three_coders_are_taken_pair_by_pair(both: Bench) -> None:
    from workbench.workflows.studies import add_coder

    third = add_coder(both.study, "Simone")
    finish(both.study, third)
    [made] = code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, third, both.transcript, FEAR, both.codes["IMAGE"])
    suggested(both, made)
    [line] = compare(both.study).apart
    marked = (True, False, True)
    agreeing = [one == other for one, other in combinations(marked, 2)]
    assert line.figures.suggested.coded_only.value == pytest.approx(sum(agreeing) / len(agreeing))
