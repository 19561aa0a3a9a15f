"""The drawn timeline and the list of its entries: every mark where, and as, its date says."""

import itertools
import re
from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edtf import parse_edtf
from generator.model import ClaimOrigin, ClaimStatus, DateOrigin
from generator.publish.chronology import MOST_UNFOLDED, chronology_entries, draw_entries, periods
from generator.publish.pages import TRACK, track_slug
from generator.publish.timeline import (
    MOST_NAMED,
    NARROW,
    PANEL,
    WIDE,
    TimelineEntry,
    draw_timeline,
    track_class,
)
from generator.publish.timescale import timescale

SIZES = pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])


def entry(name, when, style="stated", color="track-1", **more):
    slug = name.lower().replace(" ", "-")
    more = {"href": f"#{slug}", "date": when, **more}
    return TimelineEntry(id=slug, name=name, when=parse_edtf(when), style=style, color=color, **more)


def parsed(drawn):
    return ElementTree.fromstring(f"<div>{drawn}</div>")


def marks(drawn):
    """The marks by the claim's id."""
    return {link.get("data-claim"): link for link in parsed(drawn).iter("a")}


def percent(node, name="x"):
    assert node.get(name).endswith("%")
    return float(node.get(name)[:-1])


def kind(node):
    return (node.get("class") or "").split()


def shape(link):
    """The mark's own element: its disc or bar."""
    return next(node for node in link if {"tl-point", "tl-bar"} & set(kind(node)))


def fading(link):
    """The pieces of the open sides."""
    return [piece for node in link if "tl-fade" in kind(node) for piece in node]


def columns(drawn):
    """The columns of days: first and last percent of each, read off the axis' own ticks and labels."""
    (axis,) = parsed(drawn).iter("path")
    first = int(re.search(r"M(\d+) 0v6", axis.get("d"))[1])
    steps = map(int, re.findall(r"m(\d+)-6v6", axis.get("d")))
    ticks = [place / 100 for place in accumulate(steps, initial=first)]
    found = {}
    for node in parsed(drawn).iter("text"):
        if node.get("data-day"):
            at = percent(node)
            found[node.get("data-day")] = (
                max(tick for tick in ticks if tick <= at),
                min(tick for tick in ticks if tick >= at),
            )
    return found


# ---------------------------------------------------------------- marks mean what the key says


@pytest.mark.parametrize(
    ("when", "css", "fades"),
    [
        ("2026-03-03", "tl-point", 0),
        ("2026-03-03~", "tl-point", 0),
        ("2026-03-03/2026-03-05", "tl-bar", 0),
        ("[2026-03-03,2026-03-04]", "tl-bar", 0),
        ("2026-03", "tl-bar", 0),
        ("../2026-03-03", "tl-bar", 4),
        ("2026-03-03/..", "tl-bar", 4),
        ("[..2026-03-03]", "tl-bar", 4),
    ],
)
@SIZES
def test_a_day_is_a_disc_a_range_a_bar_and_an_open_side_fades(when, css, fades, width):
    drawn = draw_timeline([entry("One", when), entry("Two", "2026-03-09")], None, width=width)
    link = marks(drawn)["one"]
    assert css in kind(shape(link))
    faded = fading(link)
    assert len(faded) == fades
    if fades:
        # From the known day away, fainter piece by piece.
        strengths = [float(node.get("opacity")) for node in faded]
        assert strengths == sorted(strengths, reverse=True)
        shifts = [float(re.search(r"-?[\d.]+", node.get("transform"))[0]) for node in faded]
        bar = shape(link)
        past = ".." in when.partition("2026")[0]
        assert all(shift < 0 for shift in shifts) if past else all(shift >= 0 for shift in shifts)
        edge = percent(bar) if past else percent(bar) + percent(bar, "width")
        assert [percent(node) for node in faded] == [pytest.approx(edge, abs=0.02)] * fades


@pytest.mark.parametrize(
    ("style", "css"), [("stated", set()), ("computed", {"tl-computed"}), ("planned", {"tl-planned"})]
)
@pytest.mark.parametrize("when", ["2026-03-03", "2026-03-03/2026-03-05"])
def test_stated_worked_out_and_planned_are_told_apart(style, css, when):
    link = marks(draw_timeline([entry("One", when, style)], None))["one"]
    assert set(kind(shape(link))) & {"tl-computed", "tl-planned"} == css


@SIZES
def test_a_mark_stands_at_its_date_to_the_pixel(width):
    days = ["2026-03-02", "2026-03-04", "2026-03-05", "2026-03-08"]
    entries = [
        entry("Long ago", "2011"),
        *(entry(f"Day {day[-1]}", day) for day in days),
        entry("Some days", "2026-03-04/2026-03-08"),
        entry("By then", "../2026-03-05"),
    ]
    drawn = draw_timeline(entries, date(2026, 3, 6), width=width)
    found, column = marks(drawn), columns(drawn)
    pixel = 100 / width
    assert len(column) > len(days)
    for day in days:
        if day in column:
            left, right = column[day]
            middle = percent(shape(found[f"day-{day[-1]}"]), "cx")
            assert middle == pytest.approx((left + right) / 2, abs=pixel)
    for name, first, last in (("some-days", "04", "08"), ("by-then", "05", "05")):
        bar = shape(found[name])
        assert percent(bar) == pytest.approx(column[f"2026-03-{first}"][0], abs=pixel)
        assert percent(bar) + percent(bar, "width") == pytest.approx(column[f"2026-03-{last}"][1], abs=pixel)
    now = next(node for node in parsed(drawn).iter("line") if "tl-now" in kind(node))
    assert percent(now, "x1") == pytest.approx(column["2026-03-06"][1], abs=pixel)


def test_the_days_of_the_news_have_most_of_the_width_and_years_little():
    days = [entry(f"Day {day}", f"2026-03-{day:02}") for day in range(2, 9)]
    drawn = draw_timeline([entry("War", "2001/2019"), entry("Before", "2024-10"), *days], None)
    column = columns(drawn)
    first, last = column["2026-03-02"], column["2026-03-08"]
    assert last[1] - first[0] > 60
    assert len({round(right - left, 1) for left, right in column.values()}) == 1
    assert percent(shape(marks(drawn)["war"]), "width") < 10
    assert drawn.count(">⁄⁄<") == 2


def test_every_day_of_the_dense_span_has_its_tick_and_its_name():
    drawn = draw_timeline(
        [entry("A", "2026-03-02"), entry("B", "2026-03-05"), entry("C", "2026-03-09")], None
    )
    assert list(columns(drawn)) == [f"2026-03-{day:02}" for day in range(2, 10)]


# ---------------------------------------------------------------- names, bundles, the strip


def test_events_are_named_on_the_chart_and_their_links_name_them():
    drawn = draw_timeline([entry("Gate <opens>", "2026-03-03", date="3 March 2026")], None)
    link = marks(drawn)["gate-<opens>"]
    assert [node.text for node in link.iter("text")] == ["Gate <opens>"]
    assert link.get("aria-label") == "3 March 2026: Gate <opens>"


@SIZES
def test_names_keep_off_each_other_and_stay_in_the_drawing(width):
    entries = [entry(f"A rather long name of event {day}", f"2026-03-{day:02}") for day in range(1, 12)]
    entries.insert(3, entry("Something that began before and lasted", "2026-03-02/2026-03-10"))
    boxes = []
    for link in parsed(draw_timeline(entries, date(2026, 3, 9), width=width)).iter("a"):
        target = link[0]
        left, wide = percent(target) * width / 100, percent(target, "width") * width / 100
        top, high = float(target.get("y")), float(target.get("height"))
        assert wide >= 24
        assert high >= 24
        assert left >= -12
        assert left + wide <= width + 12
        boxes.append((left, top, left + wide, top + high))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert not (
                one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 1 and other[1] < one[3] - 1
            )


def test_what_has_happened_is_not_named_where_it_had_not():
    entries = [
        entry("Walkout at the gate", "2026-03-06"),
        entry("Talks", "2026-03-20"),
        entry("Old", "2026-03-01"),
    ]
    for width in (WIDE, NARROW):
        drawn = draw_timeline(entries, date(2026, 3, 6), width=width)
        name = next(marks(drawn)["walkout-at-the-gate"].iter("text"))
        assert name.get("text-anchor") == "end"


def test_where_there_is_no_room_events_are_bundled_and_none_is_lost():
    entries = [
        entry(f"E{number}", f"2026-03-{number % 28 + 1:02}", rank=99 - number) for number in range(100)
    ]
    entries.sort(key=lambda item: item.when.earliest)
    drawn = draw_timeline(entries, None)
    bundles = [link for link in parsed(drawn).iter("a") if "tl-bundle" in kind(link)]
    counts = [int(next(link.iter("text")).text) for link in bundles]
    alone = [link for link in parsed(drawn).iter("a") if "tl-bundle" not in kind(link)]
    first = {f"e{number}" for number in range(99, 99 - MOST_NAMED, -1)}
    assert first <= {link.get("data-claim") for link in alone}
    assert sum(counts) + len(alone) == 100
    assert all(count > 1 for count in counts)
    assert [len(link.get("data-claim").split()) for link in bundles] == counts
    middles = [percent(next(iter(link)), "x") for link in bundles]
    # Discs of 24 pixels do not cover each other.
    assert all((other - one) * WIDE / 100 >= 23.9 for one, other in pairwise(middles))


def test_a_name_above_its_mark_is_moved_before_it_is_cut():
    name = "Reporters inside"
    entries = [entry("Old", "2026-03-01"), entry(name, "2026-03-06"), entry("Talks", "2026-03-10")]
    drawn = draw_timeline(entries, date(2026, 3, 6), width=PANEL)
    text = next(marks(drawn)["reporters-inside"].iter("text"))
    end = percent(text, "x") * PANEL / 100 + float(text.get("dx") or 0)
    now = percent(next(node for node in parsed(drawn).iter() if kind(node) == ["tl-now"]), "x1") * PANEL / 100
    assert (text.text, text.get("text-anchor")) == (name, "end")
    assert len(name) * 6.6 <= end <= now + 0.1


def test_the_strip_on_home_names_what_matters_most(bundled_built):
    story = bundled_built.story
    entries = chronology_entries(story)
    found = marks(draw_entries(story, entries, str, brief=True))
    assert len(found) == 6
    assert all("".join(node.text for node in link.iter("text")) for link in found.values())
    # What the short answer tells, and the news before what is long past.
    assert {"withdrawal-start", "seen-by-ap", "visit-planned", "extension-ends"} <= set(found)
    assert "russia-intervened" not in found


def test_the_day_of_information_is_a_line_with_its_name_where_it_lies_on_the_axis():
    entries = [entry("A", "2026-03-03"), entry("B", "2026-03-09")]
    assert "as of 5 Mar" in draw_timeline(entries, date(2026, 3, 5))
    assert "tl-now" not in draw_timeline(entries, date(2027, 3, 5))


def test_nothing_to_draw():
    assert draw_timeline([], None) == ""


def test_a_seventh_track_begins_the_colors_again():
    assert (track_class(0), track_class(5), track_class(6)) == ("track-1", "track-6", "track-1")


# ---------------------------------------------------------------- the axis

DAYS = st.integers(700_000, 760_000)
SPANS = st.one_of(
    DAYS.map(lambda day: (day, day)),
    st.tuples(DAYS, st.integers(1, 900)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    st.integers(739_000, 739_040).map(lambda day: (day, day)),
)


@given(st.lists(SPANS, min_size=1, max_size=60), st.one_of(st.none(), DAYS), st.sampled_from([WIDE, NARROW]))
def test_an_axis_has_all_days_in_order_and_no_break_where_anything_is(spans, as_of, width):
    scale = timescale(spans, as_of, width)
    cells = scale.cells
    assert cells[0].left >= 0
    assert cells[-1].right <= width + 0.001
    for one, other in itertools.pairwise(cells):
        assert other.first == one.last + 1
        assert other.left == pytest.approx(one.right)
    assert all(cell.right > cell.left for cell in cells)
    breaks = [cell for cell in cells if cell.kind == "break"]
    for span in spans:
        first, last = span
        assert cells[0].first <= first
        assert last <= cells[-1].last
        assert not [cell for cell in breaks if first <= cell.last and cell.first <= last]
        left, right = scale.extent(span)
        assert left < right


# ---------------------------------------------------------------- the bundled story, recomputed


@pytest.fixture
def story(bundled_built):
    return bundled_built.story


def test_drawing_and_list_say_the_same_of_every_date(story):
    entries = chronology_entries(story)
    assert len(entries) > 8
    for narrow in (False, True):
        found = marks(draw_entries(story, entries, lambda path: path, narrow=narrow))
        for item in entries:
            when, link = item.claim.when, found[item.claim.id]
            css = kind(shape(link))
            one_day = when.edtf.earliest is not None and when.edtf.earliest == when.edtf.latest
            assert ("tl-point" in css) == one_day == (item.shape == "day")
            fades = bool(fading(link))
            open_side = None in (when.edtf.earliest, when.edtf.latest)
            assert open_side == (item.shape in ("before", "after"))
            # A side that one source alone leaves open fades too.
            assert fades == (open_side or any(item.unbounded))
            planned = item.claim.status is ClaimStatus.PLANNED
            worked_out = not planned and when.origin is not DateOrigin.STATED
            assert ("tl-planned" in css) == planned == (item.style == "planned")
            assert ("tl-computed" in css) == worked_out == (item.style == "computed")


def test_the_list_runs_from_the_oldest_to_the_newest_on_one_page_and_a_page_for_each_track(bundled, story):
    site = bundled()
    pages = {"": (site / "chronology/index.html").read_text("utf-8")}
    for track in TRACK.of(story):
        path = site / "chronology" / track_slug(story, track) / "index.html"
        pages[track.id] = path.read_text("utf-8")
    days = {claim.id: claim.when.edtf for claim in story.claims if claim.track}
    assert len(pages) > 3
    for name, html in pages.items():
        told = re.findall(r'<li class="chron-entry[^>]* id="([\w-]+)"', html)
        wanted = {claim.id for claim in story.claims if claim.track and name in ("", claim.track)}
        assert set(told) == wanted
        assert len(told) == len(wanted)
        firsts = [days[one].earliest or days[one].latest for one in told]
        assert firsts == sorted(firsts)


def test_an_inferred_day_is_said_once_for_its_source_and_not_at_each_date(bundled):
    html = (bundled() / "chronology/index.html").read_text("utf-8")
    assert "rests on an inferred date" not in html
    assert html.count("states no date of its own") == 1


# ---------------------------------------------------------------- folding


def made(story, count, step):
    """So many entries, some days apart, of the bundled story's kind."""
    model = chronology_entries(story)[0]
    day = date(2020, 1, 1).toordinal()
    return [replaced(model, number, date.fromordinal(day + number * step)) for number in range(count)]


def replaced(model, number, day):
    when = replace(model.claim.when, edtf=parse_edtf(day.isoformat()))
    claim = replace(model.claim, id=f"e{number}", when=when)
    return replace(model, claim=claim, date_text=f"{day:%d %B %Y}", rank=number * 7919 % 1000)


@pytest.mark.parametrize(("count", "step"), [(61, 1), (200, 3), (400, 9), (900, 40)])
def test_a_long_story_is_folded_with_what_matters_shown_and_nothing_lost(story, count, step):
    entries = made(story, count, step)
    found = periods(entries)
    shown = [item for period in found for run in period.runs if not run.folded for item in run.entries]
    every = [item for period in found for run in period.runs for item in run.entries]
    assert every == entries
    assert 0 < len(shown) <= MOST_UNFOLDED
    for period in found:
        own = [item for run in period.runs for item in run.entries]
        kept = [item for run in period.runs if not run.folded for item in run.entries]
        assert max((item.rank for item in kept), default=-1) <= min(
            (item.rank for item in own if item not in kept), default=10**6
        )


@pytest.mark.parametrize("count", [1, 12, 13, MOST_UNFOLDED])
def test_a_short_story_is_not_folded(story, count):
    found = periods(made(story, count, 2))
    assert not [run for period in found for run in period.runs if run.folded]
    assert len({period.id for period in found}) == len(found)


@pytest.mark.parametrize(
    ("unbounded", "shifts"), [((False, False), set()), ((True, False), {-1}), ((False, True), {1})]
)
@pytest.mark.parametrize("when", ["2026-03-03", "2026-03-03/2026-03-05"])
def test_a_side_that_one_source_leaves_open_fades(when, unbounded, shifts):
    drawn = draw_timeline([entry("One", when, unbounded=unbounded), entry("Two", "2026-03-09")], None)
    faded = fading(marks(drawn)["one"])
    ways = {-1 if "(-" in node.get("transform") else 1 for node in faded}
    assert ways == shifts
    assert len(faded) == 4 * len(shifts)


@SIZES
def test_the_line_of_now_strikes_no_name_of_a_day_to_come(width):
    drawn = draw_timeline(
        [entry("Long ago", "2026-01-01"), entry("A rather long name of what is to come", "2026-02-08")],
        date(2026, 1, 27),
        width=width,
    )
    lines = [node for node in parsed(drawn).iter("line") if "tl-now" in kind(node)]
    struck = [
        text
        for text in parsed(drawn).iter("text")
        if "rather" in (text.text or "")
        for line in lines
        if float(line.get("y1")) < float(text.get("y")) - 3 < float(line.get("y2"))
        and percent(text) - (text.get("text-anchor") == "end") * len(text.text) * 660 / width
        < percent(line, "x1") - 0.1
    ]
    assert lines
    assert not struck


def test_a_month_left_open_is_drawn_whole_and_takes_no_day_of_its_own():
    drawn = draw_timeline(
        [entry("Fall", "2024-12"), entry("Asylum", "2024-12/..", "computed"), entry("Now", "2026-01-27")],
        None,
    )
    fall, asylum = (shape(marks(drawn)[name]) for name in ("fall", "asylum"))
    assert [percent(asylum), percent(asylum, "width")] == [percent(fall), percent(fall, "width")]
    assert {node.get("data-day") for node in parsed(drawn).iter("text")} == {None, "2026-01-27"}


def test_what_is_open_to_what_follows_comes_after_what_it_may_follow(story):
    told = [item.claim.id for item in chronology_entries(story)]
    assert told.index("assad-fell") < told.index("assad-asylum") < told.index("first-meeting")


@pytest.mark.parametrize("when", ["2026-03-03", "2026-03-03/2026-03-05"])
def test_what_is_counted_from_an_inferred_day_has_a_core_and_is_named_in_the_legend(when):
    for style in ("stated", "uncertain", "computed", "planned"):
        link = marks(draw_timeline([entry("One", when, style)], None))["one"]
        cores = [node for node in link if kind(node) == ["tl-core"]]
        assert len(cores) == (style == "uncertain")


def test_the_day_of_an_article_that_states_none_is_not_drawn_as_stated(story, bundled):
    entries = {item.claim.id: item for item in chronology_entries(story)}
    for name in ("truce-expired", "seen-by-ap"):
        assert entries[name].claim.when.edtf.uncertain
        assert entries[name].style == "uncertain"
        assert "inferred" in entries[name].read_from
        assert "as this site reads it" in entries[name].claim.text
    assert entries["first-meeting"].style == "stated"
    html = (bundled() / "chronology/index.html").read_text("utf-8")
    for item in entries.values():
        assert f'mark-{item.style}"></span>' in html or item.style == "stated"


@SIZES
def test_the_articles_sentences_of_one_date_are_one_mark_with_their_number(story, width):
    model = chronology_entries(story)[0]
    days = [date(2026, 3, 3)] * 3 + [date(2026, 3, 9)]
    quoted = [replaced(model, number, day) for number, day in enumerate(days)]
    quoted = [
        replace(item, claim=replace(item.claim, origin=ClaimOrigin.EXTRACTED, short="")) for item in quoted
    ]
    drawn = draw_entries(story, quoted, str, narrow=width == NARROW)
    found = marks(drawn)
    assert list(found) == ["e0 e1 e2", "e3"]
    name = f"“About a decade ago Russia{'' if width == NARROW else ' intervened'} …”"
    assert ["".join(link.itertext()) for link in found.values()] == [f"{name} +2", name]
    assert found["e0 e1 e2"].get("aria-label").endswith(f"3 March 2026: {name} +2")
    assert "Timeline of 4 entries" in drawn
    # An editor's statements have their names, each at its mark.
    assert len(marks(draw_entries(story, [*quoted[:3], replaced(model, 9, days[0])], str))) == 2


def test_a_name_of_what_is_to_come_is_wrapped_before_it_crosses_the_line_of_now():
    entries = [entry("Now", "2026-01-27"), entry("Extension of ceasefire ends", "2026-02-08")]
    drawn = draw_timeline([entry("Old", "2026-01-02"), *entries], date(2026, 1, 27), width=PANEL)
    now = percent(next(node for node in parsed(drawn).iter() if kind(node) == ["tl-now"]), "x1")
    lines = list(marks(drawn)["extension-of-ceasefire-ends"].iter("text"))
    assert len(lines) > 1
    assert " ".join(line.text for line in lines) == "Extension of ceasefire ends"
    for line in lines:
        wide = len(line.text) * 6.6 / PANEL * 100
        left = percent(line) - (wide if line.get("text-anchor") == "end" else 0)
        assert left >= now - 0.1


def test_the_lines_of_a_name_are_heard_as_words():
    long = entry("Extension of ceasefire ends", "2026-02-08")
    link = marks(draw_timeline([entry("Old", "2026-01-02"), long], date(2026, 1, 27), width=PANEL))[
        "extension-of-ceasefire-ends"
    ]
    assert len(list(link.iter("text"))) > 1
    assert "".join(link.itertext()) in link.get("aria-label")


def test_what_is_heard_of_quoted_sentences_has_what_is_seen(story):
    model = chronology_entries(story)[0]
    when = replace(model.claim.when, edtf=parse_edtf("2026-03-04/2026-03-10"))
    claim = replace(model.claim, origin=ClaimOrigin.EXTRACTED, short="", when=when)
    (link,) = marks(draw_entries(story, [replace(model, claim=claim, date_text="between")], str)).values()
    seen = "".join(link.itertext())
    assert seen
    assert seen in link.get("aria-label")


def test_a_date_in_the_words_of_its_article_is_not_said_twice(story, bundled):
    entries = {item.claim.id: item for item in chronology_entries(story, sayers=True)}
    assert entries["first-meeting"].read_from == ""
    assert entries["truce-expired"].read_from.startswith("from “Saturday”")
    html = (bundled() / "chronology/index.html").read_text("utf-8")
    assert html.count("from &#8220;Saturday&#8221;") + html.count("from “Saturday”") == 1
    # Who tells something in the article's own voice is named alone.
    assert entries["truce-expired"].told_by == "AP-based report"
    assert entries["withdrawal-start"].told_by.startswith("AP-based report: said by Ahmed Ali")
    assert "own voice" not in entries["assad-fell"].told_by


def test_marks_come_by_their_first_day_then_by_their_last():
    found = [entry("A extension", "2026-01-24/2026-01-27"), entry("B expiry", "2026-01-24")]
    assert list(marks(draw_timeline(found, None))) == ["b-expiry", "a-extension"]


def test_each_entry_of_the_list_is_a_heading_of_its_year(bundled):
    html = (bundled() / "chronology/index.html").read_text("utf-8")
    entries = re.findall(r'<li class="chron-entry.*?</li>', html, re.DOTALL)
    assert len(entries) > 8
    assert all(part.count("<h3>") == 1 for part in entries)
    assert '<figure class="strip-figure" aria-label="Timeline">' in html
