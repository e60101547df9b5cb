"""Ratings for tests: random, lifelike in what is missing, and the same every time."""

import numpy as np

from workbench.analysis.columns import FloatArray, IntArray


def random_ratings(
    seed: int, *, coders: int = 4, units: int = 60, values: int = 4, missing: float = 0.2, noise: float = 0.4
) -> FloatArray:
    """Coders who mostly see the same, each with a share of slips and of units that they were not given."""
    chance = np.random.default_rng(seed)
    truth = chance.choice(values, units, p=np.arange(values, 0, -1) / (values * (values + 1) / 2))
    slips = chance.integers(0, values, (coders, units))
    ratings = np.where(chance.random((coders, units)) < noise, slips, truth).astype(float)
    ratings[chance.random((coders, units)) < missing] = np.nan
    return ratings


def random_transcripts(seed: int, units: int, transcripts: int) -> IntArray:
    """Which transcript each unit is of; some may have none."""
    return np.sort(np.random.default_rng(seed).integers(0, transcripts, units))
