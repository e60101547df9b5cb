"""A comparison as people read it: tables that fit, sentences that say why, a paragraph, and the passages behind."""

import re
from pathlib import Path

import pytest

from exports.report import Paragraph, Table
from tests.workbench.workflows.measuring.several import Several, several
from transcripts.i18n import use_language
from workbench.cli.app import CATALOGUES
from workbench.cli.drawing import draw
from workbench.store import codings as coding_store
from workbench.workflows.comparing import Comparison, compare
from workbench.workflows.comparison_crossings import confused, confusion_table, drift_tables
from workbench.workflows.comparison_paragraph import paragraph
from workbench.workflows.comparison_passages import Lowering, lowers
from workbench.workflows.comparison_report import BY, comparison_report
from workbench.workflows.findings.making import make
from workbench.workflows.measuring.registry import BY_NAME_ONLY, MEASURES

DOCS = Path(__file__).parents[4] / "docs"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    use_language("en", CATALOGUES)
    found = several(tmp_path_factory.mktemp("reading") / "six.study")
    yield found
    found.study.close()


@pytest.fixture(scope="module")
def found(made: Several) -> Comparison:
    return compare(made.study)


def sentences(comparison: Comparison, **asked: object) -> list[str]:
    return [block.text for block in comparison_report(comparison, **asked).blocks if isinstance(block, Paragraph)]


def test_nothing_on_the_face_is_wider_than_eighty_columns(made: Several) -> None:
    report = comparison_report(
        compare(made.study, measures=["all"]), by=["pair", "transcript"], confusion=True, drift=True
    )
    for block in report.blocks:
        if isinstance(block, Table) and block.name in ("branches", "headline", "codes", "by_pair", "by_transcript"):
            assert len(block.columns) <= 10
    told = "".join(draw(report, 80))
    assert max(map(len, told.splitlines())) <= 80
    headline = next(one for one in report.blocks if isinstance(one, Table) and one.name == "headline")
    # The figures of a code stand on one line each: header, rule, a line for each code, and the caption.
    alone = "".join(draw(report.__class__("one", blocks=(headline,)), 80))
    assert len(alone.splitlines()) == 3 + len(list(headline.rows))


def test_sentences_give_each_reason_once_with_all_that_it_concerns(found: Comparison) -> None:
    said = sentences(found)
    assert (
        "No cuα, because a coder's codes overlap here: only measures of sets of codes can hold that: all codes, TON."
        in said
    )
    assert any(one.startswith("No interval of |uα, F1, because too little data") and "SEUL" in one for one in said)
    assert "cuα and (k)uα of three coders and more: per-pair variant; not checked against the paper." in said
    assert not any("kappa" in one and "look at the pairs" in one for one in said)


def test_two_coders_are_no_variant(made: Several) -> None:
    assert not any("per-pair" in one for one in sentences(compare(made.study, coders=["A", "B"])))


def test_every_table_of_three_coders_carries_the_variant_beside_its_figures(made: Several) -> None:
    def remarks(*coders: str) -> dict[str, set[object]]:
        report = comparison_report(compare(made.study, coders=coders))
        return {
            table.name: {row[[one.name for one in table.columns].index("remark")] for row in table.rows}
            for table in report.tables
            if {"cu_alpha", "k_u_alpha"} & {one.name for one in table.columns}
            and table.name not in ("pairs", "by_pair")
        }

    variant = "per-pair variant; not checked against the paper"
    assert remarks("A", "B", "C") == {"codes": {variant}, "branches": {variant}, "by_transcript": {variant}}
    assert remarks("A", "B") == {"codes": {None}, "branches": {None}, "by_transcript": {None}}


def test_a_threshold_is_a_convention_held_against_the_lower_bound(made: Several) -> None:
    said = sentences(compare(made.study, threshold=0.2))
    assert any("is a convention that was asked for" in one for one in said)
    found = compare(made.study)
    marked = {line.code.short: line.measured.figures["bar_u_alpha"] for line in found.lines}
    [reached] = [one for one in said if one.startswith("|uα reaches 0.20")]
    for short, figure in marked.items():
        assert (re.search(rf"\b{short}\b", reached) is not None) == (figure.low is not None and figure.low >= 0.2), (
            short
        )
    assert not any("convention" in one for one in sentences(found))


def test_no_word_judges_a_figure(made: Several) -> None:
    report = comparison_report(compare(made.study, measures=["all"], threshold=0.8), by=["pair"], drift=True)
    told = "".join(draw(report, None)).casefold()
    assert not re.search(r"\b(good|excellent|moderate|substantial|almost perfect|poor|acceptable|reliable)\b", told)


def test_the_paragraph_names_all_that_a_figure_rests_on(made: Several, found: Comparison) -> None:
    said = paragraph(found)
    rests_on = ("3 coders (A, B, C)", "6 transcripts", "Krippendorff et al. 2016", "95 % interval", "jackknife")
    counts = (str(found.characters), str(len(found.ground.codings)))
    for words in (*rests_on, *counts, "per sentence", "Interview Workbench"):
        assert words in said, words
    figure = found.whole.figures["bar_u_alpha"]
    assert f"is {figure.value:.2f} (95 % interval {figure.low:.2f} to {figure.high:.2f})" in said
    drawn = paragraph(compare(made.study, interval="bootstrap", seed=5, draws=300, unit="span"))
    assert "(300 draws, seed 5)" in drawn
    assert "sentence" not in drawn
    assert "at least two of them" in paragraph(compare(made.study, any_two=True))
    assert "not measured" in paragraph(compare(made.study, coders=["A"]))
    exclusive = paragraph(compare(made.study, codes=["OBJ0", "OBJ1", "OBJ2"]))
    assert "cuα on the code is" in exclusive and "per-pair variant" in exclusive


def test_a_number_opens_the_codings_on_which_coders_do_not_mark_the_same(made: Several, found: Comparison) -> None:
    lowering = Lowering(found)
    for line in found.lines:
        pointers = lowering.of(line.code)
        ids = {one.coding for one in pointers}
        stored = coding_store.by_number(made.study.reader, sorted(ids))
        assert {one.code for one in stored.values()} <= {line.code.uuid}
        assert pointers == tuple(sorted(pointers))
        every = {(one.transcript, one.span, one.coder) for one in stored.values()}
        agreed = _agreed_by_all(made, line.code.uuid)
        assert not every & agreed
        assert len(every) + len(agreed) == sum(line.codings)
    first = {one.coding for one in lowering.of(found.lines[0].code, transcript=0)}
    assert first < {one.coding for one in lowering.of(found.lines[0].code)}
    of_pair = lowering.of(found.lines[0].code, (0, 1))
    whose = {one.coder for one in coding_store.by_number(made.study.reader, [one.coding for one in of_pair]).values()}
    assert whose == {made.coders[0].uuid, made.coders[1].uuid}


def test_figures_of_the_code_open_only_what_another_coder_gave_another_code(made: Several, found: Comparison) -> None:
    everything = [one for who in made.coders for one in coding_store.all(made.study.reader, who.uuid)]
    branch = {uuid for short, uuid in made.codes.items() if short.startswith("OBJ")}
    told = [one for one in everything if one.code in branch]
    for line in found.lines[:3]:
        pointers = Lowering(found).of(line.code, by=lowers("k_u_alpha"))
        stored = coding_store.by_number(made.study.reader, [one.coding for one in pointers]).values()
        expected = {
            side.uuid
            for one in told
            for other in told
            if one.transcript == other.transcript and one.span.overlaps(other.span) and one.coder != other.coder
            if one.code != other.code and line.code.uuid in (one.code, other.code)
            for side in (one, other)
        }
        assert {one.uuid for one in stored} == expected


def test_strength_and_stance_open_passages_that_were_rated_otherwise(made: Several, found: Comparison) -> None:
    for measure, column in (("strength_ordinal", "strength"), ("stance_alpha", "stance")):
        pointers = Lowering(found).of(found.lines[0].code, (0, 1), by=lowers(measure))
        stored = coding_store.by_number(made.study.reader, [one.coding for one in pointers]).values()
        assert stored
        for one in stored:
            others = [two for two in stored if two.span.overlaps(one.span) and two.transcript == one.transcript]
            assert len({getattr(two, column) for two in others}) > 1


def _agreed_by_all(made: Several, code: str) -> set[tuple[object, ...]]:
    """Codings of a code whose very span all coders gave, and which no other coding of the code overlaps."""
    everything = [
        one for who in made.coders for one in coding_store.all(made.study.reader, who.uuid) if one.code == code
    ]
    agreed = set()
    for one in everything:
        meeting = [
            other for other in everything if other.transcript == one.transcript and other.span.overlaps(one.span)
        ]
        if {other.span for other in meeting} == {one.span} and len({other.coder for other in meeting}) == 3:
            agreed.add((one.transcript, one.span, one.coder))
    return agreed


def test_every_row_of_every_table_of_figures_opens_its_passages(made: Several) -> None:
    report = comparison_report(compare(made.study), by=["pair", "transcript"], confusion=True)
    opened = 0
    for table in report.tables:
        if table.behind is None:
            continue
        for at, _row in enumerate(table.rows):
            pointers = table.behind(at, "")
            opened += len(report.passages(pointers[:2]))
    assert opened > 300


def test_what_was_asked_for_first_is_the_first_table(found: Comparison) -> None:
    for name, table in BY.items():
        assert comparison_report(found, by=[name]).tables[0].name == table
    assert comparison_report(found).tables[0].name == "codes"


def test_figures_are_spelt_out_by_pair_and_transcript_where_that_is_asked_for(made: Several) -> None:
    found = compare(made.study, texts=True)

    def figures(*by: str) -> list:
        return list(next(one for one in comparison_report(found, by=by).tables if one.name == "figures").rows)

    plain, pairs, texts = figures(), figures("pair"), figures("transcript")
    assert len(pairs) > 3.5 * len(plain) and len(texts) > 6 * len(plain)
    assert {row[2:4] for row in pairs} == {(None, None), ("A", "B"), ("A", "C"), ("B", "C")}
    assert {row[4] for row in texts} == {None, *(name for _uuid, name in found.transcripts)}


def test_confused_codes_are_listed_with_the_codings_behind_them(made: Several, found: Comparison) -> None:
    table = confusion_table(found)
    rows = list(table.rows)
    assert rows == sorted(rows, key=lambda row: -row[2])
    cells = confused(found).cells()
    for at in range(min(5, len(rows))):
        first, second = rows[at][:2]
        stored = coding_store.by_number(made.study.reader, [one.coding for one in table.behind(at, "")])
        codes = {made.codes[short] for short in (first, second) if short}
        assert {one.code for one in stored.values()} == codes, (first, second)
    assert all(first < second for first, second in cells)


def test_drift_follows_each_coder_through_windows_of_transcripts(found: Comparison) -> None:
    windows, trends = drift_tables(found)
    assert [(row[0], row[1]) for row in windows.rows] == [(name, number) for name in "ABC" for number in (1, 2)]
    assert sorted(name for row in windows.rows if row[0] == "A" for name in row[6]) == sorted(
        name for _uuid, name in found.transcripts
    )
    assert all(-1 <= row[2] <= 1 and row[4] == 6 for row in trends.rows)


def test_the_report_among_the_others_is_cut_to_its_filter(made: Several) -> None:
    from workbench.workflows.findings.filters import Filter

    report = make(made.study, "agreement", Filter(branch="OBJ", transcripts=("I-00", "I-01")), {"by": "branch"})
    assert report.tables[0].name == "branches"
    assert {row[0] for row in report.tables[1].rows} <= {"OBJ", "OBJ0", "OBJ1", "OBJ2"}
    assert next(fact.value for fact in report.facts if fact.name == "transcripts") == 2
    assert report.passages(report.tables[0].behind(0, ""))


def test_the_page_lists_every_measure_as_it_is_declared() -> None:
    page = (DOCS / "agreement.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (.+?) \| (\w+) \|", page, re.MULTILINE)
    assert listed == [(one.name, one.label, one.on.value) for one in MEASURES]
    for name in BY_NAME_ONLY:
        assert f"`{name}`" in page.partition("take long")[0].rpartition("\n")[2]
