"""The status of an article's own sentences: told as a fact, as a plan, as unclear, as a denial."""

import pytest
from articles import article_of

from generator.annotate.attribution import read_attributions
from generator.annotate.factuality import read_factuality
from generator.claims.unedited.claim_status import claim_status, only_says
from generator.model import AnnotatedArticle, ClaimStatus


def annotated(text: str) -> AnnotatedArticle:
    article = article_of(text)
    attributions = read_attributions(article)
    return AnnotatedArticle(
        article=article,
        timexes=(),
        places=(),
        attributions=attributions,
        factuality=read_factuality(article, attributions),
    )


def status(text: str) -> ClaimStatus:
    item = annotated(text)
    return claim_status(item, item.article.sentences)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Moss, the owner, said the fire had shown that the pumps of the mill were old.", True),
        ("The pumps of the mill were old, said Ada Moss, the owner.", False),
        ("The fire gutted the mill and hurt five people, and Ada Moss said it was a loss.", False),
    ],
)
def test_a_sentence_that_mainly_says_what_somebody_said(text, expected):
    item = annotated(text)
    assert only_says(item, item.article.sentences) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill burned down.", ClaimStatus.REPORTED),
        ("It is not known how many clocks stopped.", ClaimStatus.UNCLEAR),
        ("The director, in a note to all members of the staff, said they would appeal.", ClaimStatus.PLANNED),
        (
            "The pilot denied the charge and told the judges that he had been asleep at home.",
            ClaimStatus.DENIED,
        ),
        ("Its owner, Ada Brook, denied this.", ClaimStatus.DENIED),
        ("The pilot, who denied the charge, was fined 300 crowns.", ClaimStatus.REPORTED),
        ("The mayor asked the guards to publicly dispute reports of a fire.", ClaimStatus.REPORTED),
        ("The guards continue to deny that they slept.", ClaimStatus.DENIED),
        ("The mayor was mocked for speaking of a fire that never happened.", ClaimStatus.REPORTED),
        ("In our view, the tower will fall.", ClaimStatus.INFERENCE),
        ("The tower was painted by hand over eleven months, and the door may be next.", ClaimStatus.REPORTED),
        ("The guards and the rebels agreed to a truce.", ClaimStatus.REPORTED),
        ("The guards and the rebels agreed to hold a vote.", ClaimStatus.PLANNED),
        ("The mayor resigned and agreed to plead guilty.", ClaimStatus.REPORTED),
        ("The mayor said so and agreed to hold a vote.", ClaimStatus.PLANNED),
        ("The union signed a deal with the mill that will raise wages by 210 crowns.", ClaimStatus.REPORTED),
        ("The union said that the mill will raise wages by 210 crowns.", ClaimStatus.PLANNED),
    ],
)
def test_a_sentence_has_the_status_of_what_it_tells(text: str, expected: ClaimStatus) -> None:
    assert status(text) is expected


def test_of_several_sentences_most_of_the_words_tell() -> None:
    assert status("The bell rang for eleven hours on the first day. It may crack.") is ClaimStatus.REPORTED
