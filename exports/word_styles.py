"""The styles of a Word document: few, named, in black, for print."""

from typing import Any

from transcripts.i18n import _, language

TABLE = "Findings Table"
TABLE_TEXT = "Table Text"
TABLE_NOTE = "Table Note"
FACTS = "Facts"
DRAWING = "Drawing"
DEFINITION = "Definition"
SIGNATURE = "Quote Signature"

#: Faces that every word processor has, or has one of the same measure for.
_FONT, _DRAWN = "Arial", "Courier New"
_INK, _SOFT = "000000", "404040"
#: Our own paragraphs: size and room after them, in points.
_OWN = ((TABLE_TEXT, 8.5, 0.0), (TABLE_NOTE, 8.5, 3.0), (FACTS, 9.5, 2.0), (DEFINITION, 9.5, 4.0), (DRAWING, 7.0, 0.0))
#: Lines of the table: above and below it, and under its header, in eighths of a point.
_RULES = {"top": 12, "bottom": 12}


def language_tag() -> str:
    """The language of the document, for its spelling and for those who have it read to them."""
    return {"fr": "fr-CA", "en": "en-CA"}[language()]


def set_styles(document: Any) -> None:
    """Give a new document the styles and the language that its parts ask for."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = document.styles
    _set_language(document)
    _text(styles["Normal"], 10.5, after=6)
    _heading(styles["Title"], 20, before=0, after=12)
    for level, heading in ((1, 15), (2, 13), (3, 11), (4, 11)):
        _heading(styles[f"Heading {level}"], heading, before=14, after=4)
    _text(styles["Caption"], 9.5, before=10, after=4, bold=False, colour=_INK)
    _text(styles["Quote"], 10.5, before=4, after=8, italic=False, colour=_INK)
    styles["Quote"].paragraph_format.left_indent = styles["Quote"].paragraph_format.right_indent = Pt(28)
    for name, size, after in _OWN:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _text(made, size, after=after)
    _face(styles[DRAWING], _DRAWN)
    styles[DRAWING].paragraph_format.keep_together = True
    signature = styles.add_style(SIGNATURE, WD_STYLE_TYPE.CHARACTER)
    signature.font.italic = True
    _add_table_style(styles)


def _text(
    style: Any,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool | None = None,
    italic: bool | None = None,
    colour: str = "",
) -> None:
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, italic
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1
    _face(style, _FONT)


def _heading(style: Any, size: float, *, before: float, after: float) -> None:
    _text(style, size, before=before, after=after, bold=True, colour=_INK)
    style.paragraph_format.keep_with_next = True
    for border in style.element.pPr.findall(style.element.pPr.tag.replace("pPr", "pBdr")):
        style.element.pPr.remove(border)  # the rule that the usual template draws below its title


def _face(style: Any, name: str) -> None:
    """One typeface for all scripts; the template names others for its headings."""
    from docx.oxml.ns import qn

    style.font.name = name
    fonts = style.element.rPr.rFonts
    for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{slot}"), None)
    for slot in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), name)


def _set_language(document: Any) -> None:
    from docx.oxml.ns import qn

    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language_tag())
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), language_tag())


def _add_table_style(styles: Any) -> None:
    """A table as journals set it: rules above, below and under the header, the header bold, nothing else."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    rules = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:color="{_INK}"/>' for side, size in _RULES.items())
    styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="FindingsTable">'
            f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
            f"<w:tblPr><w:tblBorders>{rules}"
            f'<w:insideH w:val="single" w:sz="2" w:color="BFBFBF"/></w:tblBorders>'
            '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="6" w:color="{_INK}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
        )
    )


def caption_words() -> tuple[str, str]:
    """What tables and figures are called; also the name of the sequence by which Word lists them."""
    return _("Table"), _("Figure")
