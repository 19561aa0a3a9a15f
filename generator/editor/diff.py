"""``explainer diff``: what a reader finds changed between two states of a story, for an editor or as data.

Comes in: the story as data (``story.json``), as it was and as it is. Goes out: what is new, changed and gone, and an
entry for ``updates:``. ``earlier`` finds the first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from generator.catalog import ENGLISH, speaking
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.diagnostics import GeneratorError, error, shortened
from generator.editor.drafted import one_line
from generator.edtf import EdtfError, parse_edtf
from generator.edtf_words import format_edtf
from generator.model import Relation


class How(StrEnum):
    """What became of a part of the site; its value stands before it in the list."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


_TOLD_BY = "told by"
MARKS = {How.NEW: "+", How.CHANGED: "~", How.GONE: "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One thing about a part that was otherwise; ``""`` where there was, or is, none."""

    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A part of the site that readers find changed.

    Attributes:
        kind: Heading that it belongs to, in the plural.
        how: What became of it.
        id: Its id as it is now, or was.
        text: What it says, now or last.
        details: What is otherwise about one that was there before.
        sources: Ids of the sources that carry it, now or last.
        before: Ids of the sources that carried it before; empty of what is new.
        newer: One that did not is newer than all of these.
        citable: Whether an update may name it: a statement of the editor's.
    """

    kind: str
    how: How
    id: str
    text: str
    details: tuple[Detail, ...] = ()
    sources: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    newer: bool = False
    citable: bool = False


# ---------------------------------------------------------------- the data, as far as it is compared


class _Evidence(BaseModel):
    source: str
    quote: str
    supports: bool = True


class _Part(BaseModel):
    id: str = ""
    address: str = ""
    evidence: list[_Evidence] = Field(default_factory=list)


class _Statement(_Part):
    text: str
    origin: str = ""
    status: str = ""
    date: str = ""
    places: list[str] = Field(default_factory=list)


class _Comparison(_Part):
    title: str = ""
    relation: str = ""
    text: str = ""


class _Source(_Part):
    label: str = ""
    headline: str = ""
    published: str = ""
    sha256: str = ""


class _Place(_Part):
    name: str = ""
    lat: float = 0
    lon: float = 0


class _Question(_Part):
    text: str
    answer: list[str] = Field(default_factory=list)
    note: str = ""


class _Update(_Part):
    date: str = ""
    kind: str = ""
    statements: list[str] = Field(default_factory=list)
    text: str = ""


class _Data(BaseModel):
    """The story as data; one that an earlier version wrote may lack parts."""

    title: str
    question: str = ""
    as_of: str = ""
    summary: list[str] = Field(default_factory=list)
    answers: dict[str, list[str]] = Field(default_factory=dict)
    statements: list[_Statement]
    sources: list[_Source] = Field(default_factory=list)
    comparisons: list[_Comparison] = Field(default_factory=list)
    questions: list[_Question] = Field(default_factory=list)
    places: list[_Place] = Field(default_factory=list)
    unknown: list[_Evidence] = Field(default_factory=list)
    updates: list[_Update] | None = None


_P = TypeVar("_P", bound=_Part)


def changes(was: bytes, now: bytes, named: str) -> tuple[Change, ...]:
    """What readers find changed, in the order of its weight.

    Args:
        was: The story as data, as it was.
        now: As it is.
        named: Where the first comes from, for messages.

    Raises:
        GeneratorError: The first is no data of a story.
    """
    try:
        before = _Data.model_validate_json(was)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f'"{named}" holds no data of a story: {where or "the file"}: {first["msg"]}'
        hint = "Name a built site, or its assets/explainer/story.json."
        raise GeneratorError([error(named, 0, "diff-site", message, hint)]) from None
    after = _Data.model_validate_json(now)
    with speaking(ENGLISH):
        return tuple(_changes(before, after))


def _changes(was: _Data, now: _Data) -> Iterator[Change]:
    yield from _story(was, now)
    if was.updates is not None:
        yield from _compared(
            "updates", was.updates, now.updates or [],
            lambda one: f"{_day(one.date)}: {one.text}",
            lambda one: {"kind": one.kind, "statements": ", ".join(one.statements)},
        )  # fmt: skip
    names = {item.id: item.name for item in (*was.places, *now.places)}
    days = {item.id: item.published for item in (*was.sources, *now.sources)}
    for change in _compared(
        "statements", was.statements, now.statements, lambda one: one.text, lambda one: _statement(one, names)
    ):
        yield replace(change, newer=_is_newer(change, days))
    yield from _compared(
        "comparisons", was.comparisons, now.comparisons, lambda one: one.title or one.text, _comparison
    )
    yield from _compared(
        "questions", was.questions, now.questions,
        lambda one: one.text,
        lambda one: {"answer": ", ".join(one.answer) or "open", "note": one.note},
    )  # fmt: skip
    yield from _compared("sources", was.sources, now.sources, lambda one: one.label or one.id, _source)
    yield from _compared(
        "places", was.places, now.places,
        lambda one: one.name,
        lambda one: {"name": one.name, "coordinates": f"{one.lat:.4f}, {one.lon:.4f}"},
    )  # fmt: skip
    yield from _compared(
        "said to be unknown", _unknown(was), _unknown(now),
        lambda one: f"{one.evidence[0].source}: “{one.evidence[0].quote}”",
        lambda _one: {},
    )  # fmt: skip


def _story(was: _Data, now: _Data) -> Iterator[Change]:
    sides = []
    for side in (was, now):
        facts = {"title": side.title, "question": side.question, "as of": _day(side.as_of)}
        answers = {kind: side.answers.get(kind, []) for kind in {**was.answers, **now.answers}}
        facts |= {f"answer to “{kind}”": ", ".join(names) for kind, names in answers.items()}
        sides.append(facts | {"short answer": ", ".join(side.summary)})
    if details := _details(*sides):
        yield Change(kind="story", how=How.CHANGED, id="story", text=now.title, details=details)


def _compared(
    kind: str,
    was: Sequence[_P],
    now: Sequence[_P],
    said: Callable[[_P], str],
    facts: Callable[[_P], dict[str, str]],
) -> Iterator[Change]:
    """New, changed and gone parts of one kind.

    Args:
        kind: Heading that they belong to.
        was: As they were.
        now: As they are.
        said: What tells a part apart where its id is another.
        facts: What readers see of it.
    """
    pairs, fresh = _paired(was, now, said)
    for one in fresh:
        yield _change(kind, How.NEW, one, said(one))
    for old, new in pairs:
        details = (*_otherwise(facts(old), facts(new)), *_evidence(old, new))
        if new and old.id != new.id:
            details = (Detail(name="id, and so its address", was=old.id, now=new.id), *details)
        if details:
            change = _change(kind, How.CHANGED, new, said(new), details)
            yield replace(change, before=_carriers(old))
    kept = {id(old) for old, _new in pairs}
    for one in was:
        if id(one) not in kept:
            yield _change(kind, How.GONE, one, said(one))


def _change(kind: str, how: How, part: _Part, text: str, details: tuple[Detail, ...] = ()) -> Change:
    return Change(
        kind=kind, how=how, id=part.id, text=text, details=details,
        sources=_carriers(part),
        citable=_is_edited(part) and how is not How.GONE,
    )  # fmt: skip


def _carriers(part: _Part) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.source for item in part.evidence if item.supports))


def _is_newer(change: Change, days: dict[str, str]) -> bool:
    """Whether a source that did not carry a statement before is newer than all that did."""
    spans = [[_span(days.get(name, "")) for name in names] for names in (change.before, change.sources)]
    ends = [last for _first, last in spans[0] if last]
    firsts = [
        first
        for name, (first, _last) in zip(change.sources, spans[1], strict=True)
        if first and name not in change.before
    ]
    return bool(ends) and len(ends) == len(spans[0]) and bool(firsts) and max(firsts) > max(ends)


def _span(edtf: str) -> tuple[date | None, date | None]:
    try:
        when = parse_edtf(edtf) if edtf else None
    except EdtfError:
        return None, None
    return (when.earliest, when.latest) if when else (None, None)


def _paired(
    was: Iterable[_P], now: Sequence[_P], said: Callable[[_P], str]
) -> tuple[list[tuple[_P, _P]], list[_P]]:
    """The parts that are the same, as they were and as they are, and those that are new; in the order of now.

    A story without an editor numbers what it tells: what says the same is the same before what has the same id. What
    an article said and an editor takes up, or lets go, is the same where it rests on the same words.
    """
    left, open_ = list(was), list(now)
    pairs: list[tuple[_P, _P]] = []
    keys: tuple[Callable[[_P], object], ...] = (lambda one: (one.id, said(one)), said, lambda one: one.id)
    alike: list[Callable[[_P, _P], bool]] = [_by(key) for key in keys]
    for same in (*alike, _taken_up):
        mine = list(_matched(left, open_, same))
        pairs += mine
        taken = {id(one) for pair in mine for one in pair}
        left, open_ = ([one for one in side if id(one) not in taken] for side in (left, open_))
    order = {id(new): number for number, new in enumerate(now)}
    return sorted(pairs, key=lambda pair: order[id(pair[1])]), open_


def _matched(was: Sequence[_P], now: Sequence[_P], same: Callable[[_P, _P], bool]) -> Iterator[tuple[_P, _P]]:
    """Each part as it is with the first, not taken by another, that is the same."""
    taken: set[int] = set()
    for new in now:
        old = next((one for one in was if id(one) not in taken and same(one, new)), None)
        if old is not None:
            taken.add(id(old))
            yield old, new


def _by(key: Callable[[_P], object]) -> Callable[[_P, _P], bool]:
    """A function that tells whether two parts have the same key, and one at all."""
    return lambda old, new: bool(key(new)) and key(old) == key(new)


def _taken_up(old: _Part, new: _Part) -> bool:
    """Whether two statements, not both of them an editor's, rest on the same words."""
    sides = old, new
    if not all(isinstance(one, _Statement) for one in sides) or all(_is_edited(one) for one in sides):
        return False
    return any(
        one.source == other.source and (one.quote in other.quote or other.quote in one.quote)
        for one in old.evidence[:1]
        for other in new.evidence
        if other.supports
    )


def _is_edited(part: _Part) -> bool:
    return isinstance(part, _Statement) and part.origin == "edited"


def _otherwise(was: dict[str, str], now: dict[str, str]) -> tuple[Detail, ...]:
    """What is otherwise of a part; of words that an editor took up as they are, not that they now have a label."""
    found = _details(was, now)
    if any(detail.name == _TOLD_BY for detail in found):
        shown = [" ".join(side.get("text", "").split()).strip("“”") for side in (was, now)]
        found = tuple(item for item in found if item.name != "text" or shown[0] not in shown[1])
    return found


def _details(was: dict[str, str], now: dict[str, str]) -> tuple[Detail, ...]:
    names = dict.fromkeys((*was, *now))
    sides = ((name, was.get(name, ""), now.get(name, "")) for name in names)
    return tuple(Detail(name=name, was=old, now=new) for name, old, new in sides if old != new)


def _evidence(was: _Part, now: _Part) -> tuple[Detail, ...]:
    """Quotations that came and went."""
    sides = [
        list(dict.fromkeys(f"{item.source}: “{item.quote}”" for item in part.evidence)) for part in (was, now)
    ]
    gone = [words for words in sides[0] if words not in sides[1]]
    come = [words for words in sides[1] if words not in sides[0]]
    return (
        *(Detail(name="quotation", was=words, now="") for words in gone),
        *(Detail(name="quotation", was="", now=words) for words in come),
    )


# ---------------------------------------------------------------- what readers see of a part


def _statement(one: _Statement, names: dict[str, str]) -> dict[str, str]:
    edited = one.origin == "edited"
    return {
        "text": one.text if edited else f"“{one.text}”",
        _TOLD_BY: "the editor" if edited else "an article, in its own words",
        "date": _day(one.date),
        "status": one.status,
        "places": ", ".join(names.get(name, name) for name in one.places),
        "page": _page(one.address),
    }


def _comparison(one: _Comparison) -> dict[str, str]:
    known = {item.value: RELATION_KINDS[item].label for item in Relation}
    return {"title": one.title, "relation": known.get(one.relation, one.relation), "text": one.text}


def _source(one: _Source) -> dict[str, str]:
    return {
        "label": one.label,
        "headline": one.headline,
        "published": _day(one.published),
        "file (its digest)": one.sha256[:12],
    }


def _unknown(data: _Data) -> list[_Part]:
    return [_Part(evidence=[item]) for item in data.unknown]


def _page(address: str) -> str:
    """The page of an address, however the site writes addresses."""
    path = address.partition("#")[0].removesuffix("index.html").removesuffix(".html").strip("/")
    return f"/{path}/" if path else "/"


def _day(edtf: str) -> str:
    """A date for people; as it stands, where a version of this program wrote it that had others."""
    try:
        return format_edtf(parse_edtf(edtf)) if edtf else ""
    except EdtfError:
        return edtf


# ---------------------------------------------------------------- told to the editor


def _counted(changes: Sequence[Change]) -> str:
    """How many are new, changed and gone."""
    numbers = ((sum(change.how is how for change in changes), how) for how in How)
    return ", ".join(f"{number} {how}" for number, how in numbers if number)


def list_diff(found: Sequence[Change], named: str) -> Iterator[str]:
    """What has changed, a line each, with what it was and is below; marked ``+``, ``~`` and ``-``."""
    if not found:
        yield f"Readers find nothing changed since {named}."
        return
    yield f"What readers find changed since {named}:"
    for kind in dict.fromkeys(change.kind for change in found):
        mine = [change for change in found if change.kind == kind]
        yield f"{kind.capitalize()}: {_counted(mine)}" if kind != "story" else "The story as a whole:"
        for change in mine:
            yield (
                f"  {MARKS[change.how]} {change.id}: {_one_line(change.text)}"
                if change.id
                else (f"  {MARKS[change.how]} {_one_line(change.text)}")
            )
            for detail in change.details:
                yield from _detail_lines(detail)


def _detail_lines(detail: Detail) -> Iterator[str]:
    for word, said in (("was", detail.was), ("now", detail.now)):
        if said or detail.name != "quotation":
            yield f"        {detail.name} {word}: {_one_line(said) or 'none'}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def json_diff(found: Sequence[Change], named: str) -> dict[str, Any]:
    """The same in types of JSON."""
    return {"since": named, "changed": bool(found), "changes": [asdict(change) for change in found]}


def drafted_updates(found: Sequence[Change], day: str) -> str:
    """Entries of a day (``YYYY-MM-DD``) for ``updates:`` in story.yml; ``""`` where nothing is to be named.

    What was and is stands as comments. A statement that says otherwise by sources that it had before was corrected; by
    a new or a newer one, it moved on.
    """
    fresh = {change.id for change in found if change.kind == "sources" and change.how is How.NEW}
    told = [change for change in found if change.citable and (change.how is How.NEW or _is_told(change))]
    entries = [
        _entry(day, "correction", "The statement was corrected.", told, lambda one: _corrects(one, fresh)),
        _entry(
            day, "addition", "The statement was brought up to date.", told,
            lambda one: not _is_added(one) and not _corrects(one, fresh),
        ),
        _entry(day, "addition", "This was added.", told, _is_added),
    ]  # fmt: skip
    text = "".join(entries)
    notes = _notes_of_gone(found)
    return "updates:\n" + text + notes if text else notes.replace("  #", "#")


def _notes_of_gone(found: Sequence[Change]) -> str:
    """A comment for each statement that is gone."""
    gone = [change for change in found if change.kind == "statements" and change.how is How.GONE]
    notes = [f"  # Gone, and so named by no entry: {_comment(f'{one.id}: {one.text}')}\n" for one in gone]
    return "".join(notes)


def _is_told(change: Change) -> bool:
    """Whether the change is one of what is said, and not of where it stands."""
    return any(detail.name in ("text", "date", "status") for detail in change.details)


def _is_added(change: Change) -> bool:
    """Whether the editor's statement is new, if of words that an article was quoted for before."""
    return change.how is How.NEW or any(detail.name == _TOLD_BY for detail in change.details)


def _corrects(change: Change, fresh: set[str]) -> bool:
    return not _is_added(change) and not change.newer and not fresh.intersection(change.sources)


def _entry(day: str, kind: str, text: str, told: Sequence[Change], chosen: Callable[[Change], bool]) -> str:
    mine = [change for change in told if chosen(change)]
    if not mine:
        return ""
    lines = [
        f"  - date: {day}",
        f"    kind: {kind}",
        f"    claims: [{', '.join(change.id for change in mine)}]",
        f"    text: {json.dumps(text)}  # say in your own words what changed, and why",
    ]
    for change in mine:
        lines += [f"    # {change.id}: {_comment(change.text)}"] if _is_added(change) else []
        for detail in () if _is_added(change) else change.details:
            lines.append(f"    # {change.id}, {detail.name} was: {_comment(detail.was) or 'none'}")
            lines.append(f"    #     now: {_comment(detail.now) or 'none'}")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return shortened(one_line(text), 200)
