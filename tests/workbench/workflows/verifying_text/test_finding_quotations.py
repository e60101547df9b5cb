"""Quotations in a paragraph: which marks, what is nested, where they are cut."""

import pytest

from workbench.workflows.verifying_text.articles import Paragraph, Place
from workbench.workflows.verifying_text.quotations import Seam, quotations_in, without_quotations


def found(text: str, place: Place = Place.BODY) -> list[str]:
    return [one.text for one in quotations_in(Paragraph(1, text, place))]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('Il dit «\u00a0oui, bien sûr\u00a0» puis “no way” et "peut-être".', ["oui, bien sûr", "no way", "peut-être"]),
        ("«\u00a0Il a dit “non” et « encore non » deux fois\u00a0».", ["Il a dit “non” et « encore non » deux fois"]),
        ("« Jamais fermé et la suite", ["Jamais fermé et la suite"]),
        ("« Un “dedans jamais fermé » puis « deux »", ["Un “dedans jamais fermé", "deux"]),
        ("She said ‘I don’t know’ and it’s fine; the ’90s.", ["I don’t know"]),
        ("„Ja“, dit-il.", ["Ja"]),
        ('Un écran de 5" ou 6" suffit.', []),
        ("« » et «\u00a0…\u00a0»", []),
        ("L’été, l'hiver.", []),
    ],
)
def test_the_outermost_quotations_are_found(text, quotations):
    assert found(text) == quotations


def test_a_block_quotation_is_one_without_its_signature_and_marks():
    assert found("« Je lis tout. » (I-05, santé)", Place.QUOTE) == ["Je lis tout."]
    assert found("Je lis tout. — intervenante I-05", Place.QUOTE) == ["Je lis tout."]
    assert found("Je lis tout, dit-elle, « vraiment ».", Place.QUOTE) == ["Je lis tout, dit-elle, « vraiment »."]


def test_headings_hold_no_quotations():
    assert found("« Titre »", Place.HEADING) == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("un deux […] trois", [("un deux", Seam.CUT), ("trois", Seam.CUT)]),
        ("un (...) deux (…) trois", [("un", Seam.CUT), ("deux", Seam.CUT), ("trois", Seam.CUT)]),
        ("un... deux", [("un", Seam.CUT), ("deux", Seam.DOTS)]),
        ("un [la direction] deux", [("un", Seam.CUT), ("deux", Seam.INSERTED)]),
        ("un [sic] deux", [("un", Seam.CUT), ("deux", Seam.DOTS)]),
        ("[L]e mot, ce[s] mots", [("Le mot ces mots", Seam.CUT)]),
        ("[…] fin", [("fin", Seam.CUT)]),
    ],
)
def test_a_quotation_is_parted_where_something_was_cut_or_put_in(text, pieces):
    (one,) = quotations_in(Paragraph(1, f"« {text} »"))
    assert [(" ".join(word.strict for word in piece.words), piece.seam) for piece in one.pieces] == pieces


def test_what_was_put_in_is_kept_apart():
    (one,) = quotations_in(Paragraph(1, "« un [la direction] deux [sic] […] »"))
    assert one.inserted == ("la direction",)


def test_blanking_quotations_moves_no_character():
    paragraph = Paragraph(1, "Six « sur onze » répondants “ont” dit")
    blanked = without_quotations(paragraph)
    assert len(blanked) == len(paragraph.text)
    assert blanked.split() == ["Six", "répondants", "dit"]
