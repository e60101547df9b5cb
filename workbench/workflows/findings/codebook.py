"""The codebook as a reader of the article needs it: what each code means, an example, how often it is used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Block, Column, Heading, Kind, Paragraph, Pointer, Row
from transcripts.i18n import _, ngettext
from workbench.workflows.findings.parts import Part, table_of

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.workflows.findings.evidence import Evidence, Themes
    from workbench.workflows.findings.inquiry import Inquiry


def codebook(inquiry: "Inquiry") -> Part:
    """Every code of the branch, depth first, a parent counted with all that is under it."""
    codes = inquiry.codes()
    layers = [inquiry.evidence(layer) for layer in inquiry.layers]
    counted = [(evidence, evidence.themes(codes)) for evidence in layers]

    def behind(row: int, column: str) -> tuple[Pointer, ...]:
        wanted = [themes for evidence, themes in counted if column in ("", *_names(evidence))]
        return tuple(sorted(pointer for themes in wanted for pointer in themes.pointers(row)))

    rows = [_row(inquiry, code, place, counted) for place, code in enumerate(codes)]
    table = table_of("codebook", tuple(_columns(layers)), rows, behind=behind, heads=2)
    version = inquiry.book.version
    note = _("Version {number} of the codebook.").format(number=version)
    return Part((table,), tuple(_blocks(inquiry, codes, counted)), notes=(note,))


def _names(evidence: "Evidence") -> tuple[str, str]:
    name = evidence.layer.name.replace(".", "_")
    return f"codings.{name}", f"participants.{name}"


def _columns(layers: "list[Evidence]") -> Iterator[Column]:
    yield Column("code", _("code"))
    yield Column("label", _("label"))
    yield Column("path", _("path"))
    yield Column("level", _("level"), Kind.INTEGER)
    for evidence in layers:
        codings, participants = _names(evidence)
        name = evidence.layer.name
        yield Column(codings, _("{name}: codings").format(name=name), Kind.INTEGER)
        yield Column(participants, _("{name}: participants").format(name=name), Kind.INTEGER)
    for name, title in (
        ("definition", _("definition")),
        ("include", _("include when")),
        ("exclude", _("exclude when")),
        ("example", _("example")),
    ):
        yield Column(name, title)
    yield Column("keywords", _("keywords"), Kind.LIST)
    yield Column("codable", _("can be applied"), Kind.YES_NO)
    yield Column("takes_stance", _("takes a stance"), Kind.YES_NO)
    yield Column("exclusive", _("codes exclude each other"), Kind.YES_NO)
    yield Column("uuid", _("uuid"))


def _row(inquiry: "Inquiry", code: "Code", place: int, counted: "list[tuple[Evidence, Themes]]") -> Row:
    counts: list[int] = []
    for _evidence, themes in counted:
        counts += [len(themes.rows(place)), int(np.count_nonzero(themes.tally.mentions[place]))]
    return (
        *(code.short, code.label(inquiry.language), inquiry.path(code), len(inquiry.book.path(code.uuid))),
        *counts,
        *(code.definition, code.include, code.exclude, code.example, tuple(code.keywords)),
        *(code.codable, code.takes_stance, code.exclusive, code.uuid),
    )


def _blocks(inquiry: "Inquiry", codes: "tuple[Code, ...]", counted: "list[tuple[Evidence, Themes]]") -> Iterator[Block]:
    for place, code in enumerate(codes):
        level = min(6, 1 + len(inquiry.book.path(code.uuid)))
        yield Heading(f"{code.label(inquiry.language)} ({code.short})", level=level)
        for said in filter(None, (code.definition, *_labelled(code), *_use(place, counted))):
            yield Paragraph(said)


def _labelled(code: "Code") -> Iterator[str]:
    for title, words in (
        (_("Include when"), code.include),
        (_("Exclude when"), code.exclude),
        (_("Example"), code.example),
    ):
        if words:
            yield _("{name}: {value}").format(name=title, value=words)


def _use(place: int, counted: "list[tuple[Evidence, Themes]]") -> Iterator[str]:
    for evidence, themes in counted:
        codings, people = len(themes.rows(place)), int(np.count_nonzero(themes.tally.mentions[place]))
        said = ngettext("{count} coding", "{count} codings", codings).format(count=codings)
        heard = ngettext("{count} participant", "{count} participants", people).format(count=people)
        yield f"{evidence.layer.name} · {said} · {heard}"
