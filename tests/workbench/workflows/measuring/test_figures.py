"""Every measure of the registry on real studies: by codes, branches, pairs and transcripts, with intervals."""

import math
from dataclasses import replace
from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from tests.workbench.workflows.findings import finish
from tests.workbench.workflows.measuring.several import Several, several
from transcripts.spans import Span
from workbench.analysis.coefficients import Reason
from workbench.errors import AnalysisError
from workbench.store import transcripts
from workbench.workflows.coding import apply_codes
from workbench.workflows.comparing import Comparison, compare
from workbench.workflows.measuring.figures import Figure
from workbench.workflows.measuring.measure import Coders, Level
from workbench.workflows.measuring.registry import BY_NAME_ONLY, MEASURES, measure, wanted
from workbench.workflows.studies import add_coder

T_5 = 2.570581835636314  # 97.5 % of Student's t with 5 degrees of freedom


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    found = several(tmp_path_factory.mktemp("several") / "six.study")
    yield found
    found.study.close()


@pytest.fixture(scope="module")
def everything(made: Several) -> Comparison:
    return compare(made.study, measures=["all"], texts=True)


def lines(found: Comparison) -> dict[str, object]:
    named = {line.about.code.short if line.about.code else "": line for line in (found.whole, *found.branches)}
    return named | {line.code.short: line.measured for line in found.lines}


def values(found: Comparison) -> dict[tuple[str, str], Figure]:
    return {(name, one): figure for name, line in lines(found).items() for one, figure in line.figures.items()}


def test_every_measure_has_its_figures_at_its_levels(everything: Comparison) -> None:
    for one in MEASURES:
        if one.name in BY_NAME_ONLY:
            continue
        assert (one.name in everything.whole.figures) == (Level.CODES in one.levels), one.name
        for line in everything.lines:
            assert (one.name in line.measured.figures) == (Level.CODE in one.levels), one.name
    assert len({one.name for one in MEASURES}) == len(MEASURES)


def test_most_figures_are_defined_and_none_is_beyond_its_bounds(everything: Comparison) -> None:
    found = values(everything)
    defined = {key: one for key, one in found.items() if one.value is not None}
    assert len(defined) > 0.8 * len(found)
    for (name, which), one in defined.items():
        assert one.value <= 1 + 1e-12, (name, which)
        assert one.value >= measure(which).lowest - 1e-12 or measure(which).lowest < 0, (name, which)
        if one.interval:
            assert one.low <= one.value + 1e-12 and one.value <= one.high + 1e-12, (name, which)


def test_an_interval_is_what_comparing_without_each_transcript_gives(made: Several, everything: Comparison) -> None:
    names = [name for _uuid, name in everything.transcripts]
    without = [
        values(compare(made.study, measures=["all"], transcripts=[one for one in names if one != name]))
        for name in names
    ]
    checked = 0
    for key, figure in values(everything).items():
        if figure.interval is None:
            continue
        left = [one[key].value for one in without]
        middle = mean(left)
        error = math.sqrt((len(left) - 1) / len(left) * sum((one - middle) ** 2 for one in left))
        assert figure.low == pytest.approx(max(measure(key[1]).lowest, figure.value - T_5 * error), abs=1e-9), key
        assert figure.high == pytest.approx(min(1, figure.value + T_5 * error), abs=1e-9), key
        checked += 1
    assert checked > 60


def test_figures_of_two_coders_are_those_of_comparing_these_alone(made: Several, everything: Comparison) -> None:
    for first, second in ((0, 1), (0, 2), (1, 2)):
        alone = lines(compare(made.study, coders=["ABC"[first], "ABC"[second]], measures=["all"], interval="none"))
        for name, line in lines(everything).items():
            for which, figure in alone[name].figures.items():
                here = line.pairs[first, second][which]
                assert here.coefficient.reason == figure.coefficient.reason, (name, which)
                assert here.value == pytest.approx(figure.value, abs=1e-12), (name, which)
                assert here.coverage == pytest.approx(figure.coverage, abs=1e-12)


def test_figures_of_a_transcript_are_those_of_comparing_it_alone(made: Several, everything: Comparison) -> None:
    for at, (_uuid, name) in enumerate(everything.transcripts[:2]):
        alone = values(compare(made.study, transcripts=[name], measures=["all"]))
        checked = 0
        for thing, line in lines(everything).items():
            for which, figure in line.transcripts[at].items():
                if figure.value is not None:
                    assert figure.value == pytest.approx(alone[thing, which].value, abs=1e-12), (thing, which)
                    checked += 1
        assert checked > 50


def test_the_order_of_coders_and_codes_makes_no_difference(made: Several, everything: Comparison) -> None:
    other = compare(made.study, coders=["C", "A", "B"], codes=list(reversed(list(made.codes))), measures=["all"])
    again = values(other)
    for (name, which), figure in values(everything).items():
        if (name and not name.startswith(("OBJ", "TON"))) or name in again:
            assert again[name, which].value == pytest.approx(figure.value, abs=1e-12), (name, which)


def test_asking_for_one_code_changes_none_of_its_figures(made: Several, everything: Comparison) -> None:
    alone = compare(made.study, codes=["OBJ1"], measures=["all"])
    assert [line.code.short for line in alone.lines] == ["OBJ1"]
    assert [line.about.code.short for line in alone.branches] == ["OBJ"]
    for which, figure in alone.lines[0].measured.figures.items():
        assert figure.value == pytest.approx(values(everything)["OBJ1", which].value, abs=1e-12), which
    for which, figure in alone.branches[0].figures.items():
        assert figure.value == pytest.approx(values(everything)["OBJ", which].value, abs=1e-12), which


def test_codes_that_overlap_have_no_cu_alpha_and_say_so(everything: Comparison) -> None:
    found = values(everything)
    assert found["OBJ", "cu_alpha"].value is not None and 0 < found["OBJ", "cu_alpha"].coverage < 1
    assert found["OBJ0", "k_u_alpha"].value is not None and 0 < found["OBJ0", "k_u_alpha"].coverage <= 1
    for key in (("", "cu_alpha"), ("", "u_alpha"), ("SEUL", "k_u_alpha")):
        assert found[key].coefficient.reason is Reason.CODES_OVERLAP
    assert found["", "set_masi"].value is not None
    assert found["OBJ", "cu_alpha"].variant
    assert not everything.branches[0].pairs[0, 1]["cu_alpha"].variant


def test_codes_that_overlap_in_one_transcript_leave_the_figures_of_the_others(tmp_path: Path) -> None:
    made = several(tmp_path / "here.study", texts=3)
    before = compare(made.study, interval="none", measures=["u_alpha"], texts=True)
    for short in ("OBJ1", "OBJ2"):
        apply_codes(made.study, made.coders[0].uuid, made.texts[1], Span(0, 40), [made.codes[short]])
    after = compare(made.study, interval="none", measures=["u_alpha"], texts=True)
    for name, which in (("OBJ", "cu_alpha"), ("OBJ", "u_alpha"), ("OBJ0", "k_u_alpha")):
        here, there = lines(before)[name], lines(after)[name]
        assert there.figures[which].coefficient.reason is Reason.CODES_OVERLAP
        assert there.transcripts[1][which].coefficient.reason is Reason.CODES_OVERLAP
        for text in (0, 2):
            assert there.transcripts[text][which] == here.transcripts[text][which]
            assert there.transcripts[text][which].value is not None
    made.study.close()


def test_measures_of_two_coders_point_to_the_pairs_where_there_are_more(made: Several, everything: Comparison) -> None:
    line = everything.lines[0].measured
    assert line.figures["cohen"].coefficient.reason is Reason.ONLY_PAIRS
    kappas = [figures["cohen"].value for figures in line.pairs.values()]
    assert line.figures["light"].value == pytest.approx(mean(kappas))
    assert line.figures["f1_exact"].value == pytest.approx(mean(one["f1_exact"].value for one in line.pairs.values()))
    two = compare(made.study, coders=["A", "B"]).lines[0]
    assert two.measured.figures["cohen"].value == two.measured.figures["light"].value == two.agreement.kappa.value
    assert measure("cohen").coders is Coders.TWO


def test_an_interval_counts_every_transcript_compared_be_it_coded_or_not(tmp_path: Path) -> None:
    made = several(tmp_path / "seldom.study", coders=2, texts=6)
    for who in made.coders:
        for number in range(3):
            apply_codes(made.study, who.uuid, made.texts[number], Span(0, 30 + number), [made.codes["TON2"]])
            apply_codes(made.study, who.uuid, made.texts[number], Span(40, 50), [made.codes["TON2"]])
    asked = {"measures": ["f1_exact", "stance_percent"], "unit": "span"}
    together, alone = values(compare(made.study, **asked)), values(compare(made.study, codes=["TON2"], **asked))
    for which in ("f1_characters", "f1_exact", "bar_u_alpha"):
        found = together["TON2", which]
        assert found.interval and found.interval.transcripts == 6
        assert alone["TON2", which] == found
    made.study.close()


def test_bootstrap_is_made_again_by_its_seed_and_none_makes_none(made: Several) -> None:
    one, same, other = (values(compare(made.study, interval="bootstrap", seed=seed, draws=200)) for seed in (3, 3, 4))
    key = ("OBJ", "bar_u_alpha")
    assert one[key].interval == same[key].interval != other[key].interval
    assert one[key].interval.seed == 3
    assert not any(figure.interval or figure.unsure for figure in values(compare(made.study, interval="none")).values())
    with pytest.raises(AnalysisError, match="guess"):
        compare(made.study, interval="guess")


def test_rare_codes_and_few_transcripts_have_no_interval(made: Several, everything: Comparison) -> None:
    assert values(everything)["SEUL", "f1_characters"].unsure is Reason.FEW_CODINGS
    few = values(compare(made.study, transcripts=[name for _uuid, name in everything.transcripts[:4]]))
    assert few["OBJ0", "f1_characters"].unsure is Reason.FEW_TRANSCRIPTS
    assert few["OBJ0", "f1_characters"].interval is None


def test_rows_given_in_place_of_the_studys_are_what_is_compared(made: Several) -> None:
    plain = compare(made.study, coders=["A", "B"])
    rows = plain.chosen.rows
    again = compare(made.study, coders=["A", "B"], rows=rows)
    assert {key: one.value for key, one in values(again).items()} == {
        key: one.value for key, one in values(plain).items()
    }
    first = rows.take(rows.codings.coder == 0)
    both = replace(
        first,
        codings=replace(
            first.codings,
            **{
                name: np.tile(getattr(first.codings, name), 2)
                for name in ("transcript", "code", "start", "end", "strength", "stance")
            },
            coder=np.repeat([0, 1], len(first.ids)),
        ),
        ids=np.tile(first.ids, 2),
    )
    alike = compare(made.study, coders=["A", "B"], rows=both)
    assert alike.whole.figures["f1_characters"].value == 1
    assert alike.whole.figures["set_masi"].value == pytest.approx(1)


def test_a_coder_who_marked_nothing_counts_and_one_who_is_not_done_does_not(tmp_path: Path) -> None:
    made = several(tmp_path / "blank.study", coders=2, texts=5)
    before = values(compare(made.study))["", "bar_u_alpha"].value
    blank = add_coder(made.study, "Blanche")
    found = compare(made.study)
    assert [coder.name for coder in found.coders] == ["A", "B"]
    assert values(found)["", "bar_u_alpha"].value == before
    finish(made.study, blank)
    with_blank = compare(made.study)
    assert [coder.name for coder in with_blank.coders] == ["A", "B", "Blanche"]
    assert values(with_blank)["", "bar_u_alpha"].value < before
    nobody = with_blank.whole.pairs[0, 2]
    assert nobody["f1_characters"].value == 0
    assert nobody["cu_alpha"].coefficient.reason in (Reason.NEVER_MEET, Reason.CODES_OVERLAP)
    made.study.close()


def test_transcripts_of_differing_coders_count_only_where_that_is_asked_for(tmp_path: Path) -> None:
    made = several(tmp_path / "some.study", texts=6, done=False)
    for who, texts in zip(made.coders, (made.texts, made.texts[:5], made.texts[2:]), strict=True):
        finish(made.study, who, *texts)
    strict, wide = compare(made.study, measures=["all"]), compare(made.study, any_two=True, measures=["all"])
    assert (len(strict.transcripts), len(wide.transcripts)) == (3, 6)
    pair = values(compare(made.study, coders=["A", "B"], measures=["all"]))
    for (name, which), figure in pair.items():
        here = lines(wide)[name].pairs[0, 1][which]
        assert here.value == pytest.approx(figure.value, abs=1e-12), (name, which)
        # A code that the two seldom gave has no interval; the third coder's codings do not make it one.
        if here.interval and figure.interval:
            assert here.interval.transcripts == figure.interval.transcripts == 5
            assert here.low == pytest.approx(figure.low, abs=1e-9), (name, which)
    # On its first two transcripts A and B alone are compared: that text is worth two coders, not three.
    alone = compare(made.study, coders=["A", "B"], transcripts=[wide.transcripts[0][1]], interval="none")
    first = wide.whole.transcripts[0]["bar_u_alpha"]
    assert first.value == pytest.approx(alone.whole.figures["bar_u_alpha"].value, abs=1e-12)
    made.study.close()


def test_one_coder_or_no_transcript_in_common_gives_reasons(tmp_path: Path) -> None:
    made = several(tmp_path / "nobody.study", coders=2, texts=2, done=False)
    finish(made.study, made.coders[0], made.texts[0])
    finish(made.study, made.coders[1], made.texts[1])
    for found in (compare(made.study, measures=["all"]), compare(made.study, coders=["A"], measures=["all"])):
        assert {one.coefficient.reason for one in values(found).values()} == {Reason.TWO_CODERS}
    made.study.close()


def test_free_spans_have_no_figures_on_units(made: Several) -> None:
    found = compare(made.study, unit="span", measures=["all"])
    assert found.segments == 0
    assert not any(one.on == "units" for one in found.measures)
    assert found.lines[0].agreement.alpha.reason is Reason.NO_UNITS
    with pytest.raises(AnalysisError, match="measured on units"):
        compare(made.study, unit="span", measures=["ac1"])
    with pytest.raises(AnalysisError, match="no measure fleis"):
        wanted(["fleis"])


def test_gamma_is_made_by_name_alone(made: Several) -> None:
    found = compare(made.study, coders=["A", "B"], measures=["gamma"], transcripts=["I-00", "I-01"])
    assert 0 < found.whole.figures["gamma"].value <= 1
    assert "gamma" not in compare(made.study, measures=["all"], interval="none").whole.figures


def test_the_texts_are_as_long_as_they_are(made: Several, everything: Comparison) -> None:
    lengths = [len(transcripts.load(made.study.reader, uuid).text) for uuid, _name in everything.transcripts]
    assert everything.ground.lengths.tolist() == lengths
    assert everything.characters == sum(lengths)
