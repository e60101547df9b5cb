"""Cases of coders found character by character, straight from the rules: slow, short, and nobody's product."""

from itertools import combinations
from typing import Any, NamedTuple

from workbench.analysis.columns import CONTRA, MISSING, BoolArray

Row = tuple[int, int, int, int, int, int, int]  # transcript, coder, code, start, end, strength, stance


class Slow(NamedTuple):
    """Cases and agreed passages as plain values."""

    cases: list[Any]
    agreed: list[Any]


class Answer(NamedTuple):
    """What one coder gives in one group."""

    chars: frozenset[int]
    stance: frozenset[int]
    strength: int
    rows: tuple[int, ...]


def differ(kind: str, left: Answer, right: Answer) -> bool:
    if kind == "stance":
        given = [one.stance for one in (left, right) if one.stance]
        return given[0] != given[1] if len(given) == 2 else any(CONTRA in one for one in given)
    return MISSING not in (left.strength, right.strength) and left.strength != right.strength


def groups_of(rows: list[Row], chosen: list[int]) -> list[list[int]]:
    """Components of codings that share a character and a code."""
    left, groups = list(chosen), []
    while left:
        chain = [left.pop()]
        for at in chain:
            near = [o for o in left if rows[o][0] == rows[at][0] and rows[o][2] == rows[at][2]]
            near = [o for o in near if max(rows[o][3], rows[at][3]) < min(rows[o][4], rows[at][4])]
            chain += near
            left = [other for other in left if other not in near]
        groups.append(chain)
    return groups


def answers_of(rows: list[Row], chain: list[int]) -> dict[int, Answer]:
    found = {}
    for coder in sorted({rows[at][1] for at in chain}):
        mine = sorted((at for at in chain if rows[at][1] == coder), key=lambda at: (rows[at][3], rows[at][4], at))
        found[coder] = Answer(
            frozenset(place for at in mine for place in range(rows[at][3], rows[at][4])),
            frozenset(rows[at][6] for at in mine) - {MISSING},
            max(rows[at][5] for at in mine),
            tuple(mine),
        )
    return found


def meant(answer: Answer, beside: list[Answer]) -> tuple[Any, ...]:
    """What an answer counts as among those on the same characters."""
    same = [other for other in beside if other.chars == answer.chars]
    stances = {other.stance for other in same if other.stance and CONTRA not in other.stance}
    strengths = {other.strength for other in same} - {MISSING}
    stance = next(iter(stances)) if not answer.stance and len(stances) == 1 else answer.stance
    strength = next(iter(strengths)) if answer.strength == MISSING and len(strengths) == 1 else answer.strength
    return answer.chars, stance, strength


def differing(answers: dict[int, Answer], kind: str) -> set[int]:
    """Characters of one group on which two of its coders differ."""
    everything = frozenset[int]().union(*(one.chars for one in answers.values()))
    if kind == "boundary":
        return {at for at in everything if any(at not in one.chars for one in answers.values())}
    return {
        at for one, two in combinations(answers.values(), 2) if differ(kind, one, two) for at in one.chars & two.chars
    }


def slow_cases(rows: list[Row], read: BoolArray) -> Slow:
    """Codings of coders 0 and up on texts 0 and up; every code stands for itself."""
    readers = {text: [who for who in range(read.shape[1]) if read[text, who]] for text in range(len(read))}
    chosen = [at for at, row in enumerate(rows) if row[1] in readers[row[0]] and len(readers[row[0]]) > 1]
    groups = [(rows[chain[0]][0], rows[chain[0]][2], answers_of(rows, chain)) for chain in groups_of(rows, chosen)]
    result = Slow([], [])
    alone = []
    for text, code, answers in groups:
        if list(answers) != readers[text]:
            alone.append((text, code, answers))
            continue
        costs = {kind: len(differing(answers, kind)) for kind in ("boundary", "stance", "strength")}
        if len({meant(one, list(answers.values())) for one in answers.values()}) == 1:
            assert not any(costs.values())
            chars = next(iter(answers.values())).chars
            whole = (min(chars), max(chars) + 1)
            result.agreed.append((text, code, whole, {row for one in answers.values() for row in one.rows}))
        else:
            result.cases.append(told([(text, code, answers)], readers[text]))
    result.cases.extend(told(cluster, readers[cluster[0][0]]) for cluster in joined(alone))
    return result


def joined(alone: list[Any]) -> list[list[Any]]:
    """Put groups together greedily: most shared characters first, then by place, then by code."""
    chars = [frozenset[int]().union(*(one.chars for one in answers.values())) for _t, _c, answers in alone]
    rank = [(min(held), max(held), code) for held, (_t, code, _a) in zip(chars, alone, strict=True)]
    pairs = [
        (-len(chars[a] & chars[b]), *sorted((rank[a], rank[b])), a, b)
        for a, b in combinations(range(len(alone)), 2)
        if alone[a][0] == alone[b][0] and chars[a] & chars[b] and not alone[a][2].keys() & alone[b][2].keys()
    ]
    clusters = [{at} for at in range(len(alone))]
    for *_key, a, b in sorted(pairs):
        left, right = (next(one for one in clusters if at in one) for at in (a, b))
        if left is not right and not {who for at in left for who in alone[at][2]} & {
            who for at in right for who in alone[at][2]
        }:
            clusters.remove(right)
            left |= right
    return [[alone[at] for at in sorted(one)] for one in clusters]


def told(cluster: list[Any], readers: list[int]) -> tuple[Any, ...]:
    """One case as plain values."""
    chars = {at for _t, _c, answers in cluster for one in answers.values() for at in one.chars}
    positions: dict[Any, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for number, (_text, _code, answers) in enumerate(cluster):
        for coder, answer in answers.items():
            key = (number, *meant(answer, list(answers.values())))
            coders, held = positions.get(key, ((), ()))
            positions[key] = ((*coders, coder), (*held, *answer.rows))
    silent = tuple(who for who in readers if all(who not in answers for _t, _c, answers in cluster))
    if silent:
        positions["nothing"] = (silent, ())
    parts = {kind: sum(len(differing(answers, kind)) for _t, _c, answers in cluster) for kind in WITHIN}
    costs = {"different_code": len(chars) if len(cluster) > 1 else 0, "missed": len(chars) if silent else 0, **parts}
    inside = set().union(*(differing(cluster[0][2], kind) for kind in WITHIN))
    return (
        cluster[0][0],
        (min(chars), max(chars) + 1),
        tuple(sorted({code for _text, code, _answers in cluster})),
        set(positions.values()),
        {kind: cost for kind, cost in costs.items() if cost},
        len(chars) if silent or len(cluster) > 1 else len(inside),
    )


WITHIN = ("boundary", "stance", "strength")
