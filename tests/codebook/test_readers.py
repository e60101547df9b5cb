"""Codebooks from files, and what is said of files that are none."""

import csv
from pathlib import Path

import pytest

from codebook.errors import CodebookError
from codebook.readers import read_codebook, read_csv, read_yaml
from codebook.writers import to_csv, to_yaml, write_codebook

NESTED = """\
title: Une grille
language: fr
codes:
  - label: {fr: Objectifs, en: Objectives}
    short: OBJ
    codable: non
    takes_stance: oui
    definition: {fr: Ce qui est visé., en: What is sought.}
    keywords: {fr: "but; viser", en: [aim]}
    children:
      - label: Image
        key: 1
        exclude: >-
          Se faire
          connaître.
        keywords: image, réputation
      - Notoriété
  - label: no
    colour: "#0072B2"
    exclusive: true
"""


def yaml(text: str, language: str = "fr"):
    return read_yaml(text, name="grille.yaml", language=language)


def table(text: str, language: str = "fr"):
    return read_csv(text, name="grille.csv", language=language)


def outline(book, language: str = "fr") -> list[str]:
    return [book.path_text(code.uuid, language) for code in book.codes]


def test_nested_yaml_keeps_order_and_nesting():
    book = yaml(NESTED)
    assert outline(book) == ["Objectifs", "Objectifs > Image", "Objectifs > Notoriété", "no"]
    assert [code.short for code in book] == ["OBJ", "IMAGE", "NOTORIET", "NO"]


def test_scalars_of_yaml_stay_what_was_written():
    objectives, image, _noto, no = yaml(NESTED).codes
    assert (objectives.codable, objectives.takes_stance, objectives.exclusive) == (False, True, False)
    assert (image.key, image.exclude, image.keywords) == ("1", "Se faire connaître.", ("image", "réputation"))
    assert (no.labels, no.colour, no.exclusive) == ({"fr": "no"}, "#0072b2", True)


def test_the_language_picks_definitions_and_keywords_and_labels_keep_both():
    french, english = yaml(NESTED, "fr").codes[0], yaml(NESTED, "en").codes[0]
    assert (french.definition, french.keywords) == ("Ce qui est visé.", ("but", "viser"))
    assert (english.definition, english.keywords) == ("What is sought.", ("aim",))
    assert french.labels == english.labels == {"fr": "Objectifs", "en": "Objectives"}


def test_the_other_language_stands_in_for_a_missing_one():
    book = yaml("- {label: A, definition: {en: Only English.}, keywords: {en: only}}")
    assert (book.codes[0].definition, book.codes[0].keywords) == ("Only English.", ("only",))


def test_plain_texts_are_in_the_language_that_the_file_names():
    assert yaml("language: en\ncodes:\n  - label: Image").codes[0].labels == {"en": "Image"}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "Line 1 of grille.yaml: there are no codes here.", 'List them under "codes:".'),
        ("codes: []", "Line 1 of grille.yaml: there are no codes here.", 'List them under "codes:".'),
        ("just words", "Line 1 of grille.yaml: here should stand named fields.", "Such as: title"),
        ("- label: A\n  defintion: x", 'Line 2 of grille.yaml: "defintion" is no field here.', "mean definition?"),
        ("codes:\n  label: A", "Line 2 of grille.yaml: here should stand a list.", 'Begin each item with "- ".'),
        ("codes: [", "Line 2 of grille.yaml: this is not YAML", "Check indentation"),
        ("codes:\n- label: A\n\t- x", "Line 3 of grille.yaml: this is not YAML", "Check indentation"),
        ("- label: A\n- short: B\n- key: C", "Line 3 of grille.yaml: this code has neither label", "Give it a label."),
        ("- short: A\n- short: a", 'Line 2 of grille.yaml: "a" is already the short name of', "Change one"),
        ("- {label: A, key: 1}\n- {label: B, key: 1}", 'Line 2 of grille.yaml: "1" is already the key', "Change one"),
        ("[{short: A}, {short: A}]", '"a" is already the short name of the code on line 1.', "Change one"),
        ("- label: A\n  codable: perhaps", 'Line 2 of grille.yaml: "perhaps" is neither yes nor no.', "Write yes"),
        ("- label: A\n  colour: bleu", 'Line 1 of grille.yaml: "bleu" of the code "A" is no colour.', "#rrggbb"),
        ("- label: {fr: A, de: B}", 'Line 1 of grille.yaml: "de" is no field here.', "Did you mean fr, en?"),
        ("- label: A\n  uuid: 12", 'Line 1 of grille.yaml: "12" is no uuid.', "Leave the field out"),
        ("- label: A\n  label: B", 'Line 2 of grille.yaml: the field "label" stands here a second time.', "Keep one"),
        ("- label: A\n  definition: [x]", "Line 2 of grille.yaml: here should stand named fields.", "fr, en"),
        ("--- a\n--- b", "Line 2 of grille.yaml: a second document begins here.", "Keep one document"),
        ("? [a]\n: b", "Line 1 of grille.yaml: a field's name must be a text.", "Check the indentation"),
        ("- label: " + "[" * 200, "nested more than 110 levels deep", "Flatten"),
    ],
)
def test_what_is_wrong_in_yaml_is_said_with_its_line_and_the_way_out(text, message, hint):
    with pytest.raises(CodebookError) as caught:
        yaml(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_an_alias_bomb_is_refused_before_it_grows():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(CodebookError, match=r"Line 2 of grille.yaml: aliases"):
        yaml(bomb)


@pytest.mark.parametrize("value", ["!!python/object/apply:os.getcwd []", "!!binary aGk=", "!mine x", "!!int 3"])
def test_odd_types_are_refused(value):
    with pytest.raises(CodebookError, match=r"the type .* is not taken here"):
        yaml(f"- label: {value}")


def test_a_command_key_in_a_file_is_refused():
    with pytest.raises(CodebookError, match='The key "c" of the code "A" is a command already'):
        read_yaml("- {label: A, key: c}", name="b.yaml", language="fr", reserved_keys={"c"})


def test_a_table_with_french_names_and_semicolons_is_read():
    book = table(
        "Nom court;Libellé;Code parent;Définition;Exclure quand;Mots-clés;Couleur;Touche;Applicable;Nombre\n"
        'OBJ;Objectifs;;"Ce qui est visé; le but.";;but, viser;#0072B2;;non;12\n'
        "IMAGE;Image;Objectifs;;Notoriété;;;1;oui;3\n"
    )
    objectives, image = book.codes
    assert outline(book) == ["Objectifs", "Objectifs > Image"]
    assert objectives.definition == "Ce qui est visé; le but."
    assert (objectives.keywords, objectives.colour, objectives.codable) == (("but", "viser"), "#0072b2", False)
    assert (image.exclude, image.key, image.codable) == ("Notoriété", "1", True)


def test_columns_may_say_their_language():
    book = table("short,label_fr,Label (EN),definition fr,definition en\nOBJ,Objectifs,Objectives,But.,Aim.\n", "en")
    assert book.codes[0].labels == {"fr": "Objectifs", "en": "Objectives"}
    assert book.codes[0].definition == "Aim."


def test_children_may_come_before_their_parents_and_parents_be_named_in_any_way():
    book = table("label,short,parent\nImage,IMG,obj\nObjectifs,OBJ,\nPhoto,,Objectifs > Image\nLogo,,photo\n")
    assert outline(book) == [
        "Objectifs",
        "Objectifs > Image",
        "Objectifs > Image > Photo",
        "Objectifs > Image > Photo > Logo",
    ]


def test_paths_make_the_branches_that_have_no_line_of_their_own():
    book = table("path,definition\nObjectifs > Image,Tenir son image.\nTon,Registre.\nobjectifs>Notoriété,\n")
    assert outline(book) == ["Objectifs", "Objectifs > Image", "Objectifs > Notoriété", "Ton"]
    assert [code.codable for code in book] == [False, True, True, True]


def test_a_column_of_codes_holds_labels_unless_another_does():
    assert table("code\nImage\n").codes[0].labels == {"fr": "Image"}
    named = table("code,label\nIMG,Image\n").codes[0]
    assert (named.short, named.labels) == ("IMG", {"fr": "Image"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column gives the names of codes (there are: none)"),
        ("a,b\nc,d\n", "no column gives the names of codes (there are: a, b)"),
        ("label\n", "Line 1 of grille.csv: there are no codes here."),
        ("label,parent\nImage,Objectif\n", 'Line 2 of grille.csv: the parent "Objectif" is no code of this table.'),
        ("label,short,parent\nA,A1,\nA,A2,\nB,B1,A\n", 'Line 4 of grille.csv: "A" is the name of 2 codes.'),
        ('label,definition\nA,"two\nlines"\nB,"open\n', "Line 4 of grille.csv: the table cannot be read"),
        ("label,parent\nA,B\nB,A\n", "hangs from no branch"),
        ("path\nA > > B\n", 'Line 2 of grille.csv: "A > > B" is no path.'),
        ("path\nA\na\n", 'Line 3 of grille.csv: the path "a" stands here a second time.'),
        ("label,short\nA,B C\n", 'Line 2 of grille.csv: "B C" cannot be a short name.'),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(text, message):
    with pytest.raises(CodebookError) as caught:
        table(text)
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_whatever_encoding_it_was_saved_in(tmp_path, encoding):
    path = tmp_path / "grille.CSV"
    path.write_bytes("libellé;définition\r\nNotoriété;« être connu »\r\n".encode(encoding))
    book = read_codebook(path, language="fr")
    assert (book.codes[0].label("fr"), book.codes[0].definition) == ("Notoriété", "« être connu »")


def test_files_that_hold_no_codebook_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(CodebookError, match=r"gone.csv cannot be read: No such file"):
        read_codebook(tmp_path / "gone.csv", language="fr")
    with pytest.raises(CodebookError, match=r"book.docx is no codebook that can be read here"):
        read_codebook(tmp_path / "book.docx", language="fr")
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    with pytest.raises(CodebookError, match=r"folder.yaml cannot be read"):
        read_codebook(folder, language="fr")
    (tmp_path / "b.yaml").write_bytes(b"\x7fELF\x00\x00")
    with pytest.raises(CodebookError, match=r"b.yaml is no text file"):
        read_codebook(tmp_path / "b.yaml", language="fr")
    (tmp_path / "large.csv").write_bytes(b"a" * 20_000_001)
    with pytest.raises(CodebookError, match=r"large.csv is larger than 20 MB"):
        read_codebook(tmp_path / "large.csv", language="fr")


@pytest.mark.parametrize("ending", ["yaml", "csv"])
def test_a_codebook_file_reads_back_as_it_was_and_nothing_is_left_beside_it(tmp_path, ending):
    book, path = yaml(NESTED), tmp_path / f"grille.{ending}"
    path.write_text("older", encoding="utf-8")
    write_codebook(book, path, language="fr", title="Une grille")
    assert read_codebook(path, language="fr") == book
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_codes_in_the_bin_are_not_written():
    book = yaml(NESTED)
    less = book.remove(book.named("Image").uuid)
    for text in (to_yaml(less), to_csv(less)):
        assert "Image" not in text and "Notoriété" in text


def test_what_cannot_be_written_is_said(tmp_path):
    with pytest.raises(CodebookError, match=r"cannot be written as grille.pdf"):
        write_codebook(yaml(NESTED), tmp_path / "grille.pdf")
    with pytest.raises(CodebookError, match=r"grille.csv cannot be written: No such file"):
        write_codebook(yaml(NESTED), tmp_path / "nowhere" / "grille.csv")


@pytest.mark.parametrize("name", ["codebook_20220223_0.csv", "codebook_20220303_8.csv"])
def test_the_codebooks_of_another_project_read_with_every_tag_and_description(shared: Path, name):
    path = shared / "samples/corpora/serdif-en/codebooks" / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    book = read_codebook(path, language="en")
    assert [code.labels["en"] for code in book] == [" ".join(row["tag"].split()) for row in rows]
    assert [code.definition for code in book] == [row["description"].strip() for row in rows]
    assert all(code.codable and code.parent is None for code in book)


def test_a_taguette_codebook_reads_with_its_dotted_tags_as_a_branch(shared: Path):
    book = read_codebook(shared / "samples/taguette/artisans-codebook.csv", language="fr")
    assert outline(book) == ["interesting", "metier", "metier > apprentissage", "affect", "relance", "inutilisé"]
    assert book.named("apprentissage").definition == "Apprendre le métier"


def test_a_dot_in_a_tag_without_such_a_parent_is_only_a_dot():
    assert outline(table("tag,description\nM. Tremblay,x\n")) == ["M. Tremblay"]
