"""Text from outside as LaTeX prints it, and does nothing else with it."""

import re
import unicodedata

from transcripts.display import visible

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    # After the end of a row these would be taken for its options.
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    # What pdfLaTeX has no letter for, or would break lines at.
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "≤": r"\ensuremath{\leq}",
    "≥": r"\ensuremath{\geq}",
    "≠": r"\ensuremath{\neq}",
    "≈": r"\ensuremath{\approx}",
    "−": r"\ensuremath{-}",
    "×": r"\ensuremath{\times}",
    "÷": r"\ensuremath{\div}",
    "·": r"\textperiodcentered{}",
    "→": r"\ensuremath{\rightarrow}",
    "α": r"\ensuremath{\alpha}",
    "κ": r"\ensuremath{\kappa}",
    "Σ": r"\ensuremath{\Sigma}",
    "½": r"\ensuremath{\frac{1}{2}}",
    "…": r"\ldots{}",
    "\ufffd": "{?}",
    "\t": " ",
}
_SPECIAL_SIGNS = re.compile("|".join(map(re.escape, _SPECIAL)) + "|[\u2400-\u2426\ufffe\uffff]|--+|''+|,,+")


def escaped(text: str) -> str:
    """The text on one line; blanks of all sorts but those that hold words together become one."""
    return _SPECIAL_SIGNS.sub(_sign, " ".join(re.split(r"[ \t\n\r\v\f]+", visible(text))))


def escaped_lines(text: str) -> str:
    """The same with its line ends kept, for where lines may break."""
    return r" \newline ".join(escaped(line) for line in text.splitlines() if line.strip())


def _sign(match: re.Match[str]) -> str:
    found = match.group()
    if found in _SPECIAL:
        return _SPECIAL[found]
    if len(found) > 1:  # what TeX would draw together to one sign
        return "{}".join(found)
    return "{?}"


def slug(text: str) -> str:
    """A name for labels and files: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "x"
