"""A headless Chromium driven through a pipe (Chrome DevTools Protocol), without any library and without a network."""

import base64
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONGEST_WAIT = 60.0
_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # the tests may run as root, and the only pages opened are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_KEYS = {
    "Enter": (13, "\r"),
    "Tab": (9, ""),
    "Escape": (27, ""),
    " ": (32, " "),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
    "End": (35, ""),
    "Home": (36, ""),
}


class BrowserError(Exception):
    """The browser did not do as it was told."""


def program() -> str:
    """The browser; the test is skipped where there is none."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    return found


class Browser:
    """A running Chromium with one page; ends with the ``with`` block."""

    def __init__(self) -> None:
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        # The browser reads from descriptor 3 and writes to 4; high numbers first, so that neither is overwritten.
        ends = [os.dup2(end, 40 + place, inheritable=True) for place, end in enumerate((to_browser, from_browser))]
        for end in (to_browser, from_browser):
            os.close(end)
        quiet = os.open(os.devnull, os.O_RDWR)
        moves = [(os.POSIX_SPAWN_DUP2, end, 3 + place) for place, end in enumerate(ends)]
        streams = [(os.POSIX_SPAWN_DUP2, quiet, number) for number in (0, 1, 2)]
        path = program()
        command = [path, *_FLAGS, f"--user-data-dir={self._profile}", "about:blank"]
        self._process = os.posix_spawn(path, command, os.environ, file_actions=[*moves, *streams], setpgroup=0)
        for end in (*ends, quiet):
            os.close(end)
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        self._session = ""
        self._attach()

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_error: object) -> None:
        os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._read)
        os.close(self._write)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _attach(self) -> None:
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)

    # -- the protocol --

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something; what it answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        number = self._number
        answer = self._until(lambda said: said.get("id") == number)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error'].get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        end = time.monotonic() + LONGEST_WAIT
        while True:
            said = self._next(end)
            if "method" in said:
                self._notice(said)
            if wanted(said):
                return said

    def _next(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], max(0.0, end - time.monotonic()))[0]:
                raise BrowserError("the browser does not answer")
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise BrowserError("the browser has ended")
            self._buffer += piece
        line, _zero, self._buffer = self._buffer.partition(b"\0")
        said: dict[str, Any] = json.loads(line)
        return said

    def _notice(self, said: dict[str, Any]) -> None:
        self.events.append(said)
        if said["method"] == "Page.javascriptDialogOpening":  # else the page stands still
            self._number += 1
            close = {"id": self._number, "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
            os.write(self._write, json.dumps({**close, "sessionId": self._session}).encode() + b"\0")

    def happened(self, *methods: str) -> list[dict[str, Any]]:
        """What the page reported of these kinds since it was opened."""
        return [said["params"] for said in self.events if said["method"] in methods]

    # -- a person at the page --

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file and wait until it stands."""
        self.call("Page.navigate", url="about:blank")
        self.events.clear()
        loader = self.call("Page.navigate", url=path.resolve().as_uri() + fragment)["loaderId"]

        def stands(said: dict[str, Any]) -> bool:
            told = said.get("params", {})
            return said.get("method") == "Page.lifecycleEvent" and (told["name"], told["loaderId"]) == ("load", loader)

        if not any(map(stands, self.events)):
            self._until(stands)
        self.settle()

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def settle(self) -> None:
        """Wait until what was begun is painted."""
        self.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    def click(self, selector: str) -> None:
        """Press the left button of the mouse in the middle of the first such element."""
        element = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{element}.scrollIntoView({{block: 'center', inline: 'center', behavior: 'instant'}})")
        self.settle()
        x, y = self.run(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({element}.getClientRects()[0])"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **button)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys one after the other; ``Shift+Tab`` and the like hold one."""
        for name in keys:
            held, _plus, key = name.rpartition("+") if len(name) > 1 else ("", "", name)
            code, text = _KEYS.get(key, (ord(key.upper()[0]), key))
            what = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if held == "Shift" else 0}
            typed = {"text": text} if text else {}
            self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **what, **typed)
            self.call("Input.dispatchKeyEvent", type="keyUp", **what)
            self.settle()

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.call("Input.insertText", text=text)
        self.settle()

    def size(self, width: int, height: int) -> None:
        """The window as seen by the page, in its pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, **features: str) -> None:
        """What the device asks for: ``prefers_color_scheme="dark"``."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media="", features=wanted)

    def text(self, selector: str = "body") -> str:
        """The text of the first such element as it is shown."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def count(self, selector: str) -> int:
        """How many such elements there are."""
        return int(self.run(f"document.querySelectorAll({json.dumps(selector)}).length"))

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """What stands in the window, or the whole page, as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def print(self, path: Path) -> None:
        """The page on paper, as PDF."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        path.write_bytes(base64.b64decode(printed["data"]))
