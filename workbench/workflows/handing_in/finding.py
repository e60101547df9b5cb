"""What is told of a merge, gathered from its plan."""

from collections.abc import Mapping

from workbench.store.merging_side import News, Plain, Side
from workbench.workflows.handing_in.planning import Planner
from workbench.workflows.handing_in.refusing import is_blind
from workbench.workflows.handing_in.values import CodeNews, CodeStatus, Count, Found, TextNews

#: What a coder goes by when applying a code.
_READ = frozenset({"label_fr", "label_en", "definition", "include_when", "exclude_when", "example"})


def found_in(name: str, planner: Planner, *, related: bool) -> Found:
    """Everything that is told of one file.

    Args:
        name: Of the file.
        planner: When it has worked.
        related: Whether the two come from one study.
    """
    return Found(
        file=name,
        packet=_packet(planner),
        related=related,
        entries=len(planner.theirs.unknown_to(planner.ours)),
        here=_counts(planner.here) if related else {},
        here_of=_counts_apart(planner) if related and _is_sealing(planner.ours) else {},
        there=_counts(planner.there),
        taken=planner.plan.counts(),
        conflicts=planner.told.conflicts,
        shifted=planner.translator.shifted,
        texts=_texts(planner),
        left=planner.told.left,
        codes=_codes(planner),
        names=planner.identities.names(),
    )


def _packet(planner: Planner) -> str | None:
    packet = planner.theirs.packet
    if packet is None:
        return None
    found = planner.theirs.rows("SELECT name FROM coders WHERE uuid = ?", packet.coder)
    return str(found[0][0]) if found else ""


def _counts(news: Mapping[str, Mapping[str, News]]) -> dict[str, Count]:
    return {
        table: Count(
            sum(one.made for one in rows.values()),
            sum(not one.made and not one.gone for one in rows.values()),
            sum(one.gone for one in rows.values()),
        )
        for table, rows in news.items()
        if rows and table != "merged_entries"
    }


def _is_sealing(side: Side) -> bool:
    """Whether anything in a copy can be sealed from anybody."""
    return is_blind(side) or bool(side.rows("SELECT 1 FROM coders WHERE kind = 'aside' LIMIT 1"))


def _counts_apart(planner: Planner) -> dict[tuple[str, str | None, str], Count]:
    """What became of rows here, by whose they are and where."""
    found: dict[tuple[str, str | None, str], Count] = {}
    for table, rows in planner.here.items():
        planner.held.fetch(table, rows)
        for uuid, one in rows.items():
            count = found.setdefault((table, *_whose(planner, table, uuid, one)), Count())
            count.made += one.made
            count.changed += not one.made and not one.gone
            count.gone += one.gone
    return found


def _whose(planner: Planner, table: str, uuid: str, news: News) -> tuple[str | None, str]:
    """Uuids of coder and transcript; of what is gone without a trace of whose it was, None."""
    row = planner.held.get(table, uuid) or news.before
    if not row:
        return None, ""
    coder = planner.told.whose(table, row)
    if not coder and any(row.get(column) for column in ("coding_id", "summary_id")):
        return None, ""
    return coder, planner.told.where(table, row)


def _texts(planner: Planner) -> list[TextNews]:
    """Texts that come, and those whose words differ."""
    names = {uuid: str(row["name"]) for uuid, row in planner.held.all("transcripts").items()}
    found = {uuid: TextNews(uuid, names[uuid], True) for uuid in planner.plan.transcripts}
    for (uuid,) in planner.theirs.rows("SELECT uuid FROM transcripts WHERE deleted_at IS NULL ORDER BY position, id"):
        mine = planner.identities.mine("transcripts", uuid)
        if mine in names and mine not in found and _differs(planner, uuid, mine):
            found[mine] = TextNews(mine, names[mine], False)
    for one in planner.translator.shifted:
        text = found.setdefault(one.transcript, TextNews(one.transcript, names.get(one.transcript, ""), False))
        text.moves[one.move] = text.moves.get(one.move, 0) + 1
    return list(found.values())


def _differs(planner: Planner, there: str, mine: str) -> bool:
    return planner.ours.text_hash(mine) != planner.theirs.text_hash(there)


def _codes(planner: Planner) -> list[CodeNews]:
    """New codes, and those that either side defines anew."""
    before = planner.ours.plain("codes")
    there = {
        planner.identities.mine("codes", uuid): (uuid, one) for uuid, one in planner.there.get("codes", {}).items()
    }
    theirs = planner.theirs.plain("codes")
    found = []
    for mine, row in planner.held.all("codes").items():
        uuid, news = there.get(mine, (mine, None))
        other = theirs.get(uuid)
        own = planner.here.get("codes", {}).get(mine)
        status = _status(before.get(mine), other, own, news)
        if status is not None and other is not None:
            said = _definition(before[mine]) if mine in before else ""
            found.append(CodeNews(mine, str(row["short"]), status, said, _definition(other)))
    return found


def _status(mine: Plain | None, theirs: Plain | None, own: News | None, news: News | None) -> CodeStatus | None:
    if theirs is None:
        return None
    if mine is None:
        return CodeStatus.NEW
    if all(mine[column] == theirs[column] for column in _READ):
        return None
    here = own is not None and bool(own.columns & _READ)
    there = news is not None and bool(news.columns & _READ)
    if here and there:
        made_apart = own is not None and news is not None and own.made and news.made
        return CodeStatus.REDEFINED_APART if made_apart else CodeStatus.REDEFINED_BOTH
    return CodeStatus.REDEFINED_THERE if there else CodeStatus.REDEFINED_HERE if here else None


def _definition(row: Plain) -> str:
    """What is written about a code, in one piece."""
    return "\n".join(str(row[column]) for column in sorted(_READ) if row[column])
