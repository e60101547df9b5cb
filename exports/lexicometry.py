"""Texts for programs that count words: IRaMuTeQ and TXM.

IRaMuTeQ takes one plain text in UTF-8. Each text of the corpus begins with a line of four stars and its variables as
``*name_value``; variable and value are cut at the first underscore, so neither may hold one (IRaMuTeQ documentation,
"Format des données en entrée"). A line that begins with ``-*`` is a theme; a word between underscores would count as a
variable, ``*``, ``$`` and ``£`` mean something to the program, and a curly apostrophe is none.

TXM's import "XML/w + CSV" (and "XML-TEI Zero + CSV") takes a folder with one XML file a text and ``metadata.csv``,
its separator a comma, its first column ``id`` the name of the file without ending, the other names without accents
(TXM manual, 6.1). Turns are ``<u who="…">``, so that sub-corpora by speaker or guide question can be made.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from exports.aside import Fill, write_all_aside
from exports.errors import ExportError
from exports.report import Column, Table
from exports.tables import separated
from exports.variables import Names
from exports.xml_text import xml_escaped
from transcripts.i18n import _

METADATA = "metadata.csv"
#: Of a value of IRaMuTeQ; longer ones are hard to read in its lists.
_LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of one voice.

    Attributes:
        who: Pseudonym, or what stands for an interviewer; never a name.
        text: The words.
        number: Of the turn, 0 if that means nothing.
        question: Name of the guide question in force, "" if none or unknown.
        interviewer: Whether an interviewer speaks.
    """

    who: str
    text: str
    number: int = 0
    question: str = ""
    interviewer: bool = False


@dataclass(frozen=True, slots=True)
class LexicalText:
    """One text of a corpus.

    Attributes:
        name: Unique in the corpus.
        variables: Stable name of each variable and its value, "" where there is none.
        speech: In order.
    """

    name: str
    variables: Mapping[str, str]
    speech: Sequence[Speech] = field(default=())


# -- IRaMuTeQ --------------------------------------------------------------------------------------------------------

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u2032`´]")
_HYPHENS = re.compile("[\u2010\u2011]")
_QUOTES = re.compile('["«»“”„‹›]')
_MEANING = re.compile(r"[*$£_|<>\\{}\[\]#@^~]")
_DASHES = re.compile("[\u2012-\u2015\u2212]")


def iramuteq_lines(texts: Iterable[LexicalText]) -> Iterator[str]:
    """The corpus: a line of variables before each text, a line for each stretch of speech.

    Texts without words are left out, for the program stumbles over them.
    """
    for text in texts:
        lines = [said for speech in text.speech if (said := iramuteq_words(speech.text))]
        if lines:
            yield f"**** {' '.join(starred(text.variables))}\n"
            yield from (f"{line}\n" for line in lines)
            yield "\n"


def starred(variables: Mapping[str, str]) -> list[str]:
    """The variables as IRaMuTeQ takes them, those without a value left out."""
    return [f"*{_letters(name)}_{written}" for name, value in variables.items() if (written := _letters(value))]


def _letters(text: str) -> str:
    """Plain letters and digits alone, words run together by capitals; ``5–12`` is ``5to12``, ``7.5`` is ``7p5``."""
    spoken = re.sub(r"(?<=\d)\s*[-–—]\s*(?=\d)", "to", re.sub(r"(?<=\d)[.,](?=\d)", "p", text))
    plain = (
        unicodedata.normalize("NFKD", spoken.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore").decode()
    )
    words: list[str] = re.findall(r"[A-Za-z0-9]+", plain)
    first, *rest = words or [""]
    return (first + "".join(word[0].upper() + word[1:] for word in rest))[:_LONGEST_VALUE]


def iramuteq_words(text: str) -> str:
    """The words on one line, without signs that mean something to the program.

    Typographic apostrophes become plain ones; quotation marks, dashes, brackets, stars, underscores, ``$`` and ``£``
    become blanks; an ellipsis is three points; ``%`` is written out by nobody and becomes a blank as well.
    """
    plain = _APOSTROPHES.sub("'", text).replace("…", "...").replace("%", " ")
    plain = _HYPHENS.sub("-", plain)
    for signs in (_QUOTES, _MEANING, _DASHES):
        plain = signs.sub(" ", plain)
    kept = "".join(sign if sign.isprintable() else " " for sign in plain)
    line = " ".join(kept.split()).lstrip("- ")
    return line if any(sign.isalnum() for sign in line) else ""


# -- TXM -------------------------------------------------------------------------------------------------------------


def txm_files(texts: Sequence[LexicalText], folder: Path) -> dict[Path, Fill]:
    """The files of a corpus for TXM: one XML file a text, and the table of their variables."""
    names, files = Names(), dict[Path, Fill]()
    called = [names.new(text.name) for text in texts]
    for name, text in zip(called, texts, strict=True):
        files[folder / f"{name}.xml"] = _filling(_xml(name, text))
    files[folder / METADATA] = _filling("".join(separated(_metadata(texts, called))))
    return files


def _xml(name: str, text: LexicalText) -> str:
    turns = "".join(_turn(speech) for speech in text.speech)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<text id="{xml_escaped(name)}">\n{turns}</text>\n'


def _turn(speech: Speech) -> str:
    said = {
        "who": speech.who,
        "n": str(speech.number) if speech.number else "",
        "question": speech.question,
        "role": "interviewer" if speech.interviewer else "participant",
    }
    attributes = "".join(f' {name}="{xml_escaped(value)}"' for name, value in said.items() if value)
    return f"<u{attributes}>{xml_escaped(speech.text)}</u>\n"


def _metadata(texts: Sequence[LexicalText], names: Sequence[str]) -> Table:
    """A row for each text; the names of the columns are plain letters, and the first is ``id``."""
    taken = Names()
    taken.new("id")
    variables = list(dict.fromkeys(name for text in texts for name in text.variables))
    columns = (Column("id"), *(Column(taken.new(name).lower()) for name in variables))
    rows = [
        (name, *(" ".join(text.variables.get(variable, "").split()) or "NA" for variable in variables))
        for name, text in zip(names, texts, strict=True)
    ]
    return Table("metadata", columns, rows)


def _filling(text: str) -> Fill:
    def fill(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8", errors="replace"))

    return fill


def write_iramuteq(texts: Sequence[LexicalText], path: Path) -> Path:
    """Write a corpus for IRaMuTeQ: to a file, or as ``corpus.txt`` into a folder.

    Returns:
        The file.

    Raises:
        ExportError: If it cannot be written.
    """
    file = path / "corpus.txt" if path.is_dir() else path
    write_all_aside({file: _filling("".join(iramuteq_lines(texts)))})
    return file


def write_txm(texts: Sequence[LexicalText], folder: Path) -> Path:
    """Write a corpus for TXM, all its files or none, into a folder that is made if need be.

    Returns:
        The folder.

    Raises:
        ExportError: If it cannot be written, or is a file.
    """
    if folder.is_file():
        raise ExportError(_("{name} is a file.").format(name=folder.name), _("TXM takes a folder; name one."))
    files = txm_files(texts, folder)
    if folder.parent.is_dir():
        folder.mkdir(exist_ok=True)
    write_all_aside(files)
    return folder
