"""Names made for the margin, and names compared."""

import pytest

from codebook.naming import exact_key, loose_key, nearest, short_name_from


@pytest.mark.parametrize(
    ("label", "taken", "short"),
    [
        ("Notoriété", (), "NOTORIET"),
        ("Reprise en main de l’image", (), "REPRISE"),
        ("Reprise en main de l’image", ("reprise",), "REPRMAIN"),
        ("Reprise en main de l’image", ("REPRISE", "REPRMAIN"), "REPMAIIM"),
        ("Image", ("IMAGE",), "IMAGE2"),
        ("Image", ("IMAGE", "IMAGE2", "image3"), "IMAGE4"),
        ("Institutionnel", ("INSTITUT",), "INSTITU2"),
        ("Œuvre", (), "OEUVRE"),
        ("de la", (), "DE"),
        ("— ! —", (), "CODE"),
        ("", ("CODE",), "CODE2"),
        ("5 à 7", (), "5"),
    ],
)
def test_a_margin_name_is_short_without_accents_and_unlike_the_others(label, taken, short):
    assert short_name_from(label, taken) == short


def test_names_are_compared_without_case_spaces_and_forms_of_apostrophes():
    assert exact_key("L’État >Image") == exact_key("l'E\u0301tat  >  IMAGE ")
    assert exact_key("état") != exact_key("etat")
    assert loose_key("L’État") == "l'etat"


def test_the_nearest_names_come_first_and_strangers_not_at_all():
    assert nearest("notoriete", ["Dialogue", "Notoriété", "NOTO"]) == ["Notoriété", "NOTO"]
    assert nearest("comm", ["Communication interne"]) == ["Communication interne"]
    assert nearest("xyz", ["Dialogue"]) == []
