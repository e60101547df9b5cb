"""What cannot be merged, though both are sound studies."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import _
from workbench.errors import SealedError, StoreError
from workbench.store import seals

if TYPE_CHECKING:
    from workbench.store.merging_keys import Held
    from workbench.store.merging_side import News, Side
    from workbench.workflows.handing_in.identities import Identities

#: What coders do, as far as a packet leaves it out with the coder.
_WORK = ("codings", "memos", "coder_states", "decisions", "summaries", "picked_quotations")


def refuse_strange(path: Path, theirs: "Side", identities: "Identities", held: "Held") -> None:
    """Refuse what only shares the program: another study altogether.

    Raises:
        StoreError: If the two have no transcript in common.
    """
    texts = theirs.rows("SELECT uuid FROM transcripts WHERE deleted_at IS NULL")
    if not any(held.get("transcripts", identities.mine("transcripts", uuid)) for (uuid,) in texts):
        raise StoreError(
            _("{name} is another study: it has no transcript in common with this one.").format(name=path.name),
            _("Nothing was changed. Bring its texts in with `workbench import`, its codings with `workbench code`."),
        )


def refuse_unsealing(path: Path, study: Path, ours: "Side", theirs: "Side") -> None:
    """Refuse to bring what is sealed there into a study that has no seals.

    Raises:
        SealedError: If the copy is blind, the study is not, and work of several is under one closed seal there.
    """
    if is_blind(ours) or not is_blind(theirs):
        return
    sealed = theirs.rows(
        "SELECT 1 FROM codings c JOIN coders o ON o.id = c.coder_id AND o.kind = 'person'"
        " WHERE c.transcript_id NOT IN (SELECT transcript_id FROM openings)"
        " GROUP BY c.transcript_id HAVING count(DISTINCT c.coder_id) > 1 LIMIT 1"
    )
    if sealed:
        raise SealedError(
            _("{name} is blind and {study} is not: what is sealed there could be seen here.").format(
                name=path.name, study=study.name
            ),
            _("Nothing was changed. Make {study} blind first: workbench seal {study}").format(study=study.name),
        )


def refuse_into_packet(
    path: Path,
    study: Path,
    ours: "Side",
    theirs: "Side",
    identities: "Identities",
    news: Mapping[str, Mapping[str, "News"]],
) -> None:
    """Refuse to bring work of others into a packet that they were cut out of: only what is newer would come.

    Raises:
        StoreError: If the study is a packet and the copy holds work that the packet would go on without.
    """
    if ours.packet is None or not any(_lacks(table, ours, theirs, identities, news.get(table, {})) for table in _WORK):
        return
    raise StoreError(
        _("{study} is a packet: what others did before it was made is not in it, and does not come by a merge.").format(
            study=study.name
        ),
        _("Nothing was changed. Bring it into the whole study instead: workbench merge {name} {study}").format(
            name=path.name, study=study.name
        ),
    )


def _lacks(table: str, ours: "Side", theirs: "Side", identities: "Identities", news: Mapping[str, "News"]) -> bool:
    """Whether rows of others there are neither in the packet nor news to it."""
    own = ours.packet.coder if ours.packet else ""
    have = set(ours.uuids(table))
    rows = theirs.rows(f"SELECT r.uuid FROM {table} r JOIN coders o ON o.id = r.coder_id AND o.uuid <> ?", own)
    return any(uuid not in news and uuid not in have and identities.mine(table, uuid) not in have for (uuid,) in rows)


def is_blind(side: "Side") -> bool:
    """Whether a copy is a blind study."""
    found = side.rows("SELECT value FROM preferences WHERE name = ?", seals.BLIND)
    return (found[0][0] if found else side.facts.get(seals.BLIND, "")) in ("1", "yes", "true")
