"""The interface speaks French wherever it speaks English."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from tests.house import texts

ROOT = texts.ROOT
SOURCES = sorted(file for package in texts.PACKAGES for file in (ROOT / package).rglob("*.py"))

# What argparse says to who writes a program, not to who uses it.
TO_PROGRAMMERS = {
    "'required' is an invalid argument for positionals",
    "%r is not callable",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "conflicting option string: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
}


def catalog(*pairs: tuple[object, object]) -> Catalog:
    made = Catalog(locale="fr")
    for original, translation in pairs:
        made.add(original, translation)
    return made


def test_every_sentence_is_translated_and_every_translation_fits() -> None:
    assert texts.faults(texts.translated(), texts.collected()) == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    same = texts.FRENCH.with_suffix(".mo").read_bytes() == texts.compiled(texts.translated())
    assert same, "run make texts"


def test_the_written_catalogue_is_in_the_form_that_make_texts_gives_it() -> None:
    same = texts.FRENCH.read_bytes() == texts.written(texts.renewed(texts.translated(), texts.collected()))
    assert same, "run make texts"


@pytest.mark.parametrize(
    ("original", "translation", "fault"),
    [
        ("Save", "", "not translated"),
        (("one code", "{n} codes"), ("un code", ""), "not translated"),
        ("{a} of {b}", "{a} de {c}", "blanks differ"),
        ("{share:.0%} coded", "{share} codé", "blanks differ"),
        ("{a} of {b}", "{a}", "blanks differ"),
        ("%(prog)s: error", "%(programme)s\N{NO-BREAK SPACE}: erreur", "blanks differ"),
        ("usage: ", "usage\N{NO-BREAK SPACE}:", "other blank space"),
        ("Really?", "Vraiment ?", "may break"),
        ("Really?", "Vraiment?", "no space before"),
        ('the "code"', "le « code\N{NO-BREAK SPACE}»", "may break"),
        ("the code", "l'étude", "straight apostrophe"),
    ],
)
def test_a_faulty_translation_is_found(original: object, translation: object, fault: str) -> None:
    (found,) = texts.faults(catalog((original, translation)), catalog((original, None)))
    assert fault in found


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("Really?", "Vraiment\N{NO-BREAK SPACE}?"),
        (("one code", "{n} codes"), ("{n} code", "{n} codes")),
        (("{n} code", "{n} codes"), ("un code", "{n} codes")),
        ("at {time:%H:%M}", "à {time:%H:%M}"),
        ("--lang: {name}", "--lang\N{NO-BREAK SPACE}: {name}"),
    ],
)
def test_a_fitting_translation_is_no_fault(original: object, translation: object) -> None:
    assert texts.faults(catalog((original, translation)), catalog((original, None))) == []


def test_sentences_that_came_or_went_are_named() -> None:
    found = texts.faults(catalog(("old", "ancien")), catalog(("new", None)))
    assert found == ["not in the catalogue: 'new'", "no longer in the sources: 'old'"]


def test_renewing_keeps_what_is_translated() -> None:
    renewed = texts.renewed(catalog(("old", "ancien"), ("code", "code")), catalog(("new", None), ("code", None)))
    assert {message.id: message.string for message in renewed if message.id} == {"code": "code", "new": None}


def test_all_that_argparse_says_to_a_person_is_in_the_catalogue() -> None:
    import argparse

    found = extract_from_file("python", argparse.__file__, keywords=texts.KEYWORDS)
    said = {message if isinstance(message, str) else message[0] for _line, message, _comments, _context in found}
    listed = {text if isinstance(text, str) else text[0] for text in texts.ARGPARSE}
    assert said - listed == said & TO_PROGRAMMERS


def test_argparse_speaks_french() -> None:
    program = (
        "import argparse, sys\n"
        "from transcripts.i18n import use_language\n"
        "from workbench.paths import locale_folder\n"
        "use_language('fr', locale_folder())\n"
        "parser = argparse.ArgumentParser(prog='workbench')\n"
        "parser.add_argument('study')\n"
        "parser.print_help(sys.stderr)\n"
        "parser.parse_args([])\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 2
    for english in ("positional arguments", "show this help", "error:", "required:"):
        assert english not in ended.stderr
    assert "erreur\N{NO-BREAK SPACE}:" in ended.stderr


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            yield f"{file.relative_to(ROOT)}:{node.lineno} {name}", node


def untranslated(node: ast.expr | None) -> bool:
    """Whether a text stands here as it is, with at least one letter to translate."""
    if isinstance(node, ast.JoinedStr):
        return any(untranslated(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))


def test_what_is_translated_is_filled_in_afterwards() -> None:
    """Inside ``_()`` an f-string, a sum or ``.format()`` would be looked up as no catalogue has it."""
    wrong = [
        place
        for file in SOURCES
        for place, call in calls(file)
        if place.split(" ")[1] in ("_", "N_", "ngettext")
        and any(isinstance(arg, ast.JoinedStr | ast.BinOp) or _formatted(arg) for arg in call.args[:2])
    ]
    assert wrong == []


def _formatted(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def test_errors_and_help_are_translated_wherever_they_are_written() -> None:
    wrong = [
        place
        for file in SOURCES
        for place, call in calls(file)
        if (place.endswith("Error") and place.split(" ")[1] in OUR_ERRORS and any(map(untranslated, call.args[:2])))
        or (
            "/cli/" in place
            and any(
                word.arg in ("help", "description", "epilog") and untranslated(word.value) for word in call.keywords
            )
        )
    ]
    assert wrong == []


def _our_errors() -> set[str]:
    from workbench import errors

    return set(errors.__all__)


OUR_ERRORS = _our_errors()


def test_no_sentence_hides_inside_an_f_string() -> None:
    """Before Python 3.12 the collector does not look into f-strings, and the sentence would stay English."""
    hidden = []
    for package in ("workbench", "codebook", "exports", "transcripts"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for joined in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(joined, ast.JoinedStr):
                    calls = [node for node in ast.walk(joined) if isinstance(node, ast.Call)]
                    named = [
                        call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
                    ]
                    hidden += [
                        f"{file.name}:{call.lineno}"
                        for call in named
                        if call.args and isinstance(call.args[0], ast.Constant)
                    ]
    assert hidden == []
