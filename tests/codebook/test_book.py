"""The tree of codes: reading it, finding codes, editing it."""

from uuid import uuid4

import pytest

from codebook.book import Codebook
from codebook.code import Code
from codebook.errors import CodebookError


def code(short: str, parent: Code | None = None, **fields) -> Code:
    labels = fields.pop("labels", {"fr": short.capitalize()})
    return Code(str(uuid4()), short, labels, parent.uuid if parent else None, **fields)


OBJ = code("OBJ", labels={"fr": "Objectifs", "en": "Objectives"}, codable=False, takes_stance=True)
IMAGE = code("IMAGE", OBJ, labels={"fr": "Reprise en main de l’image", "en": "Image"}, key="1", keywords=("image",))
NOTO = code("NOTO", OBJ, labels={"fr": "Notoriété"}, keywords=("connu",))
TON = code("TON", codable=False, exclusive=True)
TFAM = code("TFAM", TON)
THUM = code("THUM", TON)
BLAGUE = code("BLAGUE", THUM)
BOOK = Codebook((OBJ, IMAGE, NOTO, TON, TFAM, THUM, BLAGUE))


def shorts(book: Codebook) -> str:
    return " ".join(code.short for code in book.codes)


def test_codes_come_depth_first_whatever_order_they_are_given_in():
    given = (THUM, BLAGUE, NOTO, TON, OBJ, IMAGE, TFAM)
    assert shorts(Codebook(given)) == "TON THUM BLAGUE TFAM OBJ NOTO IMAGE"


def test_children_descendants_path_and_position():
    assert [c.short for c in BOOK.children(None)] == ["OBJ", "TON"]
    assert [c.short for c in BOOK.children(OBJ.uuid)] == ["IMAGE", "NOTO"]
    assert [c.short for c in BOOK.descendants(TON.uuid)] == ["TFAM", "THUM", "BLAGUE"]
    assert BOOK.path(BLAGUE.uuid) == (TON, THUM, BLAGUE)
    assert BOOK.path_text(IMAGE.uuid, "en") == "Objectives > Image"
    assert BOOK.path_text(NOTO.uuid, "en") == "Objectives > Notoriété"
    assert BOOK.position(BLAGUE.uuid) == 6
    assert len(BOOK) == 7 and OBJ.uuid in BOOK and "nothing" not in BOOK


@pytest.mark.parametrize(
    "text",
    [
        "IMAGE",
        "image",
        "Reprise en main de l'image",
        " objectifs>REPRISE  en main de l’image",
        "Objectives > Image",
        pytest.param(IMAGE.uuid, id="uuid"),
    ],
)
def test_a_code_is_found_by_short_name_label_in_any_language_path_or_uuid(text):
    assert BOOK.named(text) == IMAGE
    assert BOOK.by_name(text) == IMAGE


def test_an_unknown_code_is_refused_with_the_nearest_names():
    with pytest.raises(CodebookError, match='No code is called "notoriete"') as caught:
        BOOK.named("notoriete")
    assert caught.value.hint == "Did you mean Notoriété?"
    assert BOOK.by_name("notoriete") is None


def test_a_label_that_two_codes_share_is_refused_with_their_short_names():
    book = BOOK.add(code("AUTRE", OBJ, labels={"fr": "Notoriété"}))
    with pytest.raises(CodebookError, match="the name of 2 codes") as caught:
        book.named("notoriété")
    assert caught.value.hint == "Use a short name: NOTO, AUTRE."


def test_a_short_name_goes_before_the_label_of_another_code():
    book = BOOK.add(code("CONNU", OBJ, labels={"fr": "noto"}))
    assert book.named("Noto") == NOTO


def test_a_code_in_the_bin_is_named_as_such():
    with pytest.raises(CodebookError, match="lies in the bin"):
        BOOK.remove(NOTO.uuid).named("notoriété")


def test_adding_puts_a_code_last_under_its_parent_or_before_a_sibling():
    new = code("DIAL", OBJ)
    assert shorts(BOOK.add(new)) == "OBJ IMAGE NOTO DIAL TON TFAM THUM BLAGUE"
    assert shorts(BOOK.add(new, before=NOTO.uuid)) == "OBJ IMAGE DIAL NOTO TON TFAM THUM BLAGUE"
    with pytest.raises(CodebookError, match="stands elsewhere"):
        BOOK.add(new, before=THUM.uuid)


def test_a_new_code_has_a_free_short_name_and_the_stance_of_its_parent():
    new = BOOK.new_code("  Notoriété  locale", "fr", parent=OBJ.uuid, colour="#112233")
    assert (new.short, new.labels, new.parent) == ("NOTORIET", {"fr": "Notoriété locale"}, OBJ.uuid)
    assert new.takes_stance and new.codable and new.colour == "#112233"
    assert BOOK.new_code("Image", "fr").short == "IMAGE2"
    with pytest.raises(CodebookError, match="needs a label"):
        BOOK.new_code(" \n", "fr")


def test_changing_a_code_leaves_the_book_it_came_from_as_it_was():
    changed = BOOK.change(IMAGE.uuid, definition=" Tenir\r\nson image\x1b[31m ", colour="#ABCDEF")
    assert changed.get(IMAGE.uuid).definition == "Tenir\nson image[31m"
    assert changed.get(IMAGE.uuid).colour == "#abcdef"
    assert BOOK.get(IMAGE.uuid) == IMAGE


def test_change_leaves_place_identity_and_bin_to_their_own_edits():
    with pytest.raises(TypeError, match="deleted, parent"):
        BOOK.change(IMAGE.uuid, parent=None, deleted=True)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"short": "NOTO"}, "Two codes are called"),
        ({"short": "noto"}, "Two codes are called"),
        ({"short": "A" * 13}, "cannot be a short name"),
        ({"short": ""}, "cannot be a short name"),
        ({"short": "A B"}, "cannot be a short name"),
        ({"labels": {}}, "has no label"),
        ({"labels": {"fr": "  "}}, "has no label"),
        ({"labels": {"de": "Bild"}}, 'has a label in "de"'),
        ({"colour": "red"}, "is no colour"),
        ({"colour": "#12345"}, "is no colour"),
        ({"key": "ab"}, "cannot be the key"),
        ({"key": "\n"}, "cannot be the key"),
        ({"key": " "}, "cannot be the key"),
        ({"key": "c"}, "is a command already"),
        ({"key": "2"}, "applies both"),
    ],
)
def test_what_a_code_cannot_be_is_refused_in_one_sentence(fields, message):
    book = BOOK.change(NOTO.uuid, key="2")
    with pytest.raises(CodebookError, match=message) as caught:
        book.change(IMAGE.uuid, reserved_keys={"c"}, **fields)
    assert "\n" not in str(caught.value)


def test_a_short_name_may_have_twelve_characters():
    assert BOOK.change(IMAGE.uuid, short="A" * 12).by_short("a" * 12)


def test_key_free_knows_commands_other_codes_and_the_code_itself():
    assert not BOOK.key_free("1")
    assert BOOK.key_free("1", besides=IMAGE.uuid)
    assert BOOK.key_free("2")
    assert not BOOK.key_free("2", reserved_keys={"2"})
    assert not BOOK.key_free("") and not BOOK.key_free("12") and not BOOK.key_free("\t")


def test_moving_takes_the_branch_along():
    moved = BOOK.move(THUM.uuid, OBJ.uuid, before=IMAGE.uuid)
    assert shorts(moved) == "OBJ THUM BLAGUE IMAGE NOTO TON TFAM"
    assert shorts(BOOK.move(THUM.uuid, None, before=OBJ.uuid)) == "THUM BLAGUE OBJ IMAGE NOTO TON TFAM"
    assert BOOK.move(THUM.uuid, TON.uuid, before=THUM.uuid) == BOOK


@pytest.mark.parametrize("target", [TON, THUM, BLAGUE])
def test_a_code_cannot_move_into_its_own_branch(target):
    with pytest.raises(CodebookError, match="own branch"):
        BOOK.move(TON.uuid, target.uuid)


def test_a_code_whose_parent_is_nowhere_or_goes_round_in_a_circle_is_refused():
    lost = Code(str(uuid4()), "PERDU", {"fr": "Perdu"}, parent="nowhere")
    with pytest.raises(CodebookError, match="has no code"):
        BOOK.add(lost)
    with pytest.raises(CodebookError, match="hangs from no branch"):
        Codebook((lost,))
    with pytest.raises(CodebookError, match="hangs from no branch"):
        Codebook((code("A", THUM), THUM))


def test_removing_puts_the_branch_into_the_bin_and_frees_its_names_and_keys():
    removed = BOOK.remove(OBJ.uuid)
    assert shorts(removed) == "TON TFAM THUM BLAGUE"
    assert [c.short for c in removed.bin] == ["OBJ", "IMAGE", "NOTO"]
    assert removed.key_free("1")
    assert removed.by_short("IMAGE") is None
    assert removed.get(IMAGE.uuid).deleted
    assert shorts(removed.add(code("IMAGE", TON, key="1"))) == "TON TFAM THUM BLAGUE IMAGE"
    with pytest.raises(CodebookError, match="Restore it first"):
        removed.change(IMAGE.uuid, definition="x")
    with pytest.raises(CodebookError, match="Restore it first"):
        removed.add(code("DIAL", OBJ))


def test_restoring_undoes_removing():
    assert BOOK.remove(OBJ.uuid).restore(OBJ.uuid) == BOOK


def test_restoring_a_code_brings_back_the_ancestors_it_needs_and_nothing_else():
    assert shorts(BOOK.remove(TON.uuid).restore(BLAGUE.uuid)) == "OBJ IMAGE NOTO TON THUM BLAGUE"


def test_restoring_gives_way_to_names_and_keys_taken_meanwhile():
    new = code("IMAGE", TON, key="1")
    back = BOOK.remove(OBJ.uuid).add(new).restore(IMAGE.uuid)
    restored = back.get(IMAGE.uuid)
    assert (restored.short, restored.key) == ("REPRISE", "")
    assert (back.get(new.uuid).short, back.get(new.uuid).key) == ("IMAGE", "1")


def test_restoring_two_codes_that_had_the_same_key_one_after_the_other_leaves_it_to_the_first():
    second = code("DIAL", OBJ, key="1")
    back = BOOK.remove(IMAGE.uuid).add(second).remove(OBJ.uuid).restore(OBJ.uuid)
    assert (back.get(IMAGE.uuid).key, back.get(second.uuid).key) == ("1", "")


def test_merging_codes_tells_where_their_codings_go_and_keeps_children_and_keywords():
    merged, mapping = BOOK.merge([NOTO.uuid, THUM.uuid], IMAGE.uuid)
    assert mapping == {NOTO.uuid: IMAGE.uuid, THUM.uuid: IMAGE.uuid}
    assert shorts(merged) == "OBJ IMAGE BLAGUE TON TFAM"
    assert merged.path(BLAGUE.uuid) == (OBJ, merged.get(IMAGE.uuid), merged.get(BLAGUE.uuid))
    assert merged.get(IMAGE.uuid).keywords == ("image", "connu")
    assert {c.short for c in merged.bin} == {"NOTO", "THUM"}


def test_a_branch_can_be_merged_into_a_code_inside_it():
    merged, mapping = BOOK.merge([TON.uuid, THUM.uuid], BLAGUE.uuid)
    assert mapping == {TON.uuid: BLAGUE.uuid, THUM.uuid: BLAGUE.uuid}
    assert shorts(merged) == "OBJ IMAGE NOTO BLAGUE TFAM"
    assert [c.short for c in merged.path(TFAM.uuid)] == ["BLAGUE", "TFAM"]


def test_merging_a_code_with_itself_changes_nothing():
    assert BOOK.merge([IMAGE.uuid], IMAGE.uuid) == (BOOK, {})


def test_splitting_adds_codes_beside_the_old_one():
    split, parts = BOOK.split(IMAGE.uuid, ["Faux comptes", "Réputation"], "fr")
    assert shorts(split) == "OBJ IMAGE FAUX REPUTATI NOTO TON TFAM THUM BLAGUE"
    assert [part.parent for part in parts] == [OBJ.uuid, OBJ.uuid]
    last, _parts = BOOK.split(THUM.uuid, ["Ironie"], "fr")
    assert shorts(last) == "OBJ IMAGE NOTO TON TFAM THUM BLAGUE IRONIE"


def test_codes_of_an_exclusive_branch_exclude_each_other_but_not_their_own_line():
    assert BOOK.exclusive_branch(TFAM.uuid, THUM.uuid) == TON
    assert BOOK.exclusive_branch(TFAM.uuid, BLAGUE.uuid) == TON
    assert BOOK.exclusive_branch(THUM.uuid, BLAGUE.uuid) is None
    assert BOOK.exclusive_branch(TON.uuid, TFAM.uuid) is None
    assert BOOK.exclusive_branch(IMAGE.uuid, NOTO.uuid) is None
    assert BOOK.exclusive_branch(IMAGE.uuid, TFAM.uuid) is None
    assert BOOK.exclusive_branch(TFAM.uuid, TFAM.uuid) is None


def test_an_unknown_uuid_is_refused():
    with pytest.raises(CodebookError, match="has no code"):
        BOOK.get("nowhere")


def test_the_version_stays_until_the_study_gives_another():
    assert Codebook(BOOK.entries, version=7).change(IMAGE.uuid, definition="x").version == 7
