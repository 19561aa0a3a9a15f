"""Where sentences end: each example marks every end with a bar."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Block, BlockKind
from generator.read.sentences import split

EXAMPLES = [
    "The ferry sails at noon.|It returns at six.",
    "The U.S. Navy left the port.|It stays in the U.K.|The rest is unknown.",
    "A U.S.-backed plan failed.|U.S. officials met in Washington, D.C. on Monday.",
    "It opened on Jan. 5 and closed in Feb. 2024.|Nobody knows why.",
    "It was shut Nov. 28–Dec. 2 for repairs.|Nobody knows why.",
    "The bell is St. Anne's.|Crowds came to hear it.",
    "All the money goes to the DEC.|Poe thanked them.|It begins at 9 a.m. EST.|Max stayed away.",
    "It was shut on DEC. 2 and on SEPT. 11.|Nobody knows why.",
    "Police sealed off Green St. on Monday.|It is long.",
    "Police sealed off Green St.|Officers searched homes.",
    "It stands on 5th Ave.|Residents fled.",
    "Gen. Ada Poe met Lt. Col. Max Roe.|Dr. Lee and Prof. Kim came too.",
    "J. K. Miller wrote it.|So did J. R. Poe and John F. Doe.",
    "She will succeed Daniel P. Davison.|See pp. 3 and 4.",
    "Det.-Sgt. Ada Poe asked twice.|Nobody knew.",
    "One crew fell ill.|Noting this, the other sat.|Poe left for it.",
    "Prices rose 3.5 percent.|The No. 5 bus costs 2.40 euros.",
    "He said no.|Five people left.",
    "See p. 12 and fig. 3.|They show the bridge.",
    '"They left bit by bit."|Nobody saw it.',
    '"They left bit by bit." he said.|Then he went home.',
    '"Who will pay?" Ali asked.|Nobody answered.',
    '"No!" the guard shouted.|The door closed.',
    '"Who will pay?"|Ali asked for the bill and left the room with it.',
    '"We left," she said.|"We will not come back."',
    "“We left.|We will not come back,” she said.",
    "Wait … what happened?|Nobody knows...|Nothing moved.",
    "He waited... and waited.|Then came the bus.",
    "It was 6 a.m.|The town slept.",
    "It was 6 p.m. Eastern time.|The shops closed.",
    "Acme Inc. bought Bolt Ltd. in May.|The price is secret.",
    "The firm is Acme Inc.|It makes nails.",
    "Is it over?!|Yes!|It is.",
    "(It rained.)|The match went on (as planned, cf. the rules).|Nobody won.",
    "Der 3. März war kalt.|Am 4. Januar schneite es.",
    "The war ended in 1945.|Then came peace.",
    "1. Wash the apples.|Cut them.",
    "St. Anne lies on Mt. Poe.|Fr. Doe lives there.",
    "Martin Poe Jr. spoke.|He left early.",
    "No end to this one",
    "これは一文です。|次の文です！|終わり。",
    "He arrived at 5 p.m. on Friday, i.e. late, e.g. after dinner.|All had left.",
    "“Why now?”|“Because,” said Doe.",
    "The site is example.org.|Visit it.",
]


def sentences(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [text[s.start : s.end] for s in split(text, (Block(kind=kind, start=0, end=len(text)),), "a")]


@pytest.mark.parametrize("marked", EXAMPLES)
def test_ends(marked: str) -> None:
    spaced = marked.replace("|", "") if "。" in marked else marked.replace("|", " ")
    assert sentences(spaced) == marked.split("|")


@pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION])
def test_headings_and_captions_are_whole(kind: BlockKind) -> None:
    assert sentences("ROAD OPENS. TOWN CELEBRATES", kind) == ["ROAD OPENS. TOWN CELEBRATES"]


def test_a_block_is_never_joined_with_the_next() -> None:
    text = "no full stop here\n\nand none there"
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, start=a, end=b) for a, b in ((0, 17), (19, 33)))
    assert [text[s.start : s.end] for s in split(text, blocks, "a")] == text.split("\n\n")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aAbT0.!?…\"”“'’() U.S、。1\u0301")))
def test_sentences_cover_every_visible_character(text: str) -> None:
    text = " ".join(text.split())
    found = split(text, (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),), "a")
    position = 0
    for sentence in found:
        assert not text[position : sentence.start].strip()
        part = text[sentence.start : sentence.end]
        assert part
        assert part == part.strip()
        position = sentence.end
    assert not text[position:].strip()
