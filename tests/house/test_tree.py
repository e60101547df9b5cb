"""What every file of the tree must be."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("transcripts", "codebook", "exports", "workbench")
LONGEST = 400
MADE = {"__pycache__", "build", "dist", "node_modules"}


def files(folder: Path = ROOT) -> list[Path]:
    """The files that make the project, without what its commands make and without hidden folders but ``.ci``."""
    found: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name not in MADE and (not entry.name.startswith(".") or entry.name == ".ci"):
            found += files(entry)
        elif entry.is_file():
            found.append(entry)
    return found


def texts() -> list[tuple[str, str]]:
    pairs = []
    for file in files():
        if file.suffix in (".svg", ".mo"):
            continue
        try:
            pairs.append((file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return pairs


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Brackets, so that this line does not find itself.
    named = re.compile(
        r"/(h[o]me/\w|U[s]ers/\w|w[o]rk/|f[a]rm/|r[o]ot/)|\.py[e]nv|py[t]honhosted|pyp[i]\.org/simple|registry\.npmj[s]|deb\.deb[i]an"
    )
    assert [name for name, text in texts() if named.search(text)] == []


def test_no_file_of_the_product_does_two_jobs() -> None:
    long = [
        name
        for name, text in texts()
        if name.endswith(".py") and not name.startswith("tests/") and text.count("\n") > LONGEST
    ]
    assert long == []


def test_nothing_is_left_open_in_the_code() -> None:
    left = re.compile(r"#.*\b(TO[D]O|FIX[M]E|XX[X])\b|\braise NotImplemente[d]Error\b")
    assert [name for name, text in texts() if name.endswith(".py") and left.search(text)] == []


def pins(name: str) -> dict[str, tuple[str, str]]:
    """The pinned packages of a constraints file: version and marker by name."""
    found = {}
    for requirement in re.sub(r"\\\n", " ", (ROOT / name).read_text(encoding="utf-8")).splitlines():
        head, *hashes = requirement.split("--hash=")
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", digest) for digest in hashes), requirement
        pin = re.fullmatch(r"([a-z0-9-]+)==([\w.]+)(?: ; (.+?))?\s*", head)
        assert pin, head
        assert pin[1] not in found, f"{pin[1]} is pinned twice"
        found[pin[1]] = (pin[2], pin[3] or "")
    return found


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_every_package_is_pinned_once_and_with_its_hashes(name: str) -> None:
    assert pins(name)


def test_both_constraints_files_name_the_same_versions() -> None:
    runtime, tools = pins("constraints.txt"), pins("constraints-dev.txt")
    assert {name for name in runtime.keys() & tools.keys() if runtime[name] != tools[name]} == set()


def test_what_the_project_asks_for_is_pinned_and_fits() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    for group, pinned in (
        (runtime, pins("constraints.txt")),
        (project["dependency-groups"]["dev"], pins("constraints-dev.txt")),
    ):
        for text in group:
            wanted = Requirement(text)
            version, _marker = pinned[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(version), text
    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]


def test_the_second_opinions_stay_with_the_tests() -> None:
    """krippendorff is under the GPL; all of them check our figures, and none of them makes one."""
    others = ("krippendorff", "nltk", "statsmodels", "irrCAC")
    users = [
        name
        for name, text in texts()
        if name.endswith(".py") and re.search(rf"^\s*(import|from) ({'|'.join(others)})\b", text, re.M)
    ]
    assert users
    assert all(name.startswith("tests/") for name in users)
    assert not set(others) & set(pins("constraints.txt"))


def test_the_licence_of_everything_that_is_installed_is_named() -> None:
    named = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \|", named, re.M))
    assert pins("constraints.txt").keys() - listed == set()


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", readme)) <= targets


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/README.md"])
def test_every_file_that_the_papers_point_to_is_there(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
