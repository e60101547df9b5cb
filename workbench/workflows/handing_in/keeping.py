"""What must hold of a study after a merge, whatever both sides did: no work lies in the bin, a tree is a tree."""

from collections.abc import Iterator

from workbench.store.images import POINTED_FROM
from workbench.store.merging_side import Plain
from workbench.store.rows import BINNED, JOURNALLED
from workbench.workflows.handing_in.planning import Planner
from workbench.workflows.handing_in.values import Kept, Reason


def keep_in_order(planner: Planner) -> None:
    """Mend a plan that is right row by row but not as a whole."""
    _keep_what_hangs_on_kept_rows(planner)
    _take_out_of_bin(planner)
    _break_circles(planner)
    _take_out_parents(planner)
    _free_keys(planner)


def _keep_what_hangs_on_kept_rows(planner: Planner) -> None:
    """A coding that stays although it was taken off there keeps its memo."""
    fresh = [(one.table, one.uuid) for one in planner.told.conflicts if one.reason in _STAYED]
    fresh = [(table, uuid) for table, uuid in fresh if table not in BINNED]  # nothing goes with what lies in the bin
    while fresh:
        table, uuid = fresh.pop()
        for child, column in POINTED_FROM[table]:
            if child not in JOURNALLED:
                continue
            for other in list(planner.plan.removed.get(child, ())):
                row = planner.told.gone[child, other]
                if row[column] == uuid:
                    planner.plan.keep(child, other, row)
                    fresh.append((child, other))


_STAYED = (Reason.DELETED_THERE, Reason.BUILT_ON)


def _take_out_of_bin(planner: Planner) -> None:
    """What was put into the bin here while somebody worked with it there is in use."""
    for table in sorted(BINNED):
        in_use = planner.their_live(table) if planner.used_there[table] else frozenset()
        for uuid in sorted(planner.used_there[table]):
            row = planner.held.get(table, uuid)
            if row is not None and row["deleted_at"] is not None and uuid in in_use:
                _restore(planner, table, row)


def _restore(planner: Planner, table: str, row: Plain) -> None:
    planner.told.conflict(Reason.DELETED_HERE, table, row, "", None, None, Kept.THEIRS)
    planner.change(table, row, {"deleted_at": None})


def _above(planner: Planner, row: Plain) -> Iterator[Plain]:
    """The code's parent, its parent, and so on; ends where it comes round again."""
    seen = {row["uuid"]}
    while row["parent_id"] is not None and row["parent_id"] not in seen:
        parent = planner.held.get("codes", row["parent_id"])
        if parent is None:
            return
        seen.add(parent["uuid"])
        row = parent
        yield row


def _break_circles(planner: Planner) -> None:
    """Where each side put one code under the other, the branch stays as it was here."""
    for table, uuid in sorted(planner.plan.changed):
        if table != "codes":
            continue
        row = planner.held.get(table, uuid)
        assert row is not None
        top = list(_above(planner, row))
        if (top[-1] if top else row)["parent_id"] != uuid:
            continue
        before = planner.ours.plain("codes", [uuid])[uuid]["parent_id"]
        planner.told.conflict(Reason.TREE, table, row, "parent_id", before, row["parent_id"], Kept.MINE)
        planner.plan.change(table, uuid, {"parent_id": before})


def _take_out_parents(planner: Planner) -> None:
    """A code that is in use has no parent in the bin."""
    for row in list(planner.held.all("codes").values()):
        if row["deleted_at"] is not None:
            continue
        for parent in list(_above(planner, row)):
            if parent["deleted_at"] is not None:
                _restore(planner, "codes", parent)


def _free_keys(planner: Planner) -> None:
    """Of two codes with the same key of the keyboard one keeps it: always the same one, whichever copy merges."""
    came = {row["uuid"] for row in planner.plan.rows("codes")}
    came |= {uuid for table, uuid in planner.plan.changed if table == "codes"}
    live = [row for row in planner.held.all("codes").values() if row["deleted_at"] is None and row["key"]]
    disputed = {row["key"] for row in live if row["uuid"] in came}
    taken: set[str] = set()
    for row in sorted((row for row in live if row["key"] in disputed), key=lambda one: str(one["uuid"])):
        if row["key"] in taken:
            planner.told.conflict(Reason.NAME_TAKEN, "codes", row, "key", None, row["key"], Kept.MINE)
            planner.plan.change("codes", row["uuid"], {"key": ""})
        taken.add(row["key"])
