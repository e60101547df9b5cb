"""The orders in which participants put codes themselves."""

from workbench.store.reader import Reader


def all(reader: Reader) -> dict[str, dict[str, float]]:
    """Pseudonym → uuid of a code → the place that the participant gives it, 1 for the first; ties share a place."""
    found: dict[str, dict[str, float]] = {}
    for pseudonym, code, place in reader.rows(
        "SELECT p.pseudonym, c.uuid, o.place FROM participant_orders o"
        " JOIN participants p ON p.id = o.participant_id AND p.deleted_at IS NULL"
        " JOIN codes c ON c.id = o.code_id AND c.deleted_at IS NULL ORDER BY p.position, p.id, o.place, c.position"
    ):
        found.setdefault(pseudonym, {})[code] = place
    return found
