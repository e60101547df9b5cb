"""Collect the sentences of the interface, look over their translations, compile them.

``python -m tests.house.texts`` brings the French catalogue up to date and compiles it; with ``--check`` it changes
nothing and names every fault. Both end with 1 while something is wrong.
"""

import io
import re
import string
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("transcripts", "codebook", "exports", "workbench")
FRENCH = ROOT / "workbench" / "locale" / "fr" / "LC_MESSAGES" / "workbench.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

# What argparse says to a person, in all the versions of Python that the product runs on. It asks for translations
# in the product's own domain (``transcripts.i18n.use_language``), so they belong in the product's catalogue.
ARGPARSE: tuple[str | tuple[str, str], ...] = (
    "usage: ",
    "%(heading)s:",
    "options",
    "positional arguments",
    "subcommands",
    "show this help message and exit",
    "show program's version number and exit",
    " (default: %(default)s)",
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "argument '%(argument_name)s' is deprecated",
    "command '%(parser_name)s' is deprecated",
    "option '%(option)s' is deprecated",
    "ambiguous option: %(option)s could match %(matches)s",
    "can't open '%(filename)s': %(error)s",
    "expected at least one argument",
    "expected at most one argument",
    "expected one argument",
    ("expected %s argument", "expected %s arguments"),
    "ignored explicit argument %r",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "not allowed with argument %s",
    "one of the arguments %s is required",
    "the following arguments are required: %s",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "unrecognized arguments: %s",
)


def collected() -> Catalog:
    """Every sentence in the sources, with where it stands; no translations."""
    template = _named(Catalog(domain="workbench", locale="fr"))
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for filename, _line, sentence, comments, _context in sorted(found, key=lambda item: (item[0], item[1])):
            place = (f"{package}/{Path(filename).as_posix()}", 0)
            template.add(sentence, locations=[place], auto_comments=comments)
    for sentence in ARGPARSE:
        template.add(sentence, locations=[("argparse", 0)])
    return template


def translated() -> Catalog:
    """The French catalogue as it lies in the tree."""
    if not FRENCH.exists():
        return _named(Catalog(domain="workbench", locale="fr"))
    with FRENCH.open("rb") as file:
        return _named(read_po(file, locale="fr", domain="workbench"))


def renewed(catalog: Catalog, template: Catalog) -> Catalog:
    """The catalogue with the sentences of the sources: new ones empty, vanished ones gone, the others as they were."""
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return _named(catalog)


def written(catalog: Catalog) -> bytes:
    """The catalogue as a .po file."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=120, sort_by_file=True, include_lineno=False, omit_header=False)
    return stream.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as a .mo file, which is what the program reads."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def faults(catalog: Catalog, template: Catalog) -> list[str]:
    """What is wrong with the translations: a sentence each."""
    wanted = {_key(message) for message in template if message.id}
    found = {_key(message) for message in catalog if message.id}
    return [
        *(f"not in the catalogue: {key!r}" for key in sorted(wanted - found)),
        *(f"no longer in the sources: {key!r}" for key in sorted(found - wanted)),
        *(f"{fault}: {_key(message)!r}" for message in catalog if message.id for fault in _message_faults(message)),
    ]


def _message_faults(message: Message) -> Iterator[str]:
    originals, translations = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield "marked as uncertain"
    if not all(translations) or len(translations) != len(originals):
        yield "not translated"
        return
    # A singular may leave its number out ("one coding"), so the plural form says what may be filled in.
    allowed = _blanks(originals[-1])
    for original, translation in zip(originals, translations, strict=True):
        blanks = _blanks(translation)
        if not (blanks == _blanks(original) or (len(originals) > 1 and set(blanks) <= set(allowed))):
            yield f"blanks differ, {_blanks(original)} and {blanks}"
        if _edges(original) != _edges(translation):
            yield "begins or ends with other blank space"
        yield from _typography(translation)


def _typography(text: str) -> Iterator[str]:
    if re.search(r"(?<=[^\s ]) [:;?!»]|« ", text):
        yield "a space that may break, before : ; ? ! » or after «"
    if re.search(r"[^\W\d][;?!»](\s|$)|«\w", text):
        yield "no space before ; ? ! » or after «"
    if re.search(r"[^\W\d]'[^\W\d]", re.sub(r"%\(\w+\)\w|\{\w*\}", "", text)):
        yield "a straight apostrophe"


def _blanks(text: str) -> list[str]:
    """What is filled in: the names in braces with their formats, and argparse's percent signs."""
    percents = re.findall(r"%\(\w+\)\w|%[srd]", text)
    if percents:
        return sorted(percents)
    return sorted(
        f"{name}:{spec}!{kind}" for _text, name, spec, kind in string.Formatter().parse(text) if name is not None
    )


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _named(catalog: Catalog) -> Catalog:
    """The same header every time, so that the files change only with their sentences."""
    catalog.header_comment = "# The French sentences of interview-workbench."
    catalog.project = "interview-workbench"
    catalog.version = "1"
    catalog.copyright_holder = catalog.msgid_bugs_address = catalog.last_translator = ""
    catalog.language_team = "fr"
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalog.fuzzy = False
    return catalog


def main(arguments: list[str]) -> int:
    """Bring the files up to date, or only look; say every fault."""
    template, catalog = collected(), translated()
    if "--check" not in arguments:
        catalog = renewed(catalog, template)
        FRENCH.parent.mkdir(parents=True, exist_ok=True)
        FRENCH.write_bytes(written(catalog))
        FRENCH.with_suffix(".mo").write_bytes(compiled(catalog))
    wrong = faults(catalog, template)
    if not wrong and FRENCH.with_suffix(".mo").read_bytes() != compiled(translated()):
        wrong.append("the compiled catalogue is not the written one: run make texts")
    sys.stdout.writelines(f"{fault}\n" for fault in wrong)
    sys.stdout.write(f"{len(catalog)} sentences, {len(wrong)} faults\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
