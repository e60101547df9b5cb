"""What is read beside a ruling: what the codes mean. Words, and no screen."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from codebook.code import Code
from transcripts.i18n import _
from workbench.tui.widgets.cell_widths import display


def definition_lines(codes: Sequence[Code], language: str) -> Iterator[Content]:
    """What codes mean, and what their notes say."""
    for code in codes:
        yield Content.assemble((display(code.short), "bold $accent"), "  ", (display(code.label(language)), "bold"))
        told = [
            ("", code.definition),
            (_("Include when"), code.include),
            (_("Exclude when"), code.exclude),
            (_("Example"), code.example),
        ]
        written = [(title, words.strip()) for title, words in told if words.strip()]
        if not written:
            yield Content.styled("  " + _("This code has no definition yet."), "dim")
        for title, words in written:
            for line in words.split("\n"):
                yield Content.assemble("  ", (f"{title}: " if title else "", "bold"), display(line))
