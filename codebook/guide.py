"""The interview guide: sections, questions, and the codes that each question names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from codebook.book import Codebook
from codebook.checks import one_line
from codebook.code import Code
from codebook.errors import CodebookError
from codebook.guide_lines import CODES, NAME, DraftQuestion, drafted
from codebook.nodes import Node, Source, read_text
from codebook.yaml_text import yaml_nodes
from transcripts.i18n import _

_HEADER = ("title", "description", "language", "sections")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the guide.

    Attributes:
        name: Such as ``Q1``, unique in the guide.
        text: As it is meant to be asked.
        codes: Names of the codes that it names: who talks of them here was prompted.
        follow_ups: Further questions, asked if need be.
        uuid: Identity from birth.
    """

    name: str
    text: str
    codes: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    uuid: str = field(default_factory=lambda: str(uuid4()))

    def codes_in(self, book: Codebook) -> tuple[Code, ...]:
        """The codes that it names.

        Raises:
            CodebookError: If the codebook has no such code.
        """
        return tuple(book.named(code) for code in self.codes)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the guide.

    Attributes:
        title: Its heading, "" for questions before any heading.
        questions: In the order of asking.
    """

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """An interview guide.

    Attributes:
        sections: In the order of asking.
        title: Its name for people, "" if none.
    """

    sections: tuple[Section, ...] = ()
    title: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order of asking."""
        return tuple(question for section in self.sections for question in section.questions)


def read_guide(path: Path, language: str) -> Guide:
    """The guide in a file: YAML, or text with titles and questions.

    Args:
        path: ``.yaml`` or ``.yml``; ``.txt`` and ``.md`` are read as plain text.
        language: Which texts to take where the file has both languages.

    Raises:
        CodebookError: With the line of what is wrong, and what to do.
    """
    ending = path.suffix.lower()
    if ending not in {".yaml", ".yml", ".txt", ".md"}:
        raise CodebookError(
            _("{name} is no guide that can be read here.").format(name=path.name),
            _("Guides are read from: {endings}.").format(endings=".yaml, .yml, .txt, .md"),
        )
    reader = guide_from_yaml if ending in {".yaml", ".yml"} else guide_from_text
    return reader(read_text(path), name=path.name, language=language)


def guide_from_yaml(text: str, *, name: str, language: str) -> Guide:
    """The guide in a YAML text: ``sections`` with ``title`` and ``questions`` (name, text, codes, follow_ups)."""
    source = Source(name, language)
    fields = source.fields(yaml_nodes(text, source), _HEADER)
    maker = _Maker(source)
    sections = tuple(maker.section(node) for node in source.items(fields.get("sections")))
    return maker.guide(sections, one_line(source.text(fields.get("title"))))


def guide_from_text(text: str, *, name: str, language: str) -> Guide:
    """The guide in a plain text.

    Titles, questions, follow-ups: see ``guide_lines``. ``Q1.`` may stand before a question, ``[OBJ, IMAGE]`` or
    ``→ OBJ, IMAGE`` after it. A title with nothing under it that begins the text is the title of the guide; other
    titles with nothing under them are left out.
    """
    maker = _Maker(Source(name, language))
    drafts = drafted(text)
    maker.reserve(question.words for draft in drafts for question in draft.questions)
    title = drafts[0].title if drafts and not drafts[0].questions else ""
    made = tuple(
        Section(draft.title, tuple(map(maker.question_from, draft.questions))) for draft in drafts if draft.questions
    )
    return maker.guide(made, title)


class _Maker:
    """Makes questions, and sees to it that their names differ."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: dict[str, int] = {}
        self.reserved: set[str] = set()

    def reserve(self, questions: Iterable[str]) -> None:
        """Keep the names that questions bring along from being given to others."""
        self.reserved |= {_full_name(named[1]).casefold() for words in questions if (named := NAME.match(words))}

    def guide(self, sections: tuple[Section, ...], title: str) -> Guide:
        guide = Guide(sections, title)
        if not guide.questions:
            raise self.source.fault(1, _("there are no questions here."), _("See the guide among the templates."))
        return guide

    def section(self, node: Node) -> Section:
        fields = self.source.fields(node, ("title", "questions"))
        questions = tuple(self.question(inner) for inner in self.source.items(fields.get("questions")))
        return Section(one_line(self.source.text(fields.get("title"))), questions)

    def question(self, node: Node) -> Question:
        if isinstance(node.value, str):
            return self.question_from(DraftQuestion(node.line, 0, one_line(node.value)))
        fields = self.source.fields(node, ("name", "text", "codes", "follow_ups"))
        follow_ups = [one_line(self.source.text(item)) for item in self.source.items(fields.get("follow_ups"))]
        return self._made(
            one_line(self.source.text(fields.get("name"))),
            one_line(self.source.text(fields.get("text"))),
            [one_line(word) for word in self.source.words(fields.get("codes"))],
            follow_ups,
            node.line,
        )

    def question_from(self, draft: DraftQuestion) -> Question:
        words, codes, name = draft.words, [], ""
        if found := CODES.search(words):
            codes = [code.strip() for code in re.split(r"[,;]", found[1] or found[2]) if code.strip()]
            words = words[: found.start()]
        if named := NAME.match(words):
            name, words = named[1], words[named.end() :]
        return self._made(_full_name(name), words, codes, draft.follow_ups, draft.number)

    def _made(self, name: str, text: str, codes: list[str], follow_ups: list[str], line: int) -> Question:
        if not text:
            raise self.source.fault(line, _("this question has no words."), _("Write the question, or remove it."))
        name = name or self._next_name()
        if first := self.lines.get(name.casefold()):
            what = _('"{name}" is already the name of the question on line {first}.').format(name=name, first=first)
            raise self.source.fault(line, what, _("Change one of the two."))
        self.lines[name.casefold()] = line
        return Question(name, text, tuple(codes), tuple(follow_ups))

    def _next_name(self) -> str:
        number = len(self.lines) + 1
        while f"q{number}" in self.lines or f"q{number}" in self.reserved:
            number += 1
        return f"Q{number}"


def _full_name(name: str) -> str:
    """``Q3`` for ``3``."""
    return f"Q{name}" if name[:1].isdigit() else name
