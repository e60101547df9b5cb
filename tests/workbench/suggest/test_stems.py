"""Forms of one word get one stem; a stem never fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.suggest.stems import LONGEST, stem


@pytest.mark.parametrize(
    "forms",
    [
        "valider valide valident validez validait validé validée validation",
        "publication publications",
        "publier publié publiera",
        "journal journaux",
        "hôpital hôpitaux",
        "règle règles régler réglait",
        "finir finissait finissent",
        "gratuit gratuite gratuitement",
    ],
)
def test_forms_of_a_french_word_share_a_stem(forms: str) -> None:
    assert len({stem(form, "fr") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms", ["validate validated validates validating", "post posts posted posting", "plan plans planning planned"]
)
def test_forms_of_an_english_word_share_a_stem(forms: str) -> None:
    assert len({stem(form, "en") for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["image imaginer", "ton temps", "projet protéger", "mer mois"])
def test_different_words_keep_different_stems(pair: str) -> None:
    one, other = pair.split()
    assert stem(one, "fr") != stem(other, "fr")


def test_words_of_another_language_are_their_own_stems() -> None:
    assert stem("validierungen", "") == "validierungen"


@given(st.text(min_size=1), st.sampled_from(["fr", "en", ""]))
def test_a_stem_is_never_long_and_never_fails(word: str, language: str) -> None:
    assert len(stem(word, language)) <= LONGEST


@given(st.from_regex(r"\A[a-zé]{1,20}\Z"), st.sampled_from(["fr", "en"]))
def test_something_is_left_of_every_word(word: str, language: str) -> None:
    assert stem(word, language)
