"""What python-docx has no words for: fields, captions, sections on their side, alternative texts, parts of our own."""

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from exports.manifest_places import WORD_NAMESPACE, WORD_PART, word_part
from exports.manifests import StoredReport
from exports.packages import moment_of
from exports.report import Report
from exports.seals import seal_of_word
from exports.word_styles import language_tag
from exports.xml_text import legal, xml_escaped

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONGEST_DESCRIPTION = 2_000


def lay_pages(section: Any, *, landscape: bool) -> None:
    """Letter, upright or on its side, with margins of an inch."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches

    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    sides = (Inches(11), Inches(8.5)) if landscape else (Inches(8.5), Inches(11))
    section.page_width, section.page_height = sides
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Inches(1))


def add_page_number(section: Any) -> None:
    """The number of the page, centred at its foot; the sections after it go on with it."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 1
    paragraph._p.append(_field("PAGE", "1"))


def _field(instruction: str, result: str) -> Any:
    """Something that Word works out, with what it comes to until it does."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    start = f'<w:fldSimple {nsdecls("w")} w:instr=" {xml_escaped(instruction)} ">'
    return parse_xml(f"{start}<w:r><w:t>{result}</w:t></w:r></w:fldSimple>")


def add_caption(document: Any, label: str, number: int, text: str, *, keep_with_next: bool) -> None:
    """A caption that Word numbers itself and can list: its label is the name of the sequence."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = keep_with_next
    paragraph.add_run(legal(f"{label}\u00a0")).bold = True
    paragraph._p.append(_field(f"SEQ {label} \\* ARABIC", str(number)))
    if text:
        paragraph.add_run(legal(f". {text}"))


def describe(shape: Any, number: int, name: str, text: str) -> None:
    """Say what a picture shows, for those who cannot see it."""
    properties = shape._inline.docPr
    properties.set("id", str(number))
    properties.set("name", legal(name))
    properties.set("descr", legal(text)[:_LONGEST_DESCRIPTION])


def set_properties(document: Any, report: Report, title: str) -> None:
    """What the document says of itself; its times are those of the report."""
    properties = document.core_properties
    properties.title, properties.language = legal(title)[:255], language_tag()
    properties.author, properties.comments = "", ""
    if report.manifest is not None:
        properties.subject = legal(report.manifest.title)[:255]
    if (moment := moment_of(report)) is not None:
        properties.created = properties.modified = moment.replace(tzinfo=None)


def add_manifest(document: Any, reports: Sequence[StoredReport]) -> None:
    """The manifest as a part of the package that Word and LibreOffice keep."""
    if not reports:
        return
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    body = etree.tostring(document.element, encoding="UTF-8")
    package = document.part.package
    item = Part(PackURI(f"/{WORD_PART}"), "application/xml", word_part(reports, seal_of_word(body)), package)
    name = str(uuid5(NAMESPACE_URL, WORD_NAMESPACE)).upper()
    about = (
        f'<ds:datastoreItem ds:itemID="{{{name}}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{WORD_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    properties = Part(PackURI("/customXml/itemProps2.xml"), _PROPERTIES, about, package)
    item.relate_to(properties, f"{_RELATIONS}/customXmlProps")
    document.part.relate_to(item, f"{_RELATIONS}/customXml")
