"""Pages made of HTML, past Markdown: it reads every block of HTML twice to leave it as it is.

MkDocs is given each block as an empty element, and the block is put back into what it makes of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from functools import cache, partial
from html import unescape
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from generator.publish.host.serving import LastBuild

# Tags with which our templates begin blocks; all of them are blocks to Markdown, too.
_TAGS = ("article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4", "header",
         "nav", "ol", "p", "section", "table", "ul")  # fmt: skip
_BEGIN = re.compile(rf"^<({'|'.join(_TAGS)})[ >\n]", re.MULTILINE)
_SAME = {tag: re.compile(rf"<(/?){tag}(?=[ >\n])") for tag in _TAGS}
_ANCHOR = re.compile(r"""\s(?:id|name)=(["'])(.+?)\1""")
# Around the number of a block: for private use, so that no text has it.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"<([a-z0-9]+)>{_OPEN}(\\d+){_CLOSE}</\\1>")
_LINKED = re.compile(r"<(?:a|img)\b")
# What Markdown changes in HTML, or takes for an order to look into it.
_UNSAFE = ("\t", "\r", "\x02", "\x03", _OPEN, " markdown=", " markdown>")


def render_around(page: Page, last: LastBuild) -> None:
    """Have MkDocs render a page of ours around its blocks of HTML, or take what the last build made of it."""
    # MkDocs calls the method of this name, once, behind what plugins do with the Markdown.
    page.__dict__["render"] = partial(_render, page, last)


def _render(page: Page, last: LastBuild, config: MkDocsConfig, files: Files) -> None:
    whole, extensions = page.markdown or "", config["markdown_extensions"]
    key = (_render, whole, *map(str, extensions), repr(config["mdx_configs"]))
    if known := last.known(key):
        page.__dict__.update(deepcopy(known))
        return
    text, blocks = ("", []) if any(sign in whole for sign in _UNSAFE) else _cut(whole)
    if not blocks or not all(map(_is_own, extensions)):
        type(page).render(page, config, files)
        return
    before = dict(page.__dict__)
    if _put_back(page, text, blocks, config, files):
        made = {name: value for name, value in page.__dict__.items() if value is not before.get(name)}
        last.note(key, deepcopy(made))


def _put_back(page: Page, text: str, blocks: Sequence[str], config: MkDocsConfig, files: Files) -> bool:
    """Render a page by its text without the blocks of HTML; whether nothing else decides what comes of it."""
    render, whole = partial(type(page).render, page, config, files), page.markdown
    page.markdown = text
    try:
        render()
    finally:
        page.markdown = whole
    around = page.content or ""
    html, put = _PLACE.subn(lambda place: blocks[int(place[2])], around)
    if put != len(blocks):
        # Something else than a block of HTML to Markdown, such as an example of code.
        render()
        return False
    page.content = html
    anchors = "\n".join(found[2] for block in blocks for found in _ANCHOR.finditer(block))
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *unescape(anchors).split("\n")}
    # Where a link leads, and whether it leads anywhere, depends on the other pages.
    return _LINKED.search(around) is None


def _cut(text: str) -> tuple[str, list[str]]:
    """The text with a place for each block of HTML, or for several that follow one another, and these."""
    parts: list[str] = []
    blocks: list[str] = []
    at = 0
    while begin := _BEGIN.search(text, at):
        tag, open_, between = begin[1], 0, text[at : begin.start()]
        for found in _SAME[tag].finditer(text, begin.start()):
            open_ += -1 if found[1] else 1
            if not open_:
                break
        if open_:
            return text, []
        at = found.end() + 1
        block = text[begin.start() : at]
        if blocks and not between.strip():
            # As Markdown leaves them.
            blocks[-1] += ("\n" if between == "\n" else "\n\n") + block
        else:
            parts += (between, f"<{tag}>{_OPEN}{len(blocks)}{_CLOSE}</{tag}>")
            blocks.append(block)
    return "".join([*parts, text[at:]]), blocks


def _is_own(extension: object) -> bool:
    return isinstance(extension, str) and extension.removeprefix("markdown.extensions.") in _own_extensions()


@cache
def _own_extensions() -> frozenset[str]:
    """The extensions that Markdown brings: they leave HTML alone that does not ask for them."""
    known = entry_points(group="markdown.extensions")
    return frozenset(item.name for item in known if item.value.startswith("markdown.extensions."))
