"""What holds for every codebook, whatever is done to it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.book import Codebook
from codebook.checks import one_line, paragraphs
from codebook.code import Code
from codebook.joining import join
from codebook.keywords import faults
from codebook.naming import short_name_from
from codebook.readers import read_csv, read_yaml
from codebook.writers import to_csv, to_yaml

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["=1+1", "'=x", "no", "~", "null", "1", "- a: b", "«\u00a0oui\u00a0»", "a\nb", '"', "#x", "a;b", "x, y", "@a", "'"]
)
NAME = TEXT.filter(lambda text: bool(one_line(text)))
RULE = (TEXT | st.sampled_from(['"a; b"', "/a{1,2}/", "-x", "=x", '-"a, b"', "-/;/"])).filter(
    lambda text: not one_line(text) or not faults([one_line(text)])
)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    codes: list[Code] = []
    keys = iter(draw(st.permutations("123=-'abcé~|")))
    for number in range(draw(st.integers(1, 10))):
        label = draw(NAME)
        parent = draw(st.none() | st.sampled_from(codes)) if codes else None
        codes.append(
            Code(
                uuid=str(UUID(int=number + 1)),
                short=short_name_from(label, (code.short for code in codes)),
                labels=draw(st.sampled_from([{"fr": label}, {"en": label}, {"fr": label, "en": label * 2}])),
                parent=parent.uuid if parent else None,
                definition=draw(TEXT),
                include=draw(TEXT),
                exclude=draw(TEXT),
                example=draw(TEXT),
                keywords=tuple(draw(st.lists(RULE, max_size=3))),
                colour=draw(st.sampled_from(["", "#0072b2"])),
                key=next(keys) if draw(st.booleans()) else "",
                codable=draw(st.booleans()),
                takes_stance=draw(st.booleans()),
                exclusive=draw(st.booleans()),
            )
        )
    return Codebook(tuple(codes))


@given(books(), st.sampled_from(["fr", "en"]))
def test_a_codebook_written_as_yaml_reads_back_as_it_was(book, language):
    assert read_yaml(to_yaml(book, language=language, title="T"), name="b.yaml", language=language) == book


@given(books(), st.sampled_from(["fr", "en"]))
def test_a_codebook_written_as_csv_reads_back_as_it_was(book, language):
    assert read_csv(to_csv(book, language=language), name="b.csv", language=language) == book


@given(books())
def test_no_cell_of_a_written_table_begins_a_formula(book):
    import csv
    import io

    cells = [cell for row in csv.reader(io.StringIO(to_csv(book), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(TEXT)
def test_tidying_twice_is_tidying_once(text):
    assert one_line(one_line(text)) == one_line(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)


def whole(book: Codebook) -> None:
    """The promises of a codebook."""
    seen: set[str | None] = {None}
    for code in book.entries:
        assert code.parent in seen, "a parent comes before its children"
        seen.add(code.uuid)
        assert code.deleted or code.parent is None or not book.get(code.parent).deleted
    shorts = [code.short.casefold() for code in book.codes]
    assert len(shorts) == len(set(shorts))
    assert sum(1 + len(book.descendants(code.uuid)) for code in book.children(None)) == len(book)


@given(books(), st.data())
def test_a_code_moves_wherever_it_does_not_hold_itself_and_nothing_is_lost(book, data):
    code = data.draw(st.sampled_from(book.codes))
    inside = {code.uuid, *(inner.uuid for inner in book.descendants(code.uuid))}
    parent = data.draw(st.none() | st.sampled_from(book.codes).filter(lambda other: other.uuid not in inside))
    moved = book.move(code.uuid, parent.uuid if parent else None)
    whole(moved)
    assert {c.uuid for c in moved.entries} == {c.uuid for c in book.entries}
    assert [c.uuid for c in moved.descendants(code.uuid)] == [c.uuid for c in book.descendants(code.uuid)]
    assert moved.children(parent.uuid if parent else None)[-1].uuid == code.uuid


@given(books(), st.data())
def test_merging_loses_no_other_code_and_maps_every_source(book, data):
    into = data.draw(st.sampled_from(book.codes)).uuid
    sources = data.draw(st.lists(st.sampled_from(book.codes), max_size=4, unique_by=lambda code: code.uuid))
    merged, mapping = book.merge([code.uuid for code in sources], into)
    whole(merged)
    gone = {code.uuid for code in sources} - {into}
    assert set(mapping) == gone and set(mapping.values()) <= {into}
    assert {code.uuid for code in merged.codes} == {code.uuid for code in book.codes} - gone
    assert {code.uuid for code in merged.bin} == gone


@given(books(), st.data())
def test_removing_and_restoring_gives_the_same_codebook(book, data):
    code = data.draw(st.sampled_from(book.codes))
    removed = book.remove(code.uuid)
    whole(removed)
    assert len(removed) == len(book) - 1 - len(book.descendants(code.uuid))
    assert removed.restore(code.uuid) == book


@given(books(), st.data())
def test_any_series_of_edits_keeps_the_tree_whole(book, data):
    for _step in range(data.draw(st.integers(1, 6))):
        if not book.codes:
            break
        code = data.draw(st.sampled_from(book.codes))
        match data.draw(st.sampled_from(["add", "remove", "restore", "split"])):
            case "add":
                book = book.add(book.new_code(data.draw(NAME), "fr", parent=code.uuid))
            case "remove":
                book = book.remove(code.uuid)
            case "restore" if book.bin:
                book = book.restore(data.draw(st.sampled_from(book.bin)).uuid)
            case "split":
                book, _parts = book.split(code.uuid, ["un", "deux"], "fr")
        whole(book)


@given(books())
def test_joining_a_codebook_with_itself_changes_nothing(book):
    joined = join(book, book)
    assert (joined.book, joined.added, joined.changed) == (book, (), ())


@given(books())
def test_joining_into_nothing_gives_the_other_codebook(book):
    joined = join(Codebook(), book)
    assert joined.book == book
    assert joined.added == tuple(code.uuid for code in book.codes)


@given(st.text(max_size=200))
def test_no_text_breaks_the_readers_but_with_a_sentence(text):
    from codebook.errors import CodebookError

    for reader in (read_yaml, read_csv):
        try:
            whole(reader(text, name="x", language="fr"))
        except CodebookError as error:
            assert error.message and error.hint and "\n" not in str(error)


@pytest.mark.soak
@given(st.text(st.sampled_from(list("-:{}[]&*!|>'\"#,;\n\t abOBJ?%@`=")), max_size=300))
def test_no_punctuation_breaks_the_readers_but_with_a_sentence(text):
    test_no_text_breaks_the_readers_but_with_a_sentence.hypothesis.inner_test(text)
