"""What happened on both sides, brought together row by row and column by column."""

from collections.abc import Mapping

from codebook.naming import short_name_from
from workbench.store import seals
from workbench.store.coders import fold
from workbench.store.images import POINTED_FROM, REFERENCES
from workbench.store.merging_keys import KEYS, Held
from workbench.store.merging_side import News, Plain, Side
from workbench.store.rows import BINNED, JOURNALLED
from workbench.workflows.handing_in.identities import Identities
from workbench.workflows.handing_in.plan import Plan, is_leaf
from workbench.workflows.handing_in.rules import QUIET, WORK, WRITTEN, both_texts, groups, later
from workbench.workflows.handing_in.telling import Telling
from workbench.workflows.handing_in.translating import Translator
from workbench.workflows.handing_in.values import Kept, LeftOut, Prefer, Reason

Changes = Mapping[str, Mapping[str, News]]

#: Tables that no packet brings: what holds for the whole study is decided in the study.
_NOT_FROM_PACKETS = frozenset({"openings", "preferences"})


class Planner:
    """Works out a plan.

    Args:
        ours: The study.
        theirs: The other copy.
        here: What became of rows here, which the other copy does not know.
        there: What became of rows there, which the study does not know.
        prefer: Whose value stays where both sides changed the same.
        identities: Which thing there is which thing here.
        held: The rows here.
    """

    def __init__(
        self,
        ours: Side,
        theirs: Side,
        here: Changes,
        there: Changes,
        *,
        prefer: Prefer,
        identities: Identities,
        held: Held,
    ) -> None:
        self.ours, self.theirs, self.here, self.there = ours, theirs, here, there
        self.prefer, self.identities, self.held = prefer, identities, held
        self.translator = Translator(ours, theirs, identities)
        self.plan = Plan(held)
        self.told = Telling(held)
        self.used_there: dict[str, set[str]] = {table: set() for table in WORK}
        self.used_here = {table: self._used_here(table) for table in WORK}
        self._their_rows: dict[str, dict[str, Plain]] = {}
        self._done: set[tuple[str, str]] = set()

    def work(self) -> None:
        """Fill the plan, table by table, what others point to first."""
        for table in JOURNALLED:
            if table == "merged_entries" or (self.theirs.packet and table in _NOT_FROM_PACKETS):
                continue
            news = self.there.get(table, {})
            self.held.fetch(table, news)
            self._their_rows[table] = self.theirs.plain(table, [uuid for uuid, one in news.items() if not one.gone])
            self._take_off(table, [uuid for uuid, one in news.items() if one.gone])
            for uuid, one in news.items():
                if not one.gone:
                    self._bring(table, uuid, one)
        self._keep_what_is_built_on()

    # -- rows that went there -------------------------------------------------------------------------------------

    def _take_off(self, table: str, uuids: list[str]) -> None:
        for uuid in uuids:
            mine = self.identities.mine(table, uuid)
            row = self.held.get(table, mine)
            if row is None or (table == "preferences" and row["name"] == seals.BLIND):
                continue
            if mine in self.here.get(table, {}):
                self.told.conflict(Reason.DELETED_THERE, table, row, "", None, None, Kept.MINE)
            else:
                self.told.gone[table, mine] = row
                self.plan.remove(table, mine)

    def _keep_what_is_built_on(self) -> None:
        """Leave what others here point to; what they point to in turn is looked at before."""
        for table in reversed(JOURNALLED):
            if is_leaf(table):
                continue
            for uuid in list(self.plan.removed.get(table, ())):
                row = self.told.gone[table, uuid]
                if self._is_built_on(table, uuid):
                    self.plan.keep(table, uuid, row)
                    self.told.conflict(Reason.BUILT_ON, table, row, "", None, None, Kept.MINE)

    def _is_built_on(self, table: str, uuid: str) -> bool:
        for child, column in POINTED_FROM[table]:
            if child not in JOURNALLED or child == "merged_entries":
                continue
            query = f"SELECT r.uuid FROM {child} r JOIN {table} p ON p.id = r.{column} WHERE p.uuid = ?"
            pointing = {found for (found,) in self.ours.rows(query, uuid)}
            pointing |= {row["uuid"] for row in self.plan.rows(child) if row[column] == uuid}
            pointing |= {one for (name, one), values in self.plan.changed.items() if name == child and column in values}
            for other in pointing:
                row = self.held.get(child, other)
                if row is not None and row[column] == uuid:
                    return True
        return False

    # -- rows that came or changed there --------------------------------------------------------------------------

    def _bring(self, table: str, uuid: str, news: News) -> None:
        if (table, uuid) in self._done:
            return
        self._done.add((table, uuid))
        row = self._their_row(table, uuid)
        if row is None or (table == "preferences" and row["name"] == seals.BLIND):
            return
        translated = self.translator.translated(table, row)
        if translated is None:
            self.told.leave(LeftOut.LOST, table, uuid, self.identities.in_mine(table, row))
            return
        mine = self.identities.mine(table, uuid, translated)
        if "codebook_version" in row:
            self.plan.versions[table, mine] = (row["code_id"], row["codebook_version"])
        translated["uuid"] = mine
        there = self.held.get(table, mine)
        if there is None:
            self._add(table, uuid, row, translated, news)
        else:
            self._combine(table, there, translated, news)

    def their_live(self, table: str) -> frozenset[str]:
        """Uuids here of the things that are in use there."""
        rows = self.theirs.rows(f"SELECT uuid FROM {table} WHERE deleted_at IS NULL")
        return frozenset(self.identities.mine(table, uuid) for (uuid,) in rows)

    def _their_row(self, table: str, uuid: str) -> Plain | None:
        known = self._their_rows.setdefault(table, {})
        if uuid not in known:
            known |= self.theirs.plain(table, [uuid])
        return known.get(uuid)

    def _add(self, table: str, uuid: str, row: Plain, new: Plain, news: News) -> None:
        if news.made and table in BINNED and new["deleted_at"] is not None and not self._is_needed(table, uuid):
            return
        if table == "speakers" and (new["transcript_id"] in self.plan.transcripts or news.made):
            return  # they come with their transcript
        if not self._bring_what_it_needs(table, row, new):
            self.told.leave(LeftOut.INCOMPLETE, table, uuid, new)
            return
        if self.held.find(table, new) is not None and not self._give_other_name(table, new):
            self.told.leave(LeftOut.TAKEN, table, uuid, new)
            return
        self.plan.add(table, new)
        self._note_use(table, new)
        if table == "transcripts":
            self.plan.transcripts[new["uuid"]] = uuid
            for (person,) in self.theirs.rows(_SPEAKING, uuid):
                self._bring("participants", person, _NEW)
        if not news.made:
            self.told.conflict(Reason.DELETED_HERE, table, new, "", None, None, Kept.THEIRS)
            self._bring_back_with(table, uuid)

    def _is_needed(self, table: str, uuid: str) -> bool:
        """Whether anything there points to a thing that lies in the bin there."""
        return any(
            self.theirs.rows(
                f"SELECT 1 FROM {child} r JOIN {table} p ON p.id = r.{column} WHERE p.uuid = ? LIMIT 1", uuid
            )
            for child, column in POINTED_FROM[table]
            if child in JOURNALLED
        )

    def _bring_what_it_needs(self, table: str, row: Plain, new: Plain) -> bool:
        """Bring what a row points to and is not here; whether all of it is here then."""
        for column, parent in REFERENCES[table].items():
            if row[column] is None:
                continue
            if self.held.get(parent, new[column]) is None:
                self._bring(parent, row[column], _NEW)
            if self.held.get(parent, new[column]) is None:
                return False
        return True

    def _bring_back_with(self, table: str, uuid: str) -> None:
        """With a row that was taken off here comes what was taken off with it, such as its memo."""
        for child, column in POINTED_FROM[table]:
            gone = {one for one, news in self.here.get(child, {}).items() if news.gone}
            if child not in JOURNALLED or not gone:
                continue
            query = f"SELECT r.uuid FROM {child} r JOIN {table} p ON p.id = r.{column} WHERE p.uuid = ?"
            for (other,) in self.theirs.rows(query, uuid):
                if self.identities.mine(child, other) in gone:
                    self._bring(child, other, _NEW)

    def _give_other_name(self, table: str, row: Plain) -> bool:
        """Another name for a new thing whose name another thing has here; False if it can have none."""
        key = KEYS[table]
        column = "name" if table == "coders" else key.name if key else ""
        if not column:
            return key is not None and not key.strict
        own = row[column]
        if table == "codes":
            taken = [str(one["short"]) for one in self.held.all("codes").values() if one["deleted_at"] is None]
            row[column] = short_name_from(row["label_fr"] or row["label_en"] or own, taken)
        number = 2
        while self.held.find(table, row) is not None:
            row[column] = f"{own} ({number})"
            if table == "coders":
                row["folded_name"] = fold(row["name"])
            number += 1
        self.told.conflict(Reason.NAME_TAKEN, table, row, column, row[column], own, Kept.BOTH)
        return True

    # -- rows that both have --------------------------------------------------------------------------------------

    def _combine(self, table: str, mine: Plain, theirs: Plain, news: News) -> None:
        uuid = mine["uuid"]
        own = self.here.get(table, {}).get(uuid)
        changed_here = own.columns if own else frozenset()
        taken: Plain = {}
        for columns in groups(table, news.columns):
            if all(mine[column] == theirs[column] for column in columns):
                continue
            if not columns & changed_here or self._was_so_there(table, mine, theirs, columns, news):
                taken |= {column: theirs[column] for column in columns}
            elif columns <= QUIET:
                taken |= later(mine, theirs, columns)
            else:
                taken |= self._decide(table, mine, theirs, columns)
        if "deleted_at" in taken and taken["deleted_at"] is not None and uuid in self.used_here.get(table, ()):
            del taken["deleted_at"]
            self.told.conflict(Reason.DELETED_THERE, table, mine, "", None, None, Kept.MINE)
        taken = {column: value for column, value in taken.items() if mine[column] != value}
        if taken:
            self.change(table, mine, taken)
        self._note_use(table, mine | taken)

    def _was_so_there(self, table: str, mine: Plain, theirs: Plain, columns: frozenset[str], news: News) -> bool:
        """Whether the other side began from what stands here, so that only it went on."""
        words, references = JOURNALLED[table].WORDS, REFERENCES[table]
        if not news.before:
            return False
        for column in columns:
            if column not in news.before:
                same = mine[column] == theirs[column]
            else:
                before = news.before[column]
                if column in references and before is not None:
                    before = self.identities.mine(references[column], before)
                same = self.theirs.as_pictured(column in words, mine[column]) == before
            if not same:
                return False
        return True

    def _decide(self, table: str, mine: Plain, theirs: Plain, columns: frozenset[str]) -> Plain:
        """What stands of columns that both sides changed differently."""
        told = sorted(columns - QUIET)
        if len(columns) == 1 and (table, told[0]) in WRITTEN and mine[told[0]] and theirs[told[0]]:
            both = both_texts(mine[told[0]], theirs[told[0]])
            self.told.conflict(Reason.BOTH_CHANGED, table, mine, told[0], mine[told[0]], theirs[told[0]], Kept.BOTH)
            return {told[0]: both}
        kept = Kept(self.prefer.value)
        for column in told:
            if mine[column] != theirs[column]:
                self.told.conflict(Reason.BOTH_CHANGED, table, mine, column, mine[column], theirs[column], kept)
        return {column: theirs[column] for column in columns} if kept is Kept.THEIRS else {}

    def change(self, table: str, mine: Plain, taken: Plain) -> None:
        """Plan other values for columns of a row, as far as names are free and what they refer to is there."""
        taken = self._with_free_name(table, mine, dict(taken))
        for column, parent in REFERENCES[table].items():
            wanted = taken.get(column)
            if wanted is not None and self.held.get(parent, wanted) is None:
                self._bring(parent, wanted, _NEW)  # what is not here has the same uuid on both sides
                if self.held.get(parent, wanted) is None:
                    del taken[column]
        if taken:
            self.plan.change(table, mine["uuid"], taken)

    def _with_free_name(self, table: str, mine: Plain, taken: Plain) -> Plain:
        key = KEYS[table]
        if key is None or not key.strict or not taken.keys() & {*key.columns, "deleted_at"}:
            return taken
        if self.held.find(table, mine | taken) in (None, mine["uuid"]):
            return taken
        if "deleted_at" in taken:  # it comes out of the bin, under another name
            wanted = mine | taken
            self._give_other_name(table, wanted)
            return taken | {key.name: wanted[key.name]}
        for column in taken.keys() & set(key.columns):
            value = taken.pop(column)
            self.told.conflict(Reason.NAME_TAKEN, table, mine, column, mine[column], value, Kept.MINE)
        return taken

    # -- what keeps things in use ---------------------------------------------------------------------------------

    def _note_use(self, table: str, row: Plain) -> None:
        if row.get("deleted_at") is not None:
            return
        for parent, users in WORK.items():
            for child, column in users:
                if child == table and row[column] is not None:
                    self.used_there[parent].add(row[column])

    def _used_here(self, parent: str) -> set[str]:
        """Things of a kind with which somebody went on working here."""
        found: set[str] = set()
        for child, column in WORK[parent]:
            uuids = [uuid for uuid, news in self.here.get(child, {}).items() if not news.gone]
            self.held.fetch(child, uuids)
            for uuid in uuids:
                row = self.held.get(child, uuid)
                if row is not None and row[column] is not None and row.get("deleted_at") is None:
                    found.add(row[column])
        return found


_NEW = News(True, False, frozenset())
_SPEAKING = (
    "SELECT DISTINCT p.uuid FROM speakers s JOIN transcripts t ON t.id = s.transcript_id"
    " JOIN participants p ON p.id = s.participant_id WHERE t.uuid = ?"
)
