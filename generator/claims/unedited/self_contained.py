"""Sentences that can stand alone, and those that are quoted together with what they need.

A sentence that opens with a pronoun, with "the following day" or with "however" means nothing
by itself: the sentence before it becomes part of the quotation. What finds nothing before it,
and what is no part of the story, is left out.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import itemgetter

from generator.data import table
from generator.known import once
from generator.language.lexicon import irregular_pasts, listed, modals, verbs
from generator.language.names import CAPITAL_WORD, calendar
from generator.language.names import words as name_words
from generator.language.phrases import stem
from generator.language.tokens import WORDS_WITH_COMMA, in_direct_speech, paragraph_before
from generator.model import Article, BlockKind, Sentence

# A chain of "He … He … He …" longer than this is no quotation any more but a reprint.
MOST_SENTENCES = 4
MOST_WORDS = 95
_SHORT = 8  # words; a short sentence without a name leans on the one before it
_OPENING = 12  # words in which an opening phrase and its comma must end
# "I'm Ada Moss in Oslo.", "This is Ada Moss for The Daily."
_SIGNS_OFF = re.compile(
    rf"\b(?:I['’]m|I am|[Tt]his is) {CAPITAL_WORD}(?: {CAPITAL_WORD})+,? (?:in|at|for|reporting)\b"
)
# "#Oslo: The mill is burning @ada", a post of somebody's.
_POST = re.compile(r"^#[A-Z]\w+|(?<![\w.])@[A-Za-z_]\w{2,}|\bpic\.twitter\.com/")
_KNOWN_SPOKE = 3  # words of "the official said"
_QUOTED = re.compile(r"[“\"„«][^”\"»]*(?:[”\"»]|$)")
# "The 44-year-old minister"
_YEARS_OLD = re.compile(r"the \d+-year-old,?")
_POINTED = re.compile(
    r"\b(?:[Tt]hese|this) (?P<near>[a-z][a-z'’-]*)"
    r"|\b(?:in|on|at|during|before|since|by|for|from|of|with|under|despite|against) that (?P<far>[a-z]+)"
)
_SPEECH_MARKS = frozenset("“\"„«‘'")
_MARKS = "\"“”„«»‘'’([ "


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPassage:
    """Sentences of one article that are quoted together, without a gap.

    Attributes:
        sentences: In order; the last one needs those before it.
        subhead: The subhead they stand under, if any.
        paragraph: 0-based number of the paragraph in which they begin.
    """

    article_id: str
    sentences: tuple[Sentence, ...]
    subhead: Sentence | None
    paragraph: int

    @property
    def start(self) -> int:
        """Where the quotation begins."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where the quotation ends."""
        return self.sentences[-1].end


@once
def self_contained_passages(
    article: Article, wanted: tuple[Sentence, ...], hidden: frozenset[int] = frozenset()
) -> tuple[QuotedPassage, ...]:
    """Cut an article into passages that can stand alone.

    Args:
        article: The article.
        wanted: Its sentences that are to be quoted; others come in only where one of these needs them.
        hidden: Starts of its sentences that are to be quoted nowhere: what needs one of these is left out.

    Returns:
        In the article's order. No passage reaches over a subhead or caption.
    """
    starts = {sentence.start for sentence in wanted}
    found = []
    lead = next((item for item in article.sentences if item.kind is BlockKind.PARAGRAPH), None)
    for run in _runs(article):
        for chain in _chains(article.text, run.sentences, lead):
            kept = list(takewhile(lambda sentence: sentence.start not in hidden, chain))
            while kept and kept[-1].start not in starts:
                kept.pop()
            if kept:
                number = run.paragraphs[bisect_right(run.paragraphs, kept[0].start, key=itemgetter(0)) - 1][1]
                found.append(
                    QuotedPassage(
                        article_id=article.id, sentences=tuple(kept), subhead=run.subhead, paragraph=number
                    )
                )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Paragraphs that follow each other; ``paragraphs`` has the start and number of each."""

    subhead: Sentence | None
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[tuple[int, int], ...]


def _runs(article: Article) -> Iterator[_Run]:
    """The stretches of paragraphs between headings and captions."""
    opens = [block.start for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
    numbers = {start: number for number, start in enumerate(opens)}
    subhead: Sentence | None = None
    sentences: list[Sentence] = []
    for sentence in (*article.sentences, None):
        part = sentence if sentence is not None and sentence.kind is BlockKind.PARAGRAPH else None
        # Words that are not read may stand between.
        if part and not (sentences and article.text[sentences[-1].end : part.start].strip()):
            sentences.append(part)
            continue
        if sentences:
            last = sentences[-1].end
            inside = tuple((start, numbers[start]) for start in opens if start < last)
            yield _Run(subhead=subhead, sentences=tuple(sentences), paragraphs=inside)
        sentences = [part] if part else []
        if sentence is not None and sentence.kind not in (BlockKind.CAPTION, BlockKind.PARAGRAPH):
            subhead = sentence if sentence.kind is BlockKind.SUBHEAD else None


def _chains(
    text: str, sentences: Sequence[Sentence], lead: Sentence | None
) -> Iterator[tuple[Sentence, ...]]:
    """Each sentence that stands alone with those behind it that need it; an article's first is meant to stand alone."""
    chain: list[Sentence] = []
    words = 0
    before = ""
    for sentence in sentences:
        said = text[sentence.start : sentence.end]
        leans = depends_on_context(said) or _tells_of_introduced(said, before) or _amid_speech(text, sentence)
        # What an article opens with is known to whoever reads on.
        before = "" if sentence is lead else said
        size = len(said.split())
        if is_furniture(said):
            yield from [tuple(chain)] if chain else []
            chain, words = [], 0
        elif not leans or (sentence is lead and _opens_an_article(said)):
            yield from [tuple(chain)] if chain else []
            chain, words = [sentence], size
        elif chain and len(chain) < MOST_SENTENCES and words + size <= MOST_WORDS:
            chain.append(sentence)
            words += size
        else:
            # Without what it needs it is left out, and so is what needs it in turn.
            yield from [tuple(chain)] if chain else []
            chain, words = [], 0
    if chain:
        yield tuple(chain)


def _amid_speech(text: str, sentence: Sentence) -> bool:
    """Whether a sentence goes on with a speech that one before it in its paragraph begins."""
    spoken = not _SPEECH_MARKS.isdisjoint(paragraph_before(text, sentence.start))
    return spoken and in_direct_speech(text, sentence.start - 1)


def is_furniture(sentence: str) -> bool:
    """Whether a sentence belongs to the page or to its makers, not to the story.

    >>> is_furniture("Read more: how ports work"), is_furniture("Readers queued for hours.")
    (True, False)
    """
    low = _low(sentence)
    of_page = low.startswith(_listed("furniture")) or any(words in low for words in _listed("of_live_pages"))
    return of_page or _SIGNS_OFF.search(sentence) is not None or _POST.search(sentence) is not None


def depends_on_context(sentence: str) -> bool:
    """Whether a sentence needs the one before it to be understood.

    >>> [depends_on_context(words) for words in ("She left.", "This week the port opened.", "The mayor left.")]
    [True, False, False]
    """
    words = [match.group().replace("’", "'") for match in WORDS_WITH_COMMA.finditer(sentence)]
    if not words:
        return True
    low = [word.casefold() for word in words]
    if _only_speech(sentence):
        return True
    if sentence[0] in '"“„«':
        # Its speaker stands behind it; what the speaker's words point to is the speaker's affair, but for whom they
        # begin with.
        return low[0] in _listed("persons") or _speaker_missing(sentence)
    return (
        _says_pronoun(low)
        or _points(low)
        or _points_inside(sentence)
        or _means_unnamed(sentence)
        or _ties(low)
        or _tells_what_it_came_with(low)
        or says_known_one(low)
        or _points_later(words, low)
        or _opens_pointing(low)
        or _answers(low)
        or _leans_shortly(words, low)
    )


@functools.lru_cache(maxsize=65536)
def leans_on_another(sentence: str) -> bool:
    """Whether a sentence tells of somebody whom another one names, and quotes nobody.

    >>> leans_on_another("The man was held."), leans_on_another("He's expected."), leans_on_another("Ada left.")
    (True, True, False)
    """
    low = [match.group().casefold().replace("’", "'") for match in WORDS_WITH_COMMA.finditer(sentence)]
    quotes = any(mark in sentence for mark in '"“„«')
    return (
        bool(low) and not quotes and (low[0].partition("'")[0] in _listed("subjects") or says_known_one(low))
    )


def _opens_an_article(sentence: str) -> bool:
    """Whether a sentence that points to something known can open an article: "The two missing men were found"."""
    low = [match.group().casefold().replace("’", "'") for match in WORDS_WITH_COMMA.finditer(sentence)]
    bare = sentence[0] in '"“„«' or _only_speech(sentence)
    # "The two missing people" are known from the news; "however" answers a sentence that is not there.
    ties = (_ties(low) or says_known_one(low)) and low[0] not in _listed("articles")
    points = _says_pronoun(low) or _points(low)
    return not (bare or points or ties or _answers(low) or len(low) < _SHORT)


def _only_speech(sentence: str) -> bool:
    """Whether nothing but direct speech is said, so that the speaker is missing."""
    bare = sentence.strip()
    return bare[0] in '"“„«' and bare[-1] in '"”“»' and bare.count(bare[-1]) <= 2


def _speaker_missing(sentence: str) -> bool:
    """Whether the words behind the last quotation mark name a speaker by a pronoun: “…,” she said."""
    tail = re.split(r"[\"”»]", sentence)[-1]
    low = [match.group().casefold().strip(",") for match in WORDS_WITH_COMMA.finditer(tail)]
    if not low:
        return False
    # “…,” the official said.
    known = low[0] == "the" and len(low) == _KNOWN_SPOKE and low[1] in _listed("known_ones")
    return low[0] in _listed("subjects") or (known and low[-1] in verbs("speaks"))


def _says_pronoun(low: Sequence[str]) -> bool:
    """As in "The suit will be filed on Friday, it said.": the speaker is a pronoun at the end."""
    tail = low[-2:]
    return len(low) > 4 and any(
        one in _listed("subjects") and other in verbs("speaks") for one, other in (tail, reversed(tail))
    )


def _points(low: Sequence[str]) -> bool:
    first = low[0].strip(",").partition("'")[0]
    if _YEARS_OLD.fullmatch(first + " " + low[1] if len(low) > 1 else first) or _says_who_later(low):
        return True
    if first not in _listed("pointing"):
        return False
    second = low[1].strip(",") if len(low) > 1 else ""
    if first in _listed("times_open") and second in _listed("times"):
        return False
    if first == "both" and (second in _listed("both_stands") or "and" in low[2:5]):
        return False
    return not (first == "it" and _is_empty_it(low))


def _says_who_later(low: Sequence[str]) -> bool:
    """As in "First he had the door shut": somebody else than "When he left, Jane Doe" names behind it."""
    persons = len(low) > 1 and low[1] in _listed("subjects") and low[1] != "it"
    return persons and low[0] not in listed("reporting", "words", "subordinators") | name_words(
        "prepositions"
    )


def _points_inside(sentence: str) -> bool:
    """As in "The cause of this fire is not known", "They met at that hearing": a thing that nothing before names."""
    own = _QUOTED.sub(" ", sentence)
    for match in _POINTED.finditer(own, 1):
        noun = (match["near"] or match["far"]).casefold()
        stands = noun in _listed("times") + _listed("stand_alone") or stem(noun) in _stems(
            own[: match.start()]
        )
        if not stands and not _is_verb(noun, several=match.group().startswith("these")):
            return True
    return False


def _means_unnamed(sentence: str) -> bool:
    """As in "There is no sign he left", "The Pentagon said they served there": nobody before whom the word could mean.

    >>> _means_unnamed("There is no sign he left."), _means_unnamed("When he left, Ada Moss had the gate shut.")
    (True, False)
    """
    words = WORDS_WITH_COMMA.findall(_QUOTED.sub(" ", sentence))
    low = [word.casefold().strip(",") for word in words]
    at = next(
        (i for i, word in enumerate(low) if i and words[i].islower() and word in _listed("persons")), None
    )
    if at is None or (_leads_up(low[0]) and any(word[0].isupper() for word in words[at:])):
        return False
    if low[at] in _listed("several_persons"):
        return not any(map(_are_several, words[:at]))
    return not any(_may_be_one(words, low, i) for i in range(at))


def names_nobody(words: str) -> bool:
    """Whether nothing with a capital stands in words outside quotation marks, but for how a sentence begins."""
    own = WORDS_WITH_COMMA.findall(_QUOTED.sub(" ", words))
    return not any(
        word[0].isupper() and (number or word.casefold() not in listed("function_words", "words"))
        for number, word in enumerate(own)
    )


def _leads_up(first: str) -> bool:
    """Whether a word begins what only leads up to the clause that names somebody: "when", "asked", "leaving"."""
    opens = listed("reporting", "words", "subordinators") | listed("reporting", "words", "prepositions")
    return first in opens or first.endswith(("ed", "ing"))


def _are_several(word: str) -> bool:
    """Whether a word may mean several people: a plural, a number, "and", a body such as "the council"."""
    low = word.casefold().strip(",")
    # "Israelis" are several, a "crisis" is not.
    single = ("ss", "us", "'s", "’s") if word[0].isupper() else ("ss", "us", "is", "'s", "’s")
    plural = (low.endswith("s") and not low.endswith(single)) or low.endswith(
        tuple(listed("speakers", "plural_endings"))
    )
    return plural or low in name_words("organization_nouns") | listed("reporting", "words", "numbers") | {
        "and"
    }


def _may_be_one(words: Sequence[str], low: Sequence[str], at: int) -> bool:
    """Whether a word may mean one person: a name, "who", a noun for people, or one behind an article."""
    word = low[at]
    if at and words[at][0].isupper():
        # "On Thursday, he began to breathe"
        return word not in calendar()
    if word in ("who", "whose") or word.endswith("-old"):
        return True
    if not at:
        known = listed("function_words", "words") | name_words("prepositions")
        known |= listed("reporting", "words", "in_times")
        bare = re.sub(r"['’]s$", "", word)
        return bare not in known and not bare.endswith("s")
    noun = low[at - 1] in _listed("articles") and word not in _listed("times") + _listed("lengths")
    return noun and not word.endswith("s")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in re.findall(r"[^\W\d_]+", text))


def _is_verb(word: str, *, several: bool) -> bool:
    """Whether a word behind "this" or "that" is a verb, so that a whole sentence is meant: "this means", "this was"."""
    finite = modals() | name_words("auxiliaries") | irregular_pasts() | frozenset(_listed("helping_verbs"))
    if word in finite or word.endswith(("ed", "ly")):
        return True
    return not several and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _tells_of_introduced(sentence: str, before: str) -> bool:
    """As in "The kit has a lamp.", behind "They were given a kit.": the one that the sentence before introduces.

    >>> _tells_of_introduced("The kit has a lamp.", "Each got a small kit."), _tells_of_introduced("The kit is.", "")
    (True, False)
    """
    low = [match.group().casefold() for match in WORDS_WITH_COMMA.finditer(sentence)]
    if len(low) < _KNOWN_SPOKE or low[0] != "the" or not low[1].isalpha() or not _does(low[2:]):
        return False
    return re.search(rf"\b(?:an?|another)(?: [\w'’-]+){{0,3}} {low[1]}\b", before, re.IGNORECASE) is not None


def _tells_what_it_came_with(low: Sequence[str]) -> bool:
    """As in "The deaths came as police held two men.", "The move followed a raid.": when what was told happened."""
    if len(low) <= _OPENING // 3 or low[0] not in _listed("articles"):
        return False
    for at in (2, 3):
        came = low[at] in _listed("came") and low[at + 1] in _listed("came_with")
        if came or low[at] in _listed("followed"):
            return True
    return False


def _is_empty_it(low: Sequence[str]) -> bool:
    """As in "It is not clear whether …", "It was noted that …"."""
    if len(low) < 4 or low[1] not in _listed("empty_it"):
        return False
    # "It seems to be part of a plan."
    if low[2] == "to" and low[1] in _listed("seeming"):
        return False
    if low[3] == "to" and (low[2] in _listed("of_a_thing") or low[2] in verbs("is_said_to", "plans")):
        return False
    return any(word in _listed("empty_it_goes_on") for word in low[2:7])


def _ties(low: Sequence[str]) -> bool:
    opening = " ".join(low[:5]) + " "
    if opening.startswith(_tying()):
        return True
    # "The three were killed"
    if (
        len(low) > 3
        and low[0] == "the"
        and low[1] in listed("reporting", "words", "numbers")
        and _does(list(low[2:]))
    ):
        return True
    numbered = (
        low[1] in _listed("lengths") and low[2].strip(",") in _listed("turns") if len(low) > 2 else False
    )
    return numbered or (len(low) > 2 and low[1] == "of" and low[2].strip(",") in _listed("of_these"))


def says_known_one(low: Sequence[str]) -> bool:
    """As in "The man was held", "The 23-year-old man's brother": one who was named before, and does or is something.

    >>> says_known_one("the man was held".split()), says_known_one("the man who held the lock was fined".split())
    (True, False)
    """
    if len(low) < _OPENING // 3 or low[0] != "the":
        return False
    for number in (1, 2):
        word = low[number].removesuffix("'s")
        if word in _listed("known_ones"):
            return word != low[number] or _does(list(low[number + 1 :]))
    return False


def _does(low: list[str]) -> bool:
    """Whether words begin with the verb of a main clause: "was", "said", "died", "expects to"."""
    low = low[1:] if low[:1] == ["also"] else low
    first = low[0] if low else ""
    finite = verbs("says", "speaks", "of_people") | irregular_pasts() | modals() | name_words("auxiliaries")
    finite |= frozenset(_listed("helping_verbs"))
    if first in finite:
        return True
    behind = low[1] if len(low) > 1 else ""
    # "Raises" is a verb, "members" of "The group members said" none.
    third = first.endswith("s") and not first.endswith(("ss", "'s")) and behind not in finite
    return (first.endswith("ed") or third) and behind not in _listed("behind_participles")


def _answers(low: Sequence[str]) -> bool:
    """As in "The firm denied this.", "The council rejected that, however.": it answers what was said before."""
    for number, word in enumerate(low[1:], start=1):
        if word.strip(",") in _listed("answered") and low[number - 1] in verbs("rebuts", "answers"):
            # "Denied that it had paid": there the word opens what is denied.
            return word.strip(",") == "this" or word.endswith(",") or number == len(low) - 1
    return False


def _points_later(words: Sequence[str], low: Sequence[str]) -> bool:
    """As in "In a statement, it said": a pronoun behind an opening phrase that names nobody."""
    for number, word in enumerate(words[:_OPENING]):
        if number and word[0].isupper():
            return False
        if word.endswith(",") and number + 1 < len(low):
            return low[number + 1] in _listed("subjects") and not _is_empty_it(low[number + 1 :])
    return False


def _opens_pointing(low: Sequence[str]) -> bool:
    """As in "On top of that, the mayor resigned.", "Among them, two are children.": a phrase that ends in a pointer."""
    ends = next((number for number, word in enumerate(low[:_OPENING]) if word.endswith(",")), 0)
    pointers = listed("context_dependence", "objects") | listed("context_dependence", "answered")
    return (
        ends > 0
        and low[0] in name_words("prepositions") | listed("reporting", "words", "prepositions")
        and (low[ends].rstrip(",") in pointers)
    )


def _leans_shortly(words: Sequence[str], low: Sequence[str]) -> bool:
    """As in "Nothing came of it.", "Both sides are to meet him.": something pointed to that nothing before names."""
    named = next((number for number, word in enumerate(words) if number and word[0].isupper()), len(words))
    if "him" in low[1:named] and low[0] not in _listed("articles"):
        return True
    if len(words) > _SHORT or any(word[0].isupper() for word in words[1:]):
        return False
    return any(word.strip(",") in _listed("objects") for word in low[1:])


def _low(sentence: str) -> str:
    return sentence.casefold().replace("’", "'").lstrip(_MARKS)


@functools.cache
def _listed(key: str) -> tuple[str, ...]:
    return tuple(table("context_dependence")[key])


@functools.cache
def _tying() -> tuple[str, ...]:
    """The tying openings, each ending where its last word does."""
    ties = []
    for item in _listed("tying"):
        ties += [f"{item} "] if item.endswith(",") else [f"{item} ", f"{item}, "]
    return tuple(ties)
