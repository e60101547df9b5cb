"""Attributes of participants: what is recorded of each person, and of which type."""

from dataclasses import dataclass
from pathlib import Path

from codebook.checks import one_line
from codebook.nodes import Node, Source, read_text
from codebook.yaml_text import yaml_nodes
from transcripts.i18n import _
from transcripts.model import AttributeKind


@dataclass(frozen=True, slots=True)
class Attribute:
    """One property that participants have.

    Attributes:
        name: Short name in figures and tables, unique, the same in every language.
        kind: Type of its values.
        labels: Language to label.
        choices: The values of a choice, in the order in which they are shown; empty for other kinds.
    """

    name: str
    kind: AttributeKind
    labels: dict[str, str]
    choices: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The label in ``language``, or in any language it has, else the name."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.name)


def read_attributes(path: Path, language: str) -> tuple[Attribute, ...]:
    """The attributes that a YAML file declares.

    Args:
        path: The file.
        language: Which texts of choices to take where the file has both.

    Raises:
        CodebookError: With the line of what is wrong, and what to do.
    """
    return attributes_from_yaml(read_text(path), name=path.name, language=language)


def attributes_from_yaml(text: str, *, name: str, language: str) -> tuple[Attribute, ...]:
    """The attributes in a YAML text: ``attributes`` with ``name``, ``kind``, ``label`` and ``choices``."""
    source = Source(name, language)
    fields = source.fields(yaml_nodes(text, source), ("title", "description", "attributes"))
    names: set[str] = set()
    return tuple(_attribute(node, source, names) for node in source.items(fields.get("attributes")))


def _attribute(node: Node, source: Source, names: set[str]) -> Attribute:
    fields = source.fields(node, ("name", "kind", "label", "choices"))
    name = one_line(source.text(fields.get("name")))
    if not name:
        raise source.fault(node.line, _("this attribute has no name."), _("Give it a name."))
    if name.casefold() in names:
        what = _('"{name}" stands here a second time.').format(name=name)
        raise source.fault(node.line, what, _("Keep one of the two."))
    names.add(name.casefold())
    labels = {language: one_line(label) for language, label in source.texts(fields.get("label")).items()}
    choices = tuple(one_line(source.text(choice)) for choice in source.items(fields.get("choices")))
    return Attribute(name, _kind(fields.get("kind"), source), labels, choices)


def _kind(node: Node | None, source: Source) -> AttributeKind:
    word = source.text(node).strip().casefold() or AttributeKind.TEXT
    if node is None or word in set(AttributeKind):
        return AttributeKind(word)
    what = _('"{word}" is no kind of attribute.').format(word=one_line(word))
    raise source.fault(node.line, what, _("Kinds are: {kinds}.").format(kinds=", ".join(AttributeKind)))
