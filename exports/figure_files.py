"""The figures of a report as image files: the first in the file asked for, the others beside it."""

from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO

from exports.aside import Fill
from exports.errors import ExportError
from exports.latex_text import slug
from exports.report import Figure, Report
from transcripts.i18n import _


def write_figure(report: Report, stream: BinaryIO, *, form: str) -> list[str]:
    """Write the first figure of a report, with its caption in the file's own data.

    Args:
        report: With at least one figure among its blocks, which are no iterator.
        stream: Where to write to.
        form: ``svg``, ``png`` or ``pdf``.

    Returns:
        Which figures the report has beside this one, and what the form could not show.

    Raises:
        ExportError: If the report has no figure.
    """
    from exports.drawings import draw_figure

    first, *others = _figures(report)
    notes = draw_figure(first, stream, form=form)
    if others:
        names = ", ".join(figure.name for figure in others)
        notes.append(
            _("An image file holds one figure, here {name}; those beside it: {names}.").format(
                name=first.name, names=names
            )
        )
    return notes


def other_figures(reports: Sequence[Report], path: Path, *, form: str) -> dict[Path, Fill]:
    """The figures after the first, each for a file ``NAME-FIGURE.ENDING`` beside ``path``."""
    files: dict[Path, Fill] = {}
    for figure in _figures(reports[0])[1:]:
        own, ending = slug(figure.name), path.suffix or "." + form
        stem = own if own.startswith(f"{path.stem}-") else f"{path.stem}-{own}"  # ranking-Julien, not ranking twice
        names = (f"{stem}{'-' + str(number) if number > 1 else ''}{ending}" for number in count(1))
        place = next(place for place in map(path.with_name, names) if place != path and place not in files)
        files[place] = partial(_fill, figure, form)
    return files


def _fill(figure: Figure, form: str, stream: BinaryIO) -> None:
    from exports.drawings import draw_figure

    draw_figure(figure, stream, form=form)


def _figures(report: Report) -> tuple[Figure, ...]:
    if not report.figures:
        raise ExportError(
            _("This has no figure that an image file could hold."),
            _("Ask for .csv, .xlsx, .md or another format that holds tables."),
        )
    return report.figures
