"""Lists of names and lines of words come back as they were, whatever is in them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transcripts.lists import joined_names, quoted_word, split_names, split_words

names = st.text(min_size=1).map(str.strip).filter(lambda name: name and not name.endswith("\\"))


@given(st.lists(names))
@example(["a,b", 'I-01 "q"', "\\,", "x=y"])
def test_names_come_back_commas_and_all(listed):
    assert split_names(joined_names(listed)) == tuple(one.strip() for one in listed)


@given(st.lists(st.text().filter(lambda word: not word.endswith("\\") and '\\"' not in word)))
@example(["category=culture et éducation", 'a"b', ""])
def test_words_come_back_blanks_and_quotation_marks_and_all(words):
    assert split_words(" ".join(map(quoted_word, words))) == words


def test_blanks_and_empty_parts_between_commas_do_not_count():
    assert split_names(" I-01 ,, I-02,") == ("I-01", "I-02")
    assert split_names("") == split_names(" , ") == ()


def test_a_quotation_mark_that_is_never_closed_is_told():
    assert split_words("d'abord  l'image") == ["d'abord", "l'image"]
    with pytest.raises(ValueError, match="layer"):
        split_words('layer="MA')
