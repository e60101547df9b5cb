"""What belongs together, what is nobody's decision, and what keeps a thing in use: the rules of a merge as data."""

from typing import Any

from workbench.store.merging_side import Plain

#: Columns that are changed together: one of them without the others would say what nobody said.
TOGETHER: dict[str, tuple[frozenset[str], ...]] = {
    "codings": (frozenset({"start", "end"}), frozenset({"code_id", "codebook_version"})),
    "attribute_values": (frozenset({"knowledge", "text_value", "low", "high"}),),
    "rulings": (frozenset({"start", "end", "kind", "verdict", "chosen", "positions", "coder_id", "reason"}),),
    "picked_quotations": (frozenset({"start", "end", "cuts"}),),
    "quantity_words": (frozenset({"measure", "least", "most"}),),
    "speakers": (frozenset({"role", "participant_id"}),),
    "recruitment": (frozenset({"status", "reason"}),),
}

#: Columns on which the two sides differ without anybody having decided anything.
QUIET = frozenset(
    {"uuid", "changed_at", "created_at", "made_at", "decided_at", "opened_at", "started_at", "position"}
    | {"folded_name", "codebook_version", "journal_entry", "revision"}
)

#: Words that people wrote: where both sides did, both stay, one under the other.
WRITTEN = frozenset({("memos", "body"), ("summaries", "body")})

#: What keeps a code, a transcript or a participant in use: table → column.
WORK: dict[str, tuple[tuple[str, str], ...]] = {
    "codes": (
        *(("codings", "code_id"), ("memos", "code_id"), ("codes", "parent_id")),
        *(("summaries", "code_id"), ("picked_quotations", "code_id")),
    ),
    "transcripts": (
        *(("codings", "transcript_id"), ("memos", "transcript_id"), ("rulings", "transcript_id")),
        *(("summary_passages", "transcript_id"), ("picked_quotations", "transcript_id")),
    ),
    "participants": (
        *(("speakers", "participant_id"), ("summaries", "participant_id")),
        ("attribute_values", "participant_id"),
    ),
}


def groups(table: str, columns: frozenset[str]) -> list[frozenset[str]]:
    """The columns, those that belong together as one."""
    left = set(columns)
    found: list[frozenset[str]] = []
    for group in TOGETHER.get(table, ()):
        if group & left:
            found.append(group)
            left -= group
    return [*found, *(frozenset({column}) for column in sorted(left))]


def later(mine: Plain, theirs: Plain, columns: frozenset[str]) -> Plain:
    """Of two times of a change the later; anything else stays as it is here."""
    found: dict[str, Any] = {}
    if "changed_at" in columns:
        found["changed_at"] = max(mine["changed_at"], theirs["changed_at"])
    return found


def both_texts(mine: str, theirs: str) -> str:
    """What both wrote, in an order that does not depend on who merges."""
    if theirs in mine or mine in theirs:
        return max(mine, theirs, key=len)
    return "\n\n".join(sorted((mine, theirs)))
