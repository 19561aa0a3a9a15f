"""Originals made in the test: small files of each format, sound and damaged."""

import io
import zipfile

SENTENCES = (
    "The bridge over the Drava was closed on Tuesday after a truck hit one of its pillars, the mayor said.",
    "Nobody was hurt. The road will stay closed until Friday, according to the police of the town.",
    "Engineers looked at the pillar on Wednesday and found that it has to be replaced before winter comes.",
)
TEXT = "\n\n".join(SENTENCES)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def page(head="", body=None, sentences=SENTENCES, lang="en"):
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
    foot = "<footer><p>Copyright The Daily, all rights reserved by its owners.</p></footer>"
    main = body if body is not None else f"<article><h1>Bridge closed after crash</h1>{text}</article>"
    shown = f"<body>{menu}{main.replace('{text}', text)}{foot}</body>"
    return f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head>{shown}</html>"


def zipped(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            # An OpenDocument's first file is stored as it is, so that its bytes tell what it is.
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


def docx(body=None, extra=None):
    paragraphs = "".join(f"<w:p><w:r><w:t>{sentence}</w:t></w:r></w:p>" for sentence in SENTENCES)
    title = (
        "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Bridge closed after crash</w:t></w:r></w:p>"
    )
    inner = title + paragraphs if body is None else body
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        {
            "[Content_Types].xml": f"<Types xmlns='{PACKAGE}/content-types'>"
            "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            f"<Override PartName='/word/document.xml' ContentType='{kind}.document.main+xml'/>"
            f"<Override PartName='/word/styles.xml' ContentType='{kind}.styles+xml'/></Types>",
            "_rels/.rels": f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='r1' "
            f"Type='{OFFICE}/relationships/officeDocument' Target='word/document.xml'/></Relationships>",
            "word/_rels/document.xml.rels": f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='r1' "
            f"Type='{OFFICE}/relationships/styles' Target='styles.xml'/></Relationships>",
            "word/styles.xml": f"<w:styles xmlns:w='{WORD}'><w:style w:type='paragraph' w:styleId='Title'>"
            "<w:name w:val='Title'/></w:style></w:styles>",
            "word/document.xml": f"<w:document xmlns:w='{WORD}'><w:body>{inner}</w:body></w:document>",
            "docProps/core.xml": "<p:coreProperties xmlns:p='http://schemas.openxmlformats.org/package/2006/metadata/"
            "core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>Ana Novak</dc:creator>"
            "</p:coreProperties>",
        }
        | (extra or {})
    )


def odt(body=None, extra=None):
    inner = body
    if inner is None:
        inner = "<text:h>Bridge closed after crash</text:h>"
        inner += "".join(f"<text:p>{sentence}</text:p>" for sentence in SENTENCES)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content xmlns:office='{OPEN}:office:1.0' xmlns:text='{OPEN}:text:1.0'>"
            f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>",
        }
        | (extra or {})
    )


def pdf(*pages, title=""):
    """A PDF with each line of each page's text at its place, an empty one leaving room, as its specification has it."""
    numbers = [4 + 2 * index for index in range(len(pages))]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{number} 0 R' for number in numbers)}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        drawn = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {drawn}ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    info = f" /Info << /Title ({title}) >>".encode() if title else b""
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, info, len(out))
    )


def mail(subject="Bridge closed after crash", text=TEXT, head=""):
    return (
        "From: The Daily <desk@daily.example>\nTo: editor@example.org\n"
        f"Subject: {subject}\nDate: Thu, 05 Mar 2026 23:30:00 -0500\nMIME-Version: 1.0\n{head}"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    ).encode()


def mhtml(markup, url="https://daily.example/2026/03/05/bridge"):
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {url}\r\nSubject: Bridge closed\r\nDate: Fri, 6 Mar 2026 08:00:00 +0100\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
        f"\r\n----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {url}\r\n\r\n"
        f"{markup}\r\n----b--\r\n"
    ).encode()
