"""The user guide: Markdown files in ``workbench/help``, one folder a language, and the table of all commands."""

from collections.abc import Iterator
from pathlib import Path

from transcripts.i18n import _
from workbench.paths import settings_file
from workbench.tui.commands import CONTEXT_TITLES, Context, of_context
from workbench.tui.keys import KeyTable

FOLDER = Path(__file__).parent.parent / "help"


def guide_text(language: str, keys: KeyTable) -> str:
    """The whole guide in one language, its pages in the order of their names, then the commands as they are in force.

    The table is made here from what is declared, so that the guide can never lag behind.
    """
    folder = FOLDER / language
    pages = sorted(folder.glob("*.md")) if folder.is_dir() else sorted((FOLDER / "en").glob("*.md"))
    if not pages:
        return _("The user guide did not come with this installation.")
    texts = (page.read_text(encoding="utf-8").replace("{settings}", str(settings_file())) for page in pages)
    return "\n\n".join([*texts, *_command_tables(keys)])


def _command_tables(keys: KeyTable) -> Iterator[str]:
    # Out of the f-string: before Python 3.12 the tool that collects sentences does not look into one.
    title = _("All commands")
    note = _("The name in the first column is the one by which the settings rebind it.")
    yield f"## {title}\n\n{note}"
    for context in Context:
        rows = [f"| `{entry.id}` | {_cell(keys.labels(entry.id))} | {_(entry.help)} |" for entry in of_context(context)]
        if rows:
            columns = (_("Command"), _("Keys"), _("What it does"))
            head = f"| {' | '.join(columns)} |\n|---|---|---|"
            yield "\n".join([f"### {_(CONTEXT_TITLES[context])}\n", head, *rows])


def _cell(text: str) -> str:
    """Keys for a table of Markdown, where a few characters mean something."""
    return "".join(f"\\{character}" if character in "|*_`<" else character for character in text) or "–"
