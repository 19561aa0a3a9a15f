"""Numbers in figures and words, words such as "dozens", times of day: words in, a value and the place behind it out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.data import table
from generator.language.lexicon import listed
from generator.language.phrases import Phrases, Token, stem

# Words of the longest entry of the list ("a quarter of a million").
_PHRASE_AT_MOST = 5
# Words of the longest number written out.
_WINDOW = 14
# The least number that an article may stand before.
_SCALE = 100
# The largest whole that a share is told of in words: "one in a hundred".
_WHOLE = 100
_HUNDRED = ("a", "hundred")
_DASHES = frozenset("-–—")
# Words of a spelled number: "two hundred and thirty-four thousand" has five.
_LONGEST = 12
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
# A number up to a cut, and one from it on: what the two of them share is one number.
_CUT_BEFORE = re.compile(r"(?:\d[.,:]|\d[-–−]|(?<![\w)])[-–−+]|(?<![\w.,])\d{1,3}[ \u00a0\u202f\u2009])\Z")
_CUT_IN_FIGURE = re.compile(r"[.,:]\d|[-–−]\d|[%‰]")
_WORD_BEFORE = re.compile(r"([^\W_]+)([ \u00a0-])\Z")
_WORD_BEHIND = re.compile(r"([^\W\d_]+)")
_SPACED_THOUSAND = re.compile(r"\d{3}(?!\w|[.,]\d)")
_NEAR = 24
_HALF = ("and", "a", "half")
_HALF_DAY = 720


@functools.cache
def cardinals() -> dict[str, int]:
    """The words of cardinal numbers, from "zero" to "billion"."""
    found: dict[str, int] = table("numbers")["cardinals"]
    return found


@functools.cache
def ordinals() -> dict[str, int]:
    """The words of ordinal numbers, from "first" to "thirtieth"."""
    found: dict[str, int] = table("numbers")["ordinals"]
    return found


def figure(text: str) -> float:
    """A figure with thousands and decimals as English writes them; spaces may part the thousands.

    >>> figure("3,000"), figure("4.5"), figure("1.2.3"), figure("60 000")
    (3000.0, 4.5, 1.0, 60000.0)
    """
    plain = "".join(text.replace(",", "").split())
    try:
        return float(plain)
    except ValueError:  # such as "1.2.3", a version and no quantity
        return float(plain.split(".")[0])


def spelled_number(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """A cardinal in words, and the index behind it; a hyphen may be a word of its own.

    >>> spelled_number("two hundred and thirty - four thousand".split(), 0)
    (234000, 7)
    >>> spelled_number("one hundred and two hundred".split(), 0), spelled_number(["a"], 0)
    ((100, 2), None)
    """
    known = cardinals()
    total, part, after = 0, 0, index
    while after < min(len(words), index + _LONGEST):
        value = known.get(words[after])
        if value is None:
            break
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value == 100:
            part = max(part, 1) * 100
        elif part % 100 == 0 or (part % 10 == 0 and value < 10 and part % 100 >= 20):
            part += value
        else:
            break
        after += 1
        joined = _joined(words, after, value)
        if joined is None:
            break
        after += joined
    return (total + part, after) if after > index else None


def _joined(words: Sequence[str], after: int, value: int) -> int | None:
    """How many joints lead on to the next word of the number; ``None`` where a joint only leads to another one."""
    joint, following = _word(words, after), cardinals().get(_word(words, after + 1))
    if following is None or joint not in (*_DASHES, "and"):
        return 0
    if joint in _DASHES:
        return 1 if value % 10 == 0 and 20 <= value < 100 and following < 10 else None
    # "one hundred and two hundred" are two numbers, "two hundred and thirty thousand" is one.
    scale = _scale_in(words[after + 2 : after + 4])
    return 1 if value >= 100 and following < 100 and (scale is None or scale > value) else None


def _scale_in(words: Sequence[str]) -> int | None:
    """The first "hundred", "thousand" or the like among some words."""
    known = (cardinals().get(word, 0) for word in words)
    return next((value for value in known if value >= 100), None)


def number_at(words: Sequence[str], index: int, glued: Sequence[bool]) -> tuple[float, int] | None:
    """A number in figures, words or both, with what multiplies it, and the index behind it.

    Args:
        words: The keys of a sentence's tokens; a figure with its thousands and decimals is one.
        index: Where it begins.
        glued: For each token whether nothing stands between it and the one before.

    >>> number_at("3.5 million".split(), 0, [False] * 2), number_at(["4", "bn"], 0, [False, True])
    ((3500000.0, 2), (4000000000.0, 2))
    >>> number_at("two and a half million people".split(), 0, [False] * 6)
    (2500000.0, 5)
    """
    if not index < len(words):
        return None
    if words[index][:1].isdecimal():
        value, after = figure(words[index]), index + 1
        if (suffix := _SUFFIXES.get(_word(words, after))) and glued[after]:
            value, after = value * suffix, after + 1
    elif (found := spelled_number(words, index)) is not None:
        value, after = float(found[0]), found[1]
    else:
        return None
    value, after = _multiplied(words, value, after)
    if tuple(words[after : after + 3]) == _HALF:
        value, after = _multiplied(words, value + 0.5, after + 3)
    return value, after


def _multiplied(words: Sequence[str], value: float, after: int) -> tuple[float, int]:
    while (scale := cardinals().get(_word(words, after), 0)) >= 100:
        value, after = value * scale, after + 1
    return value, after


def _word(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


# ---------------------------------------------------------------- where a number would be cut


def cuts_number(text: str, at: int) -> bool:
    """Whether a quotation that begins or ends at ``at`` would part a number.

    >>> cuts_number("Some 1,200 men", 7), cuts_number("It fell by -5 percent", 12), cuts_number("10-20", 2)
    (True, True, True)
    >>> cuts_number("two hundred men", 4), cuts_number("twenty-five", 7), cuts_number("In 2024, 200 men", 9)
    (True, True, False)
    """
    before, behind = text[max(0, at - _NEAR) : at], text[at : at + _NEAR]
    if behind[:1].isdigit() and (found := _CUT_BEFORE.search(before)):
        return not found[0][-1].isspace() or _SPACED_THOUSAND.match(behind) is not None
    if before[-1:].isdigit():
        spaced = behind[:1] in (" ", "\u00a0", "\u202f", "\u2009") and _SPACED_THOUSAND.match(behind[1:])
        if _CUT_IN_FIGURE.match(behind) or (spaced and re.search(r"(?<![\w.,])\d{1,3}\Z", before)):
            return True
    return _cuts_words(before, behind)


def _cuts_words(before: str, behind: str) -> bool:
    """The same for numbers in words: "two | hundred", "5 | million", "twenty- | five"."""
    joint = behind[:1]
    if joint in (" ", "\u00a0", "-"):
        before, behind = before + joint, behind[1:]
    one, other = _WORD_BEFORE.search(before), _WORD_BEHIND.match(behind)
    if not one or not other:
        return False
    value, scale = cardinals().get(other[1].casefold(), 0), cardinals().get(one[1].casefold(), -1)
    if one[2] == "-":
        return 20 <= scale < 100 and 0 < value < 10
    return value >= 100 and (scale > 0 or one[1].isdigit())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a sequence of tokens.

    Attributes:
        first: Its first token.
        last: The token after it.
        least: The least it may be.
        most: The most it may be.
        stated: The number itself; ``None`` where it is a range or a vague word.
        parts: Whether it is a part of a whole, in percent.
    """

    first: int
    last: int
    least: float
    most: float
    stated: float | None
    parts: bool = False


def _phrase(sequence: Sequence[Token], i: int) -> Figure | None:
    """The number that a phrase of the list tells: "a dozen", "half a million"."""
    phrases = _phrases()
    if sequence[i].key not in phrases.first_words:
        return None
    for first, last, words in phrases.find(sequence[i : i + _PHRASE_AT_MOST]):
        if first == 0:
            low, high, kind = _phrase_values()[words]
            stated = low if low == high else None
            return Figure(first=i, last=i + last, least=low, most=high, stated=stated, parts=kind == "parts")
    return None


def _may_open(token: Token) -> bool:
    return token.key in _openings() or token.text[0].isdecimal()


def read_figure(sequence: Sequence[Token], i: int) -> Figure | None:
    """The number that begins at a token; two of them ("five or six") are taken together."""
    if not _may_open(sequence[i]):
        return None
    value, behind = _number(sequence, i + 1) if sequence[i].key in ("a", "an") else (None, i)
    if value is not None and value >= _SCALE and behind > i + 2:
        # "A hundred and twenty"; "a hundred" and "a million and a half" are phrases of the list.
        return Figure(first=i, last=behind, least=value, most=value, stated=value)
    figure = _phrase(sequence, i) or _share(sequence, i) or _every(sequence, i) or _one_or_both(sequence, i)
    if figure:
        return figure
    value, last = _number(sequence, i)
    return None if value is None else _with_second(sequence, i, last, value)


def _with_second(sequence: Sequence[Token], i: int, last: int, value: float) -> Figure:
    """A number, or two of them: "five or six"."""
    other, behind = _second(sequence, i, last)
    if other is not None and other > value:
        return Figure(first=i, last=behind, least=value, most=other, stated=None)
    return Figure(first=i, last=last, least=value, most=value, stated=value)


def _one_or_both(sequence: Sequence[Token], i: int) -> Figure | None:
    """The number that "a" or "both" tells: "a week", "both sides"."""
    if not (_is_one_length(sequence, i) or _is_pair(sequence, i)):
        return None
    one = 2.0 if sequence[i].key == "both" else 1.0
    return Figure(first=i, last=i + 1, least=one, most=one, stated=one)


def _share(sequence: Sequence[Token], i: int) -> Figure | None:
    """One number of another: "one in seven", "3 out of 10 voters", "one child in four"."""
    part, at = _number(sequence, i)
    if part is None:
        return None
    of, behind = _joined_by(sequence, at)
    if of is None and part == 1 and at < len(sequence) and sequence[at].word:
        of, behind = _joined_by(sequence, at + 1)
    if of is None or not part < of <= _WHOLE or _is_length(sequence, behind):
        return None
    percent = round(100 * part / of, 1)
    return Figure(first=i, last=behind, least=percent, most=percent, stated=percent, parts=True)


def _joined_by(sequence: Sequence[Token], at: int) -> tuple[float | None, int]:
    """The whole that words of a share lead to from token ``at``, and the token after it."""
    for words in sorted(table("quantity_words")["context"]["share"], key=len, reverse=True):
        many = words.count(" ") + 1
        if [token.key for token in sequence[at : at + many]] == words.split():
            if tuple(token.key for token in sequence[at + many : at + many + 2]) == _HUNDRED:
                return 100.0, at + many + 2
            return _number(sequence, at + many)
    return None, at


def _is_length(sequence: Sequence[Token], at: int) -> bool:
    """Whether a unit of time stands there: "two in five days"."""
    return at < len(sequence) and sequence[at].stem in map(stem, table("quantity_words")["lengths"])


def _every(sequence: Sequence[Token], i: int) -> Figure | None:
    """One of so many, told by the order: "every third house", "every other day"."""
    if sequence[i].key != "every" or i + 2 >= len(sequence) or not sequence[i + 2].word:
        return None
    order = 2 if sequence[i + 1].key == "other" else ordinals().get(sequence[i + 1].key, 0)
    if order < 2 or _is_length(sequence, i + 2):
        return None
    percent = round(100 / order, 1)
    return Figure(first=i, last=i + 2, least=percent, most=percent, stated=percent, parts=True)


def _second(sequence: Sequence[Token], i: int, last: int) -> tuple[float | None, int]:
    """The number that one which begins at ``i`` and ends at ``last`` is joined to, and the token after it."""
    joint = sequence[last].key if last < len(sequence) else ""
    if joint not in listed("quantity_words", "context", "joins") or not sequence[i - 1 : i]:
        return None, last
    if joint == "and" and sequence[i - 1].key != "between":
        return None, last
    return _number(sequence, last + 1)


def _is_one_length(sequence: Sequence[Token], i: int) -> bool:
    """Whether an article stands for one: "more than a decade"."""
    behind = sequence[i + 1 : i + 2]
    return (
        sequence[i].key in ("a", "an")
        and bool(behind)
        and behind[0].key in table("quantity_words")["lengths"]
        and (
            behind[0].key in listed("quantity_words", "context", "only_length")
            or (i > 0 and sequence[i - 1].key in listed("quantity_words", "context", "before_length"))
        )
    )


def _is_pair(sequence: Sequence[Token], i: int) -> bool:
    """Whether "both" counts the things behind it."""
    behind = sequence[i + 1 : i + 2]
    plural = bool(behind) and behind[0].key.endswith("s") and stem(behind[0].key) != behind[0].key
    return sequence[i].key == "both" and plural


def _number(sequence: Sequence[Token], i: int) -> tuple[float | None, int]:
    """The value of the number that begins at a token, and the token after it."""
    if i >= len(sequence) or not (sequence[i].text[0].isdecimal() or sequence[i].key in cardinals()):
        return None, i
    window = sequence[i : i + _WINDOW]
    glued = [False, *(one.end == other.start for one, other in pairwise(window))]
    found = number_at([token.key for token in window], 0, glued)
    return (found[0], i + found[1]) if found else (None, i)


@functools.cache
def _openings() -> frozenset[str]:
    """The words with which a number may begin that has no figure first."""
    return frozenset(("a", "an", "both", "every", *cardinals(), *_phrases().first_words))


@functools.cache
def _phrases() -> Phrases:
    return Phrases(((words, words) for words in _phrase_values()), stems=False)


@functools.cache
def _phrase_values() -> dict[str, tuple[float, float, str]]:
    data = table("quantity_words")
    values: dict[str, tuple[float, float, str]] = {
        words: (low, high, "vague") for words, (low, high) in data["vague"].items()
    }
    for name in ("fixed", "parts"):
        values |= {words: (float(value), float(value), name) for words, value in data[name].items()}
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day.

    Attributes:
        minutes: Since midnight or noon.
        half: 0 before noon, 1 from noon on; ``None`` where the words do not say.
        start: Its span in the text.
    """

    minutes: int
    half: int | None
    start: int
    end: int

    def fits(self, other: ClockTime) -> bool:
        """Whether two times may be the same."""
        return self.minutes == other.minutes and (None in (self.half, other.half) or self.half == other.half)


def clock_times(text: str) -> tuple[ClockTime, ...]:
    """The times of day in a text, in order.

    >>> evening, ten, half = (clock_times(text)[0] for text in ("at 22.00", "10 p.m.", "half past five"))
    >>> evening.fits(ten), half.fits(clock_times("5:30")[0]), half.fits(ten)
    (True, True, False)
    """
    # Most sentences have no sign of a form, and each form tries every number at every word.
    low = text.casefold()
    forms = [form for sign, form in _forms() if sign.search(low)]
    return tuple(_read(text, forms)) if forms else ()


def _read(text: str, forms: Sequence[re.Pattern[str]]) -> Iterator[ClockTime]:
    taken = -1
    for match in sorted(
        (found for form in forms for found in form.finditer(text)),
        key=lambda match: (match.start("time"), -match.end()),
    ):
        time = _time(match) if match.start() >= taken else None
        if time is not None:
            taken = time.end
            yield time


def _time(match: re.Match[str]) -> ClockTime | None:
    found = match.groupdict()
    half = (found.get("half") or "")[:1].casefold()
    late = {"a": 0, "p": 1}.get(half)
    if found.get("noon"):
        hour, minute, late = (0, 0, 0) if found["noon"].casefold() == "midnight" else (12, 0, 1)
    elif found.get("by"):
        hour, minute = _value(found["hour"]), _value(found["by"])
        if (found["way"] or "").casefold() == "to":
            hour, minute = hour - 1, 60 - minute
    else:
        hour, minute = _value(found["hour"]), int(found.get("minute") or 0)
    if not 0 <= hour <= 24 or not 0 <= minute <= 60:
        return None
    late = _half(found, hour) if late is None else late
    return ClockTime(
        minutes=(hour * 60 + minute) % _HALF_DAY, half=late, start=match.start("time"), end=match.end()
    )


def _half(found: dict[str, str], hour: int) -> int | None:
    """The half of the day that an hour is of by its form: "03:20" and "15:20" are of a day of 24 hours."""
    if hour > 12:
        return 1
    return 0 if found.get("minute") and found["hour"].startswith("0") else None


def _value(words: str) -> int:
    words = words.casefold()
    parts: dict[str, int] = table("numbers")["parts_of_an_hour"]
    return int(words) if words.isdigit() else parts.get(words, cardinals().get(words, 99))


@functools.cache
def _forms() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The forms, each with something that a text without case has wherever it has a time of that form."""
    small = "|".join(
        sorted((word for word, value in cardinals().items() if value <= 30), key=len, reverse=True)
    )
    parts = "|".join(table("numbers")["parts_of_an_hour"])
    before, units = ("|".join(table("numbers")[name]) for name in ("before_times", "no_times_before"))
    forms = (
        (rf"(?:{parts}) (?:past|to)",
         rf"\b(?P<time>(?P<by>{parts}) (?P<way>past|to) (?P<hour>\d{{1,2}}|{small}))\b"),
        ("past|minutes to",
         rf"\b(?P<time>(?P<by>\d{{1,2}}|{small}) (?:minutes (?P<way>past|to)|past) (?P<hour>\d{{1,2}}|{small}))\b"),
        ("noon|midday|midnight",
         r"\b(?P<time>(?P<noon>noon|midday|midnight))\b"),
        (r"clock|[ap](?:\.\s?m|m)\b",
         rf"\b(?P<time>(?P<hour>\d{{1,2}}|{small})(?:[:.](?P<minute>[0-5]\d))?"
         r"(?: ?(?P<half>[ap])(?:\.\s?m\b\.?|m\b)| o['’]clock))"),
        (r"\d:\d",
         r"(?<![\d:])(?P<time>(?P<hour>\d{1,2}):(?P<minute>[0-5]\d))(?![\d:])"),
        (r"\d\.\d",
         rf"\b(?:{before}) (?P<time>(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d))(?![\d%]|,\d)(?! (?:{units})\b)"),
    )  # fmt: skip
    return tuple((re.compile(sign), re.compile(form, re.IGNORECASE)) for sign, form in forms)
