"""The page as it is written: whole, closed to the outside, and saying what its reports say."""

import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from exports.html import write_html
from exports.html.text import Names, ranges, script_json, slug
from exports.manifest_places import read_manifest
from exports.report import Column, Drawing, Fact, Heading, Kind, Paragraph, Passage, Pointer, Quotation, Report, Table
from exports.writers import write_reports
from tests.exports.html_pages import Page, hashed, page_of, written
from tests.exports.html_reports import CODES, HOSTILE, Corpus, hostile, matrix, ranking
from transcripts import i18n
from transcripts.display import visible

ASSETS = Path(__file__).resolve().parents[2] / "exports" / "html" / "assets"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> Page:
    return page_of([ranking(corpus), matrix(corpus)], title="Médias socionumériques")


@pytest.fixture(scope="module")
def bad() -> Page:
    return page_of(hostile())


def table(rows: list[tuple], *columns: Column, **parts) -> Report:
    return Report("r", "Titre", tables=(Table("t", columns or (Column("a"),), rows, **parts),))


# -- closed to the outside ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["page", "bad"])
def test_nothing_in_the_page_points_outside(which: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(which)
    assert {tag for tag in ("link", "iframe", "object", "embed", "base", "img") if page.all(tag)} == set()
    assert [
        one for one in page.all() if {"src", "srcset", "action", "formaction", "ping"} & one.attributes.keys()
    ] == []
    addresses = [
        one.attributes[name] for one in page.all() for name in ("href", "xlink:href") if name in one.attributes
    ]
    assert addresses
    assert [address for address in addresses if not address.startswith("#")] == []
    # The name of SVG's namespace is no address that anything would ask for.
    assert set(re.findall(r"https?://[^\s\"'<)]*", page.source)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("which", ["page", "bad"])
def test_the_policy_lets_through_the_own_script_and_style_and_nothing_else(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(which)
    scripts = [one.text for one in page.all("script") if "type" not in one.attributes]
    styles = [one.text for one in page.all("style")]
    assert page.policy() == {
        "default-src": ["'none'"],
        "script-src": [hashed(text) for text in scripts],
        "style-src": [hashed(text) for text in styles],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert len(scripts) == 2
    assert len(styles) == 1
    acting = [name for one in page.all() for name in one.attributes if name.startswith("on") or name == "style"]
    assert acting == []


def test_the_script_writes_no_markup_and_runs_no_text() -> None:
    scripts = "".join(file.read_text() for file in ASSETS.glob("*.js"))
    for name in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "XML",
    ):
        assert name not in scripts


def test_text_from_outside_makes_no_element(bad: Page) -> None:
    known = page_of([ranking(Corpus()), matrix(Corpus())]).all()
    assert {one.tag for one in bad.all()} <= {one.tag for one in known}
    assert len(bad.all("script")) == 4
    assert bad.all("svg", onload="alert(4)") == []


def test_text_from_outside_is_shown_as_it_is(bad: Page) -> None:
    cells = [row.all("th")[0].text for row in bad.one("table").one("tbody").all("tr")]
    assert cells == [visible(text) for text in HOSTILE]
    everything = visible(" ".join(HOSTILE))
    for part in (bad.one("title"), bad.one("h1"), bad.one("blockquote"), *bad.all("dd")[:1]):
        assert everything in part.text
    assert {passage["signature"] for passage in bad.passages()} == {everything}


def test_what_turns_the_direction_of_reading_is_nowhere_and_the_rest_is_isolated(bad: Page) -> None:
    assert not re.search("[\u200e\u200f\u2028-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", bad.source)
    for cell in bad.one("table").all("th", scope="row"):
        assert cell.all("bdi") or cell.all("a")
    assert bad.one("blockquote").one("p").attributes["dir"] == "auto"


def test_json_cannot_end_its_script() -> None:
    text = script_json({"a": "</script><!--\u2028&"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><!--\u2028&"}


# -- well made ---------------------------------------------------------------------------------------------------------


def test_every_name_is_given_once_and_every_reference_leads_somewhere(page: Page) -> None:
    names = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(names) == len(set(names))
    references = {
        name
        for one in page.all()
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "data-about", "for")
        for name in one.attributes.get(attribute, "").split()
    }
    assert references <= set(names)
    links = {one.attributes["href"][1:] for one in page.all("a") if "data-set" not in one.attributes}
    assert links <= set(names)


def test_headings_begin_with_one_title_and_skip_no_level(page: Page) -> None:
    levels = [int(one.tag[1]) for one in page.all() if re.fullmatch(r"h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_single_report_is_the_title_of_its_page(corpus: Corpus) -> None:
    page = page_of(ranking(corpus))
    assert page.one("h1").text == "Objectifs par importance"
    assert page.one("title").text == "Objectifs par importance · Médias socionumériques, <démonstration>"


def test_the_page_has_landmarks_a_skip_link_and_its_language(page: Page) -> None:
    assert page.one("html").attributes["lang"] == i18n.language()
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("aside")) == 1
    first = page.one("body").all("a")[0]
    assert first.attributes == {"class": "skip", "href": "#main"}
    assert all("aria-label" in nav.attributes for nav in page.all("nav"))


def test_headings_of_tables_say_what_they_head_and_cells_keep_their_kind(page: Page) -> None:
    ranked = page.one("section", id="table-ranking").one("table")
    assert all(one.attributes["scope"] == "col" for one in ranked.one("thead").all("th"))
    first = ranked.one("tbody").all("tr")[0]
    assert [one.attributes["scope"] for one in first.all("th")] == ["row"] * 3
    assert [one.text for one in (*first.all("th"), *first.all("td"))][:6] == [
        *("1", "IMAGE", CODES["IMAGE"][0]),
        *("10", "11", i18n._("{number} %").format(number="91")),
    ]
    share = first.all("td")[2]
    assert "n" in share.attributes["class"].split()
    assert share.attributes["data-value"] == "0.9090909"


def test_definitions_of_columns_are_at_hand_and_listed(page: Page) -> None:
    section = page.one("section", id="table-ranking")
    button = section.one("thead").all("button", class_="info")[0]
    said = page.one("dd", id=button.attributes["data-about"])
    assert said.text == "Personnes avec au moins un codage non contra."
    assert said in section.one("details", class_="definitions").all("dd")


def test_a_drawing_brings_no_style_and_no_name_of_its_own(page: Page) -> None:
    figures = page.all("figure", class_="plot")
    assert len(figures) == 3
    for drawing in page.all("svg"):
        assert drawing.attributes["role"] == "img"
        assert drawing.attributes["aria-label"]
        assert page.one(id=drawing.attributes["aria-describedby"]).text
    rows = figures[0].one(class_="by-day").all("g")
    marked = [one.attributes["data-row"] for one in rows if "data-row" in one.attributes]
    assert set(marked) == set(map(str, range(len(CODES))))


# -- what it says ------------------------------------------------------------------------------------------------------


def test_the_face_names_what_is_counted_the_filters_and_the_facts(page: Page) -> None:
    first, second = page.all("section", class_="report")
    assert first.one("p", class_="lead").text.startswith("Rang : personnes ayant")
    assert [one.text for one in first.one("div", class_="filters").all("li")] == [
        "Branche OBJ",
        "Attributs category=culture et éducation",
    ]
    assert first.one("dl", class_="facts").all("dd")[0].text == "Maude, Julien"
    assert "none" in second.one("p", class_="filters").text or "aucun" in second.one("p", class_="filters").text


def test_every_cell_leads_to_the_passages_behind_it(page: Page, corpus: Corpus) -> None:
    passages = page.passages()
    rows = page.one("section", id="table-matrix").one("tbody").all("tr")
    for row, code in zip(rows, CODES, strict=True):
        for cell, person in zip(row.all("td"), corpus.people, strict=False):
            links = cell.all("a")
            found = [passages[number] for number in page.behind(links[0])] if links else []
            assert [one["text"] for one in found] == [one.text for one in corpus.read(corpus.said(code, person))]
            assert {one["participant"] for one in found} <= {person}


def test_a_row_leads_to_its_passages_from_the_cell_that_names_it(page: Page, corpus: Corpus) -> None:
    row = page.one("section", id="table-matrix").one("tbody").all("tr")[0]
    assert len(page.behind(row.one("th").one("a"))) == len(corpus.said("IMAGE"))


def test_marks_of_a_figure_lead_to_their_passages(page: Page, corpus: Corpus) -> None:
    marks = page.all("figure", id="figure-ranking")[0].one("div", class_="marks").all("a")
    assert [one.text for one in marks] == [label for label, _count in CODES.values()]
    assert len(page.behind(marks[2])) == len(corpus.said("NOTO"))


def test_a_passage_behind_many_figures_is_embedded_once(page: Page, corpus: Corpus) -> None:
    anchors = [one["anchor"] for one in page.passages()]
    assert len(anchors) == len(set(anchors)) == len(corpus.passages)


def test_a_passage_is_embedded_with_everything_known_of_it(page: Page, corpus: Corpus) -> None:
    wanted = next(one for one in corpus.passages.values() if one.remark and one.strength is None)
    where = wanted.pointer
    (found,) = [
        one
        for one in page.passages()
        if one["anchor"]
        == f"passage-{where.transcript}-{where.start}-{where.end}-{slug(wanted.coder)}-{slug(wanted.code)}"
    ]
    fields = ("text", "before", "after", "signature", "place", "transcript", "participant", "code", "coder", "stance")
    assert {name: found[name] for name in (*fields, "remark", "strength", "turn")} == {
        name: getattr(wanted, name) for name in (*fields, "remark", "strength", "turn")
    }


def test_cells_on_the_same_passages_share_a_set(page: Page) -> None:
    row = page.one("section", id="table-ranking").one("tbody").all("tr")[0]
    assert len({link.attributes["data-set"] for link in row.all("a") if "data-set" in link.attributes}) == 1


def test_links_to_cells_are_named_after_row_and_column(page: Page) -> None:
    row = page.one("section", id="table-matrix").one("tbody").all("tr")[0]
    assert row.all("td")[2].one("a").attributes["href"] == "#cell-matrix-image-i-03"


def test_empty_cells_and_words_beside_a_named_row_lead_nowhere() -> None:
    columns = (
        Column("a"),
        Column("words"),
        Column("n", kind=Kind.INTEGER),
        Column("gap", kind=Kind.INTEGER),
        Column("own"),
    )
    pointers = [Pointer(1, 0, 4, 1), Pointer(1, 5, 9, 2)]
    behind = lambda row, column: pointers[:1] if column == "own" else pointers  # noqa: E731
    report = replace(
        table([("x", "viel", 2, None, "y")], *columns, behind=behind),
        passages=lambda some: [Passage(one, "mot") for one in some],
    )
    row = page_of(report).one("tbody").one("tr")
    cells = [*row.all("th"), *row.all("td")]
    assert [bool(cell.all("a")) for cell in cells] == [True, False, True, False, True]
    assert [len(page_of(report).behind(cell.one("a"))) for cell in cells if cell.all("a")] == [2, 2, 1]


def test_tables_that_are_shown_in_part_stand_whole_but_folded() -> None:
    whole = Table("t", (Column("a"),), [("one",), ("two",), ("three",)])
    first, turned = replace(whole, rows=[("one",)]), replace(whole, rows=[("three",), ("one",), ("two",)])
    folded = page_of(Report("r", tables=(whole,), blocks=(first,))).one("details", class_="further")
    assert [one.text for one in folded.one("tbody").all("tr")] == ["one", "two", "three"]
    assert page_of(Report("r", tables=(whole,), blocks=(turned,))).all("details", class_="further") == []
    assert page_of(Report("r", tables=(whole,))).all("details", class_="further") == []


def test_codes_that_do_not_occur_are_folded_away() -> None:
    codes = Table("definitions", (Column("code"), Column("definition")), [("A", "Aaa"), ("B", "Bbb")])
    shown = Table("t", (Column("code"),), [("B",)])
    section = page_of(Report("r", tables=(shown, codes))).one("section", id="definitions")
    assert [one.text for one in section.one("details").all("dt")] == ["A"]
    assert [one.text for one in section.all("dt")] == ["B", "A"]


def test_definitions_of_codes_are_listed_and_at_hand_where_a_row_is_named(page: Page) -> None:
    listed = page.one("section", id="definitions")
    assert [one.text for one in listed.all("dt")] == [f"{code} · {label}" for code, (label, _count) in CODES.items()]
    name = page.one("section", id="table-ranking").one("tbody").all("tr")[0].one("a", class_="term")
    assert "La personne dit viser" in page.one(id=name.attributes["data-about"]).text
    assert page.data["codes"]["Objectifs / Dialogue"] == page.data["codes"]["DIAL"]
    assert page.all("section", id="table-ranking-definitions") == []


def test_a_code_without_a_definition_says_so() -> None:
    codes = Table("definitions", (Column("code"), Column("label"), Column("definition")), [("A", "Aaa", "")])
    entry = page_of(Report("r", "Titre", tables=(codes,))).one("section", id="definitions")
    assert entry.one("dd").text.strip()


def test_what_it_was_made_from_can_be_read_back_and_is_sealed(tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "page.html"
    write_reports([ranking(corpus), matrix(corpus)], path, title="Deux")
    found = read_manifest(path)
    assert [one.manifest.report for one in found.reports] == ["ranking", "matrix"]
    assert found.reports[0].manifest.options["seed"] == 20111
    assert found.untouched
    path.write_text(path.read_text().replace("Recrutement", "Recrutements"))
    assert read_manifest(path).untouched is False


def test_the_recipe_is_shown_to_people_too(page: Page) -> None:
    made = page.one("section", id="made")
    assert len(made.all("details")) == 2
    for words in ("6f3c8f6e-0000-4000-8000-000000000001", "ab" * 32, "draws = 5000; seed = 20111", "python = 3.11.7"):
        assert words in made.text


def test_blocks_stand_in_their_order_and_further_tables_after_them() -> None:
    first, second = (Table(name, (Column(name),), [(f"in {name}",)]) for name in ("one", "two"))
    blocks = (
        Heading("Kopf", 2),
        Paragraph("Prosa"),
        Drawing("┌─┐\n└─┘"),
        Quotation("Oui.", "I-05", "I-05 §2", "ferme"),
        first,
    )
    text = page_of(Report("r", "Titre", tables=(first, second), blocks=iter(blocks), notes=("a", "b"))).text
    places = [text.index(words) for words in ("Kopf", "Prosa", "┌─┐ └─┘", "Oui.", "(I-05)", "in one", "in two")]
    assert places == sorted(places)
    assert text.count("in one") == 1


def test_rows_may_be_an_iterator_and_identifiers_are_left_to_programs() -> None:
    page = page_of(table([("x", "1234")], Column("a"), Column("uuid")))
    assert [one.text for one in page.one("tbody").all("tr")] == ["x"]
    spent = Table("t", (Column("a"),), iter([("y",)]))
    assert "y" in page_of(Report("r", tables=(spent,), blocks=(spent,))).one("tbody").text


@pytest.mark.parametrize("rows", [0, 1, 2, 3])
def test_few_rows_and_no_rows_make_a_page(rows: int) -> None:
    page = page_of(table([(None,)] * rows))
    assert len(page.one("tbody").all("tr")) == rows
    assert bool(page.all("p", class_="empty")) is (rows == 0)


def test_a_report_of_nothing_and_a_page_of_no_report_are_pages() -> None:
    assert page_of(Report("empty")).one("h1").text == "empty"
    assert page_of([]).one("h1").text
    assert page_of([]).all("section", id="passages") == []


def test_figures_rounded_for_people_sort_by_their_whole_value() -> None:
    columns = (Column("a"), Column("b", kind=Kind.NUMBER, digits=1), Column("c", kind=Kind.INTEGER))
    rounded, whole = page_of(table([("x", 2.0431, 7)], *columns)).one("tbody").all("td")
    assert rounded.attributes["data-value"] == "2.0431"
    assert "data-value" not in whole.attributes


# -- too many ----------------------------------------------------------------------------------------------------------


def crowded(each: int, cells: int) -> Report:
    pointers = [
        [Pointer(n % 5 + 1, cell * 1000 + n, cell * 1000 + n + 1, 1) for n in range(each)] for cell in range(cells)
    ]
    behind = lambda row, column: pointers[row] if column == "n" else ()  # noqa: E731
    rows = [(str(cell), each) for cell in range(cells)]
    return replace(
        table(rows, Column("a"), Column("n", kind=Kind.INTEGER), behind=behind),
        passages=lambda some: [Passage(one, f"mot {one.start}", transcript=str(one.transcript)) for one in some],
    )


def test_where_there_are_too_many_passages_each_cell_keeps_some_and_says_how_many_there_are() -> None:
    stream = io.BytesIO()
    said = write_html([crowded(30, 4)], stream, most_passages=40)
    page = Page(stream.getvalue().decode())
    links = page.one("tbody").all("a")
    assert [len(page.behind(link)) for link in links] == [10] * 4
    assert [page.data["sets"][int(link.attributes["data-set"])][1] for link in links] == [30] * 4
    passages = page.passages()
    assert {passages[number]["transcript"] for number in page.behind(links[0])} == set("12345")
    assert len(said) == 1
    assert "80" in said[0]


def test_passages_that_fit_are_all_there_and_nothing_is_said() -> None:
    stream = io.BytesIO()
    assert write_html([crowded(10, 4)], stream, most_passages=40) == []
    assert len(Page(stream.getvalue().decode()).passages()) == 40


def test_a_pointer_to_nothing_is_left_out() -> None:
    report = replace(crowded(3, 1), passages=lambda some: [Passage(some[0], "seul")])
    page = page_of(report)
    assert page.behind(page.one("tbody").one("a")) == [0]


def test_the_same_numbers_in_two_studies_are_two_passages(corpus: Corpus) -> None:
    other = ranking(Corpus(texts=("Autre chose.",)))
    assert other.manifest is not None
    other = replace(other, manifest=replace(other.manifest, study="another"))
    assert len(page_of([ranking(corpus), other]).passages()) == 2 * len(corpus.passages)


# -- words -------------------------------------------------------------------------------------------------------------


def test_the_script_asks_for_no_words_that_the_page_does_not_bring(page: Page) -> None:
    scripts = "".join(file.read_text() for file in ASSETS.glob("*.js"))
    asked = set(re.findall(r"say\(\s*\"(\w+)\"", scripts)) | {"everybody", "everyCode", "everyCoder"}
    brought = set(page.data["say"])
    assert asked <= brought
    assert brought - asked == {"pro", "contra", "mixed", "neutral"}  # the stances, asked for by their own names


def test_the_page_speaks_the_language_in_use(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_language", "fr")
    text = written(ranking(corpus))
    assert '<html lang="fr">' in text
    assert ">2,27<" in text


def test_names_are_given_once_and_slugs_keep_letters_of_all_scripts() -> None:
    names = Names()
    assert [names.new("table", "Été !"), names.new("table", "été"), names.new("Table", "ÉTÉ")] == [
        "table-ete",
        "table-ete-2",
        "table-ete-3",
    ]
    assert slug("Ответ 3 %") == "ответ-3"
    assert slug("…") == "x"


@pytest.mark.parametrize(
    ("numbers", "packed"), [([], ""), ([3], "3"), ([0, 1, 2, 5, 7, 8], "0-2 5 7-8"), ([2, 4], "2 4")]
)
def test_numbers_are_packed_as_ranges(numbers: list[int], packed: str) -> None:
    assert ranges(numbers) == packed


def test_facts_without_a_value_are_left_out() -> None:
    page = page_of(Report("r", "Titre", (Fact("a", "A", None), Fact("b", "B", 0, Kind.INTEGER))))
    assert [one.text for one in page.one("dl", class_="facts").all("dt")] == ["B"]
