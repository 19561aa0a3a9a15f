"""Who stands behind words, as the pages say it: never more than the article has."""

import pytest
from articles import article_of

from generator.annotate.attribution import read_attributions
from generator.data import table
from generator.model import Attribution, VoucherKind
from generator.pipeline import build
from generator.publish.vouchers import LEADS, in_running_text, voucher_phrase

SENTENCES = {
    "Two miners told Reuters that the shaft was dry.": "two miners told Reuters",
    "The ministry, the Herald reported, was warned.": "according to the Herald",
    "The Herald reported that police said the road was shut.": "said by police, as reported by the Herald",
    "Ann Poe, a nurse at the clinic, said the ward was full.": "said by Ann Poe, a nurse at the clinic",
    "Two guards left early. These guards reported that the gate was open.": "according to guards",
    "The court itself said that it saw no fault.": "said by the court",
    "Both unions announced that the strike is over.": "announced by both unions",
    "The firm denied that it had paid.": "denied by the firm",
    "Experts believe that the dam will hold.": "believed by experts",
    "AFP reporters who visited the camp saw empty tents.": "according to AFP reporters, who were there",
    "A report by the council said that rents had doubled.": "according to a report by the council",
    "The van was reportedly stolen.": "the article does not say who says so (“reportedly”)",
    "The pool is cold, she said.": "said by somebody called only “she”",
    "The governor, Ida Moe, told the BBC: “Go.”": "Ida Moe, the governor, told the BBC",
    "Letters seen by Reuters show that he knew.": "according to letters seen by Reuters",
    "The mayor said in an interview with the BBC that it rained.": (
        "said by the mayor, in an interview with the BBC"
    ),
}


@pytest.mark.parametrize(("sentence", "phrase"), SENTENCES.items())
def test_the_phrase_says_what_the_article_says(sentence: str, phrase: str) -> None:
    assert voucher_phrase(read_attributions(article_of(sentence))[0]) == phrase


@pytest.mark.parametrize("kind", VoucherKind)
@pytest.mark.parametrize("source", ["the ministry", ""])
def test_every_kind_has_its_words(kind: VoucherKind, source: str) -> None:
    voucher = Attribution(article_id="a", start=0, end=1, source=source, cue="", kind=kind)
    assert voucher_phrase(voucher)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Local sources", "local sources"),
        ("Police", "police"),
        ("The Guardian", "the Guardian"),
        ("Mayor Tom Reed", "Mayor Tom Reed"),
        ("Hamas fighters", "Hamas fighters"),
        ("AP journalists", "AP journalists"),
        ("Lisbon", "Lisbon"),
    ],
)
def test_only_words_that_are_no_names_lose_their_capital(source: str, written: str) -> None:
    assert in_running_text(source) == written


def test_every_lead_of_the_table_is_one_of_the_sites_own_phrases():
    assert set(table("reporting")["leads"]) == set(LEADS)


def test_the_bundled_story_gives_a_stretch_of_words_to_one_source_wherever_it_quotes_it(bundled_root):
    story = build(bundled_root, bundled_root / "seeds").story
    told = [*story.claims, *story.comparisons, *story.names, story.how_we_know]
    told += [name.about for name in story.names if name.about]
    said: dict[tuple[str, int, int], set[str]] = {}
    for item in (item for part in told for item in part.evidence):
        span = (item.article_id, item.position.start, item.position.end)
        said.setdefault(span, set()).add(voucher_phrase(item.voucher))
        if "terrorist organization" in item.quote.exact:
            # What stands inside the report of local sources is theirs, whatever else is quoted with it.
            assert "local sources" in voucher_phrase(item.voucher), item.quote.exact
        assert "the sources" not in voucher_phrase(item.voucher)
    assert len(said) > 60
    assert {span: phrases for span, phrases in said.items() if len(phrases) > 1} == {}
