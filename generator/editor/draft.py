"""``explainer draft``: a story file from the articles alone, for an editor to rewrite.

The text of each claim is a quotation and the build takes the draft as it is: the editor changes it line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.catalog import ENGLISH
from generator.claims.edited.check_storyfile import TO_BE_PLACED, drafted_text
from generator.claims.unedited.gate import WITHHELD
from generator.diagnostics import Diagnostic, GeneratorError, error
from generator.editor.storyedit import insert_items, write_story
from generator.language.slug import slug
from generator.model import Article, Claim, ClaimOrigin, DateBasis, Evidence, NameEntry, Place, Section, Story
from generator.pipeline import STORY_FILE, build
from generator.reserved_ids import is_reserved

_ID_WORDS = 5
_LEAST_ID_WORD = 4
_TRIES = 4

HEAD = """\
# yaml-language-server: $schema=story.schema.json
#
# A draft made by `explainer draft`. Each `quote` stands in its article word for word; each `text` is still a
# quotation: say it in your own words, and no more than the quotations say. `explainer check` tells what is missing.
# Keys and rules: seeds/README.md of the project, or `explainer schema`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was written.

    Attributes:
        text: The whole story file.
        claims: How many claims are new in it.
    """

    text: str
    claims: int


def write_draft(root: Path, seeds: Path) -> Draft:
    """Write ``story.yml``, or add to it what the articles say and no claim carries; the rest of it stays as it is.

    Raises:
        GeneratorError: The articles or the story file cannot be read, or it cannot be written.
    """
    path = seeds / STORY_FILE
    raw = path.read_bytes() if path.is_file() else None
    story = build(root, seeds, language=ENGLISH).story
    old = None if raw is None else raw.decode("utf-8-sig")
    draft = _begun(root, seeds, story) if old is None else _continued(root, seeds, story, old)
    if draft.claims:
        write_story(path, draft.text, old=raw, shown=path.relative_to(root).as_posix())
    return draft


def _begun(root: Path, seeds: Path, story: Story) -> Draft:
    chosen = _chosen(story)
    ids = _ids([(part.id, part.title) for part in (*story.sections, *story.tracks, TO_BE_PLACED)], set())
    ids |= _ids([(claim.id, claim.text) for claim in chosen], set(ids.values()))
    undated: set[str] = set()
    for _ in range(_TRIES):
        text = _whole(story, chosen, ids, undated)
        wrong = _wrong(root, seeds, text)
        if not wrong:
            break
        # A claim that does not pass as it stands goes in without its date, then not at all.
        failing = {
            claim.id for claim in chosen if _lines(text, ids[claim.id]) & {item.line for item in wrong}
        }
        chosen = [claim for claim in chosen if claim.id not in failing & undated]
        undated |= failing
    else:
        raise GeneratorError(wrong)
    return Draft(text=text, claims=len(chosen))


def _continued(root: Path, seeds: Path, story: Story, old: str) -> Draft:
    open_claims = [claim for claim in story.claims if claim.origin is ClaimOrigin.EXTRACTED]
    if not open_claims:
        return Draft(text=old, claims=0)
    taken = {claim.id for claim in story.claims} | {part.id for part in (*story.sections, *story.tracks)}
    ids = _ids([(claim.id, claim.text) for claim in open_claims], taken)
    labels = {item.article.id: item.article for item in story.articles}
    items = ["# Drafted: what no claim carried yet.\n"]
    items += [_claim(claim, ids[claim.id], labels, section=TO_BE_PLACED.id) for claim in open_claims]
    try:
        text = insert_items(old, "claims", "".join(items))
        if all(section.id != TO_BE_PLACED.id for section in story.sections):
            text = insert_items(text, "sections", _section(TO_BE_PLACED, "background", {}))
    except (ValueError, yaml.YAMLError) as problem:
        shown = seeds.joinpath(STORY_FILE).relative_to(root).as_posix()
        message = f"the claims cannot be added: {problem}"
        hint = "Write `claims:` as a list of lines that begin with a hyphen."
        raise GeneratorError([error(shown, 0, "story-list", message, hint)]) from None
    if wrong := _wrong(root, seeds, text):
        raise GeneratorError(wrong)
    return Draft(text=text, claims=len(open_claims))


def _wrong(root: Path, seeds: Path, text: str) -> tuple[Diagnostic, ...]:
    """The errors that a build with this story file finds."""
    try:
        build(root, seeds, story_text=text)
    except GeneratorError as problem:
        return problem.diagnostics
    return ()


def _chosen(story: Story) -> list[Claim]:
    """The claims worth an editor's time: told on a page of their own, or by several articles."""
    named = {*story.summary, *story.newest, *story.also}
    return [
        claim
        for claim in story.claims
        if claim.section or claim.track or claim.id in named or len(claim.source_ids) > 1
    ]


# ---------------------------------------------------------------- the file's text


def _whole(story: Story, chosen: Sequence[Claim], ids: dict[str, str], undated: set[str]) -> str:
    articles = {item.article.id: item.article for item in story.articles}
    told = [
        _claim(claim, ids[claim.id], articles, section=ids.get(section, ""), track=ids.get(track, ""))
        for claim in chosen
        for section, track in [_place_of(claim, undated)]
    ]
    sections = [
        *(_section(part, "background", ids) for part in _used(story.sections, (c.section for c in chosen))),
        *(_section(part, "chronology", ids) for part in _used(story.tracks, (c.track for c in chosen))),
        _section(TO_BE_PLACED, "background", ids),
    ]
    parts = [
        HEAD,
        _story(story, {claim.id: ids[claim.id] for claim in chosen}),
        "sources:\n",
        *(_source(article) for article in articles.values()),
    ]
    parts += _list("names", [_name(entry) for entry in story.names])
    parts += _list("places", [_place(place) for place in story.places])
    parts += _list(
        "wording",
        [
            f"- thing: {_quoted(row.thing)}\n  terms: {_flow(term.term for term in row.terms)}\n"
            for row in story.wording
        ],
    )
    parts += _list("sections", sections)
    parts += _list("claims", told)
    parts += _withheld(story, articles)
    return "".join(parts)


def _withheld(story: Story, articles: Mapping[str, Article]) -> Iterator[str]:
    """What readers of the articles alone are not shown as it stands, as comments with the reasons."""
    if story.withheld:
        yield "\n# Not shown to readers as it stands; the reason stands behind each.\n"
    for item in story.withheld:
        article = articles[item.article_id]
        words = " ".join(item.quote.exact.split())
        yield f"#   {article.seed.path}:{article.line(item.position.start)}: {words} ({WITHHELD[item.reason]})\n"


def _place_of(claim: Claim, undated: set[str]) -> tuple[str, str]:
    """The section and the track of a claim; what has neither waits to be placed."""
    track = "" if claim.id in undated else claim.track
    return claim.section or ("" if track else TO_BE_PLACED.id), track


def _list(key: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"\n{key}:\n" + "".join(
            "".join(f"  {line}" for line in item.splitlines(keepends=True)) for item in items
        )


def _story(story: Story, ids: dict[str, str]) -> str:
    label = next((item.article.label for item in story.articles if item.article.id == story.title_source), "")
    said = f"  # the words of {label}: say it in your own" if label else ""
    summary = [ids[name] for name in story.summary if name in ids]
    return (
        f"\nstory:\n  title: {_quoted(story.title)}{said}\n"
        '  question: ""  # what did the reader come to find out?\n'
        f"  summary: {_flow(summary)}  # the short answer, in order\n"
        + (
            f"  center: {_quoted(story.center.name)}  # distances are measured from here\n"
            if story.center
            else ""
        )
        + "\n"
    )


def _source(article: Article) -> str:
    lines = [f"  {_quoted(Path(article.seed.path).name)}:", f"    id: {article.id}"]
    lines.append(f"    label: {_quoted(article.label)}")
    lines.append(f"    sha256: {article.seed.sha256}")
    if article.date_published.basis is not DateBasis.STATED:
        edtf = article.date_published.edtf
        known = f"inferred: {edtf.text}" if edtf else "not known"
        lines.append(f"    # date:  # the file states none; {known}")
    return "\n".join(lines) + "\n"


def _name(entry: NameEntry) -> str:
    also = [item.term for item in entry.spellings if item.term != entry.name]
    lines = [f"- name: {_quoted(entry.name)}", f"  kind: {entry.kind}"]
    if also:
        lines.append(f"  also: {_flow(also)}")
    lines += [f"  # {item.article_id}: {' '.join(item.quote.exact.split())}" for item in entry.evidence]
    return "\n".join(lines) + "\n"


def _place(place: Place) -> str:
    country = f", country: {place.country}" if place.country else ""
    return f"- {{name: {_quoted(place.name)}, kind: {place.kind}{country}}}  # {place.origin}\n"


def _section(section: Section, page: str, ids: Mapping[str, str]) -> str:
    name = ids.get(section.id, section.id)
    return f"- {{id: {name}, title: {_quoted(section.title)}, page: {page}}}\n"


def _used(sections: Iterable[Section], ids: Iterable[str]) -> Iterator[Section]:
    wanted = set(ids)
    return (section for section in sections if section.id in wanted)


def _claim(
    claim: Claim, name: str, articles: dict[str, Article], *, section: str = "", track: str = ""
) -> str:
    lines = [f"- id: {name}"]
    lines += [f"  section: {section}"] if section else []
    lines += [f"  track: {track}"] if track else []
    first = claim.evidence[0]
    text = drafted_text(first.quote.exact, articles[first.article_id].label)
    lines += [f"  text: {_quoted(text)}", "  evidence:"]
    for item in claim.evidence:
        lines.append(
            f"    - {{source: {item.article_id}, quote: {_quoted(item.quote.exact)}{_pin(item, articles)}}}"
        )
    if track and claim.when and claim.when.per_source:
        words = list(dict.fromkeys(part.words for part in claim.when.per_source if part.words))
        lines += [f"  when: {{words: {_flow(words)}}}"] if words else []
    return "\n".join(lines) + "\n"


def _pin(item: Evidence, articles: dict[str, Article]) -> str:
    """What pins words that occur more than once."""
    text, exact = articles[item.article_id].text, item.quote.exact
    if text.count(exact) == 1:
        return ""
    return f", occurrence: {text.count(exact, 0, item.position.start) + 1}"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _flow(items: Iterable[str]) -> str:
    return f"[{', '.join(item if slug(item) == item else _quoted(item) for item in items)}]"


# ---------------------------------------------------------------- ids


def _ids(texts: Iterable[tuple[str, str]], taken: set[str]) -> dict[str, str]:
    """An id for each part, of the first longer words of its text, unique on the site."""
    ids: dict[str, str] = {}
    for part, text in texts:
        ids[part] = next(
            name
            for name in _proposals(text)
            if name not in taken and name not in ids.values() and not is_reserved(name)
        )
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


def _lines(text: str, name: str) -> set[int]:
    """The numbers of the lines in which the claim of this id stands."""
    lines = text.split("\n")
    first = lines.index(f"  - id: {name}")
    last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("  - id: ")), len(lines))
    return set(range(first + 1, last + 1))
