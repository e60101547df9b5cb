"""Drawings on their way into a page."""

from exports.html.svg import inline_svg
from tests.exports.html_pages import Element, Page

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def inlined(inside: str, *, root: str = 'viewBox="0 0 453.5 100" width="453pt" height="100pt"') -> Element:
    return Page(inline_svg(f"<svg {SVG} {root}>{inside}</svg>", prefix="figure-a", label="Was es <zeigt>")).one("svg")


def test_what_acts_or_styles_the_page_is_left_out() -> None:
    drawing = inlined(
        "<style>* {fill: red}</style><script>alert(1)</script><foreignObject><p>x</p></foreignObject>"
        '<g onclick="alert(2)" class="a"><path d="M0 0" style="fill: #123456; stroke-width: 2"/></g>'
    )
    assert [one.tag for one in drawing.all()] == ["g", "path"]
    assert drawing.one("g").attributes == {}
    assert drawing.one("path").attributes == {"d": "M0 0", "fill": "#123456", "stroke-width": "2"}


def test_names_and_references_stay_within_the_drawing() -> None:
    drawing = inlined(
        '<defs><path id="m"/><clipPath id="c"/></defs><use xlink:href="#m" clip-path="url(#c)"/>'
        '<image xlink:href="https://example.org/x.png"/><image xlink:href="data:image/png;base64,AAAA"/>'
    )
    assert drawing.one("path").attributes["id"] == "figure-a-m"
    assert drawing.one("use").attributes == {"href": "#figure-a-m", "clip-path": "url(#figure-a-c)"}
    assert [one.attributes.get("href") for one in drawing.all("image")] == [None, "data:image/png;base64,AAAA"]


def test_rows_are_marked_and_the_drawing_is_named_and_described() -> None:
    drawing = inlined('<title>Titel</title><desc id="x">Alle Werte</desc><g id="row-3"/><g id="rowing-4"/>')
    assert drawing.attributes["aria-label"] == "Was es <zeigt>"
    assert drawing.attributes["aria-describedby"] == drawing.one("desc").attributes["id"] == "figure-a-desc"
    assert [one.attributes.get("data-row") for one in drawing.all("g")] == ["3", None]
    assert drawing.all("title") == []


def test_a_drawing_has_its_size_from_its_view_box_alone() -> None:
    assert inlined("").attributes["width"] == "756"
    assert "height" not in inlined("").attributes
    assert inlined("", root="").attributes["width"] == "100%"
