"""The page around the reports: its policy, its style and script, its landmarks, and what it was made from."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from exports.cells import shown
from exports.html.blocks import Section
from exports.html.text import escaped, isolated
from exports.manifest import Manifest, Plain
from exports.manifests import StoredReport, manifest_text
from exports.report import Column, Kind
from exports.seals import seal_of_text
from transcripts.i18n import _, ngettext

#: In the order in which they must run, all in one function.
_SCRIPTS = ("base", "fold", "cards", "tables", "panel", "search", "tips", "page")
_STYLES = ("page", "parts", "print")
#: Runs before anything is painted, so that nothing jumps once the script is there.
_FIRST = 'document.documentElement.classList.add("js");'


@cache
def _asset(kind: str, names: tuple[str, ...]) -> str:
    folder = files("exports.html").joinpath("assets")
    return "".join(folder.joinpath(f"{name}.{kind}").read_text(encoding="utf-8") for name in names)


def _style() -> str:
    return "\n" + _asset("css", _STYLES)


def _script() -> str:
    return '\n(() => {\n"use strict";\n' + _asset("js", _SCRIPTS) + "})();\n"


def _hashed(text: str) -> str:
    """How a policy names an element by what is in it (Content Security Policy 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def policy() -> str:
    """Nothing may be loaded and nothing may run but the page's own style and script."""
    scripts = f"{_hashed(_FIRST)} {_hashed(_script())}"
    return (
        f"default-src 'none'; style-src {_hashed(_style())}; script-src {scripts}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def opening(title: str, language: str, sections: Sequence[Section], *, passages: bool, definitions: bool) -> str:
    """Everything up to the first report."""
    skip = escaped(_("Skip to the content"))
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escaped(_tab(title, sections))}</title>\n<script>{_FIRST}</script>\n"
        f"<style>{_style()}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{skip}</a>\n'
        + _banner(title, sections, passages=passages, definitions=definitions)
        + '<div id="stage">\n<main id="main" tabindex="-1">\n'
        + _title(title, sections)
    )


def _tab(title: str, sections: Sequence[Section]) -> str:
    """What the window is called: the title, and the study that it is about."""
    studies = dict.fromkeys(one.report.manifest.title for one in sections if one.report.manifest)
    return " · ".join(dict.fromkeys([title, *filter(None, studies)]))


def _title(title: str, sections: Sequence[Section]) -> str:
    """The title of a page of several reports, and where each is; a single report brings its own."""
    if len(sections) == 1:
        return ""
    items = "".join(
        f'<li><a href="#{one.anchor}">{isolated(one.report.title or one.report.name)}</a></li>' for one in sections
    )
    name = escaped(_("Reports"))
    contents = f'<nav class="contents" aria-label="{name}"><ol>{items}</ol></nav>' if items else ""
    return f"<h1>{isolated(title)}</h1>\n{contents}\n"


def _banner(title: str, sections: Sequence[Section], *, passages: bool, definitions: bool) -> str:
    """The bar on top: the title, the ways through the page, and its colours."""
    links = [
        ("main", _("Findings"), True),
        ("definitions", _("Definitions"), definitions),
        ("passages", _("Passages"), passages),
        ("made", _("How it was made"), any(section.report.manifest for section in sections)),
    ]
    items = "".join(f'<a href="#{anchor}">{escaped(words)}</a>' for anchor, words, there in links if there)
    choices = (("", _("as the device")), ("light", _("light")), ("dark", _("dark")))
    options = "".join(f'<option value="{value}">{escaped(words)}</option>' for value, words in choices)
    parts, colours = escaped(_("Parts of the page")), escaped(_("Colours"))
    return (
        f'<header id="banner"><span class="name">{isolated(title)}</span>'
        f'<nav aria-label="{parts}">{items}</nav>'
        f'<label class="scheme">{colours} <select id="scheme">{options}</select></label></header>\n'
    )


def passages_html(count: int) -> str:
    """The section that the script fills with all passages, and the panel for those of one figure."""
    everything = ngettext("{count} passage", "{count} passages", count).format(count=count)
    without = _("Passages, search and sorting need a script; tables, figures and quotations are all here.")
    title, search, clear, printed = map(escaped, (_("Passages"), _("Search"), _("Clear"), _("Print them")))
    names = {"participant": _("Participants"), "code": _("Codes"), "coder": _("Coders")}
    choices = "".join(
        f'<select id="of-{name}" aria-label="{escaped(words)}"></select>' for name, words in names.items()
    )
    return (
        '<section id="passages" aria-labelledby="passages-title">'
        f'<h2 id="passages-title">{title}</h2>\n'
        f"<noscript><p>{escaped(without)}</p></noscript>\n"
        '<form class="tools" id="search" role="search">'
        f'<label>{search} <input type="search" id="words" autocomplete="off" spellcheck="false"></label>'
        f'{choices}<button type="reset">{clear}</button>'
        f'<label class="check"><input type="checkbox" id="print-passages"> {printed}</label></form>\n'
        f'<p class="hint">{escaped(_hint())}</p>\n'
        f'<p id="within" hidden></p><p id="found" role="status">{escaped(everything)}</p>\n'
        '<div id="list" class="cards"></div>\n</section>\n'
    )


def _hint() -> str:
    return _("All words must occur, accents and capitals aside; put a phrase in quotation marks.")


def panel_html() -> str:
    """The panel for the passages of one figure."""
    close, escape, search = map(escaped, (_("Close"), _("Esc"), _("Search in these")))
    return (
        '<aside id="panel" aria-labelledby="panel-title" hidden><div class="bar">'
        '<h2 id="panel-title" tabindex="-1"></h2>'
        f'<button type="button" id="panel-close">{close} <kbd>{escape}</kbd></button></div>'
        '<div id="panel-face"></div>'
        f'<p><button type="button" id="panel-search">{search}</button></p>'
        '<div id="panel-list" class="cards"></div></aside>\n'
    )


def keys_html() -> str:
    """How tables are walked with the keys: shown while one does, told to who does not see it."""
    said = _("Arrow keys go from cell to cell; Enter sorts by a heading, or opens the passages of a figure.")
    return f'<p id="keys">{escaped(said)}</p>\n'


def data_html(data: str) -> str:
    """What the script works on."""
    return f'<script type="application/json" id="data">{data}</script>\n'


def manifest_html(reports: Sequence[StoredReport], rest: str) -> str:
    """The recipe for making it all again, where ``exports.manifest_places`` looks for it; "" where there is none.

    Args:
        reports: Those that have a manifest.
        rest: Everything else in the page, which the recipe seals.
    """
    if not reports:
        return ""
    return f'<script type="application/json" id="manifest">\n{manifest_text(reports, seal=seal_of_text(rest))}</script>'


def ending() -> str:
    """The script itself, and the end of the page."""
    return f"<script>{_script()}</script>\n</body>\n</html>\n"


# -- what it was made from ---------------------------------------------------------------------------------------------


def made_html(manifests: Sequence[Manifest]) -> Iterator[str]:
    """What each report was made from, folded."""
    if not manifests:
        return
    title = escaped(_("How it was made"))
    yield f'<section id="made" aria-labelledby="made-title"><h2 id="made-title">{title}</h2>\n'
    for manifest in manifests:
        yield f"<details><summary>{isolated(_summary(manifest))}</summary><dl>\n"
        yield from (
            f"<div><dt>{isolated(name)}</dt><dd>{isolated(words)}</dd></div>\n" for name, words in _made(manifest)
        )
        yield "</dl></details>\n"
    yield "</section>\n"


def _summary(manifest: Manifest) -> str:
    said = _("{report}, from the study “{study}”, {made}")
    return said.format(report=manifest.report, study=manifest.title, made=_moment(manifest.made))


def _moment(made: str) -> str:
    return shown(made, Column("made", kind=Kind.TIME))


def _made(manifest: Manifest) -> Iterator[tuple[str, str]]:
    yield _("Report"), manifest.report
    yield _("Study"), manifest.title
    yield _("Identifier of the study"), manifest.study
    yield _("State of the study (SHA-256)"), manifest.study_hash
    yield _("Made (UTC)"), _moment(manifest.made)
    yield _("Language"), manifest.language
    yield _("Filters"), _pairs(manifest.filters) or _("no filter")
    if manifest.options:
        yield _("Options"), _pairs(manifest.options)
    yield _("Versions"), _pairs(manifest.versions)


def _pairs(values: Mapping[str, Plain]) -> str:
    return "; ".join(f"{name} = {_plain(value)}" for name, value in values.items())


def _plain(value: Plain) -> str:
    return ", ".join(map(_plain, value)) if isinstance(value, tuple) else "" if value is None else str(value)
