"""A merge, told to a person: what came, what both sides see differently, what could not be taken."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from exports.report import Cell, Column, Fact, Kind, Paragraph, Report, Row, Table
from transcripts.aligning import Move
from transcripts.i18n import N_, _, ngettext
from workbench.workflows.handing_in.on_consensus import on_consensus
from workbench.workflows.handing_in.values import CodeStatus, Count, Found, Kept, LeftOut, Reason

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.sealing import Seal

KINDS = {
    "coders": N_("coders"),
    "participants": N_("participants"),
    "attributes": N_("attributes of participants"),
    "attribute_values": N_("attribute values"),
    "transcripts": N_("transcripts"),
    "speakers": N_("speakers"),
    "codes": N_("codes"),
    "questions": N_("guide questions"),
    "question_codes": N_("codes of guide questions"),
    "turn_questions": N_("linked questions"),
    "turn_checks": N_("turns that ask nothing"),
    "recruitment": N_("records of recruitment"),
    "participant_orders": N_("participants' own orders"),
    "categories": N_("categories"),
    "summaries": N_("cells of the framework grid"),
    "summary_passages": N_("passages of cells"),
    "picked_quotations": N_("picked quotations"),
    "quantity_words": N_("words of quantity"),
    "preferences": N_("settings of the study"),
    "codings": N_("codings"),
    "memos": N_("memos"),
    "coder_states": N_("reading states"),
    "suggestion_lists": N_("lists of suggestions"),
    "decisions": N_("decisions about suggestions"),
    "rulings": N_("rulings"),
    "consensus_sources": N_("origins of consensus codings"),
    "openings": N_("opened seals"),
    "asides": N_("layers aside"),
}
_REASONS = {
    Reason.BOTH_CHANGED: N_("changed on both sides"),
    Reason.DELETED_THERE: N_("deleted there, gone on with here"),
    Reason.DELETED_HERE: N_("deleted here, gone on with there"),
    Reason.BUILT_ON: N_("deleted there, but others here have built on it"),
    Reason.NAME_TAKEN: N_("another thing has this name or key"),
    Reason.TREE: N_("each side put one under the other"),
}
_KEPT = {Kept.MINE: N_("as here"), Kept.THEIRS: N_("as there"), Kept.BOTH: N_("both")}
_MOVES = {
    Move.EXACT: N_("same place"),
    Move.MOVED: N_("same words, moved"),
    Move.DOUBTFUL: N_("doubtful: other words"),
    Move.LOST: N_("lost: not taken"),
}
_STATUS = {
    CodeStatus.NEW: N_("new"),
    CodeStatus.REDEFINED_THERE: N_("redefined there"),
    CodeStatus.REDEFINED_HERE: N_("redefined here"),
    CodeStatus.REDEFINED_BOTH: N_("redefined on both sides"),
    CodeStatus.REDEFINED_APART: N_("defined apart"),
}
_LEFT = {
    LeftOut.LOST: N_("its passage is not in the text here"),
    LeftOut.INCOMPLETE: N_("what it belongs to is missing"),
    LeftOut.TAKEN: N_("another thing has its place here"),
}
_NUMBERS = (N_("new"), N_("changed"), N_("deleted"))


def merge_report(study: "StudyFile", found: Sequence[Found], seal: "Seal", *, done: bool) -> Report:
    """What a merge did, or would do.

    Args:
        study: The study that is merged into.
        found: What was found in each file.
        seal: What who looks may see: nothing is told of sealed work that is here; of what a file brings, numbers.
        done: Whether it was merged; False for a preview.
    """
    tellers = [_Teller(study, one, seal) for one in found]
    tables = tuple(
        Table(name, columns(), [row for teller in tellers for row in getattr(teller, name)()])
        for name, columns in _TABLES.items()
    )
    shown = (*(table for table in tables if table.rows and table.name != "moves"), _looked_at(tables, tellers))
    notes = [] if done else [_("Nothing was changed.")]
    hides = any(teller.hides for teller in tellers)
    if hides:
        notes.append(_("Lines about sealed work are left out."))
    notes += on_consensus(study.path.name, found, done=done)
    title = _("What was merged") if done else _("What would be merged")
    sealed = Fact("sealed", _("Lines about sealed work left out"), hides, Kind.YES_NO)
    facts = (Fact("merged", _("Merged"), done, Kind.YES_NO), sealed)
    quiet = tuple(one for one in shown if one is not None)
    return Report("merge", title, facts=facts, tables=tables, blocks=(*_sentences(tellers), *quiet), notes=tuple(notes))


def _looked_at(tables: Sequence[Table], tellers: "Sequence[_Teller]") -> Table | None:
    """Of the passages that had to be looked for, those that a person ought to look at."""
    rows = [row for teller in tellers for row in teller.moves() if row[4] in (Move.DOUBTFUL.value, Move.LOST.value)]
    return Table("moves", next(one.columns for one in tables if one.name == "moves"), rows) if rows else None


def _sentences(tellers: "Sequence[_Teller]") -> Iterator[Paragraph]:
    for teller in tellers:
        one, count = teller.found, len(teller.conflicts_seen)
        if one.changes_nothing:
            yield Paragraph(_("{file}: everything in it is in the study already.").format(file=one.file))
        elif count:
            said = ngettext(
                "{file}: {count} thing was seen differently on the two sides; see what was kept.",
                "{file}: {count} things were seen differently on the two sides; see what was kept.",
                count,
            )
            yield Paragraph(said.format(file=one.file, count=count))


class _Teller:
    """The rows of the tables for one file."""

    def __init__(self, study: "StudyFile", found: Found, seal: "Seal") -> None:
        self.found, self._seal = found, seal
        self._coders = dict(study.reader.rows("SELECT uuid, name FROM coders"))
        self._texts = dict(study.reader.rows("SELECT uuid, name FROM transcripts"))
        told = len(found.conflicts) + len(found.shifted) + len(found.left)
        self.conflicts_seen = _open(found.conflicts, self)
        self._shifted, self._left = _open(found.shifted, self), _open(found.left, self)
        self.hides = len(self.conflicts_seen) + len(self._shifted) + len(self._left) < told
        self._here = self._here_seen()

    def sees(self, coder: str, transcript: str) -> bool:
        """Whether who looks may see something of this coder there; in a blind study nothing of new ones."""
        viewer = self._seal.viewer
        if not coder or (viewer and viewer.uuid == coder):
            return True
        if coder not in self._coders or transcript not in self._texts:
            return not self._seal.blind
        return self._seal.sees(coder, transcript)

    def _here_seen(self) -> dict[str, Count]:
        """What became of things here, of what who looks may see: what others did behind a seal is not counted."""
        if not self._seal.hidden:
            return self.found.here
        found: dict[str, Count] = {}
        for (table, coder, transcript), one in self.found.here_of.items():
            if coder is not None and self.sees(coder, transcript):
                found[table] = found.get(table, Count()) + one
        return found

    def files(self) -> Iterator[Row]:
        """One row."""
        one = self.found
        total = sum(one.taken.values(), Count())
        numbers = (one.entries, total.made, total.changed, total.gone, len(self.conflicts_seen), len(self._left))
        yield one.file, one.packet is not None, one.packet or None, one.related, *numbers

    def counts(self) -> Iterator[Row]:
        """A row for each kind of thing."""
        one = self.found
        for table in KINDS:
            sides = [side.get(table) for side in (self._here, one.there, one.taken)]
            if any(sides):
                yield one.file, table, *(number for side in sides for number in _three(side))

    def conflicts(self) -> Iterator[Row]:
        """A row for each."""
        for one in self.conflicts_seen:
            who = self._coders.get(one.coder) or None
            said = (one.reason.value, one.table, one.name, who, one.column or None)
            yield self.found.file, *said, _text(one.mine), _text(one.theirs), one.kept.value

    def moves(self) -> Iterator[Row]:
        """A row for each passage that had to be looked for."""
        for one in self._shifted:
            where, who = self._texts.get(one.transcript), self._coders.get(one.coder) or None
            new = (one.new.start, one.new.end) if one.new else (None, None)
            yield self.found.file, one.table, where, who, one.move.value, one.old.start, one.old.end, *new

    def texts(self) -> Iterator[Row]:
        """A row for each text that comes or differs."""
        for one in self.found.texts:
            yield self.found.file, one.name, one.new, *(one.moves.get(move, 0) for move in Move)

    def codes(self) -> Iterator[Row]:
        """A row for each code that comes or is defined differently."""
        for one in self.found.codes:
            yield self.found.file, one.short, one.status.value, one.mine or None, one.theirs or None

    def names(self) -> Iterator[Row]:
        """A row for each pair of names that are alike."""
        for one in self.found.names:
            yield self.found.file, one.mine, one.theirs, one.same

    def left(self) -> Iterator[Row]:
        """A row for each reason, kind, coder and transcript."""
        counts: dict[tuple[Cell, ...], int] = {}
        for one in self._left:
            where, who = self._texts.get(one.transcript), self._coders.get(one.coder) or None
            key: tuple[Cell, ...] = (self.found.file, one.reason.value, one.table, who, where)
            counts[key] = counts.get(key, 0) + 1
        for key, count in counts.items():
            yield *key, count


def _open(items: "Iterable[Any]", teller: _Teller) -> list[Any]:
    """Those that who looks may see."""
    return [one for one in items if teller.sees(one.coder, one.transcript)]


def _three(count: Count | None) -> tuple[int, int, int]:
    return (count.made, count.changed, count.gone) if count else (0, 0, 0)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _words(told: "dict[Any, str]") -> dict[str, str]:
    return {str(getattr(key, "value", key)): _(word) for key, word in told.items()}


def _file() -> Column:
    return Column("file", _("file"))


def _what() -> Column:
    return Column("kind", _("what"), words=_words(KINDS))


def _file_columns() -> tuple[Column, ...]:
    return (
        _file(),
        Column("packet", _("packet"), Kind.YES_NO),
        Column("coder", _("coder")),
        Column("related", _("of one origin"), Kind.YES_NO),
        Column("entries", _("new acts"), Kind.INTEGER),
        *(Column(name, _(name), Kind.INTEGER) for name in _NUMBERS),
        Column("conflicts", _("seen differently"), Kind.INTEGER),
        Column("left", _("not taken"), Kind.INTEGER),
    )


def _count_columns() -> tuple[Column, ...]:
    titles = {
        "here": (N_("new here"), N_("changed here"), N_("deleted here")),
        "there": (N_("new there"), N_("changed there"), N_("deleted there")),
        "taken": (N_("added"), N_("changed"), N_("taken off")),
    }
    numbers = (
        Column(f"{side}.{name}", _(title), Kind.INTEGER)
        for side, said in titles.items()
        for name, title in zip(_NUMBERS, said, strict=True)
    )
    return (_file(), _what(), *numbers)


def _conflict_columns() -> tuple[Column, ...]:
    return (
        _file(),
        Column("reason", _("why"), words=_words(_REASONS)),
        _what(),
        Column("name", _("which")),
        Column("coder", _("coder")),
        Column("column", _("about")),
        Column("mine", _("here")),
        Column("theirs", _("there")),
        Column("kept", _("kept"), words=_words(_KEPT)),
    )


def _move_columns() -> tuple[Column, ...]:
    return (
        *(_file(), _what(), Column("transcript", _("transcript")), Column("coder", _("coder"))),
        Column("move", _("found again"), words=_words(_MOVES)),
        Column("from.start", _("start there"), Kind.INTEGER),
        Column("from.end", _("end there"), Kind.INTEGER),
        Column("to.start", _("start here"), Kind.INTEGER),
        Column("to.end", _("end here"), Kind.INTEGER),
    )


def _text_columns() -> tuple[Column, ...]:
    moves = (Column(move.value, _(_MOVES[move]), Kind.INTEGER) for move in Move)
    return (_file(), Column("transcript", _("transcript")), Column("new", _("new"), Kind.YES_NO), *moves)


def _code_columns() -> tuple[Column, ...]:
    status = Column("status", _("what became of it"), words=_words(_STATUS))
    return (_file(), Column("code", _("code")), status, Column("mine", _("here")), Column("theirs", _("there")))


def _name_columns() -> tuple[Column, ...]:
    same = Column("same", _("taken as one person"), Kind.YES_NO)
    return (_file(), Column("mine", _("coder here")), Column("theirs", _("coder there")), same)


def _left_columns() -> tuple[Column, ...]:
    return (
        *(_file(), Column("reason", _("why not taken"), words=_words(_LEFT)), _what()),
        *(Column("coder", _("coder")), Column("transcript", _("transcript"))),
        Column("count", _("how many"), Kind.INTEGER),
    )


#: Name of a table → its columns, in the language in use; the rows are made by the method of that name.
_TABLES = {
    "files": _file_columns,
    "counts": _count_columns,
    "conflicts": _conflict_columns,
    "texts": _text_columns,
    "moves": _move_columns,
    "codes": _code_columns,
    "names": _name_columns,
    "left": _left_columns,
}
