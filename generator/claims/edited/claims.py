"""From the story file to claims: find the words each part cites, and who, when and where they speak of.

The date is what the evidence gives, or what the editor chooses, computes or sets by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from generator.annotate.attribution import voucher_for
from generator.annotate.dates import NotALengthError, compute_date
from generator.catalog import N_, _
from generator.claims.coverage import places_named
from generator.claims.dates import (
    Dated,
    dated,
    dates_of,
    only_date,
    planned_words,
    several_dates,
    source_date,
)
from generator.claims.edited.check_certainty import check_certainty
from generator.claims.edited.check_each_source import check_context, check_each_source
from generator.claims.edited.check_one_sided import check_one_sided
from generator.claims.edited.check_sources import check_other_sources, cited_sentences
from generator.claims.edited.check_storyfile import voiced_fields
from generator.claims.edited.check_support import Statement, check_time, check_voice
from generator.claims.edited.editing_session import EditingSession
from generator.claims.evidence import Citation, QuoteError, locate, normalize, selectors
from generator.claims.terms import count_terms
from generator.diagnostics import Diagnostic, did_you_mean, error, working_on
from generator.edtf import EdtfError, parse_edtf
from generator.edtf_words import format_edtf
from generator.language.spans import merge_spans
from generator.model import (
    HOW_WE_KNOW,
    AnnotatedArticle,
    AnswerKind,
    Attribution,
    Claim,
    ClaimDate,
    ClaimOrigin,
    ClaimStatus,
    Comparison,
    DateOrigin,
    Edtf,
    Evidence,
    HiddenPassage,
    HomeAnswer,
    Image,
    NameEntry,
    Place,
    TextPositionSelector,
    Timex,
    TimexType,
    VoucherKind,
)
from generator.storyfile import Location, StoryFile
from generator.storyschema import (
    NOT_ADDRESSED,
    ClaimPart,
    ComparisonPart,
    EvidencePart,
    HidePart,
    HowPart,
    ImagePart,
    WhenPart,
)

Report = Callable[..., None]
"""Takes the key of the story file's part, a code, a message and hints."""


def cited_together(
    story: StoryFile, articles: Mapping[str, AnnotatedArticle]
) -> Iterator[list[tuple[str, int]]]:
    """For each claim and comparison the sentences it cites, by article and start; unknown words are left out."""
    parts: list[ClaimPart | ComparisonPart] = [*story.model.claims, *story.model.comparisons]
    for part in parts:
        places = []
        for item in part.evidence:
            with suppress(QuoteError, KeyError):
                article = articles[item.source].article
                position = locate(article, _citation(item))[1]
                places += [
                    (article.id, sentence.start)
                    for sentence in cited_sentences(article, position.start, position.end)
                ]
        yield places


def read_claims(session: EditingSession) -> tuple[Claim, ...]:
    """The edited claims, in the story file's order; what is wrong goes to ``session.found``."""
    claims = []
    for index, part in enumerate(session.story.model.claims):
        path, line = session.story.place(session.story.line("claims", index))
        with working_on(f"{path}:{line}"):
            claims.append(_claim(session, part, index))
    return tuple(claim for claim in claims if claim is not None)


def read_how_we_know(session: EditingSession) -> Claim | None:
    """Who the witnesses are, in the editor's words: evidenced and checked like a claim."""
    part = session.story.model.story.how_we_know
    return _own_words(session, part, ("story", "how_we_know"), HOW_WE_KNOW) if part else None


def read_home_answers(session: EditingSession, claims: Sequence[Claim]) -> tuple[HomeAnswer, ...]:
    """What the editor answers on the home page: claims, or words that are evidenced and checked like one."""
    part = session.story.model.story.answers
    by_id = {claim.id: claim for claim in claims}
    found = []
    for kind in AnswerKind if part else ():
        given, at = getattr(part, kind), ("story", "answers", kind.value)
        if isinstance(given, HowPart):
            own = _own_words(session, given, at, kind.id)
            found.append(HomeAnswer(kind=kind, claims=(own,) if own else ()))
        elif given:
            told = tuple(by_id[name] for name in given if name in by_id)
            found.append(HomeAnswer(kind=kind, claims=told, unsaid=NOT_ADDRESSED in given))
    return tuple(found)


def image_of(story: StoryFile, part: ImagePart | None, at: Location) -> Image | None:
    """The picture that a part of the story file names."""
    if part is None:
        return None
    path, line = story.place(story.line(*at, "image"))
    return Image(file=part.file, alt=part.alt, credit=part.credit, license=part.license, path=path, line=line)


def _own_words(session: EditingSession, part: HowPart, at: Location, name: str) -> Claim | None:
    """Words besides the claims, with evidence of their own; what is wrong goes to ``session.found``."""
    evidence = _evidence(session, part.evidence, at)
    if len(evidence) < len(part.evidence):
        return None
    with session.answering(part.accept, at, part.text):
        session.check_words(at, part.text, evidence, key="text")
        session.check_voice_of(at, "`how_we_know:`", part.text, key="text")
    return Claim(
        id=name, text=part.text, origin=ClaimOrigin.EDITED, status=ClaimStatus.REPORTED,
        evidence=evidence, when=None, where=(), line=session.story.line(*at, "text"),
    )  # fmt: skip


def read_comparisons(session: EditingSession) -> tuple[Comparison, ...]:
    """The comparisons that the editor sets out."""
    comparisons = []
    for index, part in enumerate(session.story.model.comparisons):
        at: Location = ("comparisons", index)
        evidence = _evidence(session, part.evidence, at)
        if len(evidence) == len(part.evidence):
            with session.answering(part.accept, at, part.title):
                session.check_words(at, part.text, evidence, key="text")
                session.check_voice_of(at, f'comparison "{part.id}"', part.text, key="text")
        comparisons.append(
            Comparison(
                id=part.id, title=part.title, relation=part.relation, text=part.text,
                evidence=evidence, claim_ids=part.claims,
            )
        )  # fmt: skip
    return tuple(comparisons)


def check_fields(session: EditingSession, claims: Sequence[Claim]) -> None:
    """Check what readers see besides the claims: titles, questions, introductions, notes, labels, updates."""
    words, every_date = _all_words(session, claims), _all_dates(session, claims)
    for at, texts, part in voiced_fields(session.story.model):
        carried, dates = words, every_date
        if part is not None and part.evidence:
            evidence = _evidence(session, part.evidence, at)
            carried = (*(item.quote.exact for item in evidence), *session.labels)
            dates = tuple(item.edtf for item in dated(evidence, session.articles).timexes if item.edtf)
        with session.answering(part.accept if part is not None else {}, at, texts[0][1]):
            for key, text, quoted_only in texts:
                statement = Statement(
                    line=session.story.line(*at, key), text=text, carried_by=carried, dates=dates
                )
                only = quoted_only or not session.english
                session.found.extend(
                    check_voice(session.story.path, f"`{key}:`", statement, quoted_only=only)
                )
                session.check_voice_of(at, f"`{key}:`", text, key=key)
                session.check_quote_only(at, text, key=key)


def _all_dates(session: EditingSession, claims: Sequence[Claim]) -> tuple[Edtf, ...]:
    """The dates that a field without evidence of its own may name."""
    found = (
        *(item.article.date_published.edtf for item in session.articles.values()),
        *(timex.edtf for item in session.articles.values() for timex in item.timexes),
        *(edtf for claim in claims for edtf in dates_of(claim.when)),
        session.as_of,
    )
    return tuple(dict.fromkeys(edtf for edtf in found if edtf is not None))


def _all_words(session: EditingSession, claims: Sequence[Claim]) -> tuple[str, ...]:
    """What a field without evidence of its own may be carried by: the articles, and what the claims say."""
    model = session.story.model
    return (
        *(item.article.text for item in session.articles.values()),
        *(item.article.headline or "" for item in session.articles.values()),
        *(block.text for item in session.articles.values() for block in item.article.removed),
        *session.labels,
        *(item.article.publisher or "" for item in session.articles.values()),
        *(claim.text for claim in claims),
        *(part.computed for part in model.claims),
        *(" ".join(names) for names in session.spellings),
        *(update.date for update in model.updates),
    )


def read_names(session: EditingSession) -> tuple[NameEntry, ...]:
    """Who's who, with every spelling and how often each article has it."""
    articles = [item.article for item in session.articles.values()]
    entries = []
    for index, part in enumerate(session.story.model.names):
        at: Location = ("names", index)
        evidence = _evidence(session, part.evidence, at)
        if part.role and len(evidence) == len(part.evidence):
            with session.answering(part.accept, at, part.name):
                session.check_words(at, part.role, evidence, key="role")
                session.check_voice_of(at, f'the role of "{part.name}"', part.role, key="role")
        about = (
            _own_words(session, part.about, (*at, "about"), f"term-{index + 1}")
            if isinstance(part.about, HowPart)
            else None
        )
        spellings = count_terms(articles, (part.name, *part.also))
        entries.append(
            NameEntry(
                name=part.name, kind=part.kind, role=part.role, evidence=evidence,
                spellings=tuple(item for item in spellings if any(item.counts)),
                about=about, unexplained=part.about == "not-explained",
            )
        )  # fmt: skip
    return tuple(entries)


def read_hidden(session: EditingSession) -> tuple[HiddenPassage, ...]:
    """The passages that the editor hides, under the key's own name or the one it had before."""
    model, passages = session.story.model, []
    parts: list[tuple[Location, HidePart]] = [
        (("hide", index), part) for index, part in enumerate(model.hide)
    ]
    parts += [(("unused", index), part) for index, part in enumerate(model.unused)]
    for at, part in parts:
        position = _position(session, part, at)
        if position is not None:
            line = session.story.line(*at)
            passages.append(
                HiddenPassage(article_id=part.source, position=position, reason=part.reason, line=line)
            )
    return tuple(passages)


def _claim(session: EditingSession, part: ClaimPart, index: int) -> Claim | None:
    at: Location = ("claims", index)
    evidence = _evidence(session, part.evidence, at)
    if len(evidence) < len(part.evidence):
        return None
    report = session.reporter(at)
    read = dated(evidence, session.articles)
    labels = {name: item.article.label for name, item in session.articles.items()}
    before = len(session.found)
    when = claim_date(part, read, labels, report)
    dates_settled = len(session.found) == before
    claim = Claim(
        id=part.id,
        text=part.text,
        origin=ClaimOrigin.EDITED,
        status=part.status or _status(when, planned_words(part.when, read)),
        evidence=evidence,
        when=when,
        where=_where(session, part, evidence, at),
        section=part.section or "",
        track=part.track or "",
        opens_paragraph=part.paragraph == "new",
        image=image_of(session.story, part.image, at),
        line=session.story.line(*at, "text"),
        short=part.short,
    )
    with session.answering(part.accept, at, part.text):
        session.check_words(at, part.text, evidence, key="text", claim=claim, computed=part.computed)
        if part.short:
            session.check_words(at, part.short, evidence, key="short", claim=claim, computed=part.computed)
        session.found.extend(_checks(session, claim, planned_words(part.when, read), read))
    # What has just been said of its dates is not to be contradicted.
    if claim.track and claim.when is None and dates_settled:
        report("date", "entry-undated", f'claim "{claim.id}" is an entry of the chronology without a date',
               "No date stands in its evidence.",
               "Quote words that date it, or give its day: `when: {edtf: 2026-03-05, because: …}`.")  # fmt: skip
    return claim


def _status(when: ClaimDate | None, planned: str) -> ClaimStatus:
    """The status of a claim of which the editor says none; ``planned`` are words of its evidence that plan it."""
    if when and when.origin is DateOrigin.COMPUTED:
        return ClaimStatus.COMPUTED
    return ClaimStatus.PLANNED if planned else ClaimStatus.REPORTED


def _checks(session: EditingSession, claim: Claim, planned: str, read: Dated) -> Iterator[Diagnostic]:
    """What the checks of a claim as a whole find; those of its words are the session's own."""
    path, articles = session.story.path, tuple(session.articles.values())
    yield from check_other_sources(path, claim, session.articles, session.reports)
    yield from check_one_sided(path, claim.line, f'claim "{claim.id}"', claim.text, session.own_terms)
    yield from check_time(path, claim, planned, session.as_of)
    if session.english:
        known = (*dates_of(claim.when), *(item.edtf for item in read.dates if item.edtf))
        labels = [item.article.label for item in articles]
        hedges = tuple(check_certainty(path, claim, known, labels, session.as_of))
        yield from hedges
        yield from check_context(path, claim, session.articles, labels)
        # What all sources hedge or deny, and the claim does not, is told by that.
        if all(item.code != "hedge-dropped" for item in hedges):
            spellings = tuple(session.spellings)
            yield from check_each_source(path, claim, session.articles, session.as_of, spellings)


def _evidence(session: EditingSession, parts: Sequence[EvidencePart], at: Location) -> tuple[Evidence, ...]:
    located = []
    for index, part in enumerate(parts):
        where = (*at, "evidence", index)
        position = _position(session, part, where)
        if position is None:
            continue
        item = session.articles[part.source]
        voucher = voucher_for(item.attributions, item.article, position.start, position.end)
        if part.said_by or part.voucher:
            if not part.because:
                session.found.append(
                    error(session.story.path, session.story.line(*where), "voucher-reason",
                          "the voucher is set by hand without a reason", "Add `because:`; readers see it.")
                )  # fmt: skip
            voucher = Attribution(
                article_id=voucher.article_id, start=voucher.start, end=voucher.end, cue=voucher.cue,
                source=part.said_by or voucher.source,
                kind=VoucherKind(part.voucher) if part.voucher else voucher.kind,
            )  # fmt: skip
        located.append(
            Evidence(
                article_id=part.source,
                quote=selectors(item.article, position.start, position.end)[0],
                position=position,
                voucher=voucher,
                voucher_reason=part.because,
                supports=part.supports,
                marked=_marked(session, part, position, where),
                line=session.story.line(*where),
            )
        )
    return tuple(located)


def _marked(
    session: EditingSession, part: EvidencePart, position: TextPositionSelector, at: Location
) -> tuple[tuple[int, int], ...]:
    """The spans of the quotation that the editor marks; words that are not in it are an error."""
    quote = session.articles[part.source].article.text[position.start : position.end]
    spans = []
    for words in part.mark:
        start = quote.find(normalize(words))
        if start < 0:
            session.found.append(
                error(session.story.path, session.story.line(*at, "mark"), "mark-missing",
                      f'the words to mark, "{words}", are not in the quotation', "Copy them from it exactly.")
            )  # fmt: skip
            continue
        spans.append((start, start + len(normalize(words))))
    return merge_spans(spans)


def _citation(part: EvidencePart | HidePart) -> Citation:
    return Citation(quote=part.quote, prefix=part.prefix, suffix=part.suffix, occurrence=part.occurrence)


def _position(
    session: EditingSession, part: EvidencePart | HidePart, at: Location
) -> TextPositionSelector | None:
    """Where the words stand, or ``None`` with the reason in ``session.found``."""
    path = session.story.path
    if part.source not in session.articles:
        known = ", ".join(f'"{name}"' for name in session.articles)
        hint = did_you_mean(part.source, session.articles) or f"The sources are {known}."
        line = session.story.line(*at, "source")
        session.found.append(error(path, line, "source-unknown", f'there is no source "{part.source}"', hint))
        return None
    try:
        return locate(session.articles[part.source].article, _citation(part))[1]
    except QuoteError as problem:
        line = session.story.line(*at, "quote")
        carries = f"It carries {at[0]}: {owner}." if (owner := _owner(session, at)) else ""
        hints = problem.hints
        if problem.code == "quote-missing" and (elsewhere := _elsewhere(session, part)):
            hints = (elsewhere,)
        session.found.append(error(path, line, problem.code, str(problem), carries, *hints))
        return None


def _elsewhere(session: EditingSession, part: EvidencePart | HidePart) -> str:
    """A hint that another article has the very words, or ``""``."""
    for name, item in session.articles.items():
        with suppress(QuoteError):
            position = locate(item.article, Citation(quote=part.quote, occurrence=1))[1]
            line = item.article.line(position.start)
            return f'These words stand in {item.article.seed.path} line {line}: the source is "{name}".'
    return ""


def _owner(session: EditingSession, at: Location) -> str:
    """The id of the claim or comparison at ``at``, or ``""``."""
    if at[0] == "story":
        return ""
    section = getattr(session.story.model, str(at[0]))
    return getattr(section[at[1]], "id", "")


def _where(
    session: EditingSession, part: ClaimPart, evidence: Sequence[Evidence], at: Location
) -> tuple[Place, ...]:
    """The places the editor names, or those that the quotations name and mean as places."""
    if part.where is None:
        return places_named(session.articles, evidence)
    by_name = {place.name: place for place in session.places}
    places = []
    for index, name in enumerate(part.where):
        if name in by_name:
            places.append(by_name[name])
            continue
        hint = did_you_mean(name, by_name) or "List it under `places:` first."
        line = session.story.line(*at, "where", index)
        session.found.append(
            error(session.story.path, line, "place-unknown", f'there is no place "{name}"', hint)
        )
    return tuple(places)


def claim_date(part: ClaimPart, read: Dated, labels: Mapping[str, str], report: Report) -> ClaimDate | None:
    """The date of a claim.

    Args:
        part: The claim as the story file has it; its ``when`` overrides what is found.
        read: The time expressions in its evidence.
        labels: The articles' labels, by id.
        report: Told of what is wrong.

    Returns:
        ``None`` where the evidence gives no date, or more than one and no entry of the chronology
        needs it.
    """
    override = part.when or WhenPart()
    if override.edtf is not None:
        return _given(override, read, labels, report)
    chosen = _chosen(override, read, report) if override.words else read.dates
    if override.minus or override.plus:
        return _computed(override, chosen, read, labels, report)
    several = several_dates(chosen)
    if several and part.track:
        found = ", ".join(f'"{timex.text}"' for timex in several)
        message = f'the evidence of claim "{part.id}" has more than one date: {found}'
        remedy = f'Say which dates the claim, such as `when: {{words: "{several[0].text}"}}`.'
        report("when", "date-choice", message, remedy)
    return only_date(chosen, labels)


def _chosen(override: WhenPart, read: Dated, report: Report) -> tuple[Timex, ...]:
    chosen: list[Timex] = []
    for words in override.words:
        named = [timex for timex in read.named(words) if timex.edtf]
        if not named:
            report("when", "date-words", f'"{words}" is no date in the evidence', *_known(words, read.dates))
        chosen += named
    return tuple(chosen)


def _known(words: str, timexes: Sequence[Timex]) -> tuple[str, ...]:
    texts = [timex.text for timex in timexes]
    listed = (
        "Dates read there: " + ", ".join(f'"{text}"' for text in texts) + "."
        if texts
        else "No date is read there."
    )
    return (listed, did_you_mean(words, texts))


def _given(override: WhenPart, read: Dated, labels: Mapping[str, str], report: Report) -> ClaimDate | None:
    """The date that the editor gives, with the reason."""
    if not override.because:
        report(
            "when",
            "date-reason",
            "the date is set by hand without a reason",
            "Add `because:`; readers see it.",
        )
    try:
        edtf = parse_edtf(override.edtf or "")
    except EdtfError as problem:
        report(
            "when",
            "date-edtf",
            f'"{override.edtf}" is no EDTF date: {problem}',
            "Such as 2026-01-24/2026-01-27.",
        )
        return None
    sources = tuple(source_date(timex, labels) for timex in read.dates)
    return ClaimDate(edtf=edtf, origin=DateOrigin.EDITOR, per_source=sources, notes=(override.because,))


def _computed(
    override: WhenPart, chosen: Sequence[Timex], read: Dated, labels: Mapping[str, str], report: Report
) -> ClaimDate | None:
    """A date of the evidence and a duration of the evidence, added or taken away."""
    words = override.minus or override.plus
    durations = [timex for timex in read.named(words) if timex.type is TimexType.DURATION]
    if not durations:
        lengths = [timex for timex in read.timexes if timex.type is TimexType.DURATION]
        report(
            "when",
            "date-duration",
            f'"{words}" is no length of time in the evidence',
            *_known(words, lengths),
        )
        return None
    if not chosen:
        report(
            "when",
            "date-anchor",
            "there is no date to count from",
            "Give `words:` with a date of the evidence.",
        )
        return None
    try:
        computed = compute_date(chosen[0], durations[0], sign=-1 if override.minus else 1)
    except NotALengthError as problem:
        report("when", "date-duration", str(problem), "Quote a length of time with a number.")
        return None
    length, last = durations[0], computed.working[-1]
    counting = (
        N_("Counting “{length}” back from there gives {date}: {reason}.")
        if override.minus
        else N_("Counting “{length}” on from there gives {date}: {reason}.")
    )
    note = _(counting, length=length.text, date=format_edtf(computed.edtf), reason=last.text)
    return ClaimDate(
        edtf=computed.edtf,
        origin=DateOrigin.COMPUTED,
        per_source=(source_date(chosen[0], labels),),
        notes=(note,),
    )
