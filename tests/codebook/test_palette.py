"""The colours of codes can be told apart, by everyone, on light and on dark."""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from codebook.book import Codebook
from codebook.code import Code
from codebook.palette import PALETTE, READABLE, colour_of, contrast, next_colour, readable

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    seen = [min(1.0, max(0.0, value)) for value in times(SIGHT[sight], linear)]
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (value / reference for value, reference in zip(times(TO_XYZ, seen), white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(first, second) -> float:
    (l1, a1, b1), (l2, a2, b2) = first, second
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1 + (1 - sqrt(mean**7 / (mean**7 + 25**7))) / 2
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    big_t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.2 * cos(radians(4 * hue - 63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * big_t)
    twist = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    return sqrt(dl**2 + dc**2 + dh**2 - twist * dc * dh)


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_our_colour_difference_gives_the_published_values(first, second, difference):
    # Sharma, Wu and Dalal (2005), table 1.
    assert ciede2000(first, second) == pytest.approx(difference, abs=5e-5)


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_colours_differ_for_every_kind_of_sight(sight):
    closest = min(ciede2000(lab(a, sight), lab(b, sight)) for a, b in combinations(PALETTE, 2))
    assert len(PALETTE) >= 12 and closest >= 9


@pytest.mark.parametrize("ground", ["#ffffff", "#1e1e1e"])
def test_every_colour_stands_out_from_light_and_dark(ground):
    assert min(contrast(colour, ground) for colour in PALETTE) >= 2.2


@pytest.mark.parametrize("colour", [*PALETTE, "#000000", "#ffffff", "#ffff00", "#00008b"])
def test_any_colour_can_be_made_readable_on_light_and_dark(colour):
    assert contrast(readable(colour, dark=True), "#1e1e1e") >= READABLE
    assert contrast(readable(colour, dark=False), "#ffffff") >= READABLE


def test_a_colour_that_is_readable_already_stays():
    assert readable("#4477aa", dark=False) == "#4477aa"


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_code_has_its_own_colour_else_its_branch_s_else_the_palette_s():
    top = Code("a", "A", {"fr": "A"}, colour="#123456")
    own = Code("b", "B", {"fr": "B"}, parent="a", colour="#abcdef")
    inner = Code("c", "C", {"fr": "C"}, parent="b")
    plain = Code("d", "D", {"fr": "D"}, parent="a")
    free = Code("e", "E", {"fr": "E"})
    book = Codebook((top, own, inner, plain, free))
    assert [colour_of(book, code) for code in book] == ["#123456", "#abcdef", "#abcdef", "#123456", PALETTE[4]]
    assert colour_of(book.remove("b"), free) == PALETTE[4]


def test_the_next_colour_is_one_that_no_sibling_has():
    book = Codebook()
    for _number in range(len(PALETTE)):
        book = book.add(book.new_code("Code", "fr", colour=next_colour(book)))
    assert {code.colour for code in book} == set(PALETTE)
    assert next_colour(book, book.codes[0].uuid) in PALETTE
