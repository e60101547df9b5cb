"""Acts in a person's words: for the line under the text, and for the journal."""

from typing import Any

from codebook.book import Codebook
from transcripts.i18n import N_, _

_VERBS = {
    "coding.apply": N_("coded with {codes} in {transcript}"),
    "coding.remove": N_("removed {codes} in {transcript}"),
    "coding.edges": N_("moved the edges of {codes} in {transcript}"),
    "coding.weigh": N_("set strength or stance of {codes} in {transcript}"),
    "coding.import": N_("brought in codings from a table ({count})"),
    "code.create": N_("made the code {code} and coded with it in {transcript}"),
    "code.in_vivo": N_("made the in vivo code {code} in {transcript}"),
    "code.add": N_("made the code {code}"),
    "code.change": N_("changed the code {code}"),
    "code.keywords": N_("changed the keyword rules of {code}"),
    "code.term": N_("turned down a term proposed for {code}"),
    "code.move": N_("moved the code {code}"),
    "code.merge": N_("merged codes into {code}"),
    "code.remove": N_("put the code {code} in the bin"),
    "code.restore": N_("took the code {code} out of the bin"),
    "codebook.import": N_("brought in codes ({count})"),
    "memo.write": N_("wrote a memo on {codes} in {transcript}"),
    "state.set": N_("changed the reading state of transcripts ({count})"),
    "transcript.import": N_("brought in transcripts ({count})"),
    "participant.import": N_("brought in what is known of participants ({count})"),
    "participant.add": N_("added participants ({count})"),
    "participant.rename": N_("gave a participant another pseudonym"),
    "participant.remove": N_("put participants in the bin ({count})"),
    "participant.set": N_("set what is known of participants ({count})"),
    "participant.recruit": N_("recorded how people came into the study ({count})"),
    "attribute.add": N_("added an attribute of participants"),
    "attribute.change": N_("changed an attribute of participants"),
    "attribute.remove": N_("took an attribute of participants away"),
    "category.add": N_("added a category of answers"),
    "category.change": N_("changed a category of answers"),
    "category.remove": N_("took a category of answers away"),
    "cell.fill": N_("wrote into the framework grid ({count})"),
    "cell.link": N_("linked a passage to a cell of the framework grid"),
    "cell.import": N_("brought in cells of the framework grid ({count})"),
    "speaker.link": N_("linked speakers to participants ({count})"),
    "speaker.change": N_("changed who speaks in transcripts ({count})"),
    "guide.import": N_("brought in the interview guide"),
    "guide.remove": N_("took a question out of the interview guide"),
    "guide.link": N_("said what turns of {transcript} ask ({count})"),
    "guide.link_many": N_("said what turns of several transcripts ask ({count})"),
    "guide.unlink": N_("forgot what turns of {transcript} ask ({count})"),
    "order.set": N_("kept participants' own orders ({count})"),
    "coder.add": N_("added the coder {coder}"),
    "aside.begin": N_("began the layer {coder} ({count})"),
    "quotation.pick": N_("picked a quotation of {code}"),
    "quotation.unpick": N_("put back a quotation of {code}"),
    "quotation.move": N_("moved a quotation of {code}"),
    "quotation.cut": N_("cut words out of a quotation of {code}"),
    "quotation.uncut": N_("put words back into a quotation of {code}"),
    "suggestion.accept": N_("accepted a suggestion of {code} in {transcript}"),
    "suggestion.change": N_("accepted a suggestion of {code}, changed, in {transcript}"),
    "suggestion.reject": N_("rejected a suggestion of {code} in {transcript}"),
    "suggestion.forbid": N_("forbade suggestions in this study"),
    "suggestion.allow": N_("allowed suggestions in this study"),
    "suggestion.learn": N_("changed whose decisions suggestions learn from"),
    "ruling.make": N_("ruled on {codes} in {transcript}"),
    "ruling.change": N_("changed a ruling on {codes} in {transcript}"),
    "ruling.withdraw": N_("took back a ruling on {codes} in {transcript}"),
    "ruling.majority": N_("ruled for the majority ({count})"),
    "ruling.import": N_("brought in rulings from a table ({count})"),
    "ruling.note": N_("wrote into the codebook what a ruling on {code} says"),
    "consensus.build": N_("built the consensus anew ({count})"),
    "consensus.state": N_("recorded on which transcripts the consensus is done ({count})"),
    "wording.import": N_("brought in words of quantity ({count})"),
    "wording.set": N_("changed the words of quantity"),
    "signature.set": N_("changed how quotations are signed"),
    "study.merge": N_("merged the work of other copies (acts: {count})"),
    "study.new": N_("made the study"),
    "assign.give": N_("gave coders their transcripts ({count})"),
    "assign.take": N_("took coders off transcripts ({count})"),
    "seal.close": N_("made the study blind"),
    "seal.open": N_("opened the seals of transcripts ({count})"),
    "study.demo": N_("made the demonstration study"),
}


def describe(verb: str, facts: dict[str, Any], book: Codebook, names: dict[str, str]) -> str:
    """What an act did, in a few words of the language in use.

    Args:
        verb: Name of the act.
        facts: What its journal entry says.
        book: For the names of codes.
        names: uuid → name of transcripts and coders; the journal itself holds no names.
    """
    codes = [_short(book, uuid) for uuid in facts.get("codes", ())]
    shown = ", ".join(codes[:4]) + (" …" if len(codes) > 4 else "")
    return _(_VERBS.get(verb, verb)).format(
        codes=shown or "?",
        code=_short(book, facts.get("code", "")),
        transcript=names.get(facts.get("transcript", ""), "?"),
        count=facts.get("count", len(facts.get("transcripts", ()))),
        coder=names.get(facts.get("coder", ""), "?"),
    )


def _short(book: Codebook, uuid: str) -> str:
    return book.get(uuid).short if uuid in book else "?"
