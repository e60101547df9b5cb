import csv
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.errors import ExportError
from exports.lexicometry import (
    LexicalText,
    Speech,
    iramuteq_lines,
    iramuteq_words,
    starred,
    write_iramuteq,
    write_txm,
)
from tests.exports.making import HOSTILE

TEXTS = (
    LexicalText(
        "I-05",
        {"participant": "I-05", "category": "gestion de l'État", "hours": "5–12", "note": ""},
        (Speech("I-05", "Au début, l’image… « notre » image !", 2, "Q1"), Speech("I-05", "100 % _vrai_ *ici*", 4)),
    ),
    LexicalText("I 06/é", {"participant": "I-06", "Été": "oui"}, (Speech("I-06", HOSTILE, 1),)),
    LexicalText("I-07", {"participant": "I-07"}, (Speech("I-07", "…", 1),)),
)


def read_corpus(lines: list[str]) -> list[tuple[list[str], list[str]]]:
    """As IRaMuTeQ reads it: a text begins at a line of four stars."""
    found: list[tuple[list[str], list[str]]] = []
    for line in "".join(lines).splitlines():
        if line.startswith("****"):
            found.append((line.split()[1:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def test_each_text_begins_with_its_variables():
    corpus = read_corpus(list(iramuteq_lines(TEXTS)))
    assert [stars for stars, _lines in corpus] == [
        ["*participant_I05", "*category_gestionDeLEtat", "*hours_5to12"],
        ["*participant_I06", "*Ete_oui"],
    ]
    assert corpus[0][1] == ["Au début, l'image... notre image !", "100 vrai ici"]


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=5))
def test_a_variable_is_cut_at_its_only_underscore_and_holds_no_blank(variables):
    for one in starred(variables):
        assert re.fullmatch(r"\*[A-Za-z0-9]*_[A-Za-z0-9]{1,40}", one)


@given(st.text(max_size=80))
def test_no_words_are_taken_for_a_variable_a_theme_or_the_next_text(text):
    words = iramuteq_words(text)
    assert not words.startswith(("****", "-*", "*", "-"))
    assert not set('*_$£’\n\t"«»') & set(words)
    assert iramuteq_words(words) == words


def test_letters_numbers_and_plain_punctuation_stay():
    assert iramuteq_words("Dix-sept élèves, l'œuvre (2012) : ça va ?") == "Dix-sept élèves, l'œuvre (2012) : ça va ?"


def test_the_file_is_utf_8_without_a_mark(tmp_path):
    assert write_iramuteq(TEXTS, tmp_path / "a.txt") == tmp_path / "a.txt"
    assert write_iramuteq(TEXTS, tmp_path) == tmp_path / "corpus.txt"
    assert (tmp_path / "a.txt").read_bytes().startswith(b"**** *participant_I05")


def test_txm_gets_one_xml_file_a_text_with_turns_and_a_table_of_variables(tmp_path):
    write_txm(TEXTS, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["I_05.xml", "I_06_e.xml", "I_07.xml", "metadata.csv"]
    root = ElementTree.parse(tmp_path / "I_05.xml").getroot()
    assert (root.tag, root.attrib) == ("text", {"id": "I_05"})
    assert [(turn.tag, turn.attrib) for turn in root] == [
        ("u", {"who": "I-05", "n": "2", "question": "Q1", "role": "participant"}),
        ("u", {"who": "I-05", "n": "4", "role": "participant"}),
    ]
    assert root[0].text == "Au début, l’image… « notre » image !"


def test_the_table_for_txm_is_named_by_file_and_has_plain_headings(tmp_path):
    write_txm(TEXTS, tmp_path)
    with (tmp_path / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["id", "participant", "category", "hours", "note", "ete"]
    assert [row["id"] for row in rows] == ["I_05", "I_06_e", "I_07"]
    assert rows[0]["category"] == "gestion de l'État"
    assert rows[1]["hours"] == "NA"


def test_hostile_words_are_words_in_xml(tmp_path):
    write_txm(TEXTS, tmp_path)
    root = ElementTree.parse(tmp_path / "I_06_e.xml").getroot()
    assert len(root) == 1
    assert "<script>alert(1)</script>" in root[0].text


def test_a_file_is_no_folder_for_txm(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(ExportError, match="is a file"):
        write_txm(TEXTS, tmp_path / "a")
    assert (tmp_path / "a").read_text() == "old"


def test_a_folder_for_txm_is_made(tmp_path):
    assert (write_txm(TEXTS, tmp_path / "new") / "metadata.csv").exists()
