"""Reports on the study itself: what was read, how it was coded, what was said."""

from transcripts.i18n import N_
from workbench.workflows.findings.options import Option, OptionKind
from workbench.workflows.findings.report_kind import ReportKind

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "quotes",
        N_("Quotations"),
        N_("the most telling passages of each code, signed"),
        N_(
            "The passages of codes, signed: what is picked first, then participants take turns, each with their most "
            "telling passage first. Passages that several coders marked are one quotation; cuts show as […]."
        ),
        "quotes:quotes",
        (
            Option("code", OptionKind.LIST, (), N_("codes, with commas between; those under them count too")),
            Option("stance", OptionKind.CHOICE, "", N_("only with this stance"), ("pro", "contra", "mixed", "neutral")),
            Option("strength", OptionKind.WHOLE, None, N_("only with at least this strength"), most=3),
            Option("max", OptionKind.WHOLE, None, N_("the most of each code, 0 for all; else 10, all of codes named")),
            Option("per_participant", OptionKind.WHOLE, 0, N_("the most of each participant on a code")),
            Option("longest", OptionKind.WHOLE, 0, N_("leave out passages of more words than that")),
            Option(
                "order", OptionKind.CHOICE, "telling", N_("most telling first, or as in the texts"), ("telling", "text")
            ),
            Option("picked", OptionKind.YES_NO, False, N_("only what is picked, in its order")),
        ),
        layered=False,
        examples=(
            "msn.study --code IMAGE --max 5 --output image.md",
            'msn.study --code OBJ --where "category=gestion de l\'État" --per-participant 1 --longest 60',
        ),
    ),
    ReportKind(
        "coverage",
        N_("Coverage"),
        N_("what has been read and coded, and by whom"),
        N_("How far each coder is with the transcripts: to do, coding, done; participants read, codings, share coded."),
        "coverage:coverage",
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --layer MA --format csv"),
    ),
    ReportKind(
        "codebook",
        N_("Codebook"),
        N_("the codes with their definitions, examples and use"),
        N_(
            "The codebook as a table for an appendix: definitions, when to use a code, an example, and how often it is."
        ),
        "codebook:codebook",
        layered=False,
        examples=("msn.study", "msn.study --output grille.docx"),
    ),
    ReportKind(
        "methods",
        N_("Methods"),
        N_("the methods section: sample, coders, agreement, origins, software"),
        N_(
            "What a reviewer asks for, as sentences and tables: who was interviewed, who coded what, how far they "
            "agree, how many codings came from suggestions, with which versions. In French with --lang fr."
        ),
        "methods:methods",
        (Option("unit", OptionKind.CHOICE, "sentence", N_("on what agreement is measured"), ("sentence", "turn")),),
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --lang fr --output methodes.docx"),
    ),
)
