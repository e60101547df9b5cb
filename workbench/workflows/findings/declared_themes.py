"""Reports on what participants say of codes."""

from transcripts.i18n import N_
from workbench.workflows.findings.options import Option, OptionKind
from workbench.workflows.findings.report_kind import BRIEF, SEED, ReportKind

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "ranking",
        N_("Ranking"),
        N_("rank codes by the participants who mention them"),
        N_(
            "Rank the codes of a branch by the participants who mention them, with Wilson and bootstrap intervals, who "
            "says what, and which neighbours cannot be told apart. Only what a coder has marked done is counted."
        ),
        "ranking:ranking",
        (
            Option(
                "draws",
                OptionKind.WHOLE,
                5000,
                N_("random draws of participants behind the intervals of ranks"),
                least=1,
                most=100_000,
            ),
            SEED,
            Option("composite", OptionKind.YES_NO, False, N_("add an order by several indicators at once")),
            Option("weights", OptionKind.LIST, (), N_("weights of the indicators in it, such as A=2,E=1")),
            Option("attribute", OptionKind.TEXT, "", N_("rank within the groups that this attribute makes, too")),
            BRIEF,
        ),
        layered=False,
        examples=("msn.study", "msn.study --branch /", "msn.study --branch OBJ --layer MA --output ranking.csv"),
    ),
    ReportKind(
        "orders",
        N_("Participants' own orders"),
        N_("how participants rank codes themselves, and how far they agree"),
        N_(
            "The orders that participants give themselves: mean ranks (Borda), the orders with the fewest "
            "disagreements (Kemeny), and how far they agree (Kendall's W)."
        ),
        "orders:orders",
        (Option("draws", OptionKind.WHOLE, 5000, N_("random permutations behind p"), least=100, most=100_000), SEED),
        layered=False,
        counted=False,
        examples=("msn.study --branch OBJ",),
    ),
    ReportKind(
        "recurrence",
        N_("Recurrence"),
        N_("how many speak of each code, asked or unasked"),
        N_(
            "For each code: how many of the participants read speak of it, prompted by a guide question or "
            "spontaneously, who was asked and did not take it up, who was never asked; mentions, length and "
            "concentration."
        ),
        "recurrence:recurrence",
        examples=("msn.study", "msn.study --branch OBJ --layer MA", "msn.study --mention spontaneous --level 1"),
    ),
    ReportKind(
        "divergence",
        N_("Divergence"),
        N_("where voices diverge: sides, atypical and single voices, groups"),
        N_(
            "Where participants take different sides, with facing quotations; who speaks of other things than the "
            "rest; what one voice alone says; and, by an attribute, how groups differ."
        ),
        "divergence:divergence",
        (
            Option("attribute", OptionKind.TEXT, "", N_("compare the groups that this attribute makes")),
            Option("quotations", OptionKind.WHOLE, 2, N_("passages shown a side, of the most divided codes"), most=20),
            Option("themes", OptionKind.WHOLE, 6, N_("for how many of the most divided codes"), most=50),
            Option(
                "draws",
                OptionKind.WHOLE,
                0,
                N_("random shuffles behind p; 0 for as many as the size allows"),
                most=100_000,
            ),
            SEED,
            BRIEF,
        ),
        examples=("msn.study", "msn.study --branch OBJ --layer MA", "msn.study --attribute category"),
    ),
    ReportKind(
        "negative",
        N_("Negative cases"),
        N_("who was asked about a code, was read, and stays silent or contradicts"),
        N_(
            "For each code: the participants who were read and do not take it up although they were asked, or who "
            "contradict it, with what they say that comes nearest to it."
        ),
        "negative:negative",
        (
            Option("nearest", OptionKind.WHOLE, 2, N_("passages shown of each silent participant"), most=20),
            Option("all", OptionKind.YES_NO, False, N_("also those of whom it is not known whether they were asked")),
        ),
        examples=("msn.study --branch DIAL", "msn.study --branch OBJ --all --layer MA"),
    ),
)
