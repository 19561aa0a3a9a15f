"""Dates beside a perfect: "has blamed the guards for the fire on Sunday" was not on Sunday.

The perfect goes with no day gone by (Quirk et al. 1985, § 4.23), so that such a date belongs to a thing or a clause
beside it.
"""

from __future__ import annotations

import re

from generator.claims.unedited.clauses import (
    REACHES,
    clause_at,
    is_finite,
    is_past,
    relative_pronouns,
    since_comma,
    words_in_reach,
)  # fmt: skip
from generator.language.lexicon import is_participle, listed, modals, speech_verbs, verbs
from generator.language.tokens import CLAUSE_WORDS
from generator.model import Sentence, Timex

_OWNED = ("'s", "’s")
_BEHIND = 30
_PERFECT = re.compile(r",?\s(?:has|have)\s(?!to\b)")


def stands_behind_perfect(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a day gone by belongs to a thing or a clause behind a perfect."""
    return _of_thing(text, sentence, timex) or _in_clause(text, sentence, timex)


def _of_thing(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the day belongs to a thing between the perfect and it: "has blamed the guards for the fire on Sunday"."""
    words = words_in_reach(text, sentence, timex)
    at = max((number for number, word in enumerate(words) if word in ("has", "have")), default=None)
    if at is None:
        return False
    behind = words[at + 1 :]
    verb = next((number for number, word in enumerate(behind) if not word.endswith("ly")), len(behind))
    between = behind[verb + 1 :]
    opens = listed("context_dependence", "before_verbs") | listed("polarity", "clause_openers")
    ends = opens | relative_pronouns()
    told = speech_verbs() | verbs("shows")
    return (
        len(between) > 1
        and is_participle(behind[verb])
        and behind[verb] not in told | {"been", "had"}
        and ends.isdisjoint(between)
    )


def _in_clause(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a clause behind a perfect has the date: "has woken after being hurt last week"."""
    clause = clause_at(text, sentence, timex.start)
    words = CLAUSE_WORDS.findall(text[sentence.start : clause.start].casefold())
    at = max((number for number, word in enumerate(words) if word in ("has", "have")), default=len(words))
    told = speech_verbs() | verbs("shows")
    if clause.main or not any(map(is_participle, words[at + 1 : at + 3])) or not told.isdisjoint(words[at:]):
        return False
    day = timex.edtf is not None and timex.edtf.earliest == timex.edtf.latest
    inside = CLAUSE_WORDS.findall(text[clause.start : timex.start].casefold())
    deed = any(is_past(word) or word.endswith("ing") for word in inside)
    return deed and (not day or inside[1:2] in (["being"], ["having"]))


def stands_before_perfect(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether "has" or "have" follows, so that the day belongs to the thing before it.

    "The toll of the blast in Oslo on Tuesday has risen to nine", "Monday's match has been moved".
    """
    if text.startswith(_OWNED, timex.end):
        behind = CLAUSE_WORDS.findall(text[timex.end : min(sentence.end, timex.end + REACHES)].casefold())
        verb = next((word for word in behind if is_finite(word) or word in modals()), "")
        # "Those to blame for the mix-up at Sunday's show will go", and not "Friday's vote will decide"
        return verb in ("has", "have") or (verb in modals() and timex.start > sentence.start)
    # "In Oslo, Monday has been made a holiday" tells of the day itself.
    opens = text[sentence.start : timex.start].rstrip()[-1:] in ("", ",", '"', "“", "'", "‘")
    if not opens and _PERFECT.match(text, timex.end, sentence.end):
        return True
    # "The bill that the mayor signed last month may not end it"
    words = since_comma(text, sentence, timex)
    verb = "".join(CLAUSE_WORDS.findall(text[timex.end : sentence.end][:_BEHIND])[:1])
    told = speech_verbs()
    return verb in modals() and any(map(is_past, words)) and told.isdisjoint(words)
