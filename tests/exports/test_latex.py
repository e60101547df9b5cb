import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.latex import latex_of
from exports.latex_text import escaped, escaped_lines, slug
from exports.report import Column, Drawing, Quotation, Report, Table
from exports.writers import write_report, write_reports
from tests.exports import making

#: Every command that we write; another one could only come from outside.
OURS = {
    *("arraybackslash", "begin", "bottomrule", "caption", "centering", "emph", "end", "endfirsthead", "endfoot"),
    *("endhead", "ensuremath", "footnotesize", "includegraphics", "label", "ldots", "linewidth", "midrule", "newline"),
    *(
        "noindent",
        "par",
        "raggedright",
        "section",
        "small",
        "smallskip",
        "subsection",
        "subsubsection",
        "textasciicircum",
    ),
    *(
        "scriptsize",
        "textasciigrave",
        "textasciitilde",
        "textbackslash",
        "textbar",
        "textbf",
        "textgreater",
        "textless",
    ),
    *("textperiodcentered", "toprule", "ttfamily", "leq", "geq", "neq", "approx", "times", "div", "rightarrow", "frac"),
    *("alpha", "kappa", "Sigma", "paragraph"),
    *("\\", "{", "}", "$", "&", "#", "%", "_", ","),
}


def commands(text: str) -> set[str]:
    return set(re.findall(r"\\([A-Za-z]+|.)", text, re.DOTALL))


def body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("%"))


def check(text: str) -> None:
    """What makes TeX stumble: foreign commands, braces and environments that do not match, bare signs."""
    text = body(text)
    assert commands(text) <= OURS
    bare = re.sub(r"\\(?:[A-Za-z]+|.)", "", text, flags=re.DOTALL)
    assert not set("$#^_%`|<") & set(re.sub(r">\{|includegraphics", "", bare)), bare
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    opened: list[str] = []
    for what, name in re.findall(r"\\(begin|end)\{(\w+)\}", text):
        if what == "begin":
            opened.append(name)
        else:
            assert opened.pop() == name
    assert not opened


def written(*reports: Report, title: str = "", stem: str = "out") -> str:
    return "".join(latex_of(reports, title, stem))


@given(st.text(max_size=60))
def test_no_text_is_a_command_or_breaks_a_group(text):
    check(escaped(text))
    check(escaped_lines(text))
    assert "\n" not in escaped(text)


NAMES = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciigrave": "`",
}


def printed(one: re.Match[str]) -> str:
    """What TeX prints for one token."""
    name, sign, grouped, plain = one.groups()
    return NAMES[name] if name else sign or grouped or plain or ""


@given(st.text(alphabet="ab\\{}$&#%_^~<>|`[]* -'’é", max_size=30))
def test_every_letter_survives(text):
    back = re.sub(r"\\(text\w+)\{\}|\\([{}$&#%_])|\{([\[\]*]?)\}|([^\\{}])", printed, escaped(text))
    assert back == re.sub(" +", " ", text)


def test_a_whole_report_is_sound():
    text = written(making.report(title=making.HOSTILE, notes=(making.HOSTILE,)))
    check(text)
    assert r"\textbackslash{}input\{x\}" in text
    assert r"\section{" in text


def test_a_table_is_set_with_rules_of_three_kinds_caption_label_and_notes():
    text = written(making.report())
    assert re.search(
        r"\\begin\{tabular\}\{@\{\}>\{\\raggedright\\arraybackslash\}p\{0\.\d+\\linewidth\}rrrll@\{\}\}", text
    )
    assert text.count(r"\toprule") == text.count(r"\midrule") == text.count(r"\bottomrule") == 1
    assert r"\caption{Objectifs, du plus au moins nommé}" in text
    assert r"\label{tab:out-ranking-3}" in text
    assert "De 11 participants lus." in text
    assert r"IMAGE & 10 & 91 \% & 2.25 & I-01, I-05 & no \\" in text


def test_a_long_table_runs_over_pages_with_its_header_on_each():
    rows = [(str(n),) for n in range(31)]
    text = written(making.report(blocks=(Table("t", (Column("a"),), rows),)))
    check(text)
    assert r"\begin{longtable}" in text
    assert text.count("a \\\\") == 2
    assert r"\begin{table}" not in text


@pytest.mark.parametrize("start", ["[…] puis on a vu", "*étoile", "[2cm]"])
def test_a_cell_is_never_taken_for_the_options_of_the_row_before(start):
    text = written(making.report(blocks=(Table("t", (Column("a"),), [("x",), (start,)]),)))
    assert not re.search(r"\\\\\s*[\[*]", text)


def test_figures_are_files_beside_named_after_it(tmp_path):
    result = write_report(making.report(), tmp_path / "objectifs.tex")
    assert [path.name for path in result.beside] == ["objectifs-ranking.pdf"]
    assert (tmp_path / "objectifs-ranking.pdf").read_bytes().startswith(b"%PDF")
    assert r"\includegraphics[width=\linewidth]{objectifs-ranking}" in (tmp_path / "objectifs.tex").read_text()


def test_figures_of_several_reports_in_a_file_are_told_apart(tmp_path):
    reports = [making.report(), making.report()]
    result = write_reports(reports, tmp_path / "a.tex")
    assert [path.name for path in result.beside] == ["a-1-ranking-ranking.pdf", "a-2-ranking-ranking.pdf"]
    text = (tmp_path / "a.tex").read_text()
    labels = re.findall(r"\\label\{([^}]*)\}", text)
    assert len(labels) == len(set(labels)) == 4


def test_a_quotation_is_signed_and_keeps_its_lines():
    text = written(making.report())
    assert "Au début, on avait peur. \\newline Puis on a vu.\n\\emph{(intervenante I-05, gestion de l'État)}" in text


def test_a_drawing_cannot_end_itself():
    text = written(Report("r", blocks=(Drawing(r"a  \end{verbatim} \input{x}" + "\n[b"), Quotation("", "x"))))
    check(text)
    assert r"\input" not in body(text)


def test_names_for_files_are_plain():
    assert slug("Objectifs & été/..") == "Objectifs-ete"
    assert slug("…") == "x"
    assert Path(slug("../../etc/passwd")).name == "etc-passwd"
