"""The measures on free spans once more, character by character in exact fractions: as written down, and slow."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np

from workbench.analysis.columns import BoolArray, Codings
from workbench.analysis.continua import Continua
from workbench.analysis.unitizing import Unitized, Unitizing

Span = tuple[int, int, int]  # start, end, code
GAP = -1
#: A text: its length, and the spans of each coder, None for a coder who did not read it.
Text = tuple[int, list[list[Span] | None]]


def columns(texts: list[Text]) -> tuple[Codings, list[int], BoolArray]:
    """Codings, lengths and who read what."""
    rows = [
        (text, coder, code, start, end)
        for text, (_length, coders) in enumerate(texts)
        for coder, spans in enumerate(coders)
        for start, end, code in spans or ()
    ]
    text, coder, code, start, end = ([row[at] for row in rows] for at in range(5))
    read = np.array([[spans is not None for spans in coders] for _length, coders in texts], bool)
    codings = Codings.build(transcript=text, coder=coder, code=code, start=start, end=end)
    return codings, [length for length, _coders in texts], read


def continua(texts: list[Text], values: int | None = None, **other: Any) -> Continua:
    codings, lengths, read = columns(texts)
    return Continua.build(codings, lengths=lengths, read=read, values=values, **other)


def figures(texts: list[Text], values: int | None = None, **other: Any) -> Unitized:
    return Unitizing(continua(texts, values, **other)).family().figures()


def flat(found: Unitized) -> list[float | None]:
    whole = (found.u, found.bar_u, found.cu, found.coverage, *found.k, *found.k_coverage)
    return [one.value for one in whole]


def one_text(length: int, *coders: list[Span] | None) -> list[Text]:
    return [(length, list(coders))]


def of_oracle(inputs: dict[str, Any]) -> tuple[list[Text], list[str]]:
    """Texts and names of codes, in order, of one known case."""
    documents = inputs.get("documents", [inputs])
    names = sorted({code for one in documents for spans in one["coders"].values() for _start, _end, code in spans})
    texts: list[Text] = [
        (one["length"], [[(s, e, names.index(code)) for s, e, code in spans] for spans in one["coders"].values()])
        for one in documents
    ]
    return texts, names


@dataclass
class Sums:
    """Both matrices and both corrections of the 2016 family."""

    seen: dict[tuple[int, int], Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    squares: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    corrections: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))

    def add(self, length: int, coders: list[list[Span]]) -> None:
        answers = [[GAP] * length for _ in coders]
        for mine, spans in zip(answers, coders, strict=True):
            for start, end, code in spans:
                mine[start:end] = [code] * (end - start)
                self.squares[code] += (end - start) ** 2
            self.squares[GAP] += mine.count(GAP)
        share = Fraction(1, len(coders) - 1)
        for one, other in permutations(range(len(coders)), 2):
            for pair in zip(answers[one], answers[other], strict=True):
                self.seen[pair] += share
            for start, end, code in coders[one]:
                valued = sum(answer != GAP for answer in answers[other][start:end])
                self.corrections[code] += share * valued**2


def alpha(seen: dict[tuple[int, int], Fraction], expected: dict[tuple[int, int], Fraction]) -> Fraction | None:
    observed = sum(part for (c, k), part in seen.items() if c != k)
    chance = sum(part for (c, k), part in expected.items() if c != k)
    return None if chance <= 0 else 1 - Fraction(observed) / chance


def expectation(
    seen: dict[tuple[int, int], Fraction], corrections: dict[int, Fraction], *, restricted: bool
) -> dict[tuple[int, int], Fraction] | None:
    """Epsilon of the family; of the restricted matrix in the form of cu alpha. None where it cannot be had."""
    values = sorted({c for c, _k in seen})
    row = {c: sum((part for (d, _k), part in seen.items() if d == c), Fraction()) for c in values}
    total = sum(row.values())
    removed = sum((corrections[c] for c in values), Fraction())
    if total == 0 or total * total - removed <= 0:
        return None
    scale = 1 / (total - removed / total) if restricted else total / (total**2 - removed)
    return {(c, k): scale * (row[c] * row[k] - (corrections[c] if c == k else 0)) for c in values for k in values}


def collapse(seen: dict[tuple[int, int], Fraction]) -> dict[tuple[int, int], Fraction]:
    found: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for (c, k), part in seen.items():
        found[min(c, 0), min(k, 0)] += part
    return found


def of_code(code: int, met: dict[tuple[int, int], Fraction], corrections: dict[int, Fraction]) -> Fraction | None:
    """(k)u alpha, with the scale of epsilon* left out above and below: the two are equal."""
    row = {c: sum(part for (d, _k), part in met.items() if d == c) for c in {c for c, _k in met}}
    total = Fraction(sum(row.values()))
    mine = Fraction(row.get(code, 0))
    expected, alone = total * mine - corrections[code], mine * mine - corrections[code]
    if mine == 0 or expected <= 0 or expected == alone:
        return None
    return 1 - expected / mine * (mine - met[code, code]) / (expected - alone)


def reference(texts: list[Text], codes: int) -> dict[str, Any]:
    sums = Sums()
    for length, coders in texts:
        readers = [spans for spans in coders if spans is not None]
        if len(readers) > 1:
            sums.add(length, readers)
    seen = sums.seen
    met: dict[tuple[int, int], Fraction] = defaultdict(Fraction, {p: v for p, v in seen.items() if GAP not in p})
    length, shared = sum(seen.values()), sum(met.values())
    both = {GAP: sums.squares[GAP], 0: sum(v for c, v in sums.squares.items() if c != GAP)}
    whole = expectation(seen, sums.squares, restricted=False)
    bare = expectation(collapse(seen), defaultdict(Fraction, both), restricted=False)
    where_met = expectation(met, sums.corrections, restricted=True)
    marked = {c: sum(part for (d, _k), part in seen.items() if d == c) for c in range(codes)}
    return {
        "u": whole and alpha(seen, whole),
        "bar_u": bare and alpha(collapse(seen), bare),
        "cu": where_met and alpha(met, where_met),
        "coverage": Fraction(shared) / length if length else None,
        "k": [of_code(code, met, sums.corrections) for code in range(codes)],
        "k_coverage": [
            Fraction(sum(part for (d, _k), part in met.items() if d == c)) / marked[c] if marked[c] else None
            for c in range(codes)
        ],
    }
