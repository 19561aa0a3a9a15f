"""Which dates of a sentence date its event, and how a claim of an article's own words is dated."""

from dataclasses import replace
from datetime import date

import pytest
from articles import article_of

from generator.annotate.attribution import read_attributions
from generator.annotate.dates import read_dates
from generator.annotate.factuality import read_factuality
from generator.claims.unedited.event_dates import event_dates
from generator.edtf import interval_edtf
from generator.model import AnnotatedArticle, DateBasis, PublicationDate

# A Friday.
DAY = interval_edtf(date(2024, 3, 15), date(2024, 3, 15))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The saying is not the event; where nothing else is dated, it is what there is.
        ("The mill burned on Sunday, the mayor said on Tuesday.", ["2024-03-10"]),
        ("The Gazette reported on Tuesday that the mill had closed in August.", ["2023-08"]),
        ("The mill had closed, the mayor said on Tuesday.", ["2024-03-12"]),
        # The main clause first.
        ("The vote on 5 March became necessary when the mayor left in January.", ["2024-03-05"]),
        ("When the mayor left in January, the council met on 5 March.", ["2024-03-05"]),
        ("The club signed her on Tuesday, and the deal lasts until 2029.", ["2024-03-12"]),
        ("The bridge, closed since 2019, opened on Tuesday.", ["2024-03-12"]),
        ("The mill burned in 1950 and 1971.", ["1950", "1971"]),
        # A side clause that ends with the date right before the main verb says what is meant.
        ("A dam that burst on Sunday had been checked.", []),
        ("The man who was shot on Sunday has died.", []),
        ("The pictures, stolen on Sunday, have not been found.", []),
        ("The mayor, who resigned on Sunday, has left the town.", []),
        ("The votes will be counted again in the ward, where the mayor lost on Sunday.", []),
        ("The votes will be counted again where the mayor lives on Sunday.", ["2024-03-17"]),
        ("The board said nine coins of the hoard, found in 1993 in works for a mill, were missing.", []),
        ("The firm recalls all bread with best-by dates through March 20, the board said.", []),
        ("The town is to have seven ferries by the end of fiscal 2026.", []),
        ("The 1991 bridge carries 9,000 cars a day.", []),
        ("The 1991 flood killed nine.", ["1991"]),
        # So does the relative clause of a subject, where what is so by now stands behind it.
        ("A firm that ran a trip in 2019 that killed ten, all of them guests, has closed.", []),
        ("The heat, which began on Sunday, is to last.", []),
        ("The mill that burned on Sunday made paper.", ["2024-03-10"]),
        # A year that is somebody's, a feast with an article or an owner, a day on which a thing starts.
        ("The banker paid for the mayor's 2019 race.", []),
        ("Guards have given up their Christmas.", []),
        ("Families spoke of a bleak Christmas.", []),
        ("Guards closed the mill at Christmas.", ["2023-12-25"]),
        ("The team has come to Oslo for the race starting on Friday.", []),
        # From one day to another.
        ("The vote planned for 20 March has been put off until 2 April.", ["2024-04-02"]),
        ("The vote on 20 March was pushed back to 2 April.", ["2024-04-02"]),
        # What had been before is not the event, nor is what a present perfect says more of.
        ("Rain reached the mill, which had burned on Sunday.", []),
        ("They closed the inn which was already robbed on Sunday, guests said.", []),
        ("Rain reached the mill, which burned on Sunday.", ["2024-03-10"]),
        ("Counts of the harm of the flood on Sunday have varied.", []),
        ("Ten pupils, ill on Sunday, have recovered.", []),
        ("The judge said that the man had died on Sunday.", ["2024-03-10"]),
        ("A fire broke out on Sunday and has spread.", ["2024-03-10"]),
        # The perfect goes with no day gone by.
        ("The toll of the fire in the mill on Sunday has risen to nine.", []),
        ("In the town, Sunday has been declared a day of mourning.", ["2024-03-10"]),
        ("The council signed a truce Sunday that is to take effect on Monday.", ["2024-03-10"]),
        ("The body of the man killed last month, was named on Monday.", ["2024-03-11"]),
        ("Before the army entered the city in May 2015, it had ten mills.", []),
        ("Those to blame for the mix-up at Sunday's show will go.", []),
        ("The council has had one policy for the past 20 years.", []),
        ("The mill lost three looms in the past two weeks.", ["2024-03-01/2024-03-15"]),
        ("Sunday's match has been moved to the other field.", []),
        ("Sunday's match drew 400 people who have gone home.", ["2024-03-10"]),
        # What "before" opens came after the event; a rule has no day.
        ("He played for two clubs before he was elected in May 2023.", []),
        ("The court is to hear the case before it on 20 March.", ["2024-03-20"]),
        ("Before the mill burned on Sunday, it was shut.", ["2024-03-10"]),
        ("The mill closed in 2019. It needs one test and another a year later.", ["2019"]),
        # A clause without its pronoun, and what stands between dashes, are beside what is told.
        ("As many voted no as in the vote she faced last month.", []),
        ("Smoke – due to last until Friday – closed two schools.", []),
        ("The council met on Sunday – its first vote – and said no.", ["2024-03-10"]),
        ("The mayor called it the greatest defeat of a council since 1920.", []),
        ("Workers were told on Sunday, and have left.", ["2024-03-10"]),
        ("Owners will get a premium to Sunday's closing price.", []),
        # What is averted is to come; what was done is told.
        ("The mill signed a deal, averting a strike next week.", []),
        ("It was like the 1980s.", []),
        # Long ago, a relative clause tells which thing is meant.
        ("The firm, which bought the mill in 2015, listed its debts.", []),
        ("Oslo, where a fire killed nine in 2011, has a new mayor.", []),
        # The perfect goes with no day gone by that stands behind it, either.
        ("The council has blamed the guards for the fire in the mill on Sunday.", []),
        ("The council has confirmed two guards fell ill on Sunday.", ["2024-03-10"]),
        # A deed that is only named.
        ("Ada Moss was convicted of robbing the bank in March 2011.", []),
        ("The firm has a goal of closing ten mills by 2030.", ["../2030"]),
        ("The first round of voting was held on Sunday.", ["2024-03-10"]),
        # What stands beside a perfect, or long spans to come.
        ("The firm has shut two mills after losing a case last month.", []),
        ("The baker has said that the mill was sold last month.", ["2024-02"]),
        ("The firm plans to shut two mills over the next four years.", []),
        ("Before the vote on Sunday, the mayor was little known.", []),
        # What is only added, and what is said with a day of its own.
        ("The mayor said no on Sunday, adding that nobody had asked last year.", ["2024-03-10"]),
        ("Ada Moss, the owner, said on Sunday she had no plan, and left.", ["2024-03-10"]),
        # What something follows, or came before.
        ("The meeting follows a march through the town on Sunday.", []),
        ("The strike followed on Sunday.", ["2024-03-10"]),
        ("His threat comes after troops left the town on Sunday.", []),
        ("The guards ran the mill before they founded the town in 1950.", []),
        ("The envoy came ahead of the opening of the talks on Sunday.", []),
        # One clause set in another, and what somebody has done.
        ("The judge told guests the law, which was passed on Sunday, had been signed.", []),
        ("The plan has stopped a law signed by the mayor on Sunday.", []),
        ("The law was signed by the mayor on Sunday.", ["2024-03-10"]),
        ("Ada Moss pleaded guilty to robbing the bank on Sunday.", []),
        ("The mayor kept to the plan she laid out last month.", []),
        ("The guests had tea on the Sunday following the vote.", []),
        ("The council is split over a 9 March vote.", []),
        ("The mayor lost her seat in a 9 March vote.", ["2024-03-09"]),
        # What a sentence rests on.
        ("Under a deal struck in court on Sunday, the town will build a bridge.", []),
        ("The bill the mayor signed on Sunday may not end the row.", []),
        ("The council will meet, and the meeting on Sunday will end the row.", ["2024-03-17"]),
        ("Founded in 1949, the firm has ten mills.", []),
        ("Speaking on Sunday, the mayor said no.", ["2024-03-10"]),
        ("The war, which on Sunday entered its tenth year, started in the town.", []),
        ("The toll of Sunday's fire in the mill has risen to nine.", []),
        # A year or month within the name of a thing.
        ("The speed that the 1955 jet flew at was too low.", []),
        ("The town sold the ships under a 2007 contract.", []),
        ("The board changed its words from the August statement.", []),
        ("The town was told of the deadly May 2011 attacks.", []),
        ("The party won in a 2012 election.", ["2012"]),
        ("Crowds buying lamps for New Year's Eve parties were hurt.", []),
        # One stretch.
        ("The fees were paid between March 2018 and June 2020.", ["2018-03/2020-06"]),
        ("The hall was closed from 3 January to 6 January.", ["2024-01-03/2024-01-06"]),
        ("The hall opened on 3 January and 6 January.", ["2024-01-03", "2024-01-06"]),
        ("The hall was shut on 3, 7 and 12 January.", ["{2024-01-03,2024-01-07,2024-01-12}"]),
        ("Sales fell in the year to January 2024.", ["2023-02/2024-01", "2023-02/2024-01"]),
        # A dateline's day is that of the writing.
        ("OSLO, March 14, 2024 (AP) - The mill burned on Sunday.", ["2024-03-10"]),
        ("OSLO, March 14, 2024 (AP) - The mill burned.", []),
        # Of what is only named.
        ("A fire that broke out on Monday killed nine people in the town.", ["2024-03-11"]),
        ("Ada Moss, who was fired as clerk of the town in February, made the speech at the barracks.", []),
        ("Nine people have died since the mayor said he would run in elections due next month.", []),
        ("The elections of the town council are due next month.", ["2024-04"]),
        ("The shootings in Oslo that killed nine during Friday prayers shook the town.", ["2024-03-15"]),
        ("The mayor spoke of the shootings in Oslo last November that killed thirty people.", []),
        (
            "The blasts occurred four days after the arrest of a man sought for November militant attacks in Oslo.",
            [],
        ),
        ("The minister said on Tuesday the man was from Oslo and was born in 1988.", ["2024-03-12"]),
        ("The police began an investigation of Sunday's crash on Tuesday.", ["2024-03-12"]),
        ("The cause of Sunday's crash is unclear.", []),
        ("Ten people died in Sunday's crash.", ["2024-03-10"]),
        ("The nurses have called off Tuesday's march after a vote.", []),
        ("The envoy left Sunday's talks without a word.", []),
        ("The minister said Sunday's talks failed.", ["2024-03-10"]),
        ("The club has changed since its founding in 1949.", []),
        ("It is the first such storm since 2005.", []),
        ("The hall has only been open since 2005.", ["2005/.."]),
        ("The town has grown since a flood in 2011 killed ten.", ["2011"]),
        # Of what only says who or what is meant.
        ("Ada Moss is believed to have built the bombs of the attacks of 13 November 2022.", []),
        ("The attacks of 13 November 2022 killed thirty people.", ["2022-11-13"]),
        ("The two men were seen near the mill on the night of 4 March.", ["2024-03-04"]),
        ("The firm sold all of the ships used in the January 2017 elections.", []),
        ("The inquiry began long after the January 2017 elections.", []),
        ("The town mourned Ada Moss, who retired in May 2020.", []),
        ("Ada Moss, who retired in 2020, died on Tuesday.", ["2024-03-12"]),
        ("The court released the man arrested on Tuesday.", []),
        ("The court said the man died on Tuesday.", ["2024-03-12"]),
        ("The crew left the hall and drove to the mill on Tuesday.", ["2024-03-12"]),
        ("Ada Moss, a former judge, was first elected in 2008 to a seat held by her father.", ["2008"]),
        # A relative clause dates no main clause by what has been so since, or is to come.
        ("The bakery, which has been shut since Tuesday, lost its oven in a fire.", []),
        ("The row that has split the council since Tuesday is about a wall.", []),
        ("Plumbers are mending a pipe that has leaked since Tuesday.", []),
        ("The mayor said that the pipe has leaked since Tuesday.", ["2024-03-12/.."]),
        ("The law, which takes effect on 1 July, was passed on Tuesday.", ["2024-03-12"]),
        ("The law, which takes effect on 1 July, was passed in Oslo.", []),
        ("The jury, which has been out since Monday, asked for more time on Tuesday.", ["2024-03-12"]),
        ("The ship, which left Oslo on Sunday, ran aground on Tuesday.", ["2024-03-12"]),
        # A participle tells who or what is meant.
        ("The men held on Sunday deny it.", []),
        ("The man arrested on Monday was charged on Tuesday.", ["2024-03-12"]),
        ("The painting, stolen in 1990, was found on Tuesday.", ["2024-03-12"]),
        ("A storm that hit on Monday killed nine people.", ["2024-03-11"]),
        # So long after another event.
        ("The raid came two days after a bomb killed six people on Sunday.", []),
        # No event, or none that is known.
        ("The treaty of 1950 is old.", []),
        ("Two judges have retired in recent years.", []),
        ("Whether the hall will open before the summer is not known.", []),
        ("The lamp may have been off when the ship hit it on 2 March.", ["2024-03-02"]),
    ],
)
def test_what_dates_the_event(text: str, expected: list[str]) -> None:
    article = replace(article_of(text), date_published=PublicationDate(edtf=DAY, basis=DateBasis.STATED))
    attributions = read_attributions(article)
    item = AnnotatedArticle(
        article=article,
        timexes=read_dates(article.text, article.sentences, DAY),
        places=(),
        attributions=attributions,
        factuality=read_factuality(article, attributions),
    )
    found = event_dates(item, article.sentences)
    assert [timex.edtf.text for timex in found if timex.edtf] == expected
