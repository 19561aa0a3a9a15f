"""``explainer draft``: a story file from the articles alone, for an editor to rewrite.

The text of each claim is a quotation, and the build takes the draft as it is: what does not pass stands in it as a
comment, with the reason. ``drafted`` words the parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from generator.catalog import ENGLISH
from generator.claims.compare.passages import Spot
from generator.claims.compare.relation_kinds import Verdict
from generator.claims.edited.check_sources import same_reports
from generator.claims.edited.check_storyfile import TO_BE_PLACED, is_reserved
from generator.claims.kept import Kept
from generator.claims.unedited.gate import WITHHELD
from generator.claims.unedited.reports import Untold, untold
from generator.claims.unedited.story import unedited_story
from generator.diagnostics import Diagnostic, GeneratorError, error
from generator.editor.drafted import (
    ClaimText,
    Question,
    commented,
    head_text,
    item_texts,
    listed,
    offered_lines,
    one_by_one,
    quoted,
    section_text,
    slot_lines,
    source_lines,
    telling,
)
from generator.editor.status import NewSentence, cited_spots, story_status, withheld_lines
from generator.editor.storyedit import insert_items, insert_pairs, with_title, write_story
from generator.language.spelling import slug
from generator.model import (
    AnswerKind,
    Article,
    Claim,
    ClaimOrigin,
    DateBasis,
    Relation,
    Section,
    SourceOverrides,
    Story,
    WithheldReason,
)
from generator.pipeline import STORY_FILE, Cache, build
from generator.publish.options import PublishOptions
from generator.publish.presenter import presenter_of
from generator.read import list_seeds, read_article, read_seed
from generator.storyfile import PARTS, StoryFile, read_parts, story_files
from generator.storyschema import ClaimPart, ComparisonPart, SectionPart

# Where claims go when a story in several files has no `story.yml`.
_NEW_PART = f"{PARTS}/drafted.yml"
_ID_WORDS = 5
_LEAST_ID_WORD = 4
# Each part is tried in at most four forms, and one that fails may let another be seen that does.
_TRIES = 12
_UNDATED = ("date-ambiguous", "date-invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was written.

    Attributes:
        text: The whole file that the claims are in.
        path: That file, from the project's folder.
        others: Other files of the story that had to be added to, by path: sections may stand in another.
        claims: How many claims are new in it.
        asked: How many questions stand in it as comments, of what kept a part from being taken in.
        offered: How many passages stand in it as comments, to be pasted as evidence of claims that are there.
    """

    text: str
    path: str
    claims: int
    asked: int = 0
    offered: int = 0
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What a draft is made with: the project, and what need not be read again at each trial.

    Attributes:
        path: The file that the claims are written to, from ``root``.
        others: What the draft makes of other files of the story, by path.
    """

    root: Path
    seeds: Path
    path: str
    cache: Cache = field(default_factory=Cache)
    others: dict[str, str] = field(default_factory=dict)

    def wrong(self, text: str) -> tuple[Diagnostic, ...]:
        """The errors that a build with this story file finds."""
        try:
            build(self.root, self.seeds, self.cache, story_text={**self.others, self.path: text})
        except GeneratorError as problem:
            return problem.diagnostics
        return ()


def write_draft(root: Path, seeds: Path, *, only_new: bool = False) -> Draft:
    """Write ``story.yml``, or add to it what the articles say and no claim carries; the rest of it stays as it is.

    Args:
        root: Folder that paths in messages are relative to.
        seeds: The folder with the articles.
        only_new: Add only what the articles say that no claim cites yet.

    Raises:
        GeneratorError: The articles or the story file cannot be read, or it cannot be written.
    """
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in story_files(seeds)}
    whole = (seeds / STORY_FILE).relative_to(root).as_posix()
    path = whole if whole in files or not files else (seeds / _NEW_PART).relative_to(root).as_posix()
    desk = _Desk(root=root, seeds=seeds, path=path)
    if not files:
        draft = _begun(desk)
    else:
        story = build(root, seeds, desk.cache, language=ENGLISH).story
        texts = {name: raw.decode("utf-8-sig") for name, raw in files.items()}
        draft = _continued(desk, story, texts, only_new=only_new)
    if draft.claims or draft.offered or (not files and draft.asked):
        for name, text in (*draft.others.items(), (path, draft.text)):
            write_story(root / name, text, old=files.get(name), shown=name)
    return draft


# ---------------------------------------------------------------- a new story file


def _begun(desk: _Desk) -> Draft:
    asked: dict[str, Question] = {}
    try:
        story = build(desk.root, desk.seeds, desk.cache, language=ENGLISH).story
    except GeneratorError as problem:
        asked = _asked(desk, problem.diagnostics)
        if not asked:
            raise
        text = "story: {title: A story}\nsources:\n" + "".join(
            f"  {question.file}: {{date: {question.date}}}\n" for question in asked.values()
        )
        story = build(desk.root, desk.seeds, story_text=text, language=ENGLISH).story
        title = presenter_of(story, PublishOptions()).summary()[:1]
        story = replace(story, title=title[0].text if title else story.articles[0].article.label)
    groups = one_by_one(story, _groups(story))
    chosen = [claim for _heading, claims in groups for claim in claims]
    taken = {place.id for place in story.places} | {TO_BE_PLACED.id}
    parts = [(part.id, part.title) for part in (*story.sections, *story.tracks)]
    ids = _ids(parts, taken)
    ids |= _ids([(claim.id, claim.text) for claim in chosen], taken | set(ids.values()))

    def whole(level: Counter[str], reasons: Mapping[str, list[str]]) -> list[tuple[str, str]]:
        return list(_whole(story, groups, ids, asked, level, reasons))

    return _settled(desk, whole, [claim.id for claim in chosen], len(asked))


_Parts = Callable[[Counter[str], Mapping[str, list[str]]], list[tuple[str, str]]]
"""Makes the file of what each part has come to: a list of keys of parts, ``""`` for what stands fast, and texts."""


def _settled(desk: _Desk, make: _Parts, claims: Sequence[str], asked: int) -> Draft:
    """The first form of the file that builds: whatever is found wrong in a part makes that part simpler.

    Raises:
        GeneratorError: What is wrong lies in no part of it.
    """
    level: Counter[str] = Counter()
    reasons: dict[str, list[str]] = {}
    for _try in range(_TRIES):
        parts = make(level, reasons)
        text = "".join(part for _key, part in parts)
        wrong = desk.wrong(text)
        if not wrong:
            out = sum(level[name] >= ClaimText.LEFT_OUT for name in claims)
            return Draft(
                text=text,
                path=desk.path,
                claims=len(claims) - out,
                asked=asked + text.count("# Not taken in:"),
                others=dict(desk.others),
            )
        here = [item for item in wrong if item.path == desk.path]
        blamed = {key for item in here if (key := _part_at(parts, item.line))}
        for item in here:
            if key := _part_at(parts, item.line):
                reasons.setdefault(key, []).append(item.message)
        if not blamed:
            break
        level.update(blamed)
    raise GeneratorError(wrong)


def _part_at(parts: Sequence[tuple[str, str]], line: int) -> str:
    """The key of the part that a line of the file lies in."""
    first = 1
    for key, text in parts:
        lines = text.count("\n")
        if first <= line < first + lines:
            return key
        first += lines
    return ""


def _asked(desk: _Desk, wrong: Iterable[Diagnostic]) -> dict[str, Question]:
    """What has to be asked of dates that stop the build, by the file's name; empty where something else does."""
    wrong = tuple(wrong)
    if any(item.code not in _UNDATED for item in wrong):
        return {}
    found = {}
    for path in list_seeds(desk.seeds):
        seed = read_seed(path, desk.root)
        mine = [item for item in wrong if item.path == seed.path]
        if not mine:
            continue
        days = []
        for day_first in (True, False):
            article, _said = read_article(seed, SourceOverrides(day_first=day_first))
            if article.date_published.edtf and article.date_published.basis is DateBasis.STATED:
                days.append(article.date_published.edtf.text)
        days = sorted(set(days))
        date = f'"[{days[0]},{days[1]}]"' if len(days) > 1 else "unknown"
        found[path.name] = Question(file=path.name, date=date, said=mine[0].message, hints=mine[0].hints[:1])
    return found


def _groups(story: Story) -> list[tuple[str, list[Claim]]]:
    """The claims worth an editor's time, as one thinks of them: each once, under its heading."""
    by_id = {claim.id: claim for claim in story.claims}
    main = [claim for kind in AnswerKind for claim in _answers(story).get(kind, ())]
    # What readers are told of both sides would else be gone with the first draft.
    disputed = telling(story, [item for item in story.comparisons if item.relation is Relation.TENSION])
    groups = [
        ("Main event, state now, what stays, why, next", [*main, *(by_id[name] for name in story.summary)]),
        ("Newest", [by_id[name] for name in story.newest]),
        ("Background", [claim for claim in story.claims if claim.section]),
        ("The news", [claim for claim in story.claims if len(claim.source_ids) > 1 and claim.track]),
        (
            "The rest: take what the story needs, and take the others away",
            [
                claim
                for claim in story.claims
                if claim.track or claim.id in story.also or len(claim.source_ids) > 1 or claim.id in disputed
            ],
        ),
    ]
    seen: set[str] = set()
    once = []
    for heading, claims in groups:
        fresh = list({claim.id: claim for claim in claims if claim.id not in seen}.values())
        seen |= {claim.id for claim in fresh}
        if fresh:
            once.append((heading, fresh))
    return once


def _answers(story: Story) -> dict[AnswerKind, tuple[Claim, ...]]:
    """What the home page answers, of a story without an editor."""
    known = {claim.id for claim in story.claims}
    return {
        item.kind: tuple(claim for claim in item.claims if claim.id in known)
        for item in presenter_of(story, PublishOptions()).home_summary().answers
    }


def _whole(
    story: Story,
    groups: Sequence[tuple[str, Sequence[Claim]]],
    ids: Mapping[str, str],
    asked: Mapping[str, Question],
    level: Counter[str],
    reasons: Mapping[str, list[str]],
) -> Iterator[tuple[str, str]]:
    """The parts of the file, each as far taken back as what was found wrong in it asks for."""
    chosen = [claim for _heading, claims in groups for claim in claims]
    words = ClaimText(story=story, ids=ids, beside=chosen)
    kept = {claim.id: ids[claim.id] for claim in chosen if level[claim.id] < ClaimText.LEFT_OUT}
    yield "story", head_text(story, _answers(story), kept, level["story"])
    yield from item_texts(story, asked, level)
    told = [claim for claim in chosen if claim.id in kept]
    used = _sections(story, told, words, level, 0)
    yield "", listed("sections", [section_text(part, page, ids) for part, page in used])
    yield "", "\nclaims:\n" if kept else "\nclaims: []\n"
    for heading, claims in groups:
        yield "", f"  # ---------- {heading}\n\n"
        for claim in claims:
            text = words.text(claim, level[claim.id])
            if claim.id not in kept:
                text = commented(text, ["Not taken in:", *reasons.get(claim.id, ())[-1:]])
            yield claim.id, "".join(f"  {line}" for line in text.splitlines(keepends=True)) + "\n"
    yield "", "".join(_withheld(story))


def _withheld(story: Story) -> Iterator[str]:
    """What readers of the articles alone are not shown as it stands, as comments with the reasons."""
    # Each claim of a draft stands alone.
    reasons = [reason for reason in WITHHELD if reason is not WithheldReason.OTHER_EVENT]
    if lines := list(withheld_lines(story, reasons)):
        yield "\n# Left out for readers of the articles alone, or shown without a date:\n"
    yield from (f"#   {line}\n" for line in lines)


# ---------------------------------------------------------------- one that is there


def _continued(desk: _Desk, story: Story, texts: Mapping[str, str], *, only_new: bool) -> Draft:
    old = texts.get(desk.path, "")
    storyfile = read_parts(texts, desk.path)
    model = storyfile.model
    sections_in = _file_with(storyfile, "sections") or desk.path
    news = _news(story, desk.cache.kept, only_new=only_new) if story.edited else _News()
    groups = [("Drafted: what no claim carried yet.", list(news.claims))] if story.edited else _groups(story)
    groups = one_by_one(story, groups)
    drafted = [claim for _heading, claims in groups for claim in claims]
    offers = _offers(ClaimText(story=story, ids={}), news, "".join(texts.values()))
    if not drafted and not offers:
        return Draft(text=old, path=desk.path, claims=0)
    taken = {name for part in (model.claims, model.comparisons, model.sections) for name in _named(part)}
    taken |= {place.id for place in story.places} | {TO_BE_PLACED.id}
    parts = [] if story.edited else [(part.id, part.title) for part in (*story.sections, *story.tracks)]
    ids = _ids(parts, taken)
    ids |= _ids([(claim.id, claim.text) for claim in drafted], taken | set(ids.values()))
    unlisted = _unlisted(story, storyfile)
    listed_ids = frozenset(item.article.id for item in story.articles if item.article not in unlisted)
    words = ClaimText(story=story, ids=ids, notes=news.notes, listed=listed_ids, beside=drafted)
    least = 1 if story.edited else 0
    slots = _slots(story, desk.cache.kept, news.claims, ids) if story.edited and drafted else {}
    sources = [line for item in unlisted for line in source_lines(item)]

    def whole(level: Counter[str], reasons: Mapping[str, list[str]]) -> list[tuple[str, str]]:
        items, kept = [], []
        for heading, claims in groups:
            items.append(f"# {heading}\n")
            for claim in claims:
                text = words.text(claim, max(level[claim.id], least))
                if level[claim.id] >= ClaimText.LEFT_OUT:
                    text = commented(text, ["Not taken in:", *reasons.get(claim.id, ())[-1:]])
                else:
                    kept.append(claim)
                items.append(text)
        items += _remarks(
            offers,
            {
                kind: [name for name in found if name in {ids[claim.id] for claim in kept}]
                for kind, found in slots.items()
            },
        )
        sections = _sections(story, kept, words, level, least) if kept else []
        had = {part.id for part in model.sections}
        lines = [
            section_text(part, page, ids) for part, page in sections if ids.get(part.id, part.id) not in had
        ]
        here = "".join(lines) if sections_in == desk.path else ""
        if lines and not here:
            desk.others[sections_in] = _added(sections_in, texts[sections_in], sections="".join(lines))
        title = "" if model.story.title else story.title
        if title and (named := _file_with(storyfile, "story") or desk.path) != desk.path:
            desk.others[named] = _added(named, desk.others.get(named, texts[named]), title=title)
            title = ""
        listed_in = _file_with(storyfile, "sources") or desk.path
        if sources and listed_in != desk.path:
            begun = desk.others.get(listed_in, texts[listed_in])
            desk.others[listed_in] = _added(listed_in, begun, sources=sources)
        mine = sources if listed_in == desk.path else []
        text = _added(desk.path, old, claims="".join(items), sections=here, title=title, sources=mine)
        return _keyed(text, ids)

    draft = _settled(desk, whole, [claim.id for claim in drafted], 0)
    return replace(draft, offered=sum(len(lines) for _name, lines in offers))


def _named(parts: Iterable[ClaimPart | ComparisonPart | SectionPart]) -> Iterator[str]:
    return (part.id for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What articles say beside the claims that are there.

    Attributes:
        claims: What is to be drafted.
        offered: What tells the same as claims that are there, each with their ids.
        notes: What claims to be drafted do to those that are there, by their ids.
    """

    claims: tuple[Claim, ...] = ()
    offered: tuple[tuple[Claim, tuple[str, ...]], ...] = ()
    notes: Mapping[str, list[str]] = field(default_factory=dict)


def _news(story: Story, kept: Kept, *, only_new: bool) -> _News:
    """What no claim of the editor carries, each report once; of articles that none cites, if that is asked for."""
    found = untold(story.articles, story.coverage, same_reports(story.articles, kept))
    fresh = {part.article_id for part in story.coverage if not part.carried and not part.unused}
    borne = _borne(story, kept, found)
    claims, offered, notes = [], [], {}
    every = [*((claim, ()) for claim in found.claims), *found.again]
    for claim, spots in every:
        if only_new and fresh.isdisjoint(claim.source_ids):
            continue
        passages = [borne.get(spot) for spot in cited_spots(story, claim)]
        known = list(filter(None, passages))
        if _bears_out(passages, told=bool(spots)):
            offered.append((claim, _citing(story, spots) or _borne_out(known)))
        else:
            claims.append(claim)
            notes[claim.id] = list(dict.fromkeys(map(_bearing_note, known)))
    return _News(claims=tuple(claims), offered=tuple(offered), notes=notes)


def _bears_out(passages: Sequence[NewSentence | None], *, told: bool) -> bool:
    """Whether all that is known of sentences is that they bear claims out; known of each, where they are not told."""
    known = [item for item in passages if item]
    return all(item.verdict is Verdict.CORROBORATES for item in known) and (
        told or (len(known) == len(passages) > 0)
    )


def _borne_out(known: Iterable[NewSentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in known for name in item.claim_ids))


def _borne(story: Story, kept: Kept, beside: Untold) -> dict[Spot, NewSentence]:
    """The sentences of new articles that bear on claims, by where they stand."""
    return {
        (seed.item.article.id, passage.sentence.start): passage
        for seed in story_status(story, kept, beside).seeds
        for passage in seed.passages
        if passage.verdict is not Verdict.NEW
    }


def _citing(story: Story, spots: Iterable[Spot]) -> tuple[str, ...]:
    """The editor's claims that cite one of these sentences."""
    wanted = set(spots)
    return tuple(
        claim.id
        for claim in story.claims
        if claim.origin is ClaimOrigin.EDITED and not wanted.isdisjoint(cited_spots(story, claim))
    )


def _bearing_note(passage: NewSentence) -> str:
    said = f": {passage.text}" if passage.text else ""
    return f"{passage.verdict} {', '.join(passage.claim_ids)}{said}"


def _offers(words: ClaimText, news: _News, there: str) -> list[tuple[str, list[str]]]:
    """Lines of evidence by the claims that they may carry, without those that stand in the story's files."""
    return [
        (name, lines)
        for claim, names in news.offered
        for name in names
        if (lines := [line for line in words.evidence(claim) if line.strip() not in there])
    ]


def _slots(
    story: Story, kept: Kept, claims: Sequence[Claim], ids: Mapping[str, str]
) -> dict[AnswerKind, list[str]]:
    """What the home page does not answer, and the drafted claims that the articles alone would answer it with."""
    told = {item.kind for item in story.home_answers if not item.unsaid}
    alone = unedited_story(story.articles, kept=kept)
    spots = {spot: ids[claim.id] for claim in claims for spot in cited_spots(story, claim)}
    found = {
        kind: list(
            dict.fromkeys(
                spots[spot] for claim in answer for spot in cited_spots(story, claim) if spot in spots
            )
        )
        for kind, answer in _answers(alone).items()
        if kind not in told
    }
    return {kind: names for kind, names in found.items() if names}


def _remarks(
    offers: Sequence[tuple[str, Sequence[str]]], slots: Mapping[AnswerKind, Sequence[str]]
) -> list[str]:
    """Comments below the drafted claims."""
    lines = []
    if offers:
        lines = [
            "# To paste below the `evidence:` of the claim named, where it says the same:",
            *offered_lines(offers),
        ]
    if found := {kind: names for kind, names in slots.items() if names}:
        lines += [
            "# The home page leaves open what these may answer; in `story:`, `answers:`",
            *slot_lines(found),
        ]
    return [f"{line}\n" for line in lines]


def _unlisted(story: Story, storyfile: StoryFile) -> list[Article]:
    """The articles that ``sources:`` does not have yet."""
    listed_there = storyfile.model.sources
    every = (item.article for item in story.articles)
    return [article for article in every if Path(article.seed.path).name not in listed_there]


def _sections(
    story: Story, claims: Sequence[Claim], words: ClaimText, level: Counter[str], least: int
) -> list[tuple[Section, str]]:
    """The sections and tracks that claims are told in, each with its page; what has none waits in one more."""
    levels = [max(level[claim.id], least) for claim in claims]
    placed = {words.section(claim, at) for claim, at in zip(claims, levels, strict=True)}
    tracked = {claim.track for claim, at in zip(claims, levels, strict=True) if not at}
    return [
        *((part, "background") for part in story.sections if words.ids.get(part.id) in placed),
        *((part, "chronology") for part in story.tracks if part.id in tracked),
        (TO_BE_PLACED, "background"),
    ]


def _file_with(storyfile: StoryFile, key: str) -> str:
    """The file of a story that a key stands in, or ``""``."""
    return storyfile.place(storyfile.line(key))[0] if (key,) in storyfile.lines else ""


def _added(
    path: str, old: str, *, claims: str = "", sections: str = "", title: str = "", sources: Sequence[str] = ()
) -> str:
    """The file with the claims in it, the sections that they are told in and their sources; with a title, if without.

    Raises:
        GeneratorError: It cannot be added to.
    """
    try:
        text = old
        if title:
            text = with_title(text, f"{quoted(title)}  # the words of an article: say it in your own")
        text = insert_items(text, "claims", claims) if claims else text
        text = insert_pairs(text, "sources", sources) if sources else text
        return insert_items(text, "sections", sections) if sections else text
    except (ValueError, yaml.YAMLError) as problem:
        message = f"the claims cannot be added: {problem}"
        hint = "Write `claims:` as a list of lines that begin with a hyphen."
        raise GeneratorError([error(path, 0, "story-list", message, hint)]) from None


def _keyed(text: str, ids: Mapping[str, str]) -> list[tuple[str, str]]:
    """The lines of a file, those of the drafted claims under the keys of these."""
    names = {name: key for key, name in ids.items()}
    parts, key, indent = [], "", 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        depth = len(line) - len(line.lstrip())
        if bare.startswith("- id: "):
            key, indent = names.get(bare.removeprefix("- id: "), ""), depth
        elif bare and depth <= indent:
            key = ""
        parts.append((key, line))
    return parts


# ---------------------------------------------------------------- ids


def _ids(texts: Iterable[tuple[str, str]], taken: set[str]) -> dict[str, str]:
    """An id for each part, of the first longer words of its text, unique on the site."""
    ids: dict[str, str] = {}
    used = set(taken)
    for part, text in texts:
        ids[part] = next(name for name in _proposals(text) if name not in used and not is_reserved(name))
        used.add(ids[part])
    return ids


def _proposals(text: str) -> Iterator[str]:
    words = [word for word in slug(text).split("-") if len(word) >= _LEAST_ID_WORD][:_ID_WORDS]
    stem = "-".join(words) or "claim"
    # Taken by the site itself, or no text to YAML.
    if is_reserved(f"{stem}-2") or not stem[0].isalpha():
        stem = f"about-{stem}"
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
