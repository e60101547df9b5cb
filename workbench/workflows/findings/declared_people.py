"""Reports on who takes part and what they answered: the framework grid, categories of answers, recruitment."""

from transcripts.i18n import N_
from workbench.workflows.findings.options import Option, OptionKind
from workbench.workflows.findings.report_kind import ReportKind

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "framework",
        N_("Framework grid"),
        N_("what each participant answers to each question, in the coder's words"),
        N_(
            "Participants against questions of the guide, or codes: the coder's summary, the category of the answer "
            "and the passages behind them. Transcripts need not be done; summaries are written with `workbench grid`."
        ),
        "framework:framework",
        (Option("by", OptionKind.CHOICE, "question", N_("what stands above the columns"), ("question", "code")),),
        layered=False,
        examples=("msn.study", "msn.study --question Q1 --layer MA --output grille.docx", "msn.study --by code"),
    ),
    ReportKind(
        "categories",
        N_("Categories of answers"),
        N_("how many answers fall into each category of a question"),
        N_(
            "For each question with categories: how many participants are in each, of how many who were asked, who has "
            "none yet, coder by coder, and in how many answers two coders chose the same."
        ),
        "framework:categories",
        layered=False,
        examples=("msn.study", "msn.study --question Q6 --format csv"),
    ),
    ReportKind(
        "recruitment",
        N_("Recruitment"),
        N_("who was approached, accepted, refused, withdrew, and why"),
        N_(
            "The flow of recruitment as a methods section tells it, with the reasons for refusing and withdrawing. Who "
            "refused, withdrew or has not answered is counted in no other report."
        ),
        "framework:recruitment",
        layered=False,
        counted=False,
        examples=("msn.study",),
    ),
)
