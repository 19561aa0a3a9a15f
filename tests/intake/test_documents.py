"""Documents, mail and texts: what each holds, and what is said of those that are damaged, protected, empty, hostile."""

import pkgutil

import pytest
from originals import OPEN, SENTENCES, docx, mail, mhtml, odt, page, pdf, zipped

import generator.intake.formats as room
from generator.diagnostics import GeneratorError
from generator.intake.formats import formats, suffixes, take
from generator.intake.original import LARGEST, BlockKind, Original
from generator.read.formats import format_of_file
from generator.read.formats.unread import ADDABLE

WRAPPED = [
    "Bridge closed after crash",
    "5 March 2026",
    "The bridge over the Drava was closed on Tuesday after a truck hit one of its",
    "pillars, the mayor said. He had seen the accident himself, from the win-",
    "dow of the town hall.",
    "Nobody was hurt. The road will stay closed until Friday, according to the police",
    "of the town.",
]


def needs(module):
    return pytest.importorskip(module, reason=f'"{module}" is not installed: pip install ".[intake]"')


def taken(raw, name):
    return take(Original(name=name, raw=raw))


def code_of(raw, name):
    with pytest.raises(GeneratorError) as caught:
        taken(raw, name)
    return caught.value.diagnostics[0].code


def test_every_module_of_the_folder_is_a_format_and_each_ending_has_one():
    assert len(formats()) == len(list(pkgutil.iter_modules(room.__path__)))
    assert len(set(suffixes())) == len(suffixes())


def test_what_the_build_does_not_read_and_says_can_be_added_is_what_is_taken():
    assert set(ADDABLE) == {suffix for suffix in suffixes() if format_of_file(suffix) is None}


@pytest.mark.parametrize(("make", "module", "suffix"), [(docx, "mammoth", "docx"), (odt, "lxml", "odt")])
def test_a_document_gives_its_title_and_paragraphs(make, module, suffix):
    needs(module)
    found = taken(make(), f"a.{suffix}")
    assert found.headline.value == "Bridge closed after crash"
    assert [block.text for block in found.blocks[1:]] == list(SENTENCES)
    # What it is decides, not what it is called.
    assert taken(make(), "a.txt") == found


def test_whoever_made_a_document_is_told_and_not_taken_for_its_author():
    needs("mammoth")
    found = taken(docx(), "a.docx")
    assert found.byline is None
    assert any("Ana Novak" in doubt for doubt in found.doubts)


def test_a_word_document_holds_what_was_inserted_and_not_what_was_deleted():
    needs("mammoth")
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Four </w:t></w:r>"
        "<w:ins><w:r><w:t xml:space='preserve'>or five </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>hundred </w:delText></w:r></w:del>"
        "<w:r><w:t>people came.</w:t></w:r></w:p>"
    )
    assert [block.text for block in taken(docx(body), "a.docx").blocks] == ["Four or five people came."]


def test_an_opendocument_holds_no_deleted_words_comments_and_footnotes():
    needs("lxml")
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Four<text:s/>people<office:annotation>"
        "<text:p>Really?</text:p></office:annotation> came<text:note><text:note-body><text:p>A note.</text:p>"
        "</text:note-body></text:note>.</text:p>"
        "<text:list><text:list-item><text:p>A point</text:p></text:list-item></text:list>"
    )
    blocks = taken(odt(body), "a.odt").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, "Four people came."), (BlockKind.ITEM, "A point"),
    ]  # fmt: skip


def test_the_lines_of_a_pdf_become_paragraphs():
    needs("pypdf")
    found = taken(pdf(WRAPPED), "a.pdf")
    assert [block.text for block in found.blocks] == [
        "Bridge closed after crash",
        "5 March 2026",
        "The bridge over the Drava was closed on Tuesday after a truck hit one of its pillars, the mayor said. "
        "He had seen the accident himself, from the window of the town hall.",
        "Nobody was hurt. The road will stay closed until Friday, according to the police of the town.",
    ]
    assert any("win-dow" in doubt for doubt in found.doubts)


def test_what_a_browser_prints_begins_with_the_headline_of_its_title():
    needs("pypdf")
    lines = [
        "Home",
        "Sport",
        "",
        "Bridge closed after",
        "crash at the river",
        "",
        "By Ana Novak",
        "",
        *WRAPPED[2:],
    ]
    found = taken(pdf(lines, title="Bridge closed after crash at the river | The Daily"), "a.pdf")
    assert (found.headline.value, found.publisher.value) == (
        "Bridge closed after crash at the river",
        "The Daily",
    )
    assert found.blocks[0].text == "By Ana Novak"
    other = taken(pdf(lines, title="Microsoft Word - draft 3.doc"), "a.pdf")
    assert (other.headline, other.publisher, other.blocks[0].text) == (None, None, "Home")


def test_room_between_lines_parts_paragraphs():
    needs("pypdf")
    lines = [
        "Nobody was hurt in the",
        "crash at the river",
        "",
        "the mayor said when he came",
        "to the bridge at noon",
    ]
    assert len(taken(pdf(lines), "a.pdf").blocks) == 2
    assert len(taken(pdf([line for line in lines if line]), "a.pdf").blocks) == 1


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out():
    needs("pypdf")
    names = ("Ana", "Jan", "Eva")
    pages = [
        ["The Daily, 5 March 2026", f"{name} was there and saw it.", f"Page {n} of 3"]
        for n, name in enumerate(names)
    ]
    found = taken(pdf(*pages), "a.pdf")
    text = " ".join(block.text for block in found.blocks)
    assert text == "Ana was there and saw it. Jan was there and saw it. Eva was there and saw it."
    assert found.dropped == 6


def test_a_protected_pdf_is_told_and_one_that_opens_is_read():
    pypdf = needs("pypdf")
    import io  # noqa: PLC0415

    def locked(password):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(WRAPPED)))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()

    assert code_of(locked("secret"), "a.pdf") == "intake-protected"
    assert taken(locked(""), "a.pdf").blocks[0].text == WRAPPED[0]


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("HARBOR REVIEW No. 9 / 2026 13 May 2026 page 4", "Harbor Review"),
        ("The Daily | 13 May 2026 | p. 4", "The Daily"),
        ("Page 4, 13 May 2026", None),
    ],
)
def test_the_head_of_a_cut_out_page_is_no_headline_and_dates_it(head, outlet):
    needs("pypdf")
    told = [
        "Nobody was hurt in the crash at the river",
        "bridge, the mayor told The Daily and Harbor",
        "Review.",
    ]
    text = " ".join(told)
    foot = ["", "Harbor Review, www.hr.example 4"]
    found = taken(pdf([head, "", "Bridge closed after crash", "", *told, *foot]), "a.pdf")
    assert (found.publisher and found.publisher.value) == outlet
    assert found.date.value == "2026-05-13"
    texts = [block.text for block in found.blocks]
    assert texts[:2] == ["Bridge closed after crash", text]
    assert len(texts) == (2 if outlet == "Harbor Review" else 3)
    assert found.dropped == 4 - len(texts)


def test_a_sentence_with_a_day_and_a_page_is_no_running_head():
    needs("pypdf")
    told = ["The court read page 4 on 13 May 2026.", "", *WRAPPED]
    found = taken(pdf(told), "a.pdf")
    assert found.date is None
    assert found.blocks[0].text == told[0]


MAILS = {
    "a press release": (mail(), "Bridge closed after crash", "The Daily", "2026-03-05"),
    "its subject said again": (
        mail("BPA: Bridge closed after crash", "Bridge closed after crash\n\n" + "\n\n".join(SENTENCES)),
        "Bridge closed after crash", "The Daily", "2026-03-05",
    ),
    "passed on": (mail("Fwd: Bridge closed after crash"), "Bridge closed after crash", None, None),
    "passed on with its head": (
        mail("Fwd: look", "See below\n\n---------- Forwarded message ---------\nFrom: The Courier <c@c.example>\n"
             "Date: Wed, 4 Mar 2026 at 10:00\nSubject: Bridge closed after crash\nTo: me\n\n" + "\n\n".join(SENTENCES)),
        "Bridge closed after crash", "The Courier", "2026-03-04",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "headline", "publisher", "day"), MAILS.values(), ids=MAILS)
def test_a_mail_is_an_article_of_whoever_wrote_it(raw, headline, publisher, day):
    needs("lxml")
    found = taken(raw, "a.eml")
    assert found.headline.value == headline
    assert (found.publisher and found.publisher.value) == publisher
    assert (found.date and found.date.value) == day
    assert [block.text for block in found.blocks] == list(SENTENCES)


def test_a_mail_in_html_is_read_and_its_attachments_are_named():
    needs("lxml")
    markup = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    raw = (
        "From: A <a@b.example>\nSubject: Bridge closed\nDate: Thu, 05 Mar 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n'
        f"<html><body>{markup}</body></html>\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="report.pdf"\n\nx\n--b--\n'
    ).encode()
    found = taken(raw, "a.eml")
    assert [block.text for block in found.blocks] == list(SENTENCES)
    assert any("report.pdf" in doubt for doubt in found.doubts)


def test_a_page_saved_as_one_file_knows_its_address_and_day():
    needs("trafilatura")
    found = taken(mhtml(page()), "a.mhtml")
    assert found.headline.value == "Bridge closed after crash"
    assert found.url.value == "https://daily.example/2026/03/05/bridge"
    assert (found.date.value, found.retrieved) == ("2026-03-05", "2026-03-06")


def test_a_text_keeps_its_paragraphs_and_its_front_matter():
    plain = taken(
        ("Bridge closed after crash\n\n5 March 2026\n\n" + "\n\n".join(SENTENCES)).encode(), "a.txt"
    )
    assert [block.text for block in plain.blocks] == ["Bridge closed after crash", "5 March 2026", *SENTENCES]
    marked = taken(b"---\npublisher: The Daily\n---\n\n# A title\n\nIts **text**.\n", "a.md")
    assert (marked.front.publisher, marked.body) == ("The Daily", "# A title\n\nIts **text**.")


REFUSED = {
    "empty": (b"", "a.txt", "intake-empty"),
    "white space": (b" \n\n", "a.html", "intake-empty"),
    "an address": (b"https://daily.example/a\r\n", "a.txt", "intake-address"),
    "a shortcut": (b"[InternetShortcut]\r\nURL=https://daily.example/a\r\n", "a.txt", "intake-address"),
    "an image": (b"\x89PNG\r\n\x1a\n....", "a.txt", "intake-type"),
    "an old Office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.doc", "intake-type"),
    "bytes": (b"\x01\x00\x02\x00\xff" * 100, "a.bin", "intake-type"),
    "too large": (b"a" * (LARGEST + 1), "a.txt", "intake-size"),
    "front matter that is broken": (b"---\nurl: nowhere\n---\n\nA text.\n", "a.md", "front-matter"),
}


@pytest.mark.parametrize(("raw", "name", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_article_is_told(raw, name, code):
    assert code_of(raw, name) == code


ENTITIES = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '" + "&b;" * 100 + "'><!ENTITY d '" + "&c;" * 100 + "'>]>"
WORDS, CONTENT = "word/document.xml", "content.xml"
TYPE = "application/vnd.oasis.opendocument.text"
MANY = {f"word/{number}.bin": b"" for number in range(6000)}
DEEP = "<text:p>" * 5000 + "</text:p>" * 5000
DAMAGED = {
    "a Word document cut off": ("mammoth", docx()[:-100], "a.docx", "intake-damaged"),
    "one that is no XML": ("mammoth", docx("<w:p>"), "a.docx", "intake-damaged"),
    "one with entities": (
        "mammoth", docx(extra={WORDS: f"{ENTITIES}<a>&b;</a>"}), "a.docx", "intake-damaged",
    ),
    "one that laughs": ("mammoth", docx(extra={WORDS: f"{LAUGHS}<a>&d;</a>"}), "a.docx", "intake-damaged"),
    "one that unpacks to more than anybody reads": (
        "mammoth", docx(extra={"word/media/a.bin": b"0" * 120_000_000}), "a.docx", "intake-size",
    ),
    "one with too many files": ("mammoth", docx(extra=MANY), "a.docx", "intake-size"),
    "one without words": ("mammoth", docx("<w:p/>"), "a.docx", "intake-empty"),
    "a zip archive called so": ("mammoth", zipped({"a.txt": "a"}), "a.docx", "intake-type"),
    "an OpenDocument cut off": ("lxml", odt()[:300], "a.odt", "intake-damaged"),
    "one without its content": ("lxml", zipped({"mimetype": TYPE}), "a.odt", "intake-damaged"),
    "an OpenDocument with entities": ("lxml", odt(extra={CONTENT: f"{ENTITIES}<a>&b;</a>"}), "a.odt", "intake-damaged"),
    "one that is nested without end": ("lxml", odt(DEEP), "a.odt", "intake-damaged"),
    "one with a password": (
        "lxml", odt(extra={"META-INF/manifest.xml": f"<m xmlns='{OPEN}:manifest:1.0'><encryption-data/></m>"}), "a.odt",
        "intake-protected",
    ),
    "an OpenDocument without words": ("lxml", odt("<text:p/>"), "a.odt", "intake-empty"),
    "a PDF cut off": ("pypdf", pdf(WRAPPED)[:200], "a.pdf", "intake-damaged"),
    "a PDF of pictures": ("pypdf", pdf([]), "a.pdf", "intake-empty"),
    "a PDF as long as a book": ("pypdf", pdf(*[WRAPPED] * 150), "a.pdf", "intake-size"),
    "a mail without words": ("lxml", mail(text=""), "a.eml", "intake-empty"),
    "a saved page without its page": ("trafilatura", mhtml(""), "a.mhtml", "intake-empty"),
}  # fmt: skip


@pytest.mark.parametrize(("module", "raw", "name", "code"), DAMAGED.values(), ids=DAMAGED)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_is_damaged_protected_or_hostile_is_told(module, raw, name, code):
    needs(module)
    assert code_of(raw, name) == code


@pytest.mark.parametrize("suffix", suffixes())
@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7\n%%EOF", b"PK\x03\x04word/document.xml", b"<html>", bytes(range(256))]
)
def test_anything_under_any_name_is_told_or_taken(suffix, raw):
    for module in ("trafilatura", "pypdf", "mammoth", "lxml"):
        needs(module)
    try:
        codes = ["intake-"] if taken(raw, f"a{suffix}") else [""]
    except GeneratorError as problem:
        codes = [item.code for item in problem.diagnostics]
    assert all(code.startswith(("intake-", "seed-")) for code in codes)
