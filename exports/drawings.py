"""Figures as files: SVG, PNG and PDF."""

from typing import BinaryIO

from exports.described import described, kind_of
from exports.errors import ExportError
from exports.figures import (
    BarPlot,
    CurvePlot,
    FacingPlot,
    HeatPlot,
    LanePlot,
    NetworkPlot,
    Plot,
    RankingPlot,
)
from exports.images.bars import draw_bars
from exports.images.curve import draw_curve
from exports.images.facing import draw_facing
from exports.images.fonts import undrawable
from exports.images.heat import draw_heat
from exports.images.lanes import draw_lanes
from exports.images.network import draw_network
from exports.images.painting import paint
from exports.images.parts import MARGIN, nothing, write_notes
from exports.images.ranking import draw_ranking
from exports.images.sheet import Group, Item, Sheet, Words
from exports.images.svg import finished
from exports.images.theme import theme_for
from exports.report import Figure
from transcripts.display import visible_line
from transcripts.i18n import _, ngettext
from transcripts.i18n import language as language_in_use

FORMS = ("svg", "png", "pdf")
WIDTH = 16.0
"""Centimetres of a figure, the text of an A4 page."""

_POINTS = 72 / 2.54
_NARROWEST = 10.0
_WIDEST = 100.0


def draw_figure(
    figure: Figure,
    stream: BinaryIO,
    *,
    form: str,
    language: str = "",
    dark: bool = False,
    size: float | None = None,
    intervals: bool = False,
    caption: bool = False,
) -> list[str]:
    """Draw a figure: the same bytes for the same figure, with no date and no machine in them.

    Args:
        figure: What to draw; labels may come from outside. In SVG the marks of each row stand in a group with the id
            ``row-N``, N from 0 as in ``Figure.behind``.
        stream: Where to write to.
        form: ``svg`` (text stays text), ``png`` (300 dots per inch) or ``pdf``.
        language: Of the labels, for readers of SVG; "" for the one in use. Our own words and the sign of decimals are
            always those of the language in use.
        dark: Whether to draw on a dark ground.
        size: Width in centimetres, 10 to 100, None for 16; the height follows from what is drawn.
        intervals: Whether a ranking shows its intervals; in an article on a purposive sample it does better without.
        caption: Whether the caption is written below the drawing.

    Returns:
        Sentences about what the form could not show.

    Raises:
        ExportError: If the form or the size is unknown.
    """
    if form not in FORMS:
        raise ExportError(
            _("The format {name} is not known.").format(name=form), _("Known: {names}.").format(names=", ".join(FORMS))
        )
    sheet = _sheet(figure, dark=dark, size=size, intervals=intervals, caption=caption)
    title = visible_line(figure.caption) or kind_of(figure.plot)
    telling = f"{kind_of(figure.plot)}. {described(figure.plot)}"
    painted = paint(sheet, form=form, title=title, subject=telling)
    if form == "svg":
        spoken = language or language_in_use()
        stream.write(finished(painted, name=figure.name, title=title, description=telling, language=spoken))
        return []
    stream.write(painted)
    return _lacking(sheet)


def _sheet(figure: Figure, *, dark: bool, size: float | None, intervals: bool, caption: bool) -> Sheet:
    width = WIDTH if size is None else size
    if not _NARROWEST <= width <= _WIDEST:
        raise ExportError(
            _("A figure cannot be {width} cm wide.").format(width=f"{width:g}"),
            _("Ask for {least} to {most} cm.").format(least=f"{_NARROWEST:g}", most=f"{_WIDEST:g}"),
        )
    sheet = Sheet(width * _POINTS, theme_for(dark=dark))
    if _empty(figure.plot):
        nothing(sheet)
    else:
        _draw(sheet, figure.plot, intervals=intervals)
    if caption and figure.caption:
        sheet.height += 4
        write_notes(sheet, [figure.caption], colour=sheet.theme.ink)
    sheet.height += MARGIN
    return sheet


def _empty(plot: Plot) -> bool:
    match plot:
        case RankingPlot():
            return not plot.rows or not plot.participants
        case HeatPlot():
            return not plot.rows or not plot.columns
        case NetworkPlot():
            return not plot.nodes
        case CurvePlot():
            return not plot.values
        case LanePlot():
            return not plot.lanes
        case _:
            return not plot.rows


def _draw(sheet: Sheet, plot: Plot, *, intervals: bool) -> None:
    match plot:
        case RankingPlot():
            draw_ranking(sheet, plot, intervals=intervals)
        case FacingPlot():
            draw_facing(sheet, plot)
        case HeatPlot():
            draw_heat(sheet, plot)
        case NetworkPlot():
            draw_network(sheet, plot)
        case CurvePlot():
            draw_curve(sheet, plot)
        case BarPlot():
            draw_bars(sheet, plot)
        case LanePlot():
            draw_lanes(sheet, plot)


def _lacking(sheet: Sheet) -> list[str]:
    """Says which characters the font of PNG and PDF has no letters for."""
    lacking = sorted(set(undrawable("".join(_texts(sheet.items)))))
    if not lacking:
        return []
    said = ngettext(
        "{count} character has no letter in the font of this format and is drawn as a box: {characters}.",
        "{count} characters have no letter in the font of this format and are drawn as boxes: {characters}.",
        len(lacking),
    )
    shown = " ".join(lacking[:10]) + (" …" if len(lacking) > 10 else "")
    return [said.format(count=len(lacking), characters=shown) + " " + _("SVG keeps them.")]


def _texts(items: list[Item]) -> list[str]:
    texts: list[str] = []
    for item in items:
        match item:
            case Words():
                texts.append(item.text)
            case Group():
                texts += _texts(item.items)
            case _:
                continue
    return texts
