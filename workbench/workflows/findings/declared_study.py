"""Reports on the study itself: what was read, how it was coded, what was said."""

from transcripts.i18n import N_
from workbench.workflows.findings.options import Option, OptionKind
from workbench.workflows.findings.report_kind import BRIEF, SEED, ReportKind

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
            Option(
                "max",
                OptionKind.WHOLE,
                None,
                N_("the most of each code, 0 for all; else all where --code names them, or 10 of each"),
            ),
            Option("per_participant", OptionKind.WHOLE, 0, N_("the most of each participant on a code, 0 for all")),
            Option("longest", OptionKind.WHOLE, 0, N_("leave out passages of more words than that, 0 for none")),
            Option(
                "order", OptionKind.CHOICE, "telling", N_("most telling first, or as in the texts"), ("telling", "text")
            ),
            Option("picked", OptionKind.YES_NO, False, N_("only what is picked, in its order")),
            BRIEF,
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
        "agreement",
        N_("Agreement"),
        N_("how far coders agree: codes, branches, pairs, transcripts"),
        N_(
            "Agreement of coders on the transcripts that all of them have finished: on what is marked, on the code, "
            "code by code, with intervals, the passages behind every number, and a paragraph for the methods section."
        ),
        "agreement:agreement",
        (
            Option("coders", OptionKind.LIST, (), N_("who is compared; else all who have finished a transcript")),
            Option(
                "unit",
                OptionKind.TEXT,
                "sentence",
                N_("span, sentence, turn, answer, grid:200 (characters) or grid:50w (words)"),
            ),
            Option("measure", OptionKind.LIST, (), N_("measures besides the usual ones; all for all of them")),
            Option(
                "by",
                OptionKind.CHOICE,
                "code",
                N_("what figures are told apart by first"),
                ("code", "branch", "pair", "transcript", "figure"),
            ),
            Option(
                "interval",
                OptionKind.CHOICE,
                "jackknife",
                N_("how intervals are made"),
                ("jackknife", "bootstrap", "hayes-krippendorff", "none"),
            ),
            SEED,
            Option("any_two", OptionKind.YES_NO, False, N_("count transcripts that only two have finished too")),
            Option("confusion", OptionKind.YES_NO, False, N_("tell which codes are confused")),
            Option("drift", OptionKind.YES_NO, False, N_("follow agreement through the transcripts as finished")),
            Option("threshold", OptionKind.TEXT, "", N_("hold lower bounds against this convention, such as .80")),
        ),
        layered=False,
        counted=False,
        examples=("msn.study --output agreement.html", "msn.study --coders MA,JT --unit turn --measure all --by pair"),
    ),
    ReportKind(
        "rulings",
        N_("Rulings"),
        N_("how disagreements of coders were decided, by whom, what is left open"),
        N_(
            "By kind of disagreement: how many passages, how many were ruled on and how, how many are left open, to be "
            "discussed, or have changed since; who ruled, and when. Each ruling with its reason: workbench rule --all."
        ),
        "rulings:rulings",
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --branch OBJ --output rulings.docx"),
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
        (
            Option(
                "unit",
                OptionKind.CHOICE,
                "sentence",
                N_("on what agreement is measured"),
                ("sentence", "turn", "answer", "span"),
            ),
        ),
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --lang fr --output methodes.docx"),
    ),
    ReportKind(
        "suggestions",
        N_("Suggestions"),
        N_("what coders did with suggestions, and what came from them"),
        N_(
            "By code and coder: suggestions accepted, changed and rejected, the accept rate, the share of the codings "
            "that came from them, bands, transcripts behind them that were not read to the end, and the versions used."
        ),
        "suggestions_report:suggestions",
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --layer MA --branch OBJ"),
    ),
    ReportKind(
        "crosstab",
        N_("Crosstab"),
        N_("attributes against codes, or against what cases have"),
        N_(
            "Cases by an attribute, against the codes that they mention or against other attributes, with or without a "
            "transcript: counts, shares with their denominators, and how many of them a case has."
        ),
        "crosstab:crosstab",
        (
            Option("by", OptionKind.TEXT, "", N_("the attribute whose values are the columns")),
            Option(
                "things",
                OptionKind.LIST,
                (),
                N_("attributes that a case has or not (yes or no, numbers above 0), * for any letters; else codes"),
            ),
            Option(
                "bands",
                OptionKind.LIST,
                (),
                N_("where the bands of a number meet, such as 10,50; else quarters of the cases"),
            ),
        ),
        layered=False,
        examples=("msn.study --by category --branch OBJ", "villes.study --by jurisdiction --things 'tool_*'"),
    ),
    ReportKind(
        "words",
        N_("Words"),
        N_("frequent and typical words, what stands beside them, and where"),
        N_(
            "The words of the participants: how often and by how many; typical of a group or of a code's passages; "
            "what stands beside a word, and every place of it in its context."
        ),
        "words:words",
        (
            Option("word", OptionKind.TEXT, "", N_("show where this word stands, and what stands beside it")),
            Option(
                "attribute", OptionKind.TEXT, "", N_("with --value: words of these participants against the others")
            ),
            Option("value", OptionKind.TEXT, "", N_("the value of the attribute")),
            Option("code", OptionKind.TEXT, "", N_("words of the passages of this code against the rest")),
            Option("small", OptionKind.YES_NO, False, N_("list articles, pronouns and the like too")),
            Option("least", OptionKind.WHOLE, 2, N_("leave rarer words out"), least=1),
        ),
        layered=False,
        counted=False,
        examples=(
            "msn.study",
            "msn.study --word image",
            "msn.study --attribute category --value 'culture et éducation'",
        ),
    ),
)
