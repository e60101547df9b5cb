"""The ranking of a real study file."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from codebook.coding import Stance
from codebook.naming import exact_key
from exports.figures import RankingPlot
from exports.report import Report
from exports.tables import json_lines
from tests.workbench.making import Bench, bench, transcript
from tests.workbench.workflows.findings import CODINGS, code, finish, games
from workbench.errors import AnalysisError, CodebookError, StoreError
from workbench.store import coders, codings, transcripts
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make
from workbench.workflows.importing import import_transcripts
from workbench.workflows.ranking_report import plot_of, ranking_part
from workbench.workflows.reporting import Choice, Ranking, RankingReport, ownerless_passages, passages, ranking
from workbench.workflows.studies import new_study

FEAR, PLACE = "la direction avait peur", "à notre place"


def talk(who: str, *answers: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for answer in answers for pair in (("ENQ", "Pourquoi ?"), (who, answer)))


@pytest.fixture
def three(tmp_path: Path):
    """Three participants, of whom Maude has read all."""
    made = bench(
        tmp_path / "trois.study",
        transcript("A", talk("I-01", "L'image, puis un projet.")),
        transcript("B", talk("I-02", "Un projet, puis l'image.")),
        transcript("C", talk("I-03", "Rien de tout cela.")),
    )
    finish(made.study, made.maude)
    yield made
    made.study.close()


def only(report: RankingReport) -> Ranking:
    [one] = report.rankings
    return one


def lines(made: Bench, report: RankingReport) -> list[tuple[str, int, int]]:
    return [(one.short, objective.rank, objective.supported) for one, objective in only(report).lines]


def text_of(made: Bench, name: str) -> str:
    return transcripts.named(made.study.reader, name)


def test_codes_are_ranked_by_participants_and_not_by_mentions(three: Bench) -> None:
    code(three.study, three.maude, text_of(three, "A"), "image", three.codes["IMAGE"])
    for words in ("Un", "Un projet", "projet"):
        code(three.study, three.maude, text_of(three, "B"), words, three.codes["PROJET"])
    code(three.study, three.maude, text_of(three, "B"), "image", three.codes["IMAGE"])
    report = ranking(three.study, layer="maude", branch="OBJ")
    assert lines(three, report) == [("IMAGE", 1, 2), ("PROJET", 2, 1)]
    assert only(report).participants == ("I-01", "I-02", "I-03")
    assert report.choice is Choice.ASKED


def test_every_figure_opens_its_passages(three: Bench) -> None:
    first = code(three.study, three.maude, text_of(three, "A"), "image", three.codes["IMAGE"])
    second = code(three.study, three.maude, text_of(three, "B"), "image", three.codes["IMAGE"])
    found = only(ranking(three.study, layer="Maude", branch="OBJ"))
    assert passages(three.study, found, code=three.codes["IMAGE"]) == [*first, *second]
    assert passages(three.study, found, code=three.codes["IMAGE"], participant="I-02") == second
    assert passages(three.study, found, code=three.codes["IMAGE"], participant="I-03") == []


def test_words_of_the_interviewer_count_for_nobody_and_are_listed(three: Bench) -> None:
    asked = code(three.study, three.maude, text_of(three, "A"), "Pourquoi", three.codes["IMAGE"])
    found = only(ranking(three.study, layer="Maude", branch="OBJ"))
    assert found.importance.objectives[0].supported == 0
    assert ownerless_passages(three.study, found) == asked
    assert "covers no participant's words" in " ".join(said(ranking(three.study, layer="Maude", branch="OBJ")))


def test_whoever_is_not_read_to_the_end_is_not_counted_and_named(three: Bench) -> None:
    code(three.study, three.julien, text_of(three, "A"), "image", three.codes["IMAGE"])
    code(three.study, three.julien, text_of(three, "B"), "image", three.codes["IMAGE"])
    finish(three.study, three.julien, text_of(three, "A"))
    found = only(ranking(three.study, layer="Julien", branch="OBJ"))
    assert (found.participants, found.unread) == (("I-01",), ("I-02", "I-03"))
    assert next(iter(found.lines))[1].supported == 1


def test_a_participant_with_two_transcripts_is_read_when_both_are(three: Bench) -> None:
    import_transcripts(three.study, None, [transcript("A2", talk("I-01", "Encore un projet."))])
    found = only(ranking(three.study, layer="Maude", branch="OBJ"))
    assert (found.participants, found.unread) == (("I-02", "I-03"), ("I-01",))
    finish(three.study, three.maude)
    assert only(ranking(three.study, layer="Maude")).participants == ("I-01", "I-02", "I-03")


def test_rejection_is_shown_beside_the_count(three: Bench) -> None:
    against = Stance.CONTRA
    code(three.study, three.maude, text_of(three, "A"), "image", three.codes["IMAGE"], stance=against)
    code(three.study, three.maude, text_of(three, "B"), "image", three.codes["IMAGE"], stance=Stance.PRO, strength=3)
    found = only(ranking(three.study, layer="Maude", branch="OBJ"))
    objective = found.importance.objectives[0]
    assert (objective.supported, objective.rejected, objective.without_strength) == (1, 1, 1)
    assert objective.strength.value == 1.5
    assert found.voices(objective.theme) == (["I-02"], ["I-01"])
    row = plot_of(found, "fr").rows[0]
    assert (row.rejected_by, row.single_voice) == (1, "I-02")


def test_without_a_layer_the_consensus_comes_first_once_it_has_finished_what_anybody_has(three: Bench) -> None:
    agreed = coders.named(three.study.reader, "consensus")
    assert ranking(three.study).choice is Choice.EACH_CODER
    finish(three.study, agreed, text_of(three, "A"))
    assert ranking(three.study).choice is Choice.EACH_CODER
    finish(three.study, agreed)
    report = ranking(three.study)
    assert report.choice is Choice.CONSENSUS
    assert only(report).layer == agreed


def test_without_a_consensus_each_coder_is_ranked_and_the_range_is_shown(three: Bench) -> None:
    code(three.study, three.maude, text_of(three, "A"), "image", three.codes["IMAGE"])
    code(three.study, three.maude, text_of(three, "B"), "projet", three.codes["PROJET"])
    code(three.study, three.maude, text_of(three, "A"), "projet", three.codes["PROJET"])
    code(three.study, three.julien, text_of(three, "A"), "image", three.codes["IMAGE"])
    finish(three.study, three.julien)
    report = ranking(three.study, branch="OBJ")
    assert [one.layer.name for one in report.rankings] == ["Maude", "Julien"]
    spreads = {one.code.short: (one.participants, one.ranks) for one in report.spreads}
    assert spreads == {"IMAGE": ((1, 1), (1, 2)), "PROJET": ((0, 2), (1, 2))}


def test_the_branch_of_objectives_is_ranked_unless_another_is_asked_for(three: Bench) -> None:
    assert [one.short for one in only(ranking(three.study, layer="Maude")).codes] == ["IMAGE", "PROJET"]
    assert [one.short for one in only(ranking(three.study, layer="Maude", branch="TON")).codes] == ["TON"]


def test_a_child_counts_for_its_parent(three: Bench) -> None:
    from workbench.store import codes
    from workbench.workflows.studies import edit_codebook

    book = codes.book(three.study.reader)
    child = book.new_code("Reprise en main", "fr", parent=three.codes["IMAGE"], short="REPRISE")
    edit_codebook(three.study, three.maude.uuid, "code.add", lambda book: book.add(child))
    code(three.study, three.maude, text_of(three, "A"), "image", child.uuid)
    assert lines(three, ranking(three.study, layer="Maude", branch="OBJ"))[0] == ("IMAGE", 1, 1)


def test_a_study_without_coders_or_with_unknown_names_says_so(tmp_path: Path, three: Bench) -> None:
    with new_study(tmp_path / "leer.study") as empty, pytest.raises(AnalysisError, match="Nobody codes"):
        ranking(empty)
    with pytest.raises(StoreError, match="Xavier"):
        ranking(three.study, layer="Xavier")
    with pytest.raises(CodebookError, match="NOPE"):
        ranking(three.study, branch="NOPE")
    with pytest.raises(AnalysisError, match="at least one draw"):
        ranking(three.study, draws=0)


def said(report: RankingReport) -> list[str]:
    return [getattr(block, "text", "") for block in ranking_part(report).blocks]


def test_a_ranking_of_nothing_gives_its_reason_in_every_format(three: Bench) -> None:
    for report in (ranking(three.study, layer="Maude", branch="OBJ"), ranking(three.study, layer="Julien")):
        found = json.loads("".join(json_lines(Report("ranking", tables=ranking_part(report).tables))))
        assert [line["participants"] for line in found["ranking"]] == [0, 0]
        assert any(text.startswith("No ranking: ") for text in said(report))
    assert "nobody has been read to the end yet" in "".join(said(ranking(three.study, layer="Julien")))


def test_the_report_draws_and_says_what_the_ranking_hangs_on(three: Bench) -> None:
    code(three.study, three.maude, text_of(three, "A"), "image", three.codes["IMAGE"])
    report = make(three.study, "ranking", Filter("Maude", branch="OBJ"), {"draws": 50, "seed": 3})
    assert [figure.plot.rows[0].count for figure in report.figures if isinstance(figure.plot, RankingPlot)] == [1]
    facts = {fact.name: fact.value for fact in report.facts}
    assert (facts["branch"], facts["layers"], facts["draws"], facts["seed"]) == ("OBJ", ("Maude",), 50, 3)
    found = json.loads("".join(json_lines(report)))
    assert found["by_layer"][0]["participants"] == 3
    assert found["by_layer"][0]["chosen"] == "asked"
    first = found["ranking"][0]
    assert (first["code"], first["participants"], first["of"], first["who"]) == ("IMAGE", 1, 3, ["I-01"])


def test_the_figure_can_be_cut_and_says_how_much_is_left_out(three: Bench) -> None:
    code(three.study, three.maude, text_of(three, "A"), "image", three.codes["IMAGE"])
    found = ranking(three.study, layer="Maude", branch="OBJ")
    shown = ranking_part(found, lines=1)
    assert "1 more code, named by 0 of 3 at most" in " ".join(getattr(block, "text", "") for block in shown.blocks)
    assert len(list(shown.tables[0].rows)) == 2


def test_the_ranking_of_the_games_study_is_a_brute_force_count(tmp_path: Path, shared: Path) -> None:
    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    mentions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with (shared / "samples" / CODINGS).open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            named[row["coder"]][exact_key(row["code"])].add(row["document"])
            mentions[row["coder"]][exact_key(row["code"])] += 1
    with games(tmp_path / "games.study", shared) as study:
        report = ranking(study, draws=50)
        assert [one.layer.name for one in report.rankings] == ["coder1", "coder2"]
        assert sum(len(codings.columns(study.reader, one.layer.uuid).id) for one in report.rankings) == 279
        for one in report.rankings:
            wanted = named[one.layer.name]
            found = {exact_key(each.label("en")): objective for each, objective in one.lines}
            assert {name: len(who) for name, who in wanted.items()} == {
                name: objective.supported for name, objective in found.items() if objective.supported
            }
            assert mentions[one.layer.name] == {
                name: objective.mentions for name, objective in found.items() if objective.mentions
            }
            counts = [objective.supported for _each, objective in one.lines]
            assert counts == sorted(counts, reverse=True)
            first, _objective = next(one.lines)
            cell = passages(study, one, code=first.uuid)
            assert len(cell) == mentions[one.layer.name][exact_key(first.label("en"))]
