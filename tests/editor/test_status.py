"""What a new article would add, and the questions readers ask of every story."""

import pytest
from click.testing import CliRunner

from generator.claims.compare import comparisons
from generator.claims.compare.sameness import grouped
from generator.claims.edited import check_sources
from generator.cli import main
from generator.editor.status import story_status
from generator.pipeline import build

DAILY = (
    "Ferry stays in port\n\nPublished 6 May 2026\n\n"
    "The ferry Aurora stayed in the port of Bergen on Monday after its engine had failed. "
    "The failure hurt 12 passengers, Captain Kari Lund said.\n"
)
WEEKLY = (
    "Aurora out of service\n\nPublished 7 May 2026\n\n"
    "The ferry Aurora has stayed in the port of Bergen since Monday, its engine having failed. "
    "The failure of the engine hurt 19 passengers, a nurse said. "
    "A second ferry will replace the Aurora from June.\n"
)
STORY = """\
story: {title: A ferry}
sources: {daily.txt: {id: daily}}
sections: [{id: news, title: News, page: background}]
questions:
  - {q: Will another ferry replace the Aurora?, answer: not-addressed, note: Neither says.}
claims:
  - id: in-port
    section: news
    text: The Aurora stayed in the port of Bergen.
    evidence:
      - {source: daily, quote: The ferry Aurora stayed in the port of Bergen on Monday after its engine had failed.}
  - id: hurt
    section: news
    text: The failure hurt 12 passengers, Captain Kari Lund said.
    evidence:
      - {source: daily, quote: "The failure hurt 12 passengers, Captain Kari Lund said."}
"""


@pytest.fixture
def folder(project):
    return project({"daily.txt": DAILY, "weekly.txt": WEEKLY}, STORY)


def test_a_new_article_is_set_against_the_claims(folder):
    status = story_status(build(folder, folder / "seeds").story)
    (seed,) = status.seeds
    assert seed.item.article.seed.path == "seeds/weekly.txt"
    told = [(passage.verdict, passage.claim_ids) for passage in seed.passages]
    assert told == [("corroborates", ("in-port",)), ("updates", ("hurt",)), ("new", ())]
    assert seed.passages[2].questions == ("Will another ferry replace the Aurora?",)
    assert status.before == (2, 3)
    assert status.after == (2, 7)


def test_the_command_prints_it_and_says_when_nothing_is_new(folder):
    shown = CliRunner().invoke(main, ["status", str(folder / "seeds")]).output
    assert "line 5, updates hurt: The failure of the engine hurt 19 passengers" in shown
    assert "Before: 2 of 3" in shown
    (folder / "seeds" / "weekly.txt").unlink()
    assert "No new article. 2 of 3" in CliRunner().invoke(main, ["status", str(folder / "seeds")]).output
    (folder / "seeds" / "story.yml").unlink()
    assert "explainer draft" in CliRunner().invoke(main, ["status", str(folder / "seeds")]).output


def remarks(folder):
    return {
        item.message
        for item in build(folder, folder / "seeds").diagnostics
        if item.code == "question-standard"
    }


def test_standard_questions_that_no_claim_speaks_to_are_remarked(folder):
    # The ferry's replacement is asked about; nobody asks why, and "after" is no cause.
    assert remarks(folder) == {'no claim speaks to "Why?"', 'no claim speaks to "Who is involved?"'}


def test_a_story_without_an_editor_asks_what_its_articles_answer(folder):
    (folder / "seeds" / "story.yml").unlink()
    asked = {item.text: item.answer for item in build(folder, folder / "seeds").story.questions}
    assert "Why?" not in asked
    assert asked["How many, how much?"]
    assert asked["What comes next?"]
    assert "When was it?" not in asked


SAILOR = (
    "Sailor missing\n\nPublished 6 May 2026\n\n"
    "The sailor Per Holm of the ferry Aurora was missing after the fire in Bergen, police said.\n"
)
DEAD = (
    "Sailor dead\n\nPublished 9 May 2026\n\n"
    "The sailor Per Holm of the ferry Aurora was declared dead after the fire in Bergen, police said.\n"
)
MISSING = """\
story: {title: A ferry}
sources: {daily.txt: {id: daily}}
sections: [{id: news, title: News, page: background}]
claims:
  - id: police
    section: news
    text: The police said it.
    evidence: [{source: daily, quote: police said}]
  - id: missing
    section: news
    text: The sailor Per Holm was missing after the fire, police said.
    evidence:
      - {source: daily, quote: The sailor Per Holm of the ferry Aurora was missing after the fire in Bergen}
"""


@pytest.mark.parametrize(
    ("later", "verdict"),
    [(DEAD, "updates"), (DEAD.replace("declared dead", "still missing"), "corroborates")],
)
def test_a_later_state_updates_the_claim_whose_words_are_nearest(project, later, verdict):
    folder = project({"daily.txt": SAILOR, "weekly.txt": later}, MISSING)
    (seed,) = story_status(build(folder, folder / "seeds").story).seeds
    told = [(passage.verdict, passage.claim_ids) for passage in seed.passages if passage.claim_ids]
    assert told == [(verdict, ("missing",))]


def dam(day, *told):
    return f"The dam at Vessel\n\nPublished {day} April 2026\n\n" + " ".join(told) + "\n"


CITED = (
    "Five people have died below the dam at Vessel, the police said.",
    "A report in March 2024 had advised that the wall be thickened by half a meter.",
    "The firm Aldera denied on Friday that it had received a warning.",
    "The sirens in Vessel sounded at 6 p.m.",
    "The council of Vessel will close the road to the dam.",
    "The police searched the mill at Lorn.",
)
DAM = (
    "story: {title: A dam}\nsources: {daily.txt: {id: daily}}\n"
    "sections: [{id: news, title: News, page: background}]\nclaims:\n"
    + "".join(
        f"  - {{id: c{number}, section: news, text: '{said}', evidence: [{{source: daily, quote: '{said}'}}]}}\n"
        for number, said in enumerate(CITED)
    )
)


@pytest.mark.parametrize(
    ("number", "said", "verdict"),
    [
        (0, "Six people have died below the dam at Vessel, the police said on Monday.", "updates"),
        (0, "Four people have died below the dam at Vessel, the police said.", "contradicts"),
        (0, "Five people have died below the dam at Vessel, the police said on Monday.", "corroborates"),
        (1, "The report in March 2024 had advised that the wall be thickened by a meter.", "contradicts"),
        (
            1,
            "The report in March 2024 had advised that the wall be thickened by half a meter, it said.",
            "corroborates",
        ),
        (2, "The firm Aldera confirmed on Monday that it had received a warning.", "contradicts"),
        (3, "The sirens in Vessel sounded at 18:00.", "corroborates"),
        (3, "The sirens in Vessel sounded at 19:30.", "contradicts"),
        (3, "The sirens in Vessel did not sound at 6 p.m.", "contradicts"),
        (5, "Soldiers searched the mill at Lorn.", "contradicts"),
    ],
)
def test_a_sentence_contradicts_updates_or_bears_out_a_claim(project, number, said, verdict):
    folder = project({"daily.txt": dam(4, *CITED), "later.txt": dam(6, said)}, DAM)
    (seed,) = story_status(build(folder, folder / "seeds").story).seeds
    (told,) = [item for item in seed.passages if item.claim_ids]
    assert (told.verdict, told.claim_ids) == (verdict, (f"c{number}",))
    if verdict != "corroborates":
        assert "(seeds/daily.txt:5)" in told.text


def test_a_count_of_an_article_as_old_is_no_update(project):
    said = "Six people have died below the dam at Vessel, the police said."
    folder = project({"daily.txt": dam(4, *CITED), "later.txt": dam(4, said)}, DAM)
    (seed,) = story_status(build(folder, folder / "seeds").story).seeds
    assert [item.verdict for item in seed.passages] == ["contradicts"]


EARLIER = (
    "A quake in Norland\n\nThe Daily, 2 July 2013\n\nA 6.1-magnitude quake struck Norland on Tuesday. "
    "Five people had so far been confirmed dead in the quake, an official said.\n\n"
    "In April last year an 8.6-magnitude quake struck off Norland. "
    "Five people died and seven were injured in Norland in the quake and its aftershocks.\n\n"
    "A hearing on the Stone Bridge is planned for July 18 in the town hall.\n"
)
QUAKE = """\
story: {title: A quake, summary: [toll, hearing]}
sections: [{id: news, title: News, page: background}, {id: plans, title: Plans, page: chronology}]
claims:
  - {id: toll, section: news, text: Five people were dead., evidence: [
      {source: daily, quote: Five people had so far been confirmed dead in the quake}]}
  - {id: official, section: news, text: An official spoke of the quake., evidence: [
      {source: daily, quote: "the quake, an official said"}]}
  - {id: before, section: news, text: In the quake of April last year five people died., evidence: [
      {source: daily, quote: In April last year an 8.6-magnitude quake struck off Norland},
      {source: daily, quote: Five people died and seven were injured in Norland}]}
  - {id: hearing, section: news, track: plans, text: A hearing is planned for 18 July 2013., evidence: [
      {source: daily, quote: A hearing on the Stone Bridge is planned for July 18}]}
"""


@pytest.mark.parametrize(
    ("said", "verdict", "claims", "words"),
    [
        (
            "At least 24 people were killed in the quake on Tuesday, officials say.",
            "updates",
            ["toll"],
            "24 people",
        ),
        ("“We have recorded 24 people dead,” a spokesman told the press.", "updates", ["toll"], "24 people"),
        ("A sixth person has died after the quake, a hospital said.", "updates", ["toll"], "A sixth person"),
        ("A fourth person has died after the quake, a hospital said.", None, [], ""),
        ("A sixth person was found alive after the quake, a hospital said.", None, [], ""),
        # Fewer, of another event, of a part, of long after; or as many.
        ("Three people were killed in a village.", None, [], ""),
        ("In 2004, a quake off Norland set off a wave that killed 230,000 people.", None, [], ""),
        ("Five people were killed in the quake on Tuesday, officials say.", None, [], ""),
        (
            "The hearing on the Stone Bridge has been put off from July 18 to July 25.",
            "updates",
            ["hearing"],
            "July 25",
        ),
        ("The hearing on the Stone Bridge is held on July 18, the council said.", None, [], ""),
    ],
)
def test_a_newer_toll_and_a_plan_put_off_update_the_claim_they_are_of(project, said, verdict, claims, words):
    later = f"News of Norland\n\nThe Weekly, 4 July 2013\n\n{said}\n"
    folder = project({"daily.txt": EARLIER, "weekly.txt": later}, QUAKE)
    built = build(folder, folder / "seeds")
    (seed,) = story_status(built.story).seeds
    stating = [item for item in seed.passages if item.verdict in ("updates", "contradicts")]
    assert [(item.verdict, list(item.claim_ids)) for item in stating] == (
        [(verdict, claims)] if verdict else []
    )
    assert all(f"now “{words}”" in item.text or words in item.text for item in stating)
    told = {item.code: item for item in built.diagnostics}
    assert told["article-uncited"].severity.value == "info"
    assert ("claim-outdated" in told) == bool(verdict)
    if verdict:
        line = QUAKE.split(f"id: {claims[0]}", maxsplit=1)[0].count("\n") + 1
        assert (told["claim-outdated"].line, told["claim-outdated"].severity.value) == (line, "warning")
        cited = f"[\n      {{source: weekly, quote: {said.split(',')[0].split('“')[0] or words}, supports: false}},"
        if claims == ["toll"] and "“" not in said:
            start = QUAKE.index(f"id: {claims[0]}")
            project({}, QUAKE[:start] + QUAKE[start:].replace("[", cited, 1))
            codes = {item.code for item in build(folder, folder / "seeds").diagnostics}
            assert not {"claim-outdated", "article-uncited"} & codes


@pytest.mark.parametrize("command", [["status"], ["status", "--json"], ["draft", "--only-new"]])
def test_what_tells_the_same_is_grouped_once(folder, monkeypatch, command):
    groupings = []

    def counted(passages, *known):
        groupings.append(len(passages))
        return grouped(passages, *known)

    for module in (check_sources, comparisons):
        monkeypatch.setattr(module, "grouped", counted)
    result = CliRunner().invoke(main, [*command, str(folder / "seeds")])
    assert result.exit_code == 0, result.output
    # A draft asks once more what the articles alone would answer, headings included.
    reporting = [size for size in groupings if size == 5]
    assert len(reporting) == 1, groupings


def test_of_several_figures_compared_only_the_cited_one_is_held_against_a_new_one(project):
    def quake(day, sentence):
        return f"A quake\n\nThe Daily, {day} July 2013\n\nA quake struck Norland on Tuesday. {sentence}\n"

    low = "In 2004, a huge earthquake off Norland triggered a tsunami that killed 170,000 people across Asia."
    high = (
        "In 2004, a huge earthquake off Norland triggered a tsunami that killed about 230,000 people in Asia."
    )
    again = (
        "In 2004, a huge earthquake off Norland triggered a tsunami that killed 230,000 people across Asia."
    )
    story = (
        "story: {title: A quake}\nsections: [{id: news, title: News, page: background}]\nclaims:\n"
        "  - {id: quake, section: news, text: A quake struck., evidence: [{source: a, quote: A quake struck}]}\n"
        "  - {id: high, section: news, text: A wave of 2004 killed many., evidence: [\n"
        f"      {{source: b, quote: '{high}'}}]}}\n"
    )
    folder = project({"a.txt": quake(2, low), "b.txt": quake(2, high), "c.txt": quake(3, again)}, story)
    (seed,) = story_status(build(folder, folder / "seeds").story).seeds
    told = {item.verdict for item in seed.passages if "high" in item.claim_ids}
    assert told
    assert told.isdisjoint({"contradicts", "updates"})
