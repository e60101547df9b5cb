"""The user guide: Markdown files in ``workbench/help``, one folder a language."""

from pathlib import Path

from transcripts.i18n import _

FOLDER = Path(__file__).parent.parent / "help"


def guide_text(language: str) -> str:
    """The whole guide in one language, its pages in the order of their names."""
    folder = FOLDER / language
    pages = sorted(folder.glob("*.md")) if folder.is_dir() else sorted((FOLDER / "en").glob("*.md"))
    if not pages:
        return _("The user guide did not come with this installation.")
    return "\n\n".join(page.read_text(encoding="utf-8") for page in pages)
