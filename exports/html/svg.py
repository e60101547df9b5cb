"""Drawings as parts of a page: without styles that its policy refuses, and with names of their own.

The content security policy of the page lets no ``style`` attribute and no ``style`` element through whose hash it does
not name. All that the drawings set by style can be said by presentation attributes as well (SVG 2, 6.6).
"""

import re
from xml.etree import ElementTree

from transcripts.display import visible_line

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_REFUSED = {"script", "style", "foreignObject", "metadata", "a", "animate", "set", "iframe", "title"}
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_PROPERTY = re.compile(r"[a-z-]+")
#: What matplotlib says of everything in a style element.
_GENERAL = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
#: How much larger than on paper a drawing stands on a screen.
_SCALE = 1.25
_KEPT = {"viewBox", "version"}
_ROW = re.compile(r"row-(\d+)")


def inline_svg(drawing: str, *, prefix: str, label: str) -> str:
    """A drawing as an element of the page.

    Args:
        drawing: An SVG document of our own making.
        prefix: What its names begin with in the page, so that two drawings do not meet.
        label: What a reader who does not see it is told.

    Returns:
        The element ``svg``, with the groups named ``row-N`` marked ``data-row``; no script, no style, no reference to
        anything outside it.
    """
    root = ElementTree.fromstring(drawing)
    told = root.find(f"{{{_SVG}}}desc")
    if told is not None:
        told.set("id", "desc")
    _clean(root, prefix)
    root.attrib = {name: value for name, value in root.attrib.items() if name in _KEPT}
    root.attrib.update({**_GENERAL, "role": "img", "aria-label": visible_line(label), "width": _width(root)})
    if told is not None:
        root.set("aria-describedby", f"{prefix}-desc")
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _width(root: ElementTree.Element) -> str:
    """Its width in pixels of the page, of which a point of paper is 4/3 (CSS Values 3, 5.2)."""
    box = root.get("viewBox", "").split()
    return f"{float(box[2]) * 4 / 3 * _SCALE:.0f}" if len(box) == 4 else "100%"


def _clean(element: ElementTree.Element, prefix: str) -> None:
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _REFUSED:
            element.remove(child)
        else:
            _clean(child, prefix)
    named = element.attrib.pop("id", None)
    attributes = dict(_styled(element.attrib.pop("style", "")))
    for name, value in {**element.attrib, **attributes}.items():
        element.attrib.pop(name, None)
        kept = _attribute(name, value, prefix)
        if kept:
            element.set(*kept)
    if named:
        element.set("id", f"{prefix}-{named}")
        row = _ROW.fullmatch(named)
        if row:
            element.set("data-row", row[1])


def _styled(style: str) -> list[tuple[str, str]]:
    """The properties of a style attribute."""
    pairs = (one.partition(":") for one in style.split(";"))
    return [(name.strip(), value.strip()) for name, _colon, value in pairs if _PROPERTY.fullmatch(name.strip())]


def _attribute(name: str, value: str, prefix: str) -> tuple[str, str] | None:
    """The attribute as the page holds it; None for what acts or points elsewhere."""
    local = name.rpartition("}")[2]
    if local.startswith("on") or local == "class":
        return None
    if local == "href":
        if value.startswith("#"):
            return "href", f"#{prefix}-{value[1:]}"
        return ("href", value) if value.startswith("data:image/png;base64,") else None
    return name, _REFERENCE.sub(lambda match: f"url(#{prefix}-{match[1]})", value)
