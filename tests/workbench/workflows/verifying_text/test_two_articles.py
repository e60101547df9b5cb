"""Two articles about the demonstration study, one in each language, with what was to be found in them."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from transcripts.i18n import use_language
from workbench.paths import locale_folder
from workbench.store.study_file import StudyFile
from workbench.workflows.demonstrating import demonstrate
from workbench.workflows.verifying_text.articles import read_article
from workbench.workflows.verifying_text.report import language_of, verification_report, verify

ARTICLES = Path(__file__).parents[3] / "data" / "articles"


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    use_language("en", locale_folder())
    with StudyFile.open(demonstrate(tmp_path_factory.mktemp("demo")).path) as study:
        yield study


def expected(language: str) -> list[tuple[str, ...]]:
    with (ARTICLES / f"article.{language}.expected.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_in_an_article_gets_the_verdict_that_it_was_written_for(study, language):
    found = verify(study, ARTICLES / f"article.{language}.md")
    told = [(one.kind, str(one.paragraph.number), one.verdict, one.text, one.place, one.remark) for one in found]
    assert told == expected(language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_article_has_every_kind_with_every_verdict_that_it_can_have(language):
    kinds = Counter(row[0] for row in expected(language))
    assert set(kinds) == {"quotation", "signature", "count", "quantity"}
    verdicts = Counter((row[0], row[2]) for row in expected(language))
    for kind in ("quotation", "count", "quantity"):
        assert verdicts[kind, "right"] and verdicts[kind, "wrong"], kind
    assert verdicts["quotation", "nearly"] and verdicts["count", "nearly"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_language_is_told_by_what_the_authors_write_not_by_what_they_quote(language):
    assert language_of(read_article(ARTICLES / f"article.{language}.md")) == language


def test_one_layer_alone_is_counted_when_asked_for(study):
    by = {
        layer: {one.text: one.verdict for one in verify(study, ARTICLES / "article.fr.md", layer=layer)}
        for layer in ("Maude", "Julien")
    }
    assert by["Maude"]["Six répondants sur onze"] == "right"
    assert by["Julien"]["Six répondants sur onze"] == "wrong"


def test_every_row_that_has_a_place_opens_the_passages_behind_it(study):
    report = verification_report(study, ARTICLES / "article.fr.md")
    (table,) = report.tables
    names = [column.name for column in table.columns]
    assert report.passages is not None
    for place, row in enumerate(table.rows):
        values = dict(zip(names, row, strict=True))
        passages = report.passages(table.behind(place, ""))
        if values["kind"] == "quotation":
            assert bool(passages) == bool(values["place"]), values["text"]
        elif values["kind"] in ("count", "quantity") and values["place"]:
            assert {passage.code for passage in passages}, values["text"]
    first = next(at for at, row in enumerate(table.rows) if "récupérer notre image" in str(row[2]))
    (passage,) = report.passages(table.behind(first, ""))
    assert passage.text.startswith("Alors oui, il s’agissait")
    assert passage.place == "I-05 §3"


def test_the_facts_count_the_rows(study):
    report = verification_report(study, ARTICLES / "article.en.md")
    facts = {fact.name: fact.value for fact in report.facts}
    counted = Counter(row[3] for row in report.tables[0].rows)
    assert {name: facts[name] for name in ("right", "nearly", "wrong", "unclear")} == dict(counted)
