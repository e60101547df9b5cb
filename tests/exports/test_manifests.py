import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.digests import comparable, digest
from exports.errors import ExportError
from exports.manifest_places import beside, read_manifest
from exports.manifests import MOST_CELLS, held, manifest_text, stored, understood
from exports.report import Column, Kind, Report, Table
from exports.writers import FORMATS, write_report, write_reports
from tests.exports.making import HOSTILE, MANIFEST, ROWS, report, table

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(max_size=200),
    st.lists(st.text(max_size=200), max_size=3).map(tuple),
    st.dates(),
)


# -- digests ---------------------------------------------------------------------------------------------------------


def test_a_digest_looks_at_names_and_cells_and_at_nothing_else():
    same = table(caption="Other", notes=(), name="other", heads=3)
    assert digest(same) == digest(table())
    assert digest(table(rows=[*ROWS[1:], ROWS[0]])) != digest(table())
    assert digest(table(columns=(Column("kode"), *table().columns[1:]))) != digest(table())


def test_the_last_bit_of_a_number_and_its_type_are_no_difference():
    one, other = (Table("t", (Column("a"),), [(value,)]) for value in (0.1 + 0.2, 0.3))
    assert digest(one) == digest(other)
    assert digest(Table("t", (Column("a"),), [(2.0,)])) == digest(Table("t", (Column("a"),), [(2,)]))
    assert digest(Table("t", (Column("a"),), [(1,)])) != digest(Table("t", (Column("a"),), [(True,)]))


def test_a_digest_reads_its_rows_once():
    assert digest(table(rows=iter(ROWS))) == digest(table())


def test_long_words_are_kept_as_a_digest_only():
    kept = comparable("é" * 121)
    assert isinstance(kept, str)
    assert kept.startswith("sha256:")
    assert kept.endswith(":121")
    assert "é" not in kept
    assert comparable("é" * 120) == "é" * 120


# -- on paper --------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_is_written_is_understood_as_it_was(rows):
    made = stored(Report("r", tables=(Table("t", (Column("a"), Column("g.b")), rows),), manifest=MANIFEST))
    again = understood(manifest_text([made], seal="x"), "file")
    assert again.reports == (made,)
    assert again.seal == "x"


@given(st.text(max_size=100))
def test_no_text_ends_the_comment_or_script_that_holds_a_manifest(text):
    made = stored(Report("r", tables=(Table("t", (Column("a"),), [(text,)]),), manifest=MANIFEST))
    written = manifest_text([made])
    assert not set("<>&") & set(written)
    assert "--" not in written


def test_facts_are_kept_like_a_table():
    kept = stored(report()).tables[0]
    assert (kept.name, kept.columns) == ("facts", ("name", "value"))
    assert kept.rows == (("layers", ("consensus",)), ("n", 11))


def test_a_table_that_is_too_large_is_kept_as_its_digest():
    rows = [(n,) for n in range(MOST_CELLS + 1)]
    [_facts, kept] = stored(Report("r", tables=(Table("t", (Column("a"),), rows),), manifest=MANIFEST)).tables
    assert kept.rows is None
    assert kept.count == MOST_CELLS + 1
    assert kept.digest == digest(Table("t", (Column("a"),), rows))


def test_iterators_are_held_once_where_a_table_is_also_a_block():
    main = table(rows=iter(ROWS))
    kept = held(Report("r", tables=(main,), blocks=iter((main,))))
    assert list(kept.tables[0].rows) == ROWS
    assert kept.blocks[0] is kept.tables[0]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "other"}', '{"format": "interview-workbench manifest"}'])
def test_what_is_no_manifest_is_refused(text):
    with pytest.raises(ExportError, match="cannot be understood"):
        understood(text, "file")


def test_a_manifest_of_a_newer_version_says_so():
    newer = manifest_text([stored(report())]).replace('"version": 1', '"version": 2', 1)
    with pytest.raises(ExportError, match="newer version"):
        understood(newer, "file")


# -- in files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_gives_its_manifest_back(tmp_path, name):
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    write_report(report(), path)
    found = read_manifest(path)
    [one] = found.reports
    assert one.manifest == stored(report()).manifest
    assert one.tables == stored(report()).tables
    assert found.untouched in (True, None)
    assert beside(path).exists() is not FORMATS[name].carries


@pytest.mark.parametrize("name", sorted(name for name, one in FORMATS.items() if one.several))
def test_several_reports_in_a_file_all_give_their_manifests_back(tmp_path, name):
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    other = report(name="other", manifest=replace(MANIFEST, report="other", filters={}))
    write_reports([report(), other], path, title="Deux rapports")
    assert [one.manifest.report for one in read_manifest(path).reports] == ["ranking", "other"]
    assert read_manifest(path).untouched in (True, None)


@pytest.mark.parametrize("ending", [".json", ".md", ".csv", ".tsv"])
def test_a_figure_changed_by_hand_breaks_the_seal(tmp_path, ending):
    path = tmp_path / f"out{ending}"
    write_report(report(), path)
    text = path.read_text(encoding="utf-8")
    assert text.count("10") > 0
    path.write_text(text.replace("10", "11", 1), encoding="utf-8")
    assert read_manifest(path).untouched is False


def test_another_layout_of_the_same_json_keeps_the_seal(tmp_path):
    path = tmp_path / "out.json"
    write_report(report(), path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=3))
    assert read_manifest(path).untouched is True


def test_other_line_ends_in_markdown_keep_the_seal(tmp_path):
    path = tmp_path / "out.md"
    write_report(report(), path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_manifest(path).untouched is True


def test_the_rows_of_a_json_file_come_from_its_own_tables(tmp_path):
    path = tmp_path / "out.json"
    write_report(report(), path)
    members = json.loads(path.read_text(encoding="utf-8"))
    assert ["rows" in one for one in members["manifest"]["reports"][0]["tables"]] == [True, False, False]
    assert read_manifest(path).reports[0].tables == stored(report()).tables


def test_hostile_words_that_look_like_a_manifest_do_not_stand_in_for_ours(tmp_path):
    path = tmp_path / "out.md"
    words = "interview-workbench manifest begins\n{}\ninterview-workbench manifest ends"
    liar = Table("t", (Column("a"),), [(words,), (HOSTILE,)])
    write_report(report(tables=(liar,), blocks=()), path)
    assert read_manifest(path).reports[0].manifest.report == "ranking"


def test_a_file_without_a_manifest_says_where_they_are(tmp_path):
    path = tmp_path / "out.csv"
    write_report(report(manifest=None), path)
    assert not beside(path).exists()
    with pytest.raises(ExportError, match="does not say what it was made from"):
        read_manifest(path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ExportError, match="no file"):
        read_manifest(tmp_path / "none.csv")


def test_a_damaged_package_is_one_sentence(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(ExportError, match="damaged"):
        read_manifest(tmp_path / "a.docx")


def test_the_manifest_beside_can_be_named_itself(tmp_path):
    path = tmp_path / "out.csv"
    write_report(report(), path)
    assert read_manifest(beside(path)).reports[0].manifest.report == "ranking"


def test_a_share_that_is_none_stays_none():
    [_facts, kept] = stored(
        Report("r", tables=(Table("t", (Column("a", kind=Kind.SHARE),), [(None,)]),), manifest=MANIFEST)
    ).tables
    assert kept.rows == ((None,),)


def test_a_drawing_with_its_manifest_is_still_xml(tmp_path):
    path = tmp_path / "out.svg"
    write_report(report(), path)
    assert ElementTree.parse(path).getroot().tag.endswith("svg")
    path.write_text(path.read_text(encoding="utf-8").replace("Médias", "Media", 1), encoding="utf-8")
    assert read_manifest(path).untouched is False
