from dataclasses import replace

import pytest

from codebook.book import Codebook
from codebook.checks import LEVELS
from codebook.errors import CodebookError
from codebook.joining import join
from codebook.readers import read_yaml
from codebook.writers import to_yaml


def flat(count: int) -> Codebook:
    book = Codebook()
    return Codebook(tuple(book.new_code(f"Code {n}", "en", short=f"C{n}") for n in range(count)))


def deep(levels: int) -> Codebook:
    codes, parent = [], None
    for level in range(levels):
        code = replace(Codebook().new_code(f"Level {level}", "en", short=f"L{level}"), parent=parent)
        codes.append(code)
        parent = code.uuid
    return Codebook(tuple(codes))


def test_a_codebook_is_checked_once_however_many_codes_join(monkeypatch):
    other, made = flat(200), []
    check = Codebook.__post_init__
    monkeypatch.setattr(Codebook, "__post_init__", lambda self: (made.append(1), check(self))[1])
    assert len(join(Codebook(), other).book.codes) == 200
    assert len(made) <= 3


def test_codes_that_exchange_their_short_names_join():
    ours = flat(2)
    first, second = ours.codes
    theirs = Codebook((replace(first, short="C1"), replace(second, short="C0")))
    joined = join(ours, theirs)
    assert {code.uuid: code.short for code in joined.book.codes} == {first.uuid: "C1", second.uuid: "C0"}
    assert set(joined.changed) == {first.uuid, second.uuid}


def test_a_short_name_that_an_earlier_code_gave_up_is_free():
    ours = flat(1)
    theirs = Codebook((replace(ours.codes[0], short="NEW"), Codebook().new_code("Other", "en", short="C0")))
    joined = join(ours, theirs)
    assert len(joined.added) == 1
    assert sorted(code.short for code in joined.book.codes) == ["C0", "NEW"]


def test_the_deepest_codebook_comes_back_from_yaml_as_it_was():
    book = deep(LEVELS)
    assert read_yaml(to_yaml(book), name="deep.yaml", language="en") == book


def test_a_codebook_deeper_than_that_is_refused():
    with pytest.raises(CodebookError, match=f"more than {LEVELS} levels"):
        deep(LEVELS + 1)
