"""Figures as HTML: the drawing, its caption, and the way to the passages behind its marks."""

from collections.abc import Iterator
from io import BytesIO

from exports.drawings import draw_figure
from exports.html.sheets import Board
from exports.html.svg import inline_svg
from exports.html.text import escaped, isolated
from transcripts.i18n import _

#: Characters from which a drawing stands in the page once only, light on dark ground as well.
LARGE = 300_000
#: Marks up to which the list of them stands open.
FEW = 12


def figure_html(board: Board) -> Iterator[str]:
    """One figure; its marks lead to their passages, in the drawing and in a list below it."""
    caption = board.figure.caption
    light = _drawing(board, dark=False)
    yield f'<figure class="plot" id="{board.anchor}">\n'
    if len(light) >= LARGE:
        yield f'<div class="paper">{light}</div>\n'
    else:
        yield f'<div class="paper by-day">{light}</div>\n'
        yield f'<div class="paper by-night">{_drawing(board, dark=True)}</div>\n'
    if caption:
        yield f"<figcaption>{isolated(caption)}</figcaption>\n"
    if board.marks:
        yield from _marks(board)
    yield "</figure>\n"


def _drawing(board: Board, *, dark: bool) -> str:
    drawn = BytesIO()
    draw_figure(board.figure, drawn, form="svg", dark=dark)
    label = board.figure.caption or board.figure.name
    prefix = f"{board.anchor}-{'night' if dark else 'day'}"
    return inline_svg(drawn.getvalue().decode("utf-8"), prefix=prefix, label=label)


def _marks(board: Board) -> Iterator[str]:
    title = escaped(_("Passages behind it"))
    many = len(board.marks) > FEW
    yield f'<details class="marks"><summary>{title}</summary>' if many else f'<div class="marks"><b>{title}</b>'
    yield "<ul>"
    yield from (_mark(board, place, label, behind) for place, (label, behind) in board.marks.items())
    yield f"</ul></{'details' if many else 'div'}>\n"


def _mark(board: Board, place: int, label: str, behind: int) -> str:
    anchor = f"mark-{board.anchor.removeprefix('figure-')}-{place}"
    return f'<li><a href="#{anchor}" data-set="{behind}" data-mark="{place}">{isolated(label)}</a></li>'
