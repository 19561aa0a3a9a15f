"""A story file drafted from the articles: it builds as it is, and leaves an editor's work alone."""

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.editor.draft import write_draft
from generator.pipeline import build

DAILY = (
    "Ferry stays in port\n\nPublished 6 May 2026\n\n"
    "The ferry Aurora stayed in the port of Bergen on Monday, 4 May 2026, after its engine had failed. "
    "Harbor master Kari Lund said that repairs would take ten days.\n\n"
    "The line was opened in March 2019.\n\nOnly two boats still run. Only two boats still run.\n"
)
WEEKLY = (
    "Aurora out of service\n\nPublished 7 May 2026\n\n"
    "The ferry Aurora has stayed in Bergen's port since Monday because of a failed engine. "
    "Passengers complained that nobody had told them.\n"
)
LATER = "Aurora sails again\n\nPublished 20 May 2026\n\nThe Aurora left Bergen for Stavanger on Tuesday evening.\n"


def folder_of(project, story=None, **files):
    folder = project({f"{name}.txt": text for name, text in files.items()}, story)
    if story is None:
        (folder / "seeds" / "story.yml").unlink(missing_ok=True)
    return folder


def test_a_draft_builds_as_it_is(project):
    folder = folder_of(project, daily=DAILY, weekly=WEEKLY)
    folder.joinpath("seeds/weekly.txt").rename(folder / "seeds/weekly  #\u00a0'1%.txt")
    folder.joinpath("seeds/daily.txt").rename(folder / "seeds/{daily}.txt")
    written = write_draft(folder, folder / "seeds")
    built = build(folder, folder / "seeds")
    edited = [claim for claim in built.story.claims if claim.origin == "edited"]
    assert len(edited) == written.claims >= 4
    assert {article.id for article in (item.article for item in built.story.articles)} == {
        "daily",
        "weekly-1",
    }
    assert any(claim.when and claim.track for claim in edited)
    assert all("“" in claim.text for claim in edited)


def test_a_draft_is_the_same_each_time_and_adds_nothing_once_all_is_in(project):
    texts = []
    for _ in range(2):
        folder = folder_of(project, daily=DAILY, weekly=WEEKLY)
        write_draft(folder, folder / "seeds")
        texts.append((folder / "seeds" / "story.yml").read_bytes())
    assert texts[0] == texts[1]
    # What a story of the articles alone leaves to their own pages is drafted when asked for again.
    write_draft(folder, folder / "seeds")
    assert not [
        claim for claim in build(folder, folder / "seeds").story.claims if claim.origin == "extracted"
    ]
    assert write_draft(folder, folder / "seeds").claims == 0


EDITED = """\
# Kept by hand: do not touch.
story: {title: "A ferry"}   # a comment

sections:
- {id: news, title: News, page: background}
claims:
- id: in-port
  section: news
  text: The Aurora stayed in port.   # mine
  evidence: [{source: daily, quote: "The ferry Aurora stayed in the port of Bergen on Monday"}]
"""


def test_what_an_editor_wrote_stays_and_a_new_article_is_added(project):
    folder = folder_of(project, EDITED, daily=DAILY, later=LATER)
    path = folder / "seeds" / "story.yml"
    before = path.read_text("utf-8")
    result = CliRunner().invoke(main, ["draft", str(folder / "seeds")])
    assert result.exit_code == 0, result.output
    after = path.read_text("utf-8")
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines()), "every old line, in its order"
    added = yaml.safe_load(after)["claims"][1:]
    assert {part["evidence"][0]["source"] for part in added} == {"daily", "later"}
    assert [claim.origin for claim in build(folder, folder / "seeds").story.claims].count("extracted") == 0
    assert "nothing to add" in CliRunner().invoke(main, ["draft", str(folder / "seeds")]).output


@pytest.mark.parametrize(
    "text", ["Map of it\n\nMap reading date main search is here.\n", "Ü\n\n“Ö” ä: #1 'x' \\ y.\n"]
)
def test_awkward_words_make_good_ids_and_good_yaml(project, text):
    folder = folder_of(project, odd=text)
    assert write_draft(folder, folder / "seeds").claims >= 0
    build(folder, folder / "seeds")


def test_a_broken_story_file_is_left_as_it_is(project):
    folder = folder_of(project, "story: [\n", daily=DAILY)
    result = CliRunner().invoke(main, ["draft", str(folder / "seeds")])
    assert result.exit_code == 1
    assert (folder / "seeds" / "story.yml").read_text("utf-8") == "story: [\n"


def remarks(folder):
    return [item for item in build(folder, folder / "seeds").diagnostics if item.code == "draft-left"]


def test_check_remarks_on_what_is_left_of_the_draft(project):
    folder = folder_of(project, daily=DAILY, weekly=WEEKLY)
    written = write_draft(folder, folder / "seeds").claims
    told = " ".join(item.message for item in remarks(folder))
    assert f"{written} of {written} claims are still a bare quotation" in told
    assert "the title is in the words of an article" in told
    assert "`question:` is empty" in told
    assert {item.severity.value for item in remarks(folder)} == {"info"}


def test_check_says_nothing_of_a_draft_when_an_editor_has_rewritten_it(project):
    folder = folder_of(project, EDITED, daily=DAILY)
    assert remarks(folder) == []
    write_draft(folder, folder / "seeds")
    assert any('in "To be placed": ' in item.message for item in remarks(folder))


def test_a_section_title_that_asks_and_a_list_that_cannot_grow(project):
    asking = "story: {title: A ferry}\nsections:\n- {id: why, title: Why?, page: background}\n"
    folder = folder_of(project, asking, daily=DAILY)
    done = CliRunner().invoke(main, ["draft", str(folder / "seeds")])
    assert done.exit_code == 0, done.output
    story = folder.joinpath("seeds", "story.yml").read_text("utf-8")
    assert story.startswith(asking)
    assert "# Main event" in story


def test_a_draft_keeps_byte_order_mark_line_ends_and_link(project):
    folder = folder_of(project, EDITED, daily=DAILY)
    path, real = folder / "seeds/story.yml", folder / "real.yml"
    old = b"\xef\xbb\xbf" + EDITED.replace("\n", "\r\n").encode()
    real.write_bytes(old)
    path.unlink()
    path.symlink_to("../real.yml")
    assert write_draft(folder, folder / "seeds").claims
    assert path.is_symlink()
    new = real.read_bytes()
    assert new.startswith(b"\xef\xbb\xbf# Kept by hand")
    assert b"\n" not in new.replace(b"\r\n", b"")
    assert build(folder, folder / "seeds").story.claims


def test_a_draft_says_what_it_cannot_add_to(project):
    folder = folder_of(project, "{story: {title: A ferry}}\n", daily=DAILY)
    before = (folder / "seeds/story.yml").read_bytes()
    done = CliRunner().invoke(main, ["draft", str(folder / "seeds")])
    assert (done.exit_code, "[story-list]" in done.stderr) == (1, True)
    assert (folder / "seeds/story.yml").read_bytes() == before


AMBIGUOUS = (
    "Ptuj Weekly\n03/04/2026\n\nWhat the water left\n\nThe dam near Ptuj broke on Friday, the police said.\n"
)
JOINED = (
    "Dam toll rises to four\n\n3 April 2026\n\nThe dam near Ptuj broke in the night, the police said.\n\n"
    "The Administration for Civil Protection rejected this.\n"
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (AMBIGUOUS, "[2026-03-04,2026-04-03]"),
        ("---\ndate: last week\n---\nThe dam near Ptuj broke on Friday, the police said.\n", "unknown"),
    ],
)
def test_a_date_that_stops_the_build_is_asked_at_its_line(project, text, date):
    folder = folder_of(project, **{"odd": text, "daily": DAILY} if date != "unknown" else {"daily": DAILY})
    if date == "unknown":
        folder.joinpath("seeds/odd.md").write_text(text, "utf-8")
    with pytest.raises(GeneratorError):
        build(folder, folder / "seeds")
    written = write_draft(folder, folder / "seeds")
    name = "odd.md" if date == "unknown" else "odd.txt"
    assert yaml.safe_load(written.text)["sources"][name]["date"] == date
    lines = written.text.splitlines()
    asked = next(number for number, line in enumerate(lines) if "# ASKED" in line and 'date "' in line)
    assert lines[asked + 1].strip().startswith("date:")
    assert build(folder, folder / "seeds").story.claims


def test_what_rejects_a_claim_is_drafted_with_it_and_nothing_twice(project):
    text = "The mill near Bergen burned on Wednesday, the police said.\n\nThe owner rejected this.\n"
    folder = folder_of(project, daily=f"Mill closes\n\n3 April 2026\n\n{text}")
    assert [write_draft(folder, folder / "seeds").claims for _ in range(2)] == [2, 0]
    told = [claim.evidence[-1].quote.exact for claim in build(folder, folder / "seeds").story.claims]
    assert told == ["The mill near Bergen burned on Wednesday, the police said.", "The owner rejected this."]


def test_an_article_without_a_publisher_is_asked_for_its_name(project):
    folder = folder_of(project, daily=DAILY, wire=WEEKLY.replace("Published", "Fjord Wire\n\nPublished"))
    write_draft(folder, folder / "seeds")
    lines = folder.joinpath("seeds/story.yml").read_text("utf-8").splitlines()
    labels = [line.strip() for line in lines if "label:" in line]
    assert ["# ASKED: the file names no publisher" in line for line in labels] == [True, False]


def test_sentences_joined_across_a_paragraph_are_two_quotations(project):
    folder = folder_of(project, a=JOINED)
    assert write_draft(folder, folder / "seeds").claims == 2
    first, second = yaml.safe_load(folder.joinpath("seeds/story.yml").read_text("utf-8"))["claims"]
    assert len(first["evidence"]) == 1
    assert [item["quote"] for item in second["evidence"]][:1] == [first["evidence"][0]["quote"]]
    assert f"# {first['id']} tells its first words" in folder.joinpath("seeds/story.yml").read_text("utf-8")
    claims = build(folder, folder / "seeds").story.claims
    quotes = {item.quote.exact for claim in claims for item in claim.evidence if claim.origin == "edited"}
    assert quotes >= {"The Administration for Civil Protection rejected this."}
    assert all("\n" not in quote for quote in quotes)


def test_the_draft_is_grouped_and_says_what_is_unsure(project):
    folder = folder_of(project, daily=DAILY, weekly=WEEKLY)
    text = write_draft(folder, folder / "seeds").text
    headings = [line for line in text.splitlines() if "# ----------" in line]
    assert ["Main event" in headings[0], any("Background" in line for line in headings)] == [True, True]
    answers = yaml.safe_load(text)["story"]["answers"]
    assert answers["what"]
    assert all(f"    # {kind}:" in text for kind in ("now", "stays", "why", "next") if kind not in answers)
    claims = yaml.safe_load(text)["claims"]
    alone = sum(len({item["source"] for item in claim["evidence"]}) == 1 for claim in claims)
    assert text.count("# no other article was found to say so") == alone > 0


def test_an_inferred_day_is_remarked_at_the_claim(project):
    undated = "The ferry Aurora stayed in the port of Bergen on Monday after its engine had failed, the line said.\n"
    folder = folder_of(project, daily=DAILY, undated=undated)
    text = write_draft(folder, folder / "seeds").text
    assert "# unsure: its date rests on a day of publication that is inferred (undated.txt)" in text


def test_only_new_takes_from_articles_that_nothing_cites(project):
    folder = folder_of(project, EDITED, daily=DAILY, later=LATER)
    result = CliRunner().invoke(main, ["draft", "--only-new", str(folder / "seeds")])
    assert result.exit_code == 0, result.output
    claims = yaml.safe_load(folder.joinpath("seeds/story.yml").read_text("utf-8"))["claims"][1:]
    assert {part["evidence"][0]["source"] for part in claims} == {"later"}


@pytest.mark.parametrize("label", ["“We waited” twenty", '"We waited', "He said “no"])
def test_a_headline_with_quotation_marks_spoils_no_claim(project, label):
    folder = folder_of(
        project, a=f"{label} for the ferry\n\n6 May 2026\n\nThe ferry stayed in Bergen on Monday.\n"
    )
    written = write_draft(folder, folder / "seeds")
    assert (written.claims, written.asked) == (1, 0)
    assert build(folder, folder / "seeds").story.claims[0].origin == "edited"


@pytest.mark.parametrize(
    "story",
    [
        "story:\nsources:\n  odd.txt: {day_first: true}\n",
        "sources: {odd.txt: {day_first: true}}\n",
        "story:\n  question: Why?\nsources: {odd.txt: {date: 2026-04-03}}\n",
        "story: {as_of: 2026-04-05}\nsources: {odd.txt: {day_first: true}}\n",
        "sources: {odd.txt: {day_first: true}}\nsections: [{id: news, title: Were people warned?, page: background}]\n",
    ],
)
def test_what_the_message_on_a_date_says_is_all_there_is_to_do(project, story):
    folder = folder_of(project, story, odd=AMBIGUOUS)
    build(folder, folder / "seeds")
    written = write_draft(folder, folder / "seeds")
    assert written.claims
    told = yaml.safe_load(written.text) if "warned?" not in story else None
    assert told is None or (told["story"]["title"] and told["claims"][0]["track"])
    assert build(folder, folder / "seeds").story.edited


def test_the_message_on_a_date_has_a_line_to_paste(project):
    folder = folder_of(project, odd=AMBIGUOUS)
    with pytest.raises(GeneratorError) as caught:
        build(folder, folder / "seeds")
    folder.joinpath("seeds/story.yml").write_text(caught.value.diagnostics[0].hints[-1], "utf-8")
    assert (
        str(build(folder, folder / "seeds").story.articles[0].article.date_published.edtf.text)
        == "2026-04-03"
    )


OTHERS = (
    "Aurora still moored\n\nPublished 8 May 2026\n\n"
    "The ferry Aurora stayed in the port of Bergen on Monday, 4 May 2026, after its engine had failed.\n\n"
    "A second ferry will replace the Aurora from June, the line said.\n"
)
SECOND = OTHERS.replace("Aurora still moored", "A second ferry").replace(
    "will replace the Aurora from June, the line said",
    "will replace the Aurora in Bergen from June, the line said",
)


@pytest.mark.parametrize(
    "sources", ["", "sources: {daily.txt: {id: daily}}\n", "sources:\n  daily.txt:\n    id: daily\n"]
)
def test_what_bears_out_a_claim_is_offered_and_new_articles_are_listed(project, sources):
    folder = folder_of(project, EDITED + sources, daily=DAILY, others=OTHERS, second=SECOND)
    done = CliRunner().invoke(main, ["draft", "--only-new", str(folder / "seeds")])
    assert done.exit_code == 0, done.output
    text = folder.joinpath("seeds/story.yml").read_text("utf-8")
    story = yaml.safe_load(text)
    (drafted,) = story["claims"][1:]
    assert {item["source"] for item in drafted["evidence"]} == {"others", "second"}
    assert "found to say so" not in text
    below = text.partition("# To paste")[2].split("\n")
    assert below[1].strip() == "# in-port:"
    assert below[2].strip().startswith('#    - {source: others, quote: "The ferry Aurora stayed in')
    assert {"others.txt", "second.txt"} <= story["sources"].keys()
    assert len(story["sources"]["others.txt"]["sha256"]) == 64
    assert f"#   next: [{drafted['id']}]" in text
    build(folder, folder / "seeds")
    again = CliRunner().invoke(main, ["draft", "--only-new", str(folder / "seeds")])
    assert "nothing to add" in again.output
    assert folder.joinpath("seeds/story.yml").read_text("utf-8") == text


@pytest.mark.parametrize("only_new", [False, True])
def test_the_front_matter_of_a_listed_article_may_be_mended_its_text_may_not(project, only_new):
    told = "---\ndate: 2026-05-08\n---\n\nThe road to Voss was closed on Tuesday.\n"
    folder = folder_of(project, EDITED if only_new else None, **({"daily": DAILY} if only_new else {}))
    article = folder / "seeds/late.md"
    article.write_text(told, "utf-8")
    write_draft(folder, folder / "seeds", only_new=only_new)
    assert "late.md" in yaml.safe_load(folder.joinpath("seeds/story.yml").read_text("utf-8"))["sources"]
    article.write_text(told.replace("date: 2026-05-08", "date: 2026-05-08\npublisher: The Late"), "utf-8")
    build(folder, folder / "seeds")
    article.write_text(told.replace("closed", "shut"), "utf-8")
    with pytest.raises(GeneratorError) as raised:
        build(folder, folder / "seeds")
    assert "source-changed" in {item.code for item in raised.value.diagnostics}


def test_an_article_is_listed_in_one_form_and_asked_for_its_date(project):
    undated = "A path\n\nThe path from Kanne to Eben is closed.\n"
    folder = folder_of(
        project, EDITED + "sources: {daily.txt: {id: daily}}  # ours\n", daily=DAILY, path=undated
    )
    write_draft(folder, folder / "seeds", only_new=True)
    text = folder.joinpath("seeds/story.yml").read_text("utf-8")
    assert "sources:\n  daily.txt: {id: daily}\n" in text
    entry = text.partition('  "path.txt":\n')[2].split("\n")[:4]
    whole = folder_of(project, None, path=undated)
    write_draft(whole, whole / "seeds")
    alone = (
        whole.joinpath("seeds/story.yml").read_text("utf-8").partition('  "path.txt":\n')[2].split("\n")[:4]
    )
    assert [line.split(":")[0] for line in entry] == ["    id", "    label", "    # date", "    sha256"]
    assert [line.split(":")[0] for line in alone] == [line.split(":")[0] for line in entry]
