"""What the verbs around an expression of time say: past or to come; as a fact, as planned, as possible, or denied.

In: the words of a text and the place of the expression among them. Out: -1, 0 or 1, or a ``Modality``.
The words looked at are a bounded number to either side, within the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from generator.annotate.dates.tokens import (
    GRAMMAR,
    MONTHS,
    NUMBERS,
    OPEN_ENDS,
    RELATIONS,
    UNITS,
    VERBS,
    WEEKDAYS,
)
from generator.language.lexicon import irregular_pasts, present_verbs, verbs
from generator.language.polarity import condition_words, negation_words
from generator.model import Modality

_REACH = 24
# "not", "if" and auxiliaries stand at most this far in front of their verb.
VERB_GROUP = 4
_PAST = VERBS["past"] | irregular_pasts()
_ARRANGED = VERBS["arranged"]
_ARRANGED_BEFORE_VERB = VERBS["arranged_before_verb"]
_ARRANGED_TO = VERBS["arranged_to"]
_ANNOUNCING = VERBS["announcing"]
_MODAL = VERBS["modal"]
# Verbs and words that put what follows ahead, or leave it open.
AHEAD = VERBS["future"] | _MODAL
_BEFORE_INFINITIVE = VERBS["modal"] | VERBS["before_infinitive"]
_PASSIVE = VERBS["passive"]
_LASTING = VERBS["lasting"]
_CONDITION = VERBS["condition"] | condition_words()
_POSSIBLE = VERBS["possible"]
_DENIAL = VERBS["denial"] | negation_words()
_BACKSHIFT = VERBS["backshift"]
_AFTER_ARRANGED = VERBS["after_arranged"] | WEEKDAYS.keys()
_TO_BE = VERBS["to_be"]
_CANCELED = VERBS["canceled"]
_DETERMINERS = GRAMMAR["determiners"]
_NOT_PAST = GRAMMAR["not_past"]
_CLAUSE_STARTS = GRAMMAR["clause_starts"]
# Behind these, a word of announcement announces nothing.
_UNANNOUNCED = VERBS["no_announcement"] | GRAMMAR["determiners"]
_SET_IN_THE_PAST = frozenset({"on", "in", "at"})
_RECORDS = GRAMMAR["records"]
_SET_FOR = VERBS["set_for"] | {"called"}
_TRIED = VERBS["tried"]
_UNTIL = GRAMMAR["until"]
# "until at least Friday": so many words may stand between.
_UNTIL_REACH = 3
# "By another two and a half years": so many words.
_MEASURE_WITHIN = 8
# "used" is a verb of the past only by what stands before it.
_SHORTEST_IN_ED = 4
# "Bring"
_LONGEST_BASE_IN_ING = 5
_SENTENCE_ENDS = frozenset({"", ";", "—", "–"})
# What somebody does on a day to come, in the present tense: not what they are, hold, say or show.
_DOES, _DO = present_verbs(but=VERBS["no_deed"])
_SAYING = VERBS["saying"]
_HAPPENED = GRAMMAR["happened"]
# In front of these stands no verb of the clause: "the returns", "in talks", "two votes".
_NO_SUBJECT = (
    _DETERMINERS
    | _CLAUSE_STARTS
    | GRAMMAR["before_year"]
    | GRAMMAR["no_subject"]
    | _BEFORE_INFINITIVE
    | NUMBERS.keys()
) - {","}
_NO_PLURAL = ("ss", "us", "is")
_PEOPLE = GRAMMAR["plurals"]
# "Voters in Oslo go": so far before its verb stands a plural.
_PLURAL_WITHIN = 8
# Between a deed and its day these name another event: "comes after Monday".
_ANOTHER = GRAMMAR["order_after"] | {"since", "from", "amid"}


# ---------------------------------------------------------------- past or to come


def direction(words: list[str], first: int, after: int) -> int:
    """Whether the event lies before the day of speech (-1), after it (1), or that is not clear (0)."""
    if _set_ahead(words, first) or (_is_day(words, first, after) and _announced(words, first, after)):
        return 1
    lasts = not _UNTIL.isdisjoint(words[max(first - _UNTIL_REACH, 0) : first])
    # "The June 3 vote was close": what a date behind its article tells apart is a noun.
    noun = int(first > 0 and words[first - 1] in _DETERMINERS)
    for index in chain(words_before(words, first), _behind_own(words, after + noun)):
        if _commits_on(words, index, after):
            return -1
        found = 1 if lasts and _is_lasting(words, index) else _cue(words, index)
        if found:
            return found
    # "The sides have until Friday"; "rain fell through Sunday" is open.
    return 1 if lasts and words[first - 1] != "through" else 0


def _behind_own(words: list[str], after: int) -> range:
    """As ``_behind``, and none where a content clause follows: "told them on Friday that he would go"."""
    said = words[after] == "that" and not _is_finite(words, after + 1)
    return range(0) if said else _behind(words, after)


def _set_ahead(words: list[str], first: int) -> bool:
    """Whether the words right before set the expression ahead: "is on", "extended to", "called a march for"."""
    before = words[first - 1] if first else ""
    at = first - (before == "on")
    if at and words[at - 1] in ("is", "are"):
        return True
    if before == "to" and words[before_measure(words, first - 1) - 1] in _LASTING:
        return True
    return before == "for" and any(words[i] in _SET_FOR for i in words_before(words, first))


# ---------------------------------------------------------------- the present tense of what is to come


def is_behind_putting_off(words: list[str], index: int) -> bool:
    """Whether a verb of putting off, of one word or two, stands right before: "postponed", "put off"."""
    before = {words[index - 1], " ".join(words[max(index - 2, 0) : index])}
    return not before.isdisjoint(verbs("puts_off"))


def is_moved_from(words: list[str], index: int) -> bool:
    """Whether something is put off from the day here: "moved from 2", "put off from the 2nd"."""
    at = index - (words[index - 1] == "the") - 1
    return at > 0 and words[at] == "from" and is_behind_putting_off(words, at)


def before_measure(words: list[str], index: int) -> int:
    """The index of what stands before a length by which something moves: of "put off by three months" that of "by"."""
    if index > 0 and words[index - 1] in UNITS and "by" in words[max(index - _MEASURE_WITHIN, 0) : index]:
        return next(at for at in range(index - 1, 0, -1) if words[at] == "by")
    return index


def _is_day(words: list[str], first: int, after: int) -> bool:
    """Whether an expression names a day or month on which something is done: "on 3 May", "Friday", "in April"."""
    before = words[first - 1] if first else ""
    return (
        before == "on"
        or "on" in words[first:after]
        or any(map(WEEKDAYS.__contains__, words[first:after]))
        or (before == "in" and words[first] in MONTHS)
    )


def _announced(words: list[str], first: int, after: int) -> bool:
    """Whether the verb of the expression's clause is the present tense of a deed: "returns on Thursday".

    The present with a day tells what is to come, in news as elsewhere (Quirk et al. 1985, § 4.45).
    """
    deed = _deed_before(words, first)
    if deed is None:
        return first < 2 and words[0] in ("on", words[first]) and _deed_behind(words, after)
    return not _told_past_before(words, deed) and not _has_verb_behind(words, after)


def _deed_before(words: list[str], first: int) -> int | None:
    """Where the nearest verb in front stands, if it is a deed in the present tense, no comma between."""
    back = words_before(words, first)
    for index in back:
        word = words[index]
        if _is_deed(words, index, back.stop):
            return index
        names = index >= first - 2 and word in _HAPPENED
        # "Goes back on show on Friday"
        says = word in _SAYING and words[index - 1] not in _NO_SUBJECT
        if word in _ANOTHER or word == "," or names or says or _is_finite(words, index):
            return None
    return None


def _deed_behind(words: list[str], after: int) -> bool:
    """Whether the sentence that the expression opens goes on with a deed: "On Saturday voters go to the polls"."""
    for index in _behind(words, after):
        if _is_deed(words, index, after - 1):
            return not _has_verb_behind(words, index + 1)
        if words[index] in _CLAUSE_STARTS or words[index] in _SAYING or _is_finite(words, index):
            return False
    return False


def _is_deed(words: list[str], index: int, stop: int) -> bool:
    """Whether a word is a verb that tells a deed in the present tense; its subject stands behind ``stop``."""
    word, before = words[index], words[index - 1] if index else ""
    if word in _HAPPENED or word in _PAST or before in _NO_SUBJECT:
        return False
    if word in _DOES and (before.isalpha() or before == ","):
        return True
    # "Companies of its oil supply", and not "teachers across the county walk out"
    owned = words[index - 2] in _DETERMINERS - {"the"}
    near = words[max(stop + 1, index - _PLURAL_WITHIN) : index]
    several = "and" in near or any(map(_may_be_plural, near))
    return word in _DO and before.isalpha() and not owned and several


def _may_be_plural(word: str) -> bool:
    return word in _PEOPLE or (word.endswith("s") and len(word) > 2 and not word.endswith(_NO_PLURAL))


def _told_past_before(words: list[str], deed: int) -> bool:
    """Whether what stands in front of a deed tells something of the past, its saying and side clauses left out."""
    parts: list[list[int]] = [[]]
    for index in words_before(words, deed):
        if words[index] == ",":
            parts.append([])
        else:
            parts[-1].append(index)
    own = [part for part in parts if part and words[part[-1]] not in _CLAUSE_STARTS]
    return any(is_past(words, at) and words[at] not in _SAYING for part in own for at in part)


def _has_verb_behind(words: list[str], after: int) -> bool:
    """Whether the clause goes on with its verb, so that none stood in front: "Talks on Friday were short"."""
    for index in _behind(words, after):
        word = words[index]
        if word == "," or word in _CLAUSE_STARTS or word in GRAMMAR["opens_clause"]:
            return False
        if word in VERBS["finite"] or word in _MODAL or (index == after and is_past(words, index)):
            return True
    return False


def ends_name(words: list[str], index: int) -> bool:
    """Whether a word belongs to no name that the one before it began: not in "Friday's fire drill"."""
    word = words[index]
    if not word.isalpha() or word in _CLAUSE_STARTS or word in GRAMMAR["after_day"] or word in OPEN_ENDS:
        return True
    return word in RELATIONS or _is_finite(words, index)


def _is_lasting(words: list[str], index: int) -> bool:
    """Whether a word in front of "until" tells of something that still lasts: "remains", "has been"."""
    word = words[index]
    return word in _LASTING or (word == "been" and index > 0 and words[index - 1] in ("has", "have"))


def _cue(words: list[str], index: int) -> int:
    """What one word says of the direction; 0 when nothing."""
    if _is_over(words, index):
        return -1
    if _is_to_come(words, index):
        return 1
    return -1 if is_past(words, index) else 0


def _is_over(words: list[str], index: int) -> bool:
    """Whether a word sets something of the past: "could not be reached", "a record set on", "was scheduled to"."""
    if _tried_in_vain(words, index) or _could_not(words, index) or _set_once(words, index):
        return True
    return _is_arrangement(words, index) and _shifted_back(words, index)


def _is_to_come(words: list[str], index: int) -> bool:
    """Whether a word sets something to come: "will", "to be", "scheduled for", "announced", "is to"."""
    word, before = words[index], words[index - 1] if index else ""
    if word in AHEAD or _is_arrangement(words, index) or _is_to_be(words, index):
        return True
    # "11 votes" announce nothing.
    announced = word in _ANNOUNCING and before not in _UNANNOUNCED and not before[:1].isdigit()
    announced = announced and (word, words[index + 1]) != ("due", "to")
    return announced or (word in ("is", "are") and words[index + 1] == "to")


def _could_not(words: list[str], index: int) -> bool:
    """Whether a word begins what was tried and left without its verb: "in February we could not"."""
    return words[index : index + 2] == ["could", "not"] and not words[index + 2][:1].isalpha()


def _is_to_be(words: list[str], index: int) -> bool:
    """Whether a word is the "be" of "is to be"; "had to be rescued", "seemed to be angry" are over."""
    if index < 2 or words[index - 1 : index + 1] != ["to", "be"]:
        return False
    # "Was “shocked” to be"
    verb = index - 2 - (not words[index - 2].isalnum())
    over = is_past(words, verb) and words[verb] not in _TO_BE
    return not over or _is_arrangement(words, verb)


def _tried_in_vain(words: list[str], index: int) -> bool:
    """Whether a word begins "could not be reached", "could not immediately be located"."""
    if words[index] != "could":
        return False
    at = index + 2 if words[index + 1] == "not" else len(words)
    if at < len(words) and words[at].endswith("ly"):
        at += 1
    return words[at : at + 1] == ["be"] and (words[at + 1] in _TRIED or words[at + 1].endswith("ed"))


def is_past(words: list[str], index: int) -> bool:
    """Whether a word is a verb of the past, and not a participle that only describes."""
    word = words[index]
    before = words[index - 1] if index else ""
    if before in _PASSIVE or before in _BEFORE_INFINITIVE:
        # "will cut", "pledged to cut"
        return False
    if word in _PAST:
        return word != "have"
    if not word.endswith("ed") or len(word) <= _SHORTEST_IN_ED or word in _NOT_PAST:
        return False
    return before not in _DETERMINERS and not word.startswith("un")


def _is_arrangement(words: list[str], index: int) -> bool:
    """Whether a word and the one behind it announce something: "scheduled for", "agreed to"."""
    word, following = words[index], words[index + 1]
    if word in _ARRANGED:
        # "Late due to the rain", "due to works"
        noun = (word, following) == ("due", "to") and _opens_thing(words[index + 2])
        return following in _AFTER_ARRANGED and not noun and not _set_once(words, index)
    if word in _ARRANGED_TO:
        return _infinitive_mark(words, index) > 0
    return following == "to" and word in _ARRANGED_BEFORE_VERB


def _set_once(words: list[str], index: int) -> bool:
    """Whether a "set" is over: "a record set on Aug. 6"."""
    return (
        words[index] == "set"
        and words[index + 1] in _SET_IN_THE_PAST
        and index > 0
        and words[index - 1] in _RECORDS
    )


def _commits_on(words: list[str], index: int, after: int) -> bool:
    """Whether someone committed themselves on the day at hand: "on Monday agreed to", "agreed on Monday to"."""
    if words[index] not in _ARRANGED_TO or not words[index].endswith("ed"):
        return False
    return index >= after or _infinitive_mark(words, index) >= after


def _infinitive_mark(words: list[str], index: int) -> int:
    """Where the "to" stands that a verb such as "agreed" has behind it, a day between them left out; 0 without one."""
    at = index + 1
    if words[at] == "on":
        at += 1
    if words[at] in WEEKDAYS:
        at += 1
    # "Agreed to the terms", "promised to reporters" are no plans.
    return at if words[at] == "to" and not _opens_thing(words[at + 1]) else 0


def _opens_thing(word: str) -> bool:
    """Whether a word behind "to" is no verb but a thing or people: "the", "reporters", "flooding"."""
    doing = word.endswith("ing") and len(word) > _LONGEST_BASE_IN_ING
    return doing or word in _DETERMINERS or _may_be_plural(word)


def _shifted_back(words: list[str], index: int) -> bool:
    """Whether the arrangement itself is put in the past: "was scheduled to"."""
    return any(word in _BACKSHIFT for word in words[max(index - 3, 0) : index])


def set_at_first(words: list[str], first: int) -> bool:
    """Whether the plan right before is said to be one that was changed: "originally set for Friday"."""
    near = range(first - 1, max(first - VERB_GROUP, 0), -1)
    plan = next((index for index in near if _is_arrangement(words, index)), 0)
    return plan > 0 and words[plan - 1] in GRAMMAR["at_first"]


def committed(words: list[str], first: int) -> bool:
    """Whether someone promised something in the past: "agreed to sell its stake in October"."""
    for index in words_before(words, first):
        if words[index] in _ARRANGED_TO and words[index + 1] == "to":
            return words[index].endswith("ed")
        if _cue(words, index):
            return False
    return False


def called_off(words: list[str], after: int) -> bool:
    """Whether what was planned is said to be off right behind its day: "planned for Friday was canceled"."""
    return not _CANCELED.isdisjoint(words[after : after + VERB_GROUP])


def put_in_past(words: list[str], first: int, after: int) -> bool:
    """Whether the nearest verb of the expression's own clause is one of the past: "three days earlier he had"."""
    opens = first > 0 and words[first - 1] in _CLAUSE_STARTS
    back = () if opens else _clause(words, words_before(words, first))
    for positions in (back, _clause(words, _behind(words, after))):
        for index in positions:
            if _is_finite(words, index):
                return is_past(words, index)
    return False


def done_by(words: list[str], first: int, after: int) -> bool:
    """Whether the clause puts what it tells before a date of the past: "by May, prices had doubled"."""
    ahead = _clause(words, _behind(words, after))
    verb = next((words[index] for index in ahead if _is_finite(words, index)), "")
    group = words[max(first - 1 - VERB_GROUP, 0) : first]
    return verb == "had" or ("had" in group and "to" not in group)


# ---------------------------------------------------------------- put as a fact or not


def modality(words: list[str], first: int, after: int) -> Modality:
    """How the sentence tells the event: as a fact, as planned, as possible, or as denied.

    The nearest verb of the expression's own clause decides, together with what stands in
    front of that verb: "was to have met", "did not meet", "if they meet".
    """
    back = list(_clause(words, words_before(words, first)))
    ahead = list(_clause(words, _behind(words, after)))
    for positions in (back, ahead):
        verb = next((at for at, index in enumerate(positions) if _is_finite(words, index)), None)
        if verb is not None:
            return _modality_of(words, first, after, positions, verb)
    return Modality.CONDITIONAL if any(words[index] in _CONDITION for index in back) else Modality.ASSERTED


def _clause(words: list[str], positions: Iterable[int]) -> Iterable[int]:
    """The positions up to the next word that begins another clause, behind a comma."""
    for index in positions:
        if words[index] in _CLAUSE_STARTS and words[index - 1] == ",":
            return
        yield index


def _is_finite(words: list[str], index: int) -> bool:
    """Whether a word is a verb that carries its clause."""
    word = words[index]
    if word in AHEAD or _is_arrangement(words, index):
        return True
    return is_past(words, index) or word in VERBS["present"]


def denial_before(words: list[str], first: int) -> str:
    """The word in the clause in front of an expression that says that something does not happen; ``""`` without one."""
    denials = _DENIAL | VERBS["denial_of_all"]
    found = (words[index] for index in _clause(words, words_before(words, first)))
    return next((word for word in found if word in denials), "")


def _no_denial(between: list[str]) -> str:
    """The word of denial that denies nothing: "not until Tuesday" is on Tuesday; ``""`` where there is none."""
    if between[:1] == ["than"] and between[2:3] in (["no"], ["not"]):
        # "no sooner than 1 August"
        return between[2]
    return "not" if between[:2] in (["until", "not"], ["before", "not"]) else ""


def _has_condition(words: list[str], low: int, high: int) -> bool:
    """Whether the sentence around some words sets a condition: neither ", which may" nor "clues on whether"."""
    for at in _behind(words, high):
        if words[at] in GRAMMAR["order_relatives"] and words[at - 1] == ",":
            break
        if words[at] in _CONDITION and words[at] != "whether":
            return True
    return any(words[at] in _CONDITION for at in words_before(words, low))


def _modality_of(words: list[str], first: int, after: int, positions: list[int], verb: int) -> Modality:
    """The modality that the verb found and the words of its group give."""
    index = positions[verb]
    low, high = min(index, first), max(index, after)
    group = _group_before(words, low, own=low == index)
    between = [words[at] for at in positions[:verb]]
    near = {
        *group,
        words[index],
        *between,
        *words[index + 1 : min(index + 3, _behind(words, index + 1).stop)],
    } - {"", _no_denial(between)}
    ahead = _plan_in(words, index, group)
    planned = ahead and not _commits_on(words, index, after)
    canceled = planned and not _CANCELED.isdisjoint(words[high : high + VERB_GROUP])
    if _tried_in_vain(words, index):
        return Modality.DENIED
    if _is_open(words[index], near, between) or (planned and _has_condition(words, low, high)):
        return Modality.CONDITIONAL
    if near & _DENIAL - {words[index]} or canceled:
        return Modality.DENIED
    if near & _POSSIBLE:
        return Modality.CONDITIONAL
    return Modality.SCHEDULED if planned else Modality.ASSERTED


def _group_before(words: list[str], low: int, *, own: bool) -> list[str]:
    """The words in front of a verb that may belong to it; of its own, those behind a comma: ", who may, spoke"."""
    group = words[max(low - VERB_GROUP, words_before(words, low).stop + 1) : low]
    return group[len(group) - group[::-1].index(",") :] if own and "," in group else group


def _is_open(verb: str, near: set[str], between: list[str]) -> bool:
    """Whether a verb and the words at it leave open what happened: "could meet", "would have met", "if they meet"."""
    return bool(near & _CONDITION) or verb in _POSSIBLE or ("have" in between and bool(near & _MODAL))


def _plan_in(words: list[str], index: int, group: list[str]) -> bool:
    """Whether the verb or what stands before it makes the event a plan."""
    if (
        words[index] in AHEAD
        or _is_arrangement(words, index)
        or any(_is_arrangement([*group, words[index]], at) for at in range(len(group)))
    ):
        return True
    pairs = pairwise([*group, words[index], words[index + 1]])
    return any(verb in _TO_BE and particle == "to" for verb, particle in pairs)


def words_before(words: list[str], first: int) -> range:
    """Positions before an expression, nearest first, to the start of its sentence."""
    stop = max(first - 1 - _REACH, -1)
    for index in range(first - 1, stop, -1):
        if words[index] in _SENTENCE_ENDS:
            return range(first - 1, index, -1)
    return range(first - 1, stop, -1)


def _behind(words: list[str], after: int) -> range:
    """Positions behind an expression, nearest first, to the end of its sentence."""
    stop = min(after + _REACH, len(words) - 1)
    for index in range(after, stop):
        if words[index] in _SENTENCE_ENDS:
            return range(after, index)
    return range(after, stop)
