"""YAML as plain nodes with their lines.

Only what people write in a codebook is taken: texts, lists and named fields. Every scalar stays the text that was
written, so that ``key: 1`` and ``no`` mean what they say. Aliases, tags and repeated fields are refused, so that no
file can grow in memory or build objects.
"""

from typing import Any

from codebook.checks import LEVELS, one_line
from codebook.errors import CodebookError
from codebook.nodes import Node, Source
from transcripts.i18n import _

DEPTH = 2 * LEVELS + 10
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def yaml_nodes(text: str, source: Source) -> Node:
    """What a YAML text says.

    Raises:
        CodebookError: If it is no YAML, or holds what is not taken here.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(source)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = one_line(str(getattr(error, "problem", None) or _("a character that YAML does not allow")))
        raise source.fault(
            mark.line + 1 if mark else 1,
            _("this is not YAML ({problem}).").format(problem=what),
            _("Check indentation, quotes and colons there."),
        ) from error
    return builder.root or Node({}, 1)


class _Builder:
    """Puts events together; no recursion, so that nesting costs nothing until it is refused."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.open: list[Node] = []
        self.names: list[Node | None] = []

    def take(self, event: Any) -> None:
        match type(event).__name__:
            case "AliasEvent":
                raise self._refuse(event, _("aliases (*name) are not taken here."), _("Write the text out."))
            case "ScalarEvent":
                self._check_tag(event)
                plain = event.style in (None, "") and event.value in _NOTHING
                self._put(Node("" if plain else event.value, _line(event)))
            case "MappingStartEvent" | "SequenceStartEvent" as kind:
                self._check_tag(event)
                self._enter(Node({} if kind == "MappingStartEvent" else [], _line(event)))
            case "MappingEndEvent" | "SequenceEndEvent":
                self.open.pop()
                self.names.pop()
            case "DocumentStartEvent" if self.root is not None:
                raise self._refuse(event, _("a second document begins here."), _("Keep one document per file."))

    def _enter(self, node: Node) -> None:
        if len(self.open) >= DEPTH:
            raise self.source.fault(
                node.line,
                _("this is nested more than {depth} levels deep.").format(depth=DEPTH),
                _("Flatten the branch."),
            )
        self._put(node)
        self.open.append(node)
        self.names.append(None)

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        holder = self.open[-1].value
        if isinstance(holder, list):
            holder.append(node)
        elif isinstance(holder, dict):
            self._put_field(holder, node)

    def _put_field(self, holder: dict[str, Node], node: Node) -> None:
        name = self.names[-1]
        if name is not None:
            holder[str(name.value)] = node
            self.names[-1] = None
        elif not isinstance(node.value, str):
            raise self.source.fault(node.line, _("a field's name must be a text."), _("Check the indentation there."))
        elif node.value in holder:
            what = _('the field "{field}" stands here a second time.').format(field=one_line(node.value))
            raise self.source.fault(node.line, what, _("Keep one of the two."))
        else:
            self.names[-1] = node

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None:
            what = _("the type {tag} is not taken here.").format(tag=one_line(str(event.tag)))
            raise self._refuse(event, what, _("Remove it; every value here is a text, a list or named fields."))

    def _refuse(self, event: Any, what: str, hint: str) -> CodebookError:
        return self.source.fault(_line(event), what, hint)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
