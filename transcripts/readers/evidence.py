"""Which of the labels that lines seem to open with are speakers.

A colon in prose is no speaker, so a name needs evidence. It is one if

1. the person who imports declared it; or
2. a time code stands beside it, and beside another label of the file too, or the file is nearly all labels; or
3. its word is a role (ENQ, Chercheuse, Répondant …) and it comes back, or other labels stand beside it; or
4. it opens at least three lines, and labels of this kind open at least every seventh line of the file; or
5. it opens two, or one and can hardly be a word (``I-05``, ``MARIE``, ``Marie Roy``), and labels open at least half of
   the file's lines; or
6. the file is short (fewer than twelve such labels), and labels open at least half of its lines.

Words that open prose (Note, Exemple, Source, Date …) never are, unless declared. A name known only by type face or
blank space (bold, capitals, a tab, alone on a line) must come back and must not be alone: a title in capitals is no
speaker. What looked like a label and was refused is kept in the text and listed as a doubt.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transcripts.model import Role
from transcripts.readers.labels import Label, Weight
from transcripts.readers.names import is_event, is_identifier, is_name, key_of, letter_roles, opens_prose, role_of
from transcripts.readers.options import Doubt

_OFTEN = 3
_SHORT_FILE = 12
_MOST_DOUBTS = 10


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of a file.

    Attributes:
        roles: Key of each speaker to its role.
        names: Key of each speaker to its label, as declared or as first written.
        events: Keys of labels that tell what happened.
        doubts: What was refused, the most frequent first.
    """

    roles: dict[str, Role] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tally:
    """What the lines of a file propose.

    Attributes:
        counts: Key to number of lines that it opens.
        weights: Key to its weightiest shape.
        names: Key to the label as first written.
        share: Labels that are no prose, over lines.
        timed: Lines that open with a label and a time code.
    """

    counts: Counter[str]
    weights: dict[str, Weight]
    names: dict[str, str]
    share: float
    timed: int

    @property
    def total(self) -> int:
        """Labels that are no prose."""
        return sum(count for key, count in self.counts.items() if not opens_prose(self.names[key]))


def cast_of(labels: Sequence[Label | None], declared: Mapping[str, Role | None]) -> Cast:
    """Decide who speaks in a file.

    Args:
        labels: For each line the label it may open with.
        declared: Labels that the person who imports names, with their roles.
    """
    known = {key_of(label): role for label, role in declared.items()}
    tally = _tally(labels)
    events = frozenset(key for key, name in tally.names.items() if is_event(name) and key not in known)
    accepted = {key for key in tally.counts if key not in events and (key in known or _is_speaker(key, tally))}
    if not any(known.keys() & accepted) and _all_weak(accepted, tally) and len(accepted) < 2:
        accepted = set()
    letters = letter_roles(accepted)
    roles = {
        key: known.get(key) or letters.get(key) or role_of(tally.names[key]) or Role.PARTICIPANT for key in accepted
    }
    names = {key: tally.names[key] for key in accepted} | {key_of(name): name for name in declared}
    return Cast(roles, names, events, _doubts(tally, accepted | events))


def _tally(labels: Sequence[Label | None]) -> _Tally:
    counts: Counter[str] = Counter()
    weights: dict[str, Weight] = {}
    names: dict[str, str] = {}
    for label in labels:
        if label is not None:
            key = key_of(label.name)
            counts[key] += 1
            names.setdefault(key, label.name)
            weights[key] = max(weights.get(key, Weight.WEAK), label.weight)
    good = sum(count for key, count in counts.items() if not opens_prose(names[key]))
    timed = sum(label is not None and label.weight is Weight.TIMED for label in labels)
    return _Tally(counts, weights, names, good / max(1, len(labels)), timed)


def _is_speaker(key: str, tally: _Tally) -> bool:
    """The rules 2 to 6 above."""
    name, count, weight = tally.names[key], tally.counts[key], tally.weights[key]
    if opens_prose(name):
        return False
    if weight is Weight.TIMED and (tally.timed > 1 or tally.share >= 0.5):
        return True
    if role_of(name) is not None:
        return count > 1 or tally.share >= 0.5 or (len(tally.counts) > 1 and tally.total > count + 1)
    if count >= _OFTEN and tally.share >= 1 / 7:
        return True
    if weight is Weight.WEAK or not is_name(name) or tally.share < 0.5:
        return weight is Weight.WEAK and count > 1 and tally.share >= 0.5
    return count > 1 or is_identifier(name) or tally.total < _SHORT_FILE


def _all_weak(keys: set[str], tally: _Tally) -> bool:
    return all(tally.weights[key] is Weight.WEAK for key in keys)


def _worth_a_look(name: str) -> bool:
    return not opens_prose(name) and len(name.split()) <= _OFTEN


def _doubts(tally: _Tally, settled: set[str] | frozenset[str]) -> tuple[Doubt, ...]:
    """Refused names of at most three words, by frequency."""
    refused = [
        Doubt(tally.names[key], count)
        for key, count in tally.counts.most_common()
        if key not in settled and tally.weights[key] > Weight.WEAK and _worth_a_look(tally.names[key])
    ]
    return tuple(refused[:_MOST_DOUBTS])
