from codebook.book import Codebook
from codebook.code import Code
from workbench.tui.commands import COMMANDS, Context, known, of_context
from workbench.tui.keys import TYPABLE, character_of, clashes, code_keys, is_key, key_label, key_table

NAMED = {
    *("up", "down", "left", "right", "enter", "escape", "tab", "space", "home", "end"),
    *("pageup", "pagedown", "delete", "backspace"),
}


def test_every_default_key_can_be_typed_on_canadian_french_keyboards_without_altgr():
    for keys in key_table({}).keys.values():
        for key in keys:
            *modifiers, name = key.split("+")
            assert set(modifiers) <= {"ctrl", "shift"}, key
            assert name in NAMED or character_of(name) in TYPABLE, key


def test_what_needs_altgr_or_a_dead_key_counts_as_untypable():
    assert not TYPABLE & set("[]{}~\\@|`^¨<>«»€")


def test_no_two_default_commands_share_a_key():
    assert clashes(key_table({})) == []


def test_command_ids_are_unique_and_named_after_their_context():
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    assert all(command.context in Context for command in COMMANDS)
    assert known("coding.apply") and known("coding.undo")


def test_every_context_but_the_whole_has_a_way_out():
    for context in Context:
        # Any other key leaves the weighing; a table is left with the screen that it is on.
        if context in (Context.APP, Context.WEIGH, Context.TABLE):
            continue
        keys = {key for entry in of_context(context) for key in key_table({}).keys[entry.id]}
        assert "escape" in keys, context


def test_a_command_can_be_given_other_keys():
    table = key_table({"coding.apply": "ctrl+k,f5"})
    assert table.refused == ()
    assert table.command(Context.CODING, "f5").id == "coding.apply"
    assert table.command(Context.CODING, "c") is None


def test_a_lone_comma_is_a_key():
    table = key_table({"coding.done": ","})
    assert table.command(Context.CODING, "comma").id == "coding.done"
    assert table.label("coding.done") == ","


def test_two_commands_can_trade_their_keys():
    table = key_table({"coding.apply": "x", "coding.remove": "c"})
    assert table.refused == ()
    assert table.command(Context.CODING, "c").id == "coding.remove"


def test_a_key_that_is_taken_is_refused_with_a_sentence_and_the_default_stays():
    table = key_table({"coding.memo": "u"})
    assert table.command(Context.CODING, "u").id == "coding.undo"
    assert table.command(Context.CODING, "m").id == "coding.memo"
    assert "coding.memo" in table.refused[0] and "coding.undo" in table.refused[0]


def test_a_key_of_a_command_that_works_everywhere_cannot_be_taken_by_a_screen():
    assert key_table({"finding.layer": "?"}).refused
    assert not key_table({"finding.layer": "c"}).refused  # c codes, but not there


def test_an_unknown_command_or_key_is_refused_by_name():
    first, second = key_table({"coding.fly": "x", "coding.find": "hyperspace"}).refused
    assert "coding.fly" in first
    assert "hyperspace" in second


def test_keys_are_recognised_as_characters_and_as_names():
    assert all(map(is_key, ["c", "é", "(", "f5", "ctrl+k", "shift+down", "pagedown", "left_parenthesis", "ctrl+é"]))
    assert not any(map(is_key, ["", " ", "\x1b", "hyperspace", "super+x", "ctrl+"]))


def test_keys_read_as_people_write_them():
    assert [
        key_label(key) for key in ("shift+down", "ctrl+p", "slash", "comma", "f5", "escape", "left_parenthesis")
    ] == [*("Shift+↓", "Ctrl+p", "/", ",", "F5", "Esc", "(")]


def _book() -> Codebook:
    return Codebook(
        (
            Code("a", "IMAGE", {"fr": "image"}, key="1"),
            Code("b", "PEUR", {"fr": "peur"}, key="m"),
            Code("c", "ÉTAT", {"fr": "état"}, key="é"),
            Code("d", "BRANCHE", {"fr": "branche"}, key="2", codable=False),
        )
    )


def test_any_printable_key_that_is_no_command_can_be_a_codes_key():
    keys, refused = code_keys(_book(), key_table({}))
    assert keys == {"1": "a", "é": "c"}
    assert len(refused) == 1 and "PEUR" in refused[0]


def test_rebinding_a_command_frees_its_key_for_a_code_and_takes_the_new_one():
    keys, refused = code_keys(_book(), key_table({"coding.memo": "1"}))
    assert keys == {"m": "b", "é": "c"}
    assert "IMAGE" in refused[0]


def test_the_keys_of_the_suggestions_are_kept_free():
    assert set("sar") <= key_table({}).reserved()
    assert set("/?.()") <= key_table({}).reserved()
