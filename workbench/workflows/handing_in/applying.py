"""Writing a plan, inside the one step that a merge is."""

from collections.abc import Iterable
from typing import Any

from workbench.store import merging_texts
from workbench.store.act import Act
from workbench.store.images import REFERENCES
from workbench.store.merging_keys import KEYS, key_of
from workbench.store.merging_side import Plain, Side
from workbench.store.rows import JOURNALLED, CodeRow
from workbench.workflows.handing_in.identities import Identities
from workbench.workflows.handing_in.plan import Plan, is_leaf
from workbench.workflows.handing_in.versions import Versions

_CHUNK = 500


class Applying:
    """Writes, what others point to first, so that taking it back goes the other way.

    Args:
        act: The merge.
        plan: What to write.
        ours: The study, as it is before.
        theirs: The other copy.
        identities: Which thing there is which thing here.
        versions: Which version of the codebook there is which one here.
    """

    def __init__(
        self, act: Act, plan: Plan, ours: Side, theirs: Side, identities: Identities, versions: Versions
    ) -> None:
        self._act, self._plan, self._ours, self._theirs = act, plan, ours, theirs
        self._identities, self._versions = identities, versions
        self._numbers: dict[str, dict[str, int]] = {}

    def write(self, coders_before: frozenset[str]) -> None:
        """Write all of it.

        Args:
            coders_before: uuids of the coders who were in the study before.
        """
        for table in JOURNALLED:
            if is_leaf(table):
                self._remove(table)
        self._free_names()
        for table in JOURNALLED:
            self._add(table)
            if table == "codes":
                self._versions.write(self._act, coders_before)
        for (table, uuid), values in self._plan.changed.items():
            row = self._act.get(JOURNALLED[table], uuid)
            self._act.change(row, **self._values(table, uuid, values))
        for uuid in sorted(self._versions.redefined):
            self._act.keep_version(self._act.get(CodeRow, uuid))
        for table in reversed(JOURNALLED):
            if not is_leaf(table):
                self._remove(table)

    def record(self, entries: Iterable[Plain]) -> None:
        """Write down which entries of the other copy are in the study now."""
        self._fetch("coders", (entry["coder_id"] for entry in entries))
        self._insert("merged_entries", [self._values("merged_entries", "", entry) for entry in entries])

    def _free_names(self) -> None:
        """Let go of names that another thing is to have, until what has them now gets the one that it is to have."""
        for table, key in KEYS.items():
            changed = [uuid for name, uuid in self._plan.changed if name == table]
            if key is None or not key.name or not (changed or self._plan.added.get(table)):
                continue
            holders = {key_of(table, row): uuid for uuid, row in self._ours.plain(table).items()}
            rows = [self._plan.held.get(table, uuid) for uuid in changed] + self._plan.rows(table)
            for row in rows:
                holder = holders.get(key_of(table, row)) if row else None
                wanted = self._plan.held.get(table, holder) if holder else None
                if row and wanted and holder != row["uuid"] and key_of(table, row) is not None:
                    self._act.change(self._act.get(JOURNALLED[table], wanted["uuid"]), **{key.name: wanted["uuid"]})
                    self._plan.changed.setdefault((table, wanted["uuid"]), {})[key.name] = wanted[key.name]

    def _remove(self, table: str) -> None:
        for uuid in self._plan.removed.get(table, ()):
            row = self._act.find(JOURNALLED[table], uuid)
            if row is not None:
                self._act.remove(row)

    def _add(self, table: str) -> None:
        rows = self._plan.rows(table)
        if not rows:
            return
        for column, parent in REFERENCES[table].items():
            if parent != table:
                self._fetch(parent, (row[column] for row in rows))
        if table == "codes":
            self._add_codes(rows)
        else:
            self._insert(table, [self._values(table, row["uuid"], row) for row in rows])
        if table == "transcripts":
            self._bring_texts()

    def _add_codes(self, rows: list[Plain]) -> None:
        """One by one: each may be the parent of the next, and each gets a version."""
        for row in rows:
            self._fetch("codes", [row["parent_id"]])
            self._act.add(CodeRow(**self._values("codes", row["uuid"], row)))

    def _insert(self, table: str, rows: list[Plain]) -> None:
        self._act.insert(JOURNALLED[table], rows)

    def _bring_texts(self) -> None:
        self._fetch("transcripts", self._plan.transcripts)
        people = {uuid for (uuid,) in self._theirs.rows("SELECT uuid FROM participants")}
        self._fetch("participants", (self._identities.mine("participants", uuid) for uuid in people))
        numbers = self._numbers["participants"]
        merging_texts.bring_texts(
            self._act,
            self._theirs,
            [(there, self._numbers["transcripts"][here]) for here, there in self._plan.transcripts.items()],
            lambda uuid: numbers.get(self._identities.mine("participants", uuid)),
        )

    def _values(self, table: str, uuid: str, row: Plain) -> dict[str, Any]:
        """Columns as the tables hold them."""
        values = {}
        for column, value in row.items():
            parent = REFERENCES[table].get(column)
            if parent is not None and value is not None:
                self._fetch(parent, [value])
                value = self._numbers[parent][value]
            values[column] = value
        made_under = self._plan.versions.get((table, uuid))
        if made_under is not None and "codebook_version" in values:
            values["codebook_version"] = self._versions.number(*made_under)
        return values

    def _fetch(self, table: str, uuids: Iterable[str | None]) -> None:
        """Learn the row numbers of some rows."""
        known = self._numbers.setdefault(table, {})
        wanted = list({uuid for uuid in uuids if uuid is not None} - known.keys())
        connection = self._act.session.connection()
        for first in range(0, len(wanted), _CHUNK):
            chunk = wanted[first : first + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT uuid, id FROM {table} WHERE uuid IN ({marks})"
            for uuid, number in connection.exec_driver_sql(query, tuple(chunk)):
                known[uuid] = number
                self._act.pictures.learn(table, number, uuid)


def entry_rows(ours: Side, theirs: Side, identities: Identities, known: frozenset[str]) -> list[Plain]:
    """Rows for the entries of the other copy, its own and those merged into it, that the study has not.

    Args:
        ours: The study.
        theirs: The other copy.
        identities: Which coder there is which coder here.
        known: uuids of the coders that will be here.
    """
    own = [
        (one.uuid, one.copy, one.at, one.coder, one.verb, one.facts)
        for one in theirs.journal.values()
        if one.uuid not in ours.journal and one.uuid not in ours.merged
    ]
    others = [
        (uuid, *told)
        for uuid, told in theirs.merged.items()
        if uuid not in ours.journal and uuid not in ours.merged and uuid not in theirs.journal
    ]
    rows = []
    for uuid, copy, at, coder, verb, facts in [*own, *others]:
        mine = identities.mine("coders", coder) if coder else None
        values = (uuid, copy, at, mine if mine in known else None, verb, facts)
        rows.append(dict(zip(("uuid", "copy_id", "at", "coder_id", "verb", "facts"), values, strict=True)))
    return rows
