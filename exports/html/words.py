"""What the page's script says, in the language in use; ``{count}`` and the like are filled in by the page."""

from transcripts.i18n import _, ngettext


def script_words() -> dict[str, str | tuple[str, str]]:
    """Sentences by name; a pair where one and several are said differently."""
    one, several = _words(1), _words(2)
    return {name: said if said == several[name] else (said, several[name]) for name, said in one.items()}


def _words(number: int) -> dict[str, str]:
    return {**_passages(number), **_of_passages(), **_tables(number), **_panel(number)}


def _passages(number: int) -> dict[str, str]:
    return {
        "passages": ngettext("{count} passage", "{count} passages", number),
        "ofPassages": ngettext("{shown} of {count} passage", "{shown} of {count} passages", number),
        "participants": ngettext("{count} participant", "{count} participants", number),
        "leftOut": ngettext(
            "{count} more passage stands behind this figure and is not on this page, which would be too large.",
            "{count} more passages stand behind this figure and are not on this page, which would be too large.",
            number,
        ),
        "more": ngettext("Show {count} more passage", "Show {count} more passages", number),
        "noneFound": _("No passage fits."),
        "notPrinted": ngettext("{count} passage is not printed.", "{count} passages are not printed.", number),
        "everybody": _("All participants"),
        "everyCode": _("All codes"),
        "everyCoder": _("All coders"),
    }


def _of_passages() -> dict[str, str]:
    return {
        "coder": _("Coded by"),
        "strength": _("strength {number} of 3"),
        "pro": _("pro"),
        "contra": _("contra"),
        "mixed": _("mixed"),
        "neutral": _("neutral"),
        "memo": _("Memo"),
        "link": _("Link to this passage"),
    }


def _tables(number: int) -> dict[str, str]:
    return {
        "rows": ngettext("{count} row", "{count} rows", number),
        "ofRows": ngettext("{shown} of {count} row", "{shown} of {count} rows", number),
        "moreRows": ngettext("Show {count} more row", "Show {count} more rows", number),
        "allRows": _("Show all"),
        "onPaper": ngettext(
            "The first {shown} of {count} row; CSV and XLSX files hold all.",
            "The first {shown} of {count} rows; CSV and XLSX files hold all.",
            number,
        ),
        "filteredBy": _("Rows with “{words}”"),
    }


def _panel(number: int) -> dict[str, str]:
    return {
        "who": _("Who"),
        "others": ngettext("and {count} more", "and {count} more", number),
        "codedBy": _("Coded by"),
        "figure": _("The figure reads"),
        "definition": _("How it is counted"),
        "meaning": _("What the codes mean"),
        "passage": _("One passage"),
        "nothing": _("This link leads to nothing on this page; the report was made again since."),
    }
