"""Which thing of the other copy is which thing here."""

from collections.abc import Mapping
from functools import cached_property

from transcripts.i18n import _
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.store.images import REFERENCES
from workbench.store.merging_keys import KEYS, Held
from workbench.store.merging_side import MERGE, Plain, Side
from workbench.store.reader import unpacked
from workbench.workflows.handing_in.values import Names

Name = tuple[str, str]


class Identities:
    """Finds things by uuid first; then by what an earlier merge found to be the same; then by what tells them apart.

    Args:
        ours: The study.
        theirs: The other copy.
        held: The rows here.
        same_coders: Name of a coder there → the name here, as a person said.
    """

    def __init__(self, ours: Side, theirs: Side, held: Held, same_coders: Mapping[str, str]) -> None:
        self._ours, self._theirs, self._held = ours, theirs, held
        self._found: dict[Name, str] = {}
        self._uuids: dict[str, set[str]] = {}
        self._tables: dict[str, dict[str, Plain]] = {}
        self._taken: dict[str, dict[str, str]] = {}
        self._said = {folded(there): folded(here) for there, here in same_coders.items()}
        #: Pairs with different uuids, for the journal: table, there, here.
        self.pairs: list[tuple[str, str, str]] = []

    def mine(self, table: str, uuid: str, row: Plain | None = None) -> str:
        """The uuid here of a thing there; its own if it is not here yet.

        Args:
            table: Kind of thing.
            uuid: There.
            row: As it would be here, where its passage had to be looked for; None to work it out.
        """
        name = (table, uuid)
        if name not in self._found:
            self._found[name] = uuid  # a code that were its own parent would ask for itself
            self._found[name] = self._look(table, uuid, row)
            if self._found[name] != uuid:
                self.pairs.append((table, uuid, self._found[name]))
                self._taken.setdefault(table, {})[self._found[name]] = uuid
        return self._found[name]

    def in_mine(self, table: str, row: Plain) -> Plain:
        """A row there with the uuids that the things it refers to have here."""
        references = REFERENCES[table]
        return {
            key: self.mine(references[key], value) if key in references and value is not None else value
            for key, value in row.items()
        }

    def _look(self, table: str, uuid: str, translated: Plain | None) -> str:
        if self._held.get(table, uuid) is not None:
            return uuid
        for other in self._equal(table, uuid):
            if self._held.get(table, other) is not None:
                return other
        if KEYS[table] is None or (table == "codings" and translated is None):
            return uuid
        row = translated or self._their_rows(table).get(uuid)
        found = None if row is None else self._alike(table, row, translated)
        # What both copies have, each under the same uuid, are two things, whatever they are called now.
        if found is None or found in self._their_uuids(table) or found in self._taken.get(table, {}):
            return uuid
        return found

    def _alike(self, table: str, row: Plain, translated: Plain | None) -> str | None:
        if table == "transcripts" and (found := self._same_text(row)):
            return found
        if table == "coders" and (said := self._said.get(folded(row["name"]))):
            return self._coder_named(said)
        if table == "coders" and row["kind"] == "consensus":
            return next((uuid for uuid, one in self._held.all("coders").items() if one["kind"] == "consensus"), None)
        row = translated or self.in_mine(table, row)
        found = self._held.find(table, row)
        if table != "codes":
            return found
        # Short names are made from labels and cut: two codes often get the same that mean different things.
        return found if found and self._means_the_same(found, row) else self._same_path(row)

    def _same_text(self, row: Plain) -> str | None:
        """A transcript here with the same words; of several the one with the same name."""
        if row["deleted_at"] is not None:
            return None
        alike = self._texts_here.get(self._texts_there.get(row["uuid"], ""), [])
        named = [uuid for uuid, name in alike if name == row["name"]]
        return named[0] if named else alike[0][0] if len(alike) == 1 else None

    @cached_property
    def _texts_there(self) -> dict[str, str]:
        return dict(self._theirs.rows(_TEXTS))

    @cached_property
    def _texts_here(self) -> dict[str, list[tuple[str, str]]]:
        names = {uuid: row["name"] for uuid, row in self._held.all("transcripts").items() if row["deleted_at"] is None}
        found: dict[str, list[tuple[str, str]]] = {}
        for uuid, digest in self._ours.rows(_TEXTS):
            if uuid in names:
                found.setdefault(digest, []).append((uuid, names[uuid]))
        return found

    def _means_the_same(self, uuid: str, row: Plain) -> bool:
        """Whether two codes of one short name have a label or their whole definition in common."""
        one = self._held.get("codes", uuid)
        if one is None:
            return False
        return _same_label(one, row) or (bool(one["definition"]) and one["definition"] == row["definition"])

    def _same_path(self, row: Plain) -> str | None:
        """A code here under the same parent with the same label: a branch never has two such."""
        if row["deleted_at"] is not None:
            return None
        for uuid, one in self._held.all("codes").items():
            if _same_label(one, row) and one["deleted_at"] is None and one["parent_id"] == row["parent_id"]:
                return uuid
        return None

    def _coder_named(self, wanted: str) -> str:
        for uuid, row in self._held.all("coders").items():
            if folded(row["name"]) == wanted:
                return uuid
        raise StoreError(
            _("There is no coder {name} in this study.").format(name=wanted),
            _("Say --same NAME-THERE=NAME-HERE with a coder of this study."),
        )

    def _equal(self, table: str, uuid: str) -> set[str]:
        """What earlier merges, of either side, found to be the same thing."""
        found, fresh = {uuid}, [uuid]
        while fresh:
            for other in self._earlier.get((table, fresh.pop()), ()):
                if other not in found:
                    found.add(other)
                    fresh.append(other)
        return found - {uuid}

    @cached_property
    def _earlier(self) -> dict[Name, list[str]]:
        found: dict[Name, list[str]] = {}
        for side in (self._ours, self._theirs):
            told = [entry.facts for entry in side.journal.values() if entry.verb == MERGE]
            told += [facts for _copy, _at, _coder, verb, facts in side.merged.values() if verb == MERGE]
            for facts in told:
                for table, there, here in unpacked(facts).get("same", ()):
                    found.setdefault((table, there), []).append(here)
                    found.setdefault((table, here), []).append(there)
        return found

    def _their_rows(self, table: str) -> dict[str, Plain]:
        if table not in self._tables:
            self._tables[table] = self._theirs.plain(table)
        return self._tables[table]

    def _their_uuids(self, table: str) -> set[str]:
        if table not in self._uuids:
            self._uuids[table] = set(self._theirs.uuids(table))
        return self._uuids[table]

    def names(self) -> list[Names]:
        """Coders of both sides whose names differ in case, accents or hyphens only."""
        people = {uuid: row["name"] for uuid, row in self._held.all("coders").items() if row["kind"] == "person"}
        found = []
        for row in self._their_rows("coders").values():
            here = self.mine("coders", row["uuid"])
            for uuid, name in people.items():
                if row["name"] != name and (here == uuid or _letters(name) == _letters(row["name"])):
                    found.append(Names(name, row["name"], here == uuid))
        return found


_TEXTS = (
    "SELECT t.uuid, r.text_hash FROM transcripts t JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
)


def _same_label(one: Plain, other: Plain) -> bool:
    return any(one[label] and folded(one[label]) == folded(other[label]) for label in ("label_fr", "label_en"))


def _letters(name: str) -> str:
    return "".join(one for one in folded(name) if one.isalnum())
