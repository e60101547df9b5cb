"""Two pages of an article from the demonstration study: figure, sentences, quotations, what diverges; one command."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

import workbench
from tests.exports.browser import Browser
from workbench.cli.app import main
from workbench.store import codes, orders, participants, picks
from workbench.store.study_file import StudyFile
from workbench.workflows.demonstrating import demonstrate
from workbench.workflows.findings.making import make
from workbench.workflows.findings.verifying import verify
from workbench.workflows.signing import Signatures
from workbench.workflows.verifying_text.articles import read_article
from workbench.workflows.verifying_text.report import check
from workbench.workflows.verifying_text.verdicts import Verdict

FOLDER = Path(workbench.__file__).parent / "demonstration"
SENTENCES = (
    "La quasi-totalité des répondants (10 sur 11) mentionnent « Reprise en main de l’image ».",
    "La plupart des répondants (9 sur 11) mentionnent « Promotion d’un projet ».",
    "Une majorité de répondants (6 sur 11) mentionnent « Publics difficiles à joindre ».",
    "Plusieurs répondants (4 sur 11) mentionnent « Dialogue », et un seul répondant (1 sur 11) s’y oppose.",
    "Une minorité de répondants (3 sur 11) mentionnent « Veille ».",
    "Un seul répondant (1 sur 11) mentionne « Contourner les médias » (I-10).",
)
SIDES = (
    "Sur « Dialogue » : deux répondants (2 sur 11) y sont favorables.",
    "Un seul répondant (1 sur 11) s’y oppose.",
    "Deux répondants (2 sur 11) sont à la fois pour et contre.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("article")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(home / "account"))
        study = demonstrate(home).path
        assert main(["report", "build", str(study), "--quiet"]) == 0
    return home


@pytest.fixture(scope="module")
def study(folder: Path):
    with StudyFile.open(folder / "demonstration.study") as opened:
        yield opened


@pytest.fixture(scope="module")
def document(folder: Path):
    return docx.Document(str(folder / "objectifs.docx"))


def plain(text: str) -> str:
    return " ".join(text.split())


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- the two pages ----------------------------------------------------------------------------------------------------


def test_the_document_is_two_pages(folder: Path, tmp_path: Path) -> None:
    office, info = shutil.which("soffice"), shutil.which("pdfinfo")
    if not office or not info:
        pytest.skip("no LibreOffice, or no poppler, is installed")
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, folder / "objectifs.docx"], check=True, timeout=180)
    told = subprocess.run([info, tmp_path / "objectifs.pdf"], capture_output=True, text=True, check=True, timeout=60)
    assert re.search(r"Pages:\s+2\n", told.stdout)


def test_it_says_each_quantity_in_a_sentence(document) -> None:
    said = [plain(one.text) for one in document.paragraphs]
    assert all(any(sentence in one for one in said) for sentence in SENTENCES)
    assert [one for one in said if one in SIDES] == list(SIDES)


def test_it_quotes_what_was_picked_as_it_was_cut_and_signs_it(document) -> None:
    quoted = [one.text for one in document.paragraphs if one.style.name == "Quote"]
    assert quoted[0] == (
        "[…] il s’agissait de récupérer notre image, qui était en train d’être écrite par d’autres. "
        "(intervenante I-05, culture et éducation)"
    )
    assert len(quoted) == 8
    assert all(re.search(r" \((intervenante|intervenant) I-\d\d, [^()]+\)$", one) for one in quoted)


def test_it_has_its_two_figures_and_no_table(document) -> None:
    assert (len(document.inline_shapes), len(document.tables)) == (2, 0)
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert all("11" in one and "Maude" in one for one in captions)


def test_it_is_french_and_says_how_it_was_made_once(document) -> None:
    assert document.core_properties.language == "fr-CA"
    assert document.core_properties.title == "Les objectifs de communication"
    notes = [one.text for one in document.paragraphs if one.style.name == "Table Note"]
    assert len(notes) == 1
    assert "layer = Maude; branch = OBJ" in notes[0]
    assert "seed = 20111" in notes[0]


def test_both_are_still_so_and_say_only_what_the_study_says(folder: Path, study: StudyFile) -> None:
    assert all(verify(folder / name, study).same for name in ("objectifs.html", "objectifs.docx"))
    found = check(study, read_article(folder / "objectifs.docx"), layer="Maude", language="fr")
    assert [one.text for one in found if one.verdict is Verdict.WRONG] == []
    assert sum(one.verdict is Verdict.RIGHT for one in found) > 35


def test_the_page_leads_from_the_figure_to_the_passages_behind_it(folder: Path) -> None:
    with Browser() as page:
        page.open(folder / "objectifs.html")
        text = plain(page.text())
        assert all(sentence in text for sentence in (*SENTENCES, *SIDES))
        assert page.run("document.documentElement.lang") == "fr"
        page.click("#figure-ranking a[href]")
        assert "maîtrise de notre image" in page.text("#panel")
        for width in (390, 1280):
            page.size(width, 900)
            page.settle()
            assert page.run("document.documentElement.scrollWidth") <= width


# -- what the study brings for it -------------------------------------------------------------------------------------


def test_every_quotation_to_be_picked_stands_once_in_its_interview_and_is_picked(study: StudyFile) -> None:
    for row in rows("picks.csv"):
        text = (FOLDER / "entretiens" / f"{row['transcript']}.txt").read_text(encoding="utf-8")
        assert text.count(row["quote"]) == 1
    picked = picks.all(study.reader)
    assert len(picked) == len(rows("picks.csv"))
    assert sum(bool(one.cuts) for one in picked) == sum(bool(row["cuts"]) for row in rows("picks.csv")) > 3


def test_what_is_cut_hides_no_denial(study: StudyFile) -> None:
    from codebook.trimming import hides_negation
    from workbench.store import transcripts

    for one in picks.all(study.reader):
        assert not hides_negation(transcripts.load(study.reader, one.transcript).text, one.cuts)


def test_who_was_asked_for_an_order_gives_one_of_objectives_of_theirs(study: StudyFile) -> None:
    """Only who was asked Q2 ranks; and nobody ranks what they do not speak of."""
    book = codes.book(study.reader)
    given = {who: {book.get(code).short for code in places} for who, places in orders.all(study.reader).items()}
    asked = {row["transcript"] for row in rows("links.csv") if row["question"] == "Q2"}
    assert set(given) == asked == {f"I-{number:02}" for number in range(1, 11)}
    spoken = {(row["transcript"], row["code"]) for row in rows("codings.csv")}
    assert [(who, code) for who, ranked in given.items() for code in ranked if (who, code) not in spoken] == []


def test_their_own_orders_are_those_that_they_say(study: StudyFile) -> None:
    book = codes.book(study.reader)
    first = {
        who: {book.get(code).short for code, place in places.items() if place == 1}
        for who, places in orders.all(study.reader).items()
    }
    assert first["I-02"] == {"VEILLE", "IMAGE"}  # « la veille et l’image ex aequo »
    assert first["I-04"] == {"RECRUT"}  # « Recrutement. Pas d’équipage, pas d’ambulance »
    assert first["I-10"] == {"MEDIAS"}  # « Le lien direct, sans les médias. »
    report = make(study, "orders")
    assert {fact.name: fact.value for fact in report.facts}["participants"] == 10


def test_everybody_signs_as_their_interview_speaks_of_them(study: StudyFile) -> None:
    sign = Signatures(study.reader)
    people = [one.pseudonym for one in participants.all(study.reader)]
    men = {who for who in people if sign.of(who).startswith("intervenant ")}
    assert men == {"I-02", "I-04", "I-08", "I-09"}  # « je suis arrivé », « formé », « fâché », « lent »
    assert sign.of("I-05") == "intervenante I-05, culture et éducation"
