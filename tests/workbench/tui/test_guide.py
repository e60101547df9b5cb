import pytest

from transcripts.i18n import use_language
from workbench.paths import locale_folder
from workbench.settings import NAMES
from workbench.tui.commands import COMMANDS
from workbench.tui.guide import FOLDER, guide_text
from workbench.tui.keys import key_table


@pytest.fixture(params=["en", "fr"])
def language(request):
    use_language(request.param, locale_folder())
    yield request.param
    use_language("en", locale_folder())


def test_every_command_is_in_the_guide_with_its_keys_in_force(language):
    text = guide_text(language, key_table({"coding.apply": "f5"}))
    for entry in COMMANDS:
        assert f"`{entry.id}`" in text, entry.id
    assert "| `coding.apply` | F5 |" in text


def test_every_setting_is_in_the_guide(language):
    text = (FOLDER / language / "guide.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"{name} =" in text or f"[{name}]" in text, name


def test_the_guides_name_the_same_keys():
    def keys(language: str) -> set[str]:
        text = (FOLDER / language / "guide.md").read_text(encoding="utf-8")
        return {piece for piece in text.split("`")[1::2] if len(piece) == 1}

    assert keys("en") == keys("fr")


def test_a_language_without_a_guide_gets_the_english_one():
    assert guide_text("de", key_table({})).startswith("# The workbench")
