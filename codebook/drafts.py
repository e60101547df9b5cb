"""From the fields of a file to codes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from codebook.book import Codebook
from codebook.checks import check_code, check_key, check_keywords, one_line, tidy
from codebook.code import Code
from codebook.errors import CodebookError
from codebook.naming import short_name_from
from codebook.nodes import Node, Source
from transcripts.i18n import N_, _

FIELDS = (
    "uuid",
    "short",
    "label",
    "definition",
    "include",
    "exclude",
    "example",
    "keywords",
    "colour",
    "key",
    "codable",
    "takes_stance",
    "exclusive",
)

_ALREADY = {
    "short": N_('"{value}" is already the short name of the code on line {first}.'),
    "key": N_('"{value}" is already the key of the code on line {first}.'),
    "uuid": N_("{value} is already the uuid of the code on line {first}."),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One code as the file gives it.

    Attributes:
        line: Where it begins.
        fields: Of ``FIELDS``, those that are there.
        parent: Place of its parent in the list of drafts, None at the top.
    """

    line: int
    fields: Mapping[str, Node]
    parent: int | None


def codebook_from(drafts: Sequence[Draft], source: Source, *, reserved_keys: Collection[str] = ()) -> Codebook:
    """The codebook that drafts make.

    Raises:
        CodebookError: With the line of the first thing that is wrong.
    """
    given = {one_line(source.text(draft.fields.get("short"))).casefold() for draft in drafts}
    maker = _Maker(source, given, reserved_keys)
    codes: list[Code] = []
    uuids = [maker.uuid(draft) for draft in drafts]
    for draft, uuid in zip(drafts, uuids, strict=True):
        parent = None if draft.parent is None else uuids[draft.parent]
        codes.append(maker.code(draft, uuid, parent))
    try:
        return Codebook(tuple(codes))
    except CodebookError as error:
        raise CodebookError(f"{one_line(source.name)}: {error.message}", error.hint) from error


class _Maker:
    def __init__(self, source: Source, given: set[str], reserved_keys: Collection[str]) -> None:
        self.source = source
        self.taken = given
        self.reserved_keys = reserved_keys
        self.lines: dict[tuple[str, str], int] = {}

    def uuid(self, draft: Draft) -> str:
        node = draft.fields.get("uuid")
        written = self.source.text(node).strip()
        if not written:
            return str(uuid4())
        try:
            uuid = str(UUID(written))
        except ValueError as error:
            what = _('"{uuid}" is no uuid.').format(uuid=one_line(written))
            raise self.source.fault(draft.line, what, _("Leave the field out to get a new one.")) from error
        self._once("uuid", uuid, draft.line)
        return uuid

    def code(self, draft: Draft, uuid: str, parent: str | None) -> Code:
        source, fields = self.source, draft.fields
        labels = source.texts(fields.get("label"))
        short = one_line(source.text(fields.get("short")))
        if not any(label.strip() for label in labels.values()):
            if not short:
                what = _("this code has neither label nor short name.")
                raise source.fault(draft.line, what, _("Give it a label."))
            labels = {source.plain or source.language: short}
        code = tidy(
            Code(
                uuid=uuid,
                short=short or self._made(labels),
                labels=labels,
                parent=parent,
                definition=source.text(fields.get("definition")),
                include=source.text(fields.get("include")),
                exclude=source.text(fields.get("exclude")),
                example=source.text(fields.get("example")),
                keywords=tuple(source.words(fields.get("keywords"))),
                colour=source.text(fields.get("colour")),
                key=source.text(fields.get("key")).strip(),
                codable=source.truth(fields.get("codable"), default=True),
                takes_stance=source.truth(fields.get("takes_stance"), default=False),
                exclusive=source.truth(fields.get("exclusive"), default=False),
            )
        )
        self._check(code, draft.line)
        return code

    def _made(self, labels: Mapping[str, str]) -> str:
        label = labels.get(self.source.language) or next(label for label in labels.values() if label.strip())
        short = short_name_from(label, self.taken)
        self.taken.add(short.casefold())
        return short

    def _check(self, code: Code, line: int) -> None:
        try:
            check_code(code)
            check_key(code, self.reserved_keys)
            check_keywords(code)
        except CodebookError as error:
            raise self.source.fault(line, error.message, error.hint) from error
        self._once("short", code.short.casefold(), line)
        if code.key:
            self._once("key", code.key, line)

    def _once(self, kind: str, value: str, line: int) -> None:
        first = self.lines.get((kind, value))
        if first is not None:
            what = _(_ALREADY[kind]).format(value=value, first=first)
            raise self.source.fault(line, what, _("Change one of the two."))
        self.lines[kind, value] = line
