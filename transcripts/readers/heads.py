"""Heads of files, which look like turns: ``Enquêteur : Marie Roy``, ``Participant : I-05``, ``Date : 12 mai``.

A head is what stands before the first label that comes back, if a line of it is labelled as only heads are (Date, Lieu,
Durée …). Its lines are no turns; but who is the interviewer there is the interviewer further down, by name or initials.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from transcripts.model import Role
from transcripts.readers.evidence import Cast
from transcripts.readers.labels import Label
from transcripts.readers.names import key_of, opens_prose, role_of
from transcripts.readers.script import Script


def without_head(
    script: Script, labels: list[Label | None], cast: Cast, declared: Mapping[str, Role | None]
) -> tuple[list[Label | None], Cast]:
    """The labels and the cast without those of the head; what it says of roles is kept.

    Args:
        script: The text.
        labels: For each line the label that it may open with.
        cast: Who speaks, the head's labels taken for speakers too.
        declared: Roles that the person who imports gave, which no head overrules.
    """
    size = _head_size(labels, cast)
    if not any(label is not None and _is_metadata(label, cast) for label in labels[:size]):
        return labels, cast
    body: list[Label | None] = [None if number < size else label for number, label in enumerate(labels)]
    speaking = {key_of(label.name) for label in body if label is not None}
    given = {key_of(name) for name, role in declared.items() if role is not None}
    told = {key: role for key, role in _told_roles(script, labels[:size]).items() if key not in given}
    roles = {key: told.get(key, role) for key, role in cast.roles.items() if key in speaking}
    return body, replace(cast, roles=roles)


def _head_size(labels: list[Label | None], cast: Cast) -> int:
    """How many lines stand before the first speaker who speaks more than once."""
    counts = Counter(key_of(label.name) for label in labels if label is not None)
    for number, label in enumerate(labels):
        key = "" if label is None else key_of(label.name)
        if key in cast.roles and counts[key] > 1:
            return number
    return 0


def _is_metadata(label: Label, cast: Cast) -> bool:
    return opens_prose(label.name) and key_of(label.name) not in cast.roles


def _told_roles(script: Script, labels: list[Label | None]) -> dict[str, Role]:
    """Names and initials that the head puts behind a word for a role."""
    told: dict[str, Role] = {}
    for line, label in zip(script.lines, labels, strict=False):
        role = None if label is None else role_of(label.name)
        if label is not None and role is not None:
            name = script.words(line)[label.size :].strip()
            told[key_of(name)] = role
            told[key_of("".join(word[0] for word in name.replace("-", " ").split()))] = role
    told.pop("", None)
    return told
