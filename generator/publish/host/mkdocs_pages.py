"""Our pages among those of MkDocs: its files, navigation and style sheets, a page's head, citations in its own pages.

Comes in: a site, and what MkDocs has. Goes out: files and navigation for MkDocs to render.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from generator.catalog import _, direction
from generator.claims.carried import Carriers
from generator.diagnostics import Diagnostic, Severity, did_you_mean, warning
from generator.model import Story
from generator.publish.citations import Citations
from generator.publish.exports import card, feed
from generator.publish.exports.jsonld import PageFacts
from generator.publish.host.look import look_rules
from generator.publish.host.minify import bundle, running_title
from generator.publish.options import Identity
from generator.publish.pages import ABOUT, HOME, SOURCE, SOURCES, relative
from generator.publish.phrases import NOT_FOUND
from generator.publish.search import SEARCH
from generator.publish.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
_CODE_SPAN = re.compile(r"(`+[^`]+`+)")
_ONLY_WITH = re.compile(r"---\n(?:(?!---\n).*\n)*?only_with: *\[(?P<names>[^\]\n]*)\]")
_NAME = re.compile(r"[a-z0-9-]+")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_STYLES = {"styles": "css/site.css", "home_styles": "css/home.css"}


def hand_over(site: Site, story: Story, files: Files, config: MkDocsConfig) -> None:
    """Give MkDocs the pages and files of a site; one of the same path written by hand wins."""
    for page in site.pages:
        if files.get_file_from_path(page.path) is None:
            level = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, page.path, content=page.markdown, inclusion=level)
            files.append(file)
            if not page.listed:
                config.extra.setdefault(page.key, {"title": page.title, "url": file.url})
    for asset in site.assets:
        if files.get_file_from_path(asset.path) is None:
            files.append(File.generated(config, asset.path, content=asset.content))
    for key, value in theme_facts(site.identity, story).items():
        config.extra.setdefault(key, value)
    if config.nav is None:
        config.nav = navigation(site, files)


def leave_out(files: Files, story: Story) -> tuple[Diagnostic, ...]:
    """Take out each hand-written page of another story: its front matter has ``only_with``, claims that are not here.

    Returns:
        A remark on each.
    """
    known = {claim.id for claim in story.claims}
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


def theme_facts(identity: Identity, story: Story) -> dict[str, object]:
    """What the theme has to know of the files beside the pages, as keys of ``extra`` in ``mkdocs.yml``."""
    facts: dict[str, object] = {
        "search": SEARCH,
        "language": story.language,
        "direction": direction(story.language),
    }
    if not identity.url:
        return facts
    width, height = card.CARD_SIZE
    picture = {"path": card.EXPORT.path, "width": width, "height": height, "alt": story.title}
    return facts | {"card": picture, "feed": feed.EXPORT.path}


def navigation(site: Site, files: Files) -> list[Any]:
    """The story's pages in their order, then those written by hand, and at the end what tells of the site."""
    listed = [page for page in site.pages if page.listed]
    by_source = (SOURCES.key, SOURCE.key)
    known = {page.path for page in site.pages}
    ends = (HOME.key, ABOUT.key, *by_source)
    return [
        {_("Home"): HOME.path},
        *({page.title: page.path} for page in listed if page.key not in ends),
        {_("Sources"): [{page.title: page.path} for page in listed if page.key in by_source]},
        *sorted(file.src_uri for file in files.documentation_pages() if file.src_uri not in known),
        *({page.title: page.path} for page in listed if page.key == ABOUT.key),
    ]


def bundle_styles(files: Files, config: MkDocsConfig, more: str = "") -> None:
    """Put one style sheet in the place of each of the theme's lists of parts, where the theme has them.

    Args:
        files: The site's.
        config: MkDocs'.
        more: Rules of the story.
    """
    if files.get_file_from_path(HOME.path):
        # A home page written by hand may use what any page uses.
        config.theme["home_styles"] = []
    listed = {
        name: [files.get_file_from_path(path) for path in config.theme.get(name) or ()] for name in _STYLES
    }
    sheets = {name: [part.content_string for part in parts if part] for name, parts in listed.items()}
    for part in {part.src_uri: part for parts in listed.values() for part in parts if part}.values():
        files.remove(part)
    for name, texts in sheets.items():
        if texts:
            css = bundle([*texts, look_rules(config.theme), more, running_title(config.site_name)])
            files.append(File.generated(config, _STYLES[name], content=css))
            config.theme[name] = [_STYLES[name]]


def page_facts(page: Page, nav: Navigation, described: str) -> PageFacts:
    """What the JSON-LD in a page's head tells of it.

    Args:
        page: The page.
        nav: Leads from the home page to it.
        described: What is said of a page that says nothing of itself.
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
        home=page.is_homepage,
        about=page.file.src_uri == ABOUT.path,
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
    markdown: str, story: Story, path: str, *, directory_urls: bool
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Replace each ``[@claim-id]`` outside code.

    Args:
        markdown: A hand-written page.
        story: The story whose claims may be cited.
        path: The page's path, for links and messages.
        directory_urls: MkDocs' ``use_directory_urls``.

    Returns:
        The page, and a warning for each citation of a claim that does not exist.
    """
    claims = {claim.id: claim for claim in story.claims}
    cite = Citations(
        articles={item.article.id: item for item in story.articles},
        claims=claims,
        carriers=Carriers(story),
        href=lambda target: relative(path, target, directory_urls=directory_urls),
    )
    unknown: list[Diagnostic] = []
    lines: list[str] = []
    fence, code = "", False
    for number, line in enumerate(markdown.splitlines(keepends=True), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        indented = line.startswith(("    ", "\t")) and (not lines or not lines[-1].strip() or code)
        code = indented or (code and not line.strip())
        if fence or mark or indented:
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
    return "".join(lines) + str(cite.notes()), tuple(unknown)
