"""Signatures: templates filled, what is missing leaving nothing behind, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.errors import CodebookError
from codebook.signatures import SignatureTemplate

USUAL = SignatureTemplate("{noun} {pseudonym}, {category}")
BRACKETS = SignatureTemplate("({noun} {pseudonym} ({category}, {region}))")


@pytest.mark.parametrize(
    ("known", "signed"),
    [
        ({"noun": "intervenante", "category": "gestion de l’État"}, "intervenante I-05, gestion de l’État"),
        ({"noun": "intervenante"}, "intervenante I-05"),
        ({"category": "gestion de l’État"}, "I-05, gestion de l’État"),
        ({}, "I-05"),
    ],
)
def test_what_is_not_known_leaves_no_comma(known, signed):
    assert USUAL.filled({"pseudonym": "I-05", **known}) == signed


@pytest.mark.parametrize(
    ("known", "signed"),
    [
        ({}, "(I-05)"),
        ({"category": "santé"}, "(I-05 (santé))"),
        ({"region": "Nord"}, "(I-05 (Nord))"),
        ({"noun": "intervenant", "category": "santé", "region": "Nord"}, "(intervenant I-05 (santé, Nord))"),
    ],
)
def test_what_is_not_known_leaves_no_bracket(known, signed):
    assert BRACKETS.filled({"pseudonym": "I-05", **known}) == signed


@pytest.mark.parametrize("text", ["{noun}, {category}", "", "{pseudonym", "{pseudonym} }", "{pseudonym} {}", "I-05"])
def test_a_template_without_a_pseudonym_or_with_a_lone_brace_is_refused(text):
    with pytest.raises(CodebookError) as told:
        SignatureTemplate(text)
    assert "{noun} {pseudonym}, {category}" in told.value.hint


words = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)
known = st.fixed_dictionaries({}, optional={"noun": words, "category": words, "region": words})


@given(known, st.sampled_from([USUAL, BRACKETS, SignatureTemplate("{category} · {noun} n° {pseudonym} — {region}")]))
def test_a_signature_that_was_filled_is_read_back(values, template):
    fields = {name: value for name, value in values.items() if name in template.fields}
    signed = template.filled({"pseudonym": "I-05", **fields})
    read = template.read(signed, "I-05")
    assert read is not None
    assert template.filled(read) == signed


def test_a_signature_of_another_shape_is_not_read():
    assert USUAL.read("I-05 dans la santé", "I-05") is None
    assert USUAL.read("intervenante I-06, santé", "I-05") is None
