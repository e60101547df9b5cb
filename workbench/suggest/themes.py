"""Emerging themes: groups of similar passages that nobody has coded yet, as lists to read. They are no codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Vectors
from workbench.suggest.theme_groups import central, evenly, groups, joined, middles
from workbench.suggest.theme_texts import Fetched, Places, Texts, fetch
from workbench.suggest.theme_vectors import ThemeSpace
from workbench.suggest.theme_words import FEWEST as FEWEST_WORDS
from workbench.suggest.theme_words import TypicalWord, WordCounts

FEWEST_LEMMAS = 4
"""Different words that say something, below which a passage is about nothing that others could share."""

FEWEST_PASSAGES = 20
"""Passages below which no group is looked for: whoever has so few has read them."""

MOST_COMPARED = 12_000
"""Passages that are compared each with each; of more, some spread evenly are, and the others join what was found."""

_NEAREST = 3
_MOST_OF_A_CODE = 100
_MOST_OF_A_GROUP = 100
_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Passages that are like one another.

    Attributes:
        places: Where they are in the corpus, the most central first.
        words: What sets them apart from all other passages, the most telling first; 2 to 6.
        likeness: Mean cosine of their pairs; compares within one study only.
        like: Key of the code whose passages they are like, "" if of none.
    """

    places: Places
    words: tuple[TypicalWord, ...]
    likeness: float
    like: str


@dataclass(frozen=True, slots=True, eq=False)
class Themes:
    """What was found.

    Attributes:
        themes: Those that more transcripts share and that hold more passages first.
        looked_at: Passages that were grouped, or could have been.
        short: Passages too short to be about something; not looked at.
        alone: Passages looked at that are in none of the themes.
        compared: Passages that were compared each with each; the others joined what was found there.
    """

    themes: tuple[Theme, ...]
    looked_at: int
    short: int
    alone: int
    compared: int


def find_themes(
    texts: Texts,
    candidates: Places,
    coded: Mapping[str, Places],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Themes:
    """Group the passages that are candidates.

    Args:
        texts: The corpus.
        candidates: Passages that are not coded.
        coded: Key of each code → the passages that have it.
        progress: Told how many segments of how many were fetched, then how many were compared.
    """
    candidates = np.unique(candidates)
    if len(candidates) < FEWEST_PASSAGES:
        return Themes((), len(candidates), 0, len(candidates), 0)
    fetched = fetch(texts, progress)
    looked_at = _about_something(fetched, candidates)
    short = len(candidates) - len(looked_at)
    if len(looked_at) < FEWEST_PASSAGES:
        return Themes((), len(looked_at), short, len(looked_at), 0)
    themes = _found(texts, fetched, looked_at, coded, progress)
    grouped = sum(len(theme.places) for theme in themes)
    return Themes(themes, len(looked_at), short, len(looked_at) - grouped, min(len(looked_at), MOST_COMPARED))


def _about_something(fetched: Fetched, places: Places) -> Places:
    said = (len(set(fetched.lemmas[place])) >= FEWEST_LEMMAS for place in places.tolist())
    kept: Places = places[np.fromiter(said, bool, len(places))]
    return kept


def _found(
    texts: Texts,
    fetched: Fetched,
    looked_at: Places,
    coded: Mapping[str, Places],
    progress: Callable[[int, int], None] | None,
) -> tuple[Theme, ...]:
    """The groups that have words of their own: small talk and fillers have none."""
    compared = looked_at[evenly(len(looked_at), MOST_COMPARED)]
    space = ThemeSpace(texts, fetched, compared)
    points, apart = space.of(compared), _transcripts(texts, compared)
    fewest, by_words = min(2, len(np.unique(apart))), texts.vectors is None
    found, alike = groups(points, apart, strict=by_words, fewest_apart=fewest, progress=progress)
    members = [compared[rows] for rows in found]
    if found and len(compared) < len(looked_at):
        _join(space, members, middles(points, found), np.setdiff1d(looked_at, compared), alike)
    counts = WordCounts(texts, fetched, looked_at)
    codes = {code: space.of(places[evenly(len(places), _MOST_OF_A_CODE)]) for code, places in coded.items()}
    made = (_theme(space, counts, places, codes, alike) for places in members)
    themes = [theme for theme in made if len(theme.words) >= FEWEST_WORDS]
    return tuple(sorted(themes, key=lambda theme: (-_weight(texts, theme), int(theme.places[0]))))


def _join(space: ThemeSpace, members: list[Places], middle: Vectors, rest: Places, alike: float) -> None:
    """Add the passages that were not compared to the groups that they are like."""
    for start in range(0, len(rest), _AT_ONCE):
        block = rest[start : start + _AT_ONCE]
        nearest = joined(space.of(block), middle, alike)
        for group in np.unique(nearest[nearest >= 0]).tolist():
            members[group] = np.append(members[group], block[nearest == group])


def _theme(space: ThemeSpace, counts: WordCounts, places: Places, codes: Mapping[str, Vectors], alike: float) -> Theme:
    points = space.of(places)
    order, likeness = central(points)
    like = _like(points[order[:_MOST_OF_A_GROUP]], codes, max(alike, likeness))
    return Theme(places[order], counts.typical(places[order]), likeness, like)


def _transcripts(texts: Texts, places: Places) -> Places:
    """Number of the transcript of each passage."""
    numbers: dict[str, int] = {}
    found = (numbers.setdefault(texts.pieces[place].transcript, len(numbers)) for place in places.tolist())
    numbered: Places = np.fromiter(found, np.int64, len(places))
    return numbered


def _weight(texts: Texts, theme: Theme) -> float:
    """What many transcripts share comes before what fills one of them."""
    transcripts = len({texts.pieces[place].transcript for place in theme.places.tolist()})
    return round(transcripts * float(np.log1p(len(theme.places))) * theme.likeness, 6)


def _like(members: Vectors, codes: Mapping[str, Vectors], enough: float) -> str:
    """The code whose passages are as like the members as these are to one another, "" if there is none."""
    near = {code: _nearness(members @ passages.T) for code, passages in codes.items() if len(passages)}
    best = min(near, key=lambda code: (-near[code], code), default="")
    return best if best and near[best] >= enough else ""


def _nearness(cosines: NDArray[np.float32]) -> float:
    """Mean cosine of each member with the three passages nearest to it."""
    most = min(_NEAREST, cosines.shape[1])
    return round(float(np.sort(cosines, axis=1)[:, -most:].mean()), 5)
