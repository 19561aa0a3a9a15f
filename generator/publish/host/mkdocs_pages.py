"""Our pages among those of MkDocs: its files, navigation and style sheets, a page's head, citations in its own pages.

Comes in: a site, and what MkDocs has. Goes out: files and navigation for MkDocs to render.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from generator.catalog import ENGLISH, _, direction, speaking
from generator.diagnostics import Diagnostic, GeneratorError, Severity, did_you_mean, error, warning
from generator.model import Story
from generator.publish.exports import card, feed
from generator.publish.exports.jsonld import PageFacts
from generator.publish.host.look import look_rules
from generator.publish.host.minify import bundle, running_title, script
from generator.publish.host.other_theme import guest_files
from generator.publish.host.stories import ShelvedStory, shelved, story_of
from generator.publish.made import Asset, Site
from generator.publish.made import Page as MadePage
from generator.publish.options import LeftOut
from generator.publish.pages import ABOUT, HOME, SOURCE, SOURCES, relative
from generator.publish.phrases import NOT_FOUND
from generator.publish.search import SEARCH

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
# "[the map](map.md#oslo)", no picture; the words, then the path.
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\]\[]+)\]\((?P<path>[^\s()#:]+\.md)(?:#[^\s()]*)?(?:\s+\"[^\"]*\")?\)"
)
_CODE_SPAN = re.compile(r"(`+[^`]+`+)")
_ONLY_WITH = re.compile(r"---\n(?:(?!---\n).*\n)*?only_with: *\[(?P<names>[^\]\n]*)\]")
_NAME = re.compile(r"[a-z0-9-]+")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_REDIRECT = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={0}">'
    '<link rel="canonical" href="{0}"><meta name="robots" content="noindex"><title>{1}</title></head>'
    '<body><p><a href="{0}">{1}</a></p></body></html>\n'
)
_STYLES = {"styles": "css/site.css", "home_styles": "css/home.css"}


def hand_over(
    pages: Iterable[MadePage], assets: Iterable[Asset], files: Files, config: MkDocsConfig
) -> list[str]:
    """Give MkDocs pages and files; one of the same path written by hand wins.

    Returns:
        The paths of the pages that were written by hand.
    """
    written = []
    for page in pages:
        if files.get_file_from_path(page.path) is None:
            level = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, page.path, content=page.markdown, inclusion=level))
        else:
            written.append(page.path)
    for asset in assets:
        if files.get_file_from_path(asset.path) is None:
            files.append(File.generated(config, asset.path, content=asset.content))
    return written


def leave_out(files: Files, stories: Iterable[Story]) -> tuple[Diagnostic, ...]:
    """Take out each hand-written page of another story: its front matter has ``only_with``, claims that are not here.

    Returns:
        A remark on each.
    """
    known = {claim.id for story in stories for claim in story.claims}
    told = []
    for file in list(files.documentation_pages()):
        front = _ONLY_WITH.match(file.content_string) if file.generated_by is None else None
        wanted = set(_NAME.findall(front["names"])) if front else set()
        if wanted - known:
            files.remove(file)
            missing = ", ".join(sorted(wanted - known))
            message = f"the page is left out, for the story has no claim {missing}"
            told.append(
                Diagnostic(
                    path=file.src_uri, line=0, code="page-left-out", message=message, severity=Severity.INFO
                )
            )
    return tuple(told)


def left_out_pages(config: MkDocsConfig, *, serving: bool) -> LeftOut:
    """The pages that ``exclude_docs`` leaves out, and ``draft_docs`` too where the site is not served to its editor.

    Raises:
        GeneratorError: The home page is one of them.
    """
    specs = [config.exclude_docs, *([] if serving else [config.draft_docs])]
    left_out = LeftOut(
        patterns=tuple(
            (bool(pattern.include), pattern.regex.pattern)
            for spec in specs
            for pattern in (spec.patterns if spec else ())
            if pattern.include is not None and pattern.regex is not None
        )
    )
    if left_out.has(HOME.path):
        message = f'`exclude_docs` leaves out the home page, "{HOME.path}"'
        hint = "Every page leads there: put a page of your own in its place instead."
        raise GeneratorError([error("mkdocs.yml", 0, "home-left-out", message, hint)])
    return left_out


def is_guest(config: MkDocsConfig) -> bool:
    """Whether the site's theme is none that is made of our parts."""
    return "styles" not in config.theme


def dress(files: Files, config: MkDocsConfig) -> None:
    """Give another theme what our pages need of ours."""
    for path, content in guest_files():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=content))


def stories_of_settings(path: Path) -> list[ShelvedStory]:
    """The stories that a file ``mkdocs.yml`` names, as `shelved`.

    Raises:
        GeneratorError: What it says cannot be.
    """
    plugin = load_config(str(path)).plugins.get("explainer")
    if plugin is None:
        return []
    named = plugin.config
    return shelved(path.resolve().parent, named["seeds_dir"], named["path"], named["stories"])


def redirect(told: ShelvedStory, files: Files, config: MkDocsConfig) -> Iterator[Diagnostic]:
    """A page at each address that a story lay at before, which leads to it; a warning where another page lies there."""
    home = f"{told.below}/{HOME.path}" if told.below else HOME.path
    for old in told.story.replaces if told.story else ():
        page = old.strip("/") + "/index.md"
        published = old.strip("/") + "/index.html"
        if files.get_file_from_path(published) or any(file.dest_uri == published for file in files):
            message = f'`replaces` names "{old}", where another page lies'
            told_in = os.path.relpath(told.seeds / "story.yml", Path(config.config_file_path).parent)
            yield warning(
                Path(told_in).as_posix(), 0, "replaces-taken", message, "Leave it out, or move that page."
            )
            continue
        there = relative(page, home, directory_urls=config.use_directory_urls)
        content = _REDIRECT.format(escape(there), escape(told.name))
        files.append(File.generated(config, published, content=content))


def theme_facts(told: ShelvedStory, site: Site, story: Story, files: Files) -> dict[str, object]:
    """What the theme has to know of a story, in the place of ``extra`` in ``mkdocs.yml`` on its pages."""
    below = f"{told.below}/" if told.below else ""
    facts: dict[str, object] = {
        "search": SEARCH,
        "language": story.language,
        "direction": direction(story.language),
    }
    for page in site.pages:
        file = files.get_file_from_path(page.path)
        if not page.listed and file is not None:
            facts[page.key] = {"title": page.title, "url": file.url}
    if told.below:
        home = files.get_file_from_path(below + HOME.path)
        facts |= {
            "story_name": told.name,
            "story_home": below + HOME.path,
            "story_url": home.url if home else "",
        }
    if not site.identity.url:
        return facts
    return facts | {"card": _shared_picture(site, story, below), "feed": below + feed.EXPORT.path}


def _shared_picture(site: Site, story: Story, below: str) -> dict[str, object]:
    """What those who show links put beside one: the editor's picture of the story, else the drawn card."""
    if story.image is not None:
        shown = next(item for item in site.pictures if item.image.file == story.image.file)
        if shown.width:
            # Pictures lie among the pages written by hand, at the root of the site.
            size = {"width": shown.width, "height": shown.height}
            return {"path": story.image.file, **size, "alt": story.image.alt}
    width, height = card.CARD_SIZE
    return {"path": below + card.EXPORT.path, "width": width, "height": height, "alt": story.title}


def navigation(told: ShelvedStory, site: Site, files: Files) -> list[Any]:
    """The story's pages in their order, then those written by hand, and at the end what tells of the site."""
    by_source = (SOURCES.key, SOURCE.key)
    own, sources, last = list[Any](), list[Any](), list[Any]()
    for page in site.pages:
        if page.listed and page.key != HOME.key:
            part = sources if page.key in by_source else last if page.key == ABOUT.key else own
            part.append({page.title: page.path})
    below = f"{told.below}/" if told.below else ""
    written = _by_hand(files, {page.path for page in site.pages})
    return [
        {_("Home"): below + HOME.path},
        *own,
        *([{_("Sources"): sources}] if sources else []),
        *(path for path in written if path.startswith(below)),
        *last,
    ]


def _by_hand(files: Files, known: Container[str]) -> list[str]:
    """The paths of the pages that are none of these, in order."""
    return sorted(file.src_uri for file in files.documentation_pages() if file.src_uri not in known)


def navigation_of_all(stories: Sequence[ShelvedStory], front: Sequence[MadePage], files: Files) -> list[Any]:
    """The front page, each story as a section, the pages written by hand, and what the stories share."""
    home, *shared = front or (None,)
    top: list[Any] = [{_("Home"): HOME.path}] if home or files.get_file_from_path(HOME.path) else []
    known = {page.path for page in front}
    for told in stories:
        assert told.site is not None  # noqa: S101 - only what is made is handed over
        with speaking(told.story.language if told.story else ENGLISH):
            top.append({told.name: navigation(told, told.site, files)})
        known |= {page.path for page in told.site.pages}
    below = tuple(f"{told.below}/" for told in stories)
    written = _by_hand(files, {*known, HOME.path})
    top += [path for path in written if not path.startswith(below)]
    return [*top, *({page.title: page.path} for page in shared)]


def story_navigation(told: ShelvedStory, nav: Navigation) -> dict[str, object]:
    """What a story's own pages show of the navigation: its entries, its pages, and the way to the site's front page."""
    own = [page for page in nav.pages if page.file.src_uri.startswith(f"{told.below}/")]
    entries = next(
        (item.children for item in nav.items if own and item.children and own[0] in item.children), own
    )
    shown: dict[str, object] = {"story_nav": entries, "story_pages": own} if own else {}
    return shown | ({"front": nav.homepage.url or "."} if nav.homepage else {})


def cut_apart(nav: Navigation, stories: Sequence[ShelvedStory]) -> None:
    """No page leads to the next of another story."""
    for page in nav.pages:
        own = story_of(stories, page.file.src_uri)
        if page.next_page and story_of(stories, page.next_page.file.src_uri) is not own:
            page.next_page.previous_page = None
            page.next_page = None


def bundle_styles(files: Files, config: MkDocsConfig, more: str = "") -> None:
    """Put one style sheet in the place of each of the theme's lists of parts, where the theme has them."""
    if files.get_file_from_path(HOME.path):
        # A home page written by hand may use what any page uses.
        config.theme["home_styles"] = []
    sheets = {name: _listed(files, config.theme.get(name) or ()) for name in _STYLES}
    for part in {part.src_uri: part for parts in sheets.values() for part in parts}.values():
        files.remove(part)
    for name, parts in sheets.items():
        if parts:
            texts = [part.content_string for part in parts]
            css = bundle([*texts, look_rules(config.theme), more, running_title(config.site_name)])
            files.append(File.generated(config, _STYLES[name], content=css))
            config.theme[name] = [_STYLES[name]]


def _listed(files: Files, paths: Iterable[str]) -> list[File]:
    """The files of these paths, as far as there are any."""
    return [file for file in map(files.get_file_from_path, paths) if file]


def squeeze_scripts(files: Files, config: MkDocsConfig) -> None:
    """Publish the theme's own scripts without their comments; one that a site has in its place stays as it is."""
    own = str(resources.files("generator").joinpath("theme"))
    for file in [item for item in files if item.src_uri.startswith("js/") and item.src_uri.endswith(".js")]:
        if file.abs_src_path and file.abs_src_path.startswith(own):
            content = script(file.content_string)
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=content))


def page_facts(
    page: Page, nav: Navigation, described: str, *, home: str = HOME.path, image: str = ""
) -> PageFacts:
    """What the JSON-LD in a page's head tells of it.

    Args:
        page: The page.
        nav: Leads from the home page to it.
        described: What is said of a page that says nothing of itself.
        home: Path of the page that stands for the story.
        image: Address of the editor's picture of the story.
    """
    above = [*reversed(list(page.ancestors)), page]
    crumbs = [(str(item.title), _first_page(item)) for item in above]
    if nav.homepage and not page.is_homepage:
        crumbs.insert(0, (str(nav.homepage.title), nav.homepage))
    return PageFacts(
        url=page.canonical_url or "",
        title=str(page.title),
        description=page.meta.get("description") or described,
        crumbs=_addresses(crumbs),
        home=page.is_homepage or page.file.src_uri == home,
        about=page.file.src_uri.endswith(ABOUT.path),
        image=image,
    )


def error_facts(described: str) -> PageFacts:
    """The same of the page that is shown where there is none; ``described`` is what is said of the site."""
    return PageFacts(url="", title=_(NOT_FOUND), description=described)


def _addresses(crumbs: Iterable[tuple[str, Page | None]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((name, (at and at.canonical_url) or "") for name, at in crumbs))


def _first_page(item: StructureItem) -> Page | None:
    """The page that stands for an entry of the navigation: itself, or a section's first."""
    if isinstance(item, Page):
        return item
    children: Sequence[StructureItem] = item.children if isinstance(item, Section) else []
    return next((child for child in children if isinstance(child, Page)), None)


def replace_citations(
    markdown: str, story: Story, path: str, *, below: str, directory_urls: bool, site: Site, first: int = 1
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Replace each ``[@claim-id]`` outside code.

    Args:
        markdown: A hand-written page.
        story: The story whose claims may be cited.
        path: The page's path, for links and messages.
        below: Path of the story's pages below the site's root, or ``""``.
        directory_urls: MkDocs' ``use_directory_urls``.
        site: What is made of the story.
        first: Number of the line in its file at which the page begins.

    Returns:
        The page, and a warning for each citation of a claim that does not exist.
    """
    # Most pages cite nothing; what it takes to cite is half of what a build would load.
    if not _CITATION.search(markdown):
        return markdown, ()
    from generator.claims.carried import Carriers  # noqa: PLC0415
    from generator.publish.citations import Citations  # noqa: PLC0415
    from generator.publish.rendering import NOWHERE, unlinked  # noqa: PLC0415

    claims = {claim.id: claim for claim in story.claims}
    left_out = site.identity.left_out
    cite = Citations(
        articles={item.article.id: item for item in story.articles},
        claims=claims,
        carriers=Carriers(story),
        bare=site.bare,
        left_out=left_out,
        href=lambda target: (
            NOWHERE
            if left_out.has(target)
            else relative(path, f"{below}/{target}" if below else target, directory_urls=directory_urls)
        ),
    )
    unknown: list[Diagnostic] = []
    lines: list[str] = []
    for number, (line, prose) in enumerate(_lines(markdown), first):
        if not prose:
            lines.append(line)
            continue

        def cited(match: re.Match[str], number: int = number) -> str:
            if match[1] in claims:
                return str(cite.mark(claims[match[1]]))
            hint = did_you_mean(match[1], claims) or "Claims are listed in story.yml."
            message = f'there is no claim "{match[1]}"'
            unknown.append(warning(path, number, "claim-unknown", message, hint))
            return match[0]

        # Odd parts stand between backticks.
        parts = _CODE_SPAN.split(line)
        lines.append(
            "".join(part if index % 2 else _CITATION.sub(cited, part) for index, part in enumerate(parts))
        )
    return unlinked("".join(lines) + str(cite.notes())), tuple(unknown)


def without_dead_links(
    markdown: str, path: str, below: str, left_out: LeftOut, first: int
) -> tuple[str, tuple[Diagnostic, ...]]:
    """A hand-written page without links to pages that ``exclude_docs`` leaves out: their words stay.

    Args:
        markdown: The page.
        path: Its path, for links and messages.
        below: Path of the story's pages below the site's root, or ``""``.
        left_out: Those pages.
        first: Number of the line in its file at which it begins.

    Returns:
        The page, and a warning for each such link.
    """
    told: list[Diagnostic] = []

    def unlinked_at(number: int, found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["path"]))
        if not left_out.has(target.removeprefix(f"{below}/") if below else target):
            return found[0]
        message = f'the page links to "{found["path"]}", which `exclude_docs` leaves out'
        hint = "Take the link away, or that page out of `exclude_docs`; until then its words stand unlinked."
        told.append(warning(path, number, "link-hidden", message, hint))
        return found["words"]

    lines = [
        _LINK.sub(partial(unlinked_at, number), line) if prose else line
        for number, (line, prose) in enumerate(_lines(markdown), first)
    ]
    return "".join(lines), tuple(told)


def first_line(file: File, markdown: str) -> int:
    """The number of the line at which a page's text begins, behind its front matter."""
    whole = file.content_string
    return 1 + (whole[: -len(markdown)].count("\n") if markdown and whole.endswith(markdown) else 0)


def _lines(markdown: str) -> Iterator[tuple[str, bool]]:
    """The lines of a page with their ends, each with whether it stands outside blocks of code."""
    fence, code, before = "", False, ""
    for line in markdown.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        indented = line.startswith(("    ", "\t")) and (not before.strip() or code)
        code = indented or (code and not line.strip())
        before = line
        yield line, not (fence or mark or indented)
