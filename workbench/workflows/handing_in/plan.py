"""What a merge writes: rows to add, columns to change, rows to take off."""

from dataclasses import dataclass, field

from workbench.store.images import POINTED_FROM
from workbench.store.merging_keys import Held
from workbench.store.merging_side import Plain
from workbench.store.rows import BINNED, JOURNALLED
from workbench.workflows.handing_in.values import Count


def is_leaf(table: str) -> bool:
    """Whether nothing that the journal knows points to rows of a table."""
    return not any(child in JOURNALLED for child, _column in POINTED_FROM[table]) and table not in BINNED


@dataclass(slots=True)
class Plan:
    """The net changes of a merge, in terms of the study; kept in step with the rows as they shall be.

    Attributes:
        held: The rows here, as they shall be.
        added: Table → uuid → row.
        changed: Table and uuid → columns with their new values.
        removed: Table → uuids.
        transcripts: uuid here → uuid there of transcripts that come with their words.
        versions: Table and uuid of what was made under a version of the other codebook → code and version there.
    """

    held: Held
    added: dict[str, dict[str, Plain]] = field(default_factory=dict)
    changed: dict[tuple[str, str], Plain] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    transcripts: dict[str, str] = field(default_factory=dict)
    versions: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def add(self, table: str, row: Plain) -> None:
        """A row that is not here yet."""
        self.added.setdefault(table, {})[row["uuid"]] = row
        self.held.put(table, row)

    def change(self, table: str, uuid: str, values: Plain) -> None:
        """Other values for columns of a row; of one that is added, it is added with them."""
        added = self.added.get(table, {}).get(uuid)
        self.held.change(table, uuid, values)
        if added is not None:
            added |= values
        else:
            self.changed.setdefault((table, uuid), {}).update(values)

    def rows(self, table: str) -> list[Plain]:
        """The rows of a table that are added."""
        return list(self.added.get(table, {}).values())

    def remove(self, table: str, uuid: str) -> None:
        """A row that shall go."""
        self.removed.setdefault(table, []).append(uuid)
        self.held.drop(table, uuid)

    def keep(self, table: str, uuid: str, row: Plain) -> None:
        """Not take off a row after all."""
        self.removed[table].remove(uuid)
        self.held.put(table, row)

    def counts(self) -> dict[str, Count]:
        """Kind of thing → how many are added, changed and taken off."""
        found: dict[str, Count] = {}
        for table, rows in self.added.items():
            found.setdefault(table, Count()).made += len(rows)
        for (table, _uuid), values in self.changed.items():
            binned = values.get("deleted_at") is not None
            one = found.setdefault(table, Count())
            one.gone, one.changed = one.gone + binned, one.changed + (not binned)
        for table, uuids in self.removed.items():
            if uuids:
                found.setdefault(table, Count()).gone += len(uuids)
        return found
