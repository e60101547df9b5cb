"""Agreement and disagreements of a real study file."""

import json
from pathlib import Path

import krippendorff
import numpy as np
import pytest

from codebook.coding import Stance
from exports.report import Paragraph, Table
from exports.tables import json_lines
from tests.workbench.making import Bench, bench, transcript
from tests.workbench.workflows.findings import code, finish, games
from workbench.analysis.coefficients import Reason
from workbench.analysis.disagreement import Kind
from workbench.errors import AnalysisError, CodebookError, StoreError
from workbench.store import codings, transcripts
from workbench.workflows.comparing import Comparison, compare
from workbench.workflows.comparison_report import comparison_report
from workbench.workflows.disagreeing import Difference, disagreements, lowering
from workbench.workflows.disagreement_report import disagreements_report
from workbench.workflows.studies import add_coder

FEAR = "la direction avait peur"
PLACE = "d’autres parlaient à notre place"
TALK = (("I-06", "Rien à dire. Vraiment rien."),)


@pytest.fixture
def both(tmp_path: Path):
    """Two transcripts; Maude has read both, Julien the first."""
    made = bench(tmp_path / "deux.study", transcript(), transcript("I-06", TALK))
    finish(made.study, made.maude)
    finish(made.study, made.julien, made.transcript)
    yield made
    made.study.close()


def line(comparison: Comparison, short: str):
    return next(one for one in comparison.lines if one.code.short == short)


def kinds(found: list[Difference]) -> list[tuple[str, list[str], list[str]]]:
    return [
        (one.kind.value, [each.short for each in one.codes[0]], [each.short for each in one.codes[1]]) for one in found
    ]


def test_only_transcripts_that_all_have_finished_are_compared(both: Bench) -> None:
    code(both.study, both.maude, transcripts.named(both.study.reader, "I-06"), "Rien", both.codes["TON"])
    found = compare(both.study)
    assert [coder.name for coder in found.coders] == ["Maude", "Julien"]
    assert [name for _uuid, name in found.transcripts] == ["I-05"]
    assert found.left_out == ("I-06",)
    assert line(found, "TON").agreement.alpha.reason is Reason.NOT_USED
    assert disagreements(both.study) == []


def test_presence_is_counted_on_sentences_or_turns(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.julien, both.transcript, PLACE, both.codes["IMAGE"])
    by_sentence, by_turn = compare(both.study), compare(both.study, unit="turn")
    assert (by_sentence.segments, by_turn.segments) == (6, 4)
    assert line(by_sentence, "IMAGE").agreement.coded_only.value == 0
    assert line(by_turn, "IMAGE").agreement.coded_only.value == 1
    assert line(by_turn, "IMAGE").agreement.kappa.value == 1
    assert line(by_turn, "IMAGE").agreement.mean_f1.value == 0
    assert line(by_sentence, "IMAGE").codings == (1, 1)


def test_a_code_counts_with_the_codes_under_it(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.julien, both.transcript, FEAR, both.codes["PROJET"])
    apart, together = compare(both.study), compare(both.study, codes=["OBJ", "IMAGE"])
    assert line(apart, "IMAGE").agreement.mean_f1.value == 0
    assert line(together, "OBJ").agreement.mean_f1.value == 1
    assert line(together, "OBJ").codings == (1, 1)
    assert line(together, "IMAGE").agreement.mean_f1.value == 0
    assert [one.code.short for one in together.lines] == ["OBJ", "IMAGE"]
    assert [one.code.short for one in apart.lines] == ["IMAGE", "PROJET", "TON"]


def test_disagreements_carry_their_words_place_and_codings(both: Bench) -> None:
    [first] = code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    [second] = code(both.study, both.julien, both.transcript, "avait peur", both.codes["TON"])
    [one] = disagreements(both.study)
    assert kinds([one]) == [("different_code", ["IMAGE"], ["TON"])]
    assert one.codings == ((first,), (second,))
    assert (one.excerpt.text, one.excerpt.place, one.cost) == (FEAR, "I-05 §2", len(FEAR))
    assert one.kind is Kind.DIFFERENT_CODE


def test_stance_and_strength_are_compared_where_the_code_agrees(both: Bench) -> None:
    for who, strength, stance in ((both.maude, 3, Stance.PRO), (both.julien, 1, Stance.CONTRA)):
        code(both.study, who, both.transcript, FEAR, both.codes["IMAGE"], strength=strength, stance=stance)
    found = disagreements(both.study)
    assert [(one.kind.value, one.values) for one in found] == [("stance", ("pro", "contra")), ("strength", ("3", "1"))]
    assert lowering(both.study, compare(both.study), both.codes["IMAGE"]) == []


def test_a_figure_opens_the_passages_that_lower_it(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.maude, both.transcript, PLACE, both.codes["PROJET"])
    found = compare(both.study, codes=["OBJ", "IMAGE", "TON"])
    assert kinds(lowering(both.study, found, both.codes["IMAGE"])) == [("missed", ["IMAGE"], [])]
    assert kinds(lowering(both.study, found, both.codes["OBJ"])) == [
        ("missed", ["IMAGE"], []),
        ("missed", ["PROJET"], []),
    ]
    assert lowering(both.study, found, both.codes["TON"]) == []


def test_one_coder_or_nothing_in_common_is_undefined_with_its_reason(both: Bench) -> None:
    alone = compare(both.study, coders=["Maude"])
    assert line(alone, "IMAGE").agreement.alpha.reason is Reason.TWO_CODERS
    assert lowering(both.study, alone, both.codes["IMAGE"]) == []
    nothing = compare(both.study, transcripts=["I-06"])
    assert (nothing.transcripts, nothing.segments) == ((), 0)
    assert line(nothing, "IMAGE").agreement.kappa.reason is Reason.TWO_CODERS
    for found, sentence in ((alone, "needs two coders"), (nothing, "no transcript in common")):
        words = [getattr(block, "text", "") for block in comparison_report(found).blocks]
        assert any(sentence in text for text in words)


def test_three_coders_have_pairs_and_means_that_say_so(both: Bench) -> None:
    third = add_coder(both.study, "Zoé")
    finish(both.study, third)
    for who in (both.maude, both.julien):
        code(both.study, who, both.transcript, FEAR, both.codes["IMAGE"])
    found = compare(both.study)
    agreement = line(found, "IMAGE").agreement
    assert {pair: kappa.value for pair, kappa in agreement.kappas.items()} == {(0, 1): 1, (0, 2): 0, (1, 2): 0}
    assert agreement.kappa.value == pytest.approx(1 / 3)
    assert "Light" in " ".join(comparison_report(found).notes)
    assert len(list(comparison_report(found).tables[2].rows)) == 3 * 3


def test_unknown_names_and_units_are_refused(both: Bench) -> None:
    with pytest.raises(StoreError, match="Xavier"):
        compare(both.study, coders=["Xavier"])
    with pytest.raises(CodebookError, match="NOPE"):
        compare(both.study, codes=["NOPE"])
    with pytest.raises(StoreError, match="I-99"):
        disagreements(both.study, transcripts=["I-99"])
    with pytest.raises(AnalysisError, match="paragraph"):
        compare(both.study, unit="paragraph")


def test_the_reports_hold_reasons_instead_of_numbers(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    found = json.loads("".join(json_lines(comparison_report(compare(both.study)))))
    by_code = {row["code"]: row for row in found["codes"]}
    assert by_code["TON"]["alpha"] is None
    assert "alpha: not used" in by_code["TON"]["undefined"]
    unused = ("percent", "coded_only", "alpha", "kappa", "bar_u_alpha", "k_u_alpha")
    assert by_code["TON"]["reason"] == dict.fromkeys(unused, "not_used") | {"f1": "nobody_marked"}
    # Only Maude marked anything: nobody meets her, so that nothing can be said of the code itself.
    assert by_code["IMAGE"]["undefined"] == ["k_u_alpha: marked stretches never meet"]
    assert [name for name, reason in by_code["IMAGE"]["reason"].items() if reason] == ["k_u_alpha"]
    assert {"code": "IMAGE", "coder": "Maude", "codings": 1, "marked": 1} in found["by_coder"]
    listed = json.loads("".join(json_lines(disagreements_report(disagreements(both.study)))))
    assert listed["missed"] == 1
    assert listed["disagreements"][0]["first_codes"] == ["IMAGE"]


def test_prevalence_stands_beside_the_coefficients(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.maude, both.transcript, PLACE, both.codes["IMAGE"])
    code(both.study, both.julien, both.transcript, FEAR, both.codes["IMAGE"])
    found = compare(both.study)
    assert line(found, "IMAGE").agreement.prevalence.value == pytest.approx((2 / 6 + 1 / 6) / 2)
    assert line(found, "TON").agreement.prevalence.value == 0
    [read] = [one for one in comparison_report(found).blocks if isinstance(one, Table) and one.name == "codes"]
    names = [column.name for column in read.columns]
    assert names.index("prevalence") + 1 == names.index("percent")


def test_what_is_no_better_than_chance_or_rests_on_too_little_is_marked(both: Bench) -> None:
    code(both.study, both.maude, both.transcript, FEAR, both.codes["IMAGE"])
    code(both.study, both.julien, both.transcript, PLACE, both.codes["IMAGE"])
    report = comparison_report(compare(both.study))
    [image] = [row for row in json.loads("".join(json_lines(report)))["codes"] if row["code"] == "IMAGE"]
    assert image["alpha"] < 0
    assert image["marks"] == ["no_better_than_chance", "too_little_data"]
    read = comparison_report(compare(both.study)).blocks
    said = next(block.text for block in read if isinstance(block, Paragraph))
    assert said.startswith("1 transcript is too little data for an interval")
    assert "A figure of these is no better than chance: IMAGE." in [getattr(block, "text", "") for block in read]


def test_one_value_throughout_is_undefined_and_its_agreement_stays_visible(both: Bench) -> None:
    whole = transcripts.load(both.study.reader, both.transcript).text
    for who in (both.maude, both.julien):
        code(both.study, who, both.transcript, whole, both.codes["IMAGE"])
    [image] = [
        row
        for row in json.loads("".join(json_lines(comparison_report(compare(both.study)))))["codes"]
        if row["code"] == "IMAGE"
    ]
    assert (image["alpha"], image["kappa"], image["percent"], image["f1"]) == (None, None, 1, 1)
    assert (image["reason"]["alpha"], image["reason"]["kappa"], image["reason"]["percent"]) == (
        "no_variation",
        "no_variation",
        None,
    )


def test_alpha_of_the_games_study_is_that_of_the_krippendorff_package(tmp_path: Path, shared: Path) -> None:
    with games(tmp_path / "games.study", shared) as study:
        found = compare(study)
        sentences = [
            (uuid, span) for uuid, _name in found.transcripts for span in transcripts.load(study.reader, uuid).sentences
        ]
        assert found.segments == len(sentences)
        everything = [codings.all(study.reader, coder.uuid) for coder in found.coders]
        for one in found.lines[:40]:
            marked = np.array(
                [
                    [
                        any(
                            coding.code == one.code.uuid and coding.transcript == text and coding.span.overlaps(span)
                            for coding in mine
                        )
                        for text, span in sentences
                    ]
                    for mine in everything
                ],
                float,
            )
            wanted = krippendorff.alpha(reliability_data=marked, level_of_measurement="nominal")
            assert one.agreement.alpha.value == pytest.approx(wanted, abs=1e-9)
        listed = disagreements(study)
        assert listed and all(any(one.codings) for one in listed)
