"""Every kind of plot drawn with characters, line by line."""

import pytest

from exports.plots import plot_lines
from tests.exports.plot_samples import PLOTS


@pytest.mark.parametrize("name", ["facing", "heat", "network", "arrows", "curve", "bars", "spans", "stack", "lanes"])
def test_a_plot_is_drawn_as_it_was_meant(name: str) -> None:
    assert "\n".join(plot_lines(PLOTS[name], width=WIDTHS.get(name, 60))) == DRAWN[name].strip("\n")


@pytest.mark.parametrize("name", ["facing", "curve", "stack"])
def test_a_plot_without_box_characters_says_the_same(name: str) -> None:
    lines = plot_lines(PLOTS[name], width=WIDTHS.get(name, 60), ascii_only=True)
    assert "\n".join(lines) == PLAIN[name].strip("\n")


WIDTHS = {"facing": 76}

DRAWN = {
    "facing": """
                            contra mixed   pro                   neutral
Dialogue avec les citoyens     1 ▒│░░░ 2  │███ 2                       0
  D = 0.84
Image                           0 │ 0     │████████████████ 10         0
  D = 0
Veille                          0 │ 0     │ 0                          3
  no stance

▒ contra, ░ mixed, █ pro; participants, of 11 read
""",
    "heat": """
         I-01 I-02 I-03 I-04
Image     ▒3   ·         █8s
Dialogue  ░1p  ░2        ▒4

passages: ·0, ░1–2, ▒3–4, █8; blank: nothing to show
""",
    "network": """
IMAGE ── PROJET 6 ████████████████████████████████████████
IMAGE ── NOTO   3 ████████████████████
NOTO  ── DIAL   1 ██████▋

        IMAGE PROJET   NOTO   DIAL
IMAGE             █6     ▒3     ·
PROJET     █6            ·      ·
NOTO       ▒3     ·             ░1
DIAL       ·      ·      ░1

weight: ·0, ░1, ▒3, █6; blank: nothing to show

In no pair: VEILLE.
""",
    "arrows": """
IMAGE → DIAL  2 ████████████████████████████████████████
DIAL  → IMAGE 1 ████████████████████
IMAGE → IMAGE 1 ████████████████████

      IMAGE  DIAL
IMAGE    ▒1    █2
DIAL     ▒1

from the row to the column: ▒1, █2; blank: nothing to show
""",
    "curve": """
codes seen so far
20 ┤                             ░░░░░░⣀⣀⣀⣀⡠⠤⠤⠤⠤⠤⠔⠒⠒⠒⠒⠒⠒⠉⠉⠉●
   │                ░░░░░░░░⢀⣀⠤⠔●⠒⠊⠉⠉⠉⠉╌╌╌╌╌╌●╌░░░░░░░░
   │          ░░░░░░░░⣀⡠⠤⠔⠒⠉⠁╌╌╌╌╌░░░░░░░░░░░░░
15 ┤     ░░░░░░░⢀⡠●⠒⠊⠉╌╌╌░░░░░░░░░░░░░░
   │░░░░░░░░⣀⠤⠒⠊⠁░░░░░░░░░░░░░░
   │░░░⣀⡠⠔⠊⠉╌░░░░░░░░░░░
10 ┤●⠒⠉╌╌░░░░░░░░░
   │╌░░░░░░░░
 5 ┤░░░░
   │
   │
 0 ┤
   └┬─────────────┬─────────────┬────────────┬─────────────┬
   I-01         I-02          I-03         I-04         I-05
    interviews

● observed, ╌╌ median, ░░ band
""",
    "bars": """
gestion de l'État │█████████ 3 of 11
santé             │███ 1 of 11
                   0             5             10 11

Length: participants
""",
    "spans": """
Image  │█████████████├──────────────┼──────────┤ 62 %
Veille │├────────────┤ 0 %
        0.0   0.2       0.4      0.6       0.8      1.0

Length: share
""",
    "stack": """
Image  │█████████████████████████████░░░░░░░░░░░░░▚▚▚▚ of 11
Veille │████████▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚▚ of 11
        0      2        4       6       8       10  11

█ spontaneous, ░ prompted, ▚ not taken up
Length: participants
""",
    "lanes": """
IMAGE │█████────────────────────▒───────────────────█████│3
TINST │──────────────────────────────────────────────────│0
       start                  50 %                    end
       I-05

█ passage, ▒ one that fills less than half of its column, ─
  the rest; then how many
""",
}

PLAIN = {
    "facing": """
                            contra mixed   pro                   neutral
Dialogue avec les citoyens     1 =|~~~ 2  |### 2                       0
  D = 0.84
Image                           0 | 0     |################ 10         0
  D = 0
Veille                          0 | 0     | 0                          3
  no stance

= contra, ~ mixed, # pro; participants, of 11 read
""",
    "curve": """
codes seen so far
20 +                             ::::::::::::::-----*******o
   |                :::::::::***o************o******:::
   |          ::::::::*******-----:::::::::::::
15 +     :::::::**o***---::::::::::::::
   |:::::::*****-::::::::::::::
   |:::****--:::::::::::
10 +o**--:::::::::
   |-::::::::
 5 +::::
   |
   |
 0 +
   ++-------------+-------------+------------+-------------+
   I-01         I-02          I-03         I-04         I-05
    interviews

o observed, -- median, :: band
""",
    "stack": """
Image  |#############################.............%%%% of 11
Veille |########%%%%%%%%%%%%%%%%%%%%%%%%% of 11
        0      2        4       6       8       10  11

# spontaneous, . prompted, % not taken up
Length: participants
""",
}
