from codebook.book import Codebook
from codebook.code import Code
from workbench.tui.widgets.code_matching import fold, matching_codes, new_code


def _book() -> Codebook:
    def code(short: str, label: str, parent: str | None = None, **fields) -> Code:
        return Code(short.lower(), short, {"fr": label}, parent, **fields)

    return Codebook(
        (
            code("OBJ", "Objectifs", codable=False),
            code("IMAGE", "reprise en main de l'image", "obj", definition="Ne pas laisser les autres parler de soi."),
            code("PROJET", "promotion d'un projet", "obj"),
            code("NOTO", "notoriété", "obj"),
            code("JOINDRE", "publics difficiles à joindre", "obj"),
            code("VALID", "Processus de validation", codable=False),
            code("VLIBRE", "publication libre", "valid"),
            code("VDELAI", "délais", "valid", keywords=("attente", "lenteur")),
            code("TON", "Ton", codable=False),
            code("TFAM", "convivial", "ton"),
        )
    )


def _shorts(query: str, **options) -> list[str]:
    return [match.code.short for match in matching_codes(query, _book(), **options)]


def test_the_first_letters_of_a_short_name_find_it_first():
    assert _shorts("ima")[0] == "IMAGE"
    assert _shorts("noto")[0] == "NOTO"


def test_accents_case_and_ligatures_do_not_matter():
    assert fold("Notoriété d’ŒUVRE") == "notoriete d oeuvre"
    assert _shorts("NOTORIETE")[0] == "NOTO"
    assert _shorts("délais") == _shorts("delais")


def test_a_word_inside_the_label_finds_the_code():
    assert _shorts("difficiles")[0] == "JOINDRE"


def test_words_in_any_order_find_the_code():
    assert _shorts("libre publ")[0] == "VLIBRE"


def test_the_branch_finds_all_its_codes():
    assert set(_shorts("validation")) >= {"VLIBRE", "VDELAI"}


def test_the_definition_and_keywords_are_a_last_resort():
    assert _shorts("laisser") == ["IMAGE"]
    assert _shorts("lenteur") == ["VDELAI"]


def test_a_slip_of_the_finger_is_forgiven():
    assert "NOTO" in _shorts("notoritee")
    assert _shorts("convival")[0] == "TFAM"


def test_what_resembles_nothing_finds_nothing():
    assert _shorts("xyzzy") == []


def test_branches_that_cannot_be_applied_are_not_offered():
    assert "OBJ" not in _shorts("obj")


def test_recent_codes_come_first_where_matches_are_equal():
    assert _shorts("p", recent=["vlibre"]).index("VLIBRE") < _shorts("p", recent=["vlibre"]).index("JOINDRE")
    assert _shorts("", recent=["tfam", "noto"])[:2] == ["TFAM", "NOTO"]


def test_recency_never_beats_a_better_match():
    assert _shorts("ima", recent=["vlibre", "noto", "tfam"])[0] == "IMAGE"


def test_neighbours_of_the_last_code_come_before_strangers():
    assert _shorts("", near="vlibre")[:2] == ["VLIBRE", "VDELAI"]


def test_nothing_typed_lists_every_code_that_can_be_applied_in_the_order_of_the_book():
    assert _shorts("") == ["IMAGE", "PROJET", "NOTO", "JOINDRE", "VLIBRE", "VDELAI", "TFAM"]


def test_a_name_that_does_not_exist_is_offered_beside_the_last_code():
    offer = new_code("peur du vide", _book(), near="noto")
    assert offer is not None
    assert (offer.label, offer.parent and offer.parent.short) == ("peur du vide", "OBJ")


def test_a_branch_can_be_named_before_the_new_code():
    for query in ("valid/double lecture", "validation > double lecture"):
        offer = new_code(query, _book(), near="noto")
        assert offer is not None
        assert (offer.label, offer.parent and offer.parent.short) == ("double lecture", "VALID")


def test_a_name_with_a_slash_that_is_no_branch_stays_whole():
    offer = new_code("24/7", _book())
    assert offer is not None
    assert (offer.label, offer.parent) == ("24/7", None)


def test_a_name_that_exists_is_not_offered_again():
    assert new_code("notoriete", _book()) is None
    assert new_code("NOTO", _book()) is None
    assert new_code("  ", _book()) is None
