"""Reports in brief, as an article prints them; and the verb of a study."""

import docx
import pytest


@pytest.fixture
def article(done, coded, home):
    """The three reports of an article, in brief, as one document."""

    def build(options: str = "brief = true") -> docx.document.Document:
        tables = [
            f'[[report]]\nname = "{name}"\nfile = "a.docx"\nfilters = {{ layer = "MA" }}\noptions = {{ {options} }}\n'
            for name in ("ranking", "quotes", "divergence")
        ]
        (home / "report.toml").write_text("\n".join(tables), encoding="utf-8")
        done("report", "build", coded)
        return docx.Document(str(home / "a.docx"))

    return build


def test_in_brief_a_document_has_no_table_no_facts_and_no_meanings(article):
    brief, whole = article(), article("")
    assert len(brief.tables) == 0 < len(whole.tables)
    styles = {one.style.name for one in brief.paragraphs}
    assert "Facts" not in styles
    assert "Definition" not in styles
    assert {"Facts", "Definition"} <= {one.style.name for one in whole.paragraphs}


def test_how_brief_reports_were_made_is_said_once(article):
    notes = [one.text for one in article().paragraphs if one.style.name == "Table Note"]
    assert len(notes) == 1
    assert notes[0].count("fingerprint") == notes[0].count("Software") == 1
    assert "For all: layer = MA." in notes[0]
    assert "brief" not in notes[0]


def test_data_files_hold_all_of_a_brief_report(done, coded):
    brief = done("report", "ranking", coded, "--layer", "MA", "--brief", "--format", "json").json
    assert brief == done("report", "ranking", coded, "--layer", "MA", "--format", "json").json


def test_in_the_terminal_a_brief_ranking_is_its_figure_and_its_sentences(done, coded):
    brief = done("report", "ranking", coded, "--layer", "MA", "--brief").out
    whole = done("report", "ranking", coded, "--layer", "MA").out
    assert (
        "2 répondants sur 3 mentionnent «\u00a0Reprise en main de l’image\u00a0», et 1 répondant sur 3 s’y oppose."
        in brief
    )
    assert "first mention" not in brief.partition("\n\n")[0]
    assert "per mentioner" in whole
    assert "per mentioner" not in brief


def test_a_brief_ranking_is_drawn_without_intervals(done, coded, home):
    """As the figures of an article are; what rests on a sample that was chosen on purpose has none."""
    words = ("report", "ranking", coded, "--layer", "MA")
    whole = done(*words).out
    assert "├" in whole
    assert "Wilson" in whole
    assert "resamples" in whole
    for told in (done(*words, "--brief").out, done(*words, "--brief", "--format", "md").out):
        figure = told.partition("who:")[0]
        assert "●" in figure
        assert not any(sign in figure for sign in ("├", "Wilson", "resamples"))


def test_who_is_not_read_is_told_in_brief_too(done, read):
    done("code", read, "--from", "codings.csv")
    done("state", read, "I-01", "I-02", "done", "--coder", "MA")
    for name in ("ranking", "divergence"):
        told = done("report", name, read, "--layer", "MA", "--brief").out
        assert "Not yet read to the end, so not counted: I-03." in told


def test_facing_quotations_are_the_picked_ones_as_they_were_cut(done, coded):
    shown = done("report", "divergence", coded, "--layer", "MA").out
    assert "« L’image, on s’en moque. »" in shown.replace("\u00a0", " ") or "L’image, on s’en moque." in shown
    done("quotes", coded, "pick", "IMAGE", "L’image, on s’en moque.", "--coder", "MA")
    done("quotes", coded, "cut", "IMAGE", 1, "L’image,", "--coder", "MA")
    for more in ((), ("--brief",)):
        shown = done("report", "divergence", coded, "--layer", "MA", *more).out
        assert "[…] on s’en moque." in shown
        assert "L’image, on s’en moque." not in shown


def test_how_many_codes_have_facing_quotations_can_be_asked(done, coded):
    assert "s’en moque" not in done("report", "divergence", coded, "--layer", "MA", "--themes", 0).out


def test_a_brief_quotation_is_words_and_signature(done, coded):
    shown = done("report", "quotes", coded, "--layer", "MA", "--code", "DIAL", "--brief").out
    assert "(personne interrogée I-03, gestion de l'État)\n" in shown
    assert "§" not in shown


def test_a_study_says_with_a_verb_of_its_own_what_people_do(done, cli, coded):
    told = done("wording", coded, "set", "--verb", "évoque,évoquent", "--coder", "MA")
    assert told.err == "Une majorité de répondants (6 sur 11) évoquent «\u00a0X\u00a0».\n"
    assert "évoquent" in done("report", "ranking", coded, "--layer", "MA").out
    done("undo", coded, "--coder", "MA")
    assert "mentionnent" in done("report", "ranking", coded, "--layer", "MA").out
    for wrong in ("évoque", "a,b,c", ",", ""):
        assert cli("wording", coded, "set", "--verb", wrong).code == 2
