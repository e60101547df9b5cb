"""``make screenshot``: the screens over the demonstration study, as the pictures of the README.

The real program runs in a pseudo-terminal; Textual's own switches press the keys and save the screen.
"""

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKBENCH = "import sys; from workbench.cli.app import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture.

    Attributes:
        lines: Of the terminal; it has 120 columns.
        keys: What is pressed before, with waits in milliseconds.
        wait: Seconds until the picture is taken.
        before: Words of a command that is run on the study first.
    """

    lines: int
    keys: Sequence[str]
    wait: int
    before: tuple[str, ...] = ()


SHOTS = {
    # A few sentences down, so that codes stand in the margin and the passage pane has something to say.
    "screenshot.svg": Shot(40, ["wait:1500", *["down"] * 14, "wait:500"], 6),
    # The texts are read before, as the picture is of what comes then.
    "suggestions.svg": Shot(
        36, ["wait:1500", "s", "wait:500", *"dial", "wait:500", "enter", "wait:9000"], 24, ("--index",)
    ),
    # The third disagreement, on edges and strength, with what ruling for the first coder would put in the consensus.
    "ruling.svg": Shot(
        34,
        [
            *("wait:1500", "D", "wait:3000", "enter", "wait:3000"),
            *("space", "wait:1000", "space", "wait:1500", "tab", "wait:1000"),
        ],
        15,
    ),
}


def picture(shot: Shot, folder: Path) -> str:
    """The screen as SVG, without the web fonts that Rich would have a browser fetch."""
    environment = {
        **os.environ,
        "WORKBENCH_HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLUMNS": "120",
        "LINES": str(shot.lines),
        "TEXTUAL_PRESS": ",".join(shot.keys),
        "TEXTUAL_SCREENSHOT": str(shot.wait),
        "TEXTUAL_SCREENSHOT_LOCATION": str(folder),
        "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
    }
    command = [sys.executable, "-c", WORKBENCH, "--lang", "fr"]
    _run([*command, "demo", str(folder / "demo")], environment)
    (study,) = (folder / "demo").glob("*.study")
    if shot.before:
        _run([*command, "suggest", str(study), *shot.before], environment)
    _show([*command, str(study)], environment)
    svg = (folder / "screen.svg").read_text(encoding="utf-8")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)


def _show(command: list[str], environment: dict[str, str]) -> None:
    """Run a program in a pseudo-terminal until it ends by itself."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, environment)
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:  # how Linux says that the other end is closed
            break
    os.close(terminal)
    _child, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"The screens ended with {os.waitstatus_to_exitcode(status)}.")


def main(targets: Sequence[Path]) -> None:
    """Draw the pictures anew, each by its name."""
    for target in targets:
        with tempfile.TemporaryDirectory() as folder:
            target.write_text(picture(SHOTS[target.name], Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
