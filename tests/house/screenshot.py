"""``make screenshot``: the coding screen over the demonstration study, as the picture of the README.

The real program runs in a pseudo-terminal; Textual's own switches press the keys and save the screen.
"""

import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKBENCH = "import sys; from workbench.cli.app import main; sys.exit(main(sys.argv[1:]))"
# A few sentences down, so that codes stand in the margin and the passage pane has something to say.
KEYS = ",".join(["wait:1500", *["down"] * 14, "wait:500"])


def picture(folder: Path) -> str:
    """The screen as SVG, without the web fonts that Rich would have a browser fetch."""
    environment = {
        **os.environ,
        "WORKBENCH_HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLUMNS": "120",
        "LINES": "40",
        "TEXTUAL_PRESS": KEYS,
        "TEXTUAL_SCREENSHOT": "6",
        "TEXTUAL_SCREENSHOT_LOCATION": str(folder),
        "TEXTUAL_SCREENSHOT_FILENAME": "screen.svg",
    }
    command = [sys.executable, "-c", WORKBENCH, "--lang", "fr"]
    subprocess.run(
        [*command, "demo", str(folder / "demo")],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    (study,) = (folder / "demo").glob("*.study")
    _show([*command, str(study)], environment)
    svg = (folder / "screen.svg").read_text(encoding="utf-8")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


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


def main(target: Path) -> None:
    """Draw the picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        target.write_text(picture(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
