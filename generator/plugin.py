"""The MkDocs adapter: runs the pipeline before a build, hands over its pages, checks the rendered ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from generator.catalog import ENGLISH, _, bound, speaking
from generator.diagnostics import (
    Diagnostic,
    GeneratorError,
    Severity,
    format_all,
)
from generator.model import Article
from generator.publish.compiled import COMPILED
from generator.publish.exports import story_pdf
from generator.publish.exports.jsonld import page_jsonld
from generator.publish.host.csp import check_policy
from generator.publish.host.disk_cache import DiskCache
from generator.publish.host.keptmade import KeptMade
from generator.publish.host.keptsite import SitePlace
from generator.publish.host.look import look_problems
from generator.publish.host.minify import without_indentation
from generator.publish.host.mkdocs_pages import (
    bundle_styles,
    cut_apart,
    dress,
    error_facts,
    first_line,
    hand_over,
    is_guest,
    leave_out,
    left_out_pages,
    navigation,
    navigation_of_all,
    page_facts,
    redirect,
    replace_citations,
    squeeze_scripts,
    story_navigation,
    theme_facts,
    without_dead_links,
)
from generator.publish.host.other_theme import GUEST_CLASS, GUEST_SHEET
from generator.publish.host.printing import print_page
from generator.publish.host.raw_blocks import render_around
from generator.publish.host.serving import Failures, LastBuild, LastGood, end_on_sigterm
from generator.publish.host.settings import (
    chosen_policy,
    feedback_address,
    missing_templates,
    overlaps,
    tile_server,
    unreachable_address,
    untextual,
)
from generator.publish.host.stories import (
    TEMPLATES,
    ShelvedStory,
    options_of,
    shelved,
    story_of,
    unknown_seeds,
)
from generator.publish.host.verify import (
    missing_anchors,
    quotations_in,
    quotations_marked,
    verify_written,
)
from generator.publish.made import Page as MadePage
from generator.publish.options import PublishOptions, last_day
from generator.publish.pages import ABOUT, EVERYTHING, HOME
from generator.publish.pictures import placeholder_rules
from generator.publish.search import SEARCH, SearchRecord, named_after, page_records, write_index

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from generator.pipeline import Cache

# Outside the "mkdocs" tree of loggers `--strict` would not count the warnings.
log = get_plugin_logger("explainer")


# They make the navigation out of files of their own, and warn of one that is there already.
_NAV_PLUGINS = frozenset(("awesome-nav", "awesome-pages", "literate-nav"))


class ExplainerConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in ``mkdocs.yml``."""

    seeds_dir = config_options.Type(str, default="seeds")
    path = config_options.Type(str, default="")
    stories = config_options.Optional(config_options.Type((list, str)))
    templates_dir = config_options.Optional(config_options.Type(str))
    tiles = config_options.Optional(config_options.Type(str))
    tiles_attribution = config_options.Type(str, default="")
    feedback = config_options.Type(str, default="")
    csp = config_options.Type((bool, dict), default=True)
    pdf = config_options.Type(bool, default=False)


class ExplainerPlugin(BasePlugin[ExplainerConfig]):  # type: ignore[no-untyped-call]
    """Turns the articles in the seeds folder into pages."""

    def __init__(self) -> None:
        """Start with nothing cached; ``mkdocs serve`` keeps the instance between builds."""
        self._serving = self._dirty = self._published = False
        self._stories: list[ShelvedStory] = []
        self._caches: dict[Path, Cache] = {}
        self._front: tuple[MadePage, ...] = ()
        self._drawings: DiskCache | None = None
        self._place = SitePlace()
        self._root = Path.cwd()
        self._failures = Failures(log)
        self._records: list[SearchRecord] = []
        self._cited: dict[str, int] = {}
        self._quoted: dict[str, dict[str, tuple[str, int]]] = {}
        self._written: dict[str, str] = {}
        self._replaced: list[str] = []
        self._facts: dict[str, dict[str, object]] = {}
        self._policy = ""
        self._last = LastBuild()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Being here tells MkDocs to keep this instance, and so its cache, while serving."""
        self._serving, self._dirty = command == "serve", dirty
        self._published = command == "gh-deploy" or (command == "build" and bool(os.environ.get("CI")))
        # So that `on_shutdown` is reached.
        end_on_sigterm()

    # First of all plugins: all of them are to see the folder that is written to.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse folders that overlap; have the site built beside the last good one."""
        if self._place.is_shared(config):
            return config
        # The pages give their headings names of their own.
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        if is_guest(config) and GUEST_SHEET not in config.extra_css:
            config.extra_css.append(GUEST_SHEET)
        # Tables say how they are aligned without `style`, which the policy of the pages forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        self._failures.working, self._root = "", _root(config)
        unreachable = unreachable_address(config.site_url or "") if self._published else ()
        for item in (*unreachable, *missing_templates(self._root, self.config.templates_dir)):
            log.warning(str(item))
        self._place.prepare(config)
        wait = f"Another build is writing {config.site_dir}; waiting for it to end"
        with _told_by_mkdocs():
            self._list_stories()
            if problems := [*self._overlaps(config), *_look_problems(config)]:
                raise GeneratorError(problems)
            self._place.begin(config, copied=self._dirty, waiting=lambda: log.info(wait))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the stories that have changed. An error here leaves the last good site as it is."""
        with _told_by_mkdocs():
            options = self._options(config)
            for told in self._stories:
                own = options_of(told, options)
                if told.changed(own):
                    try:
                        self._make(told, own)
                    except BaseException:
                        told.forget()
                        raise
                for item in told.diagnostics:
                    (log.warning if item.severity is Severity.WARNING else log.info)(str(item))

    def _kept(self) -> KeptMade:
        """What earlier processes left; while serving the last build is in memory."""
        return KeptMade(folder=None if self._serving else self._root / ".cache" / "explainer")

    def _make(self, told: ShelvedStory, options: PublishOptions) -> None:
        """Make a story, or take what an earlier build made of the same files.

        Not while serving: the next change is made from what is in memory of the last.
        """
        kept = self._kept()
        if told.recall(kept, options):
            return
        # Half of the time of a build that changes nothing would go into loading them.
        from generator.pipeline import Cache, build, collector_paused  # noqa: PLC0415
        from generator.publish.site import publish  # noqa: PLC0415

        with collector_paused(first=not self._caches):
            cache = self._caches.setdefault(told.seeds, Cache())
            built = build(self._root, told.seeds, cache)
            story = told.titled(built.story, options.site_name)
            site = publish(story, replace(options, kept=cache.kept))
            told.keep(story, built.diagnostics, site, options)
            told.hand_on(kept, site, options)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand over the pages and files; one of the same path written by hand wins."""
        self._last.begin()
        self._records, self._cited, self._quoted, self._written = [], {}, {}, {}
        self._replaced = []
        told_stories = [told.story for told in self._stories if told.story]
        for item in leave_out(files, told_stories):
            log.info(str(item))
        pictures = [picture for told in self._stories if told.site for picture in told.site.pictures]
        bundle_styles(files, config, placeholder_rules(pictures))
        squeeze_scripts(files, config)
        if is_guest(config):
            dress(files, config)
        for told in self._stories:
            if told.site is not None:
                self._replaced += hand_over(told.site.pages, told.site.assets, files, config)
                for item in redirect(told, files, config):
                    log.warning(str(item))
        self._front = ()
        if self.config.stories is not None:
            self._add_front(files, config)
        only = self._only()
        if _has_no_nav(config) and only and only.site:
            with speaking(self._language()):
                nav = navigation(only, only.site, files)
                config.nav = nav if not only.below else navigation_of_all(self._stories, (), files)
        if only and only.story and only.site and not only.below:
            for key, value in theme_facts(only, only.site, only.story, files).items():
                config.extra.setdefault(key, value)
        else:
            config.extra.setdefault("search", SEARCH)
        return files

    def _add_front(self, files: Files, config: MkDocsConfig) -> None:
        """What a site of several stories has besides them."""
        from generator.publish.front import Told, feed_of_all, front_pages  # noqa: PLC0415 - most sites have one

        options = self._options(config)
        told = [
            Told(name=item.name, below=item.below, story=item.story, options=options_of(item, options))
            for item in self._stories
            if item.story is not None
        ]
        language = self._language()
        with speaking(language):
            self._front = front_pages(told, options.identity, options)
            feed = feed_of_all(told, options.identity, language)
            hand_over(self._front, feed, files, config)
            if _has_no_nav(config):
                config.nav = navigation_of_all(self._stories, self._front, files)
        config.extra.setdefault("language", language)
        config.extra.setdefault("stories", len(told))
        for asset in feed:
            config.extra.setdefault("feed", asset.path)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """No page leads to the next of another story."""
        self._facts = {}
        if self._below():
            cut_apart(nav, self._stories)
            for told in self._stories:
                if told.site is not None and told.story is not None:
                    facts = theme_facts(told, told.site, told.story, files)
                    self._facts[told.below] = facts | story_navigation(told, nav)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Remember what is worked on, to be named if something nobody foresaw happens."""
        self._failures.working = page.file.src_uri
        return page

    def on_pre_template(self, template: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Remember what is worked on."""
        self._failures.working = template_name
        return template

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give every page its Content Security Policy; not while serving, where MkDocs adds a script."""
        self._policy = self._failures.working = ""
        env.bytecode_cache = COMPILED
        # The policy belongs to our own theme: another prints none.
        if not self._serving and self.config.csp is not False and not is_guest(config):
            scripts, styles = map(str, config.extra_javascript), map(str, config.extra_css)
            more = self.config.csp if isinstance(self.config.csp, dict) else {}
            with _told_by_mkdocs():
                self._policy = chosen_policy(more, scripts=scripts, styles=styles)
        env.globals["content_security_policy"] = self._policy
        env.globals["_"] = bound(_, self._language())
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Citations of claims in hand-written pages: ``[@claim-id]``."""
        told = self._story_of(page)
        if told is None or told.story is None or told.site is None:
            return markdown
        # The sitemap has this day; MkDocs would take that of the build.
        page.update_date = last_day(told.story) or page.update_date
        if page.file.src_uri in self._generated(page):
            render_around(page, self._last)
            return markdown
        path, first = page.file.src_uri, first_line(page.file, markdown)
        left_out = told.site.identity.left_out
        linked, dead = without_dead_links(markdown, path, told.below, left_out, first)
        cite = partial(
            replace_citations,
            linked,
            told.story,
            path,
            below=told.below,
            directory_urls=config.use_directory_urls,
            site=told.site,
            first=first,
        )
        with speaking(told.story.language):
            name, made_of = f"the citations of {path}", f"{first} {linked}"
            text, unknown = told.take(self._kept(), name, made_of, cite) if "[@" in linked else cite()
        for item in (*dead, *unknown):
            log.warning(str(item))
        self._cited[page.file.src_uri] = quotations_marked(text) - quotations_marked(markdown)
        return text

    # Behind all plugins that change it.
    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Note how many quotations a page has to have, and what the search finds in it."""
        told = self._story_of(page)
        if told is None or told.story is None or told.site is None:
            self._records += page_records(html, str(page.title), page.file.src_uri, text=True)
            return html
        expected = {item.path: item.quotations for item in told.site.pages}
        generated = page.file.src_uri in self._generated(page)
        cited = self._cited.get(page.file.src_uri, 0)
        # Of an editor's own page also those that it has written itself.
        count = expected[page.file.src_uri] if generated else max(cited, quotations_marked(html))
        self._quoted.setdefault(told.below, {})[page.file.dest_uri] = (page.file.src_uri, count)
        # Of our own pages the records of the story hold what there is to find, but for one.
        text = not generated or page.file.src_uri.endswith(ABOUT.path)
        found = self._last.take(_records, html, str(page.title), page.file.src_uri, text)
        self._records += named_after(found, told.name) if told.below else found
        return f'<div class="{GUEST_CLASS}">{html}</div>' if is_guest(config) else html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its JSON-LD, unless it brings some of its own."""
        self._failures.working = page.file.src_uri
        told = self._story_of(page)
        if told is not None and told.story is not None and told.site is not None:
            if "jsonld" not in page.meta:
                home, picture = f"{told.below}/{HOME.path}", told.story.image
                image = f"{config.site_url}{picture.file}" if config.site_url and picture else ""
                facts = page_facts(page, nav, config.site_description or "", home=home, image=image)
                page.meta["jsonld"] = page_jsonld(told.story, facts, told.site.identity)
            if told.below:
                context["story_facts"] = {**config.extra, **self._facts[told.below]}  # type: ignore[typeddict-unknown-key]
        elif self._below():
            entries = [item for item in nav.items if not (item.is_section and self._shelves(item))]
            context["story_facts"] = {**config.extra, "story_nav": entries, "story_pages": entries}  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The error page is no file of Markdown: its JSON-LD goes to its template."""
        told = self._only()
        if told and told.story is not None and told.site is not None and template_name == "404.html":
            with speaking(self._language()):
                facts = error_facts(config.site_description or "")
            context["jsonld"] = page_jsonld(told.story, facts, told.site.identity)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Take the indentation off."""
        self._written[page.file.dest_uri] = page.file.src_uri
        return self._last.take(without_indentation, output)

    def _write_search(self, *, config: MkDocsConfig) -> None:
        """Write the search's index."""
        self._failures.working = ""
        if self._stories and config.extra.get("search") == SEARCH:
            records = [*self._records]
            for told in reversed(self._stories):
                found = told.site.records if told.site else ()
                records[:0] = named_after(found, told.name) if told.below else found
            with speaking(self._language()):
                write_index(config.site_dir, records, directory_urls=config.use_directory_urls)

    # Last of all plugins: what they write belongs to the site.
    @event_priority(-1000)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Put the new site in the place of the last good one, unless warnings stop a strict build.

        Before that the quotations are checked, in the pages as all plugins and templates left them; and
        what the policy blocks is told, which would else break without a word.
        """
        for told in self._stories:
            quoted, read = self._quoted.get(told.below, {}), partial(self._last.take, quotations_in)
            if problems := verify_written(config.site_dir, quoted, _articles(told), read):
                raise PluginError(f"\n{format_all(problems)}")
        replaced = {path: source for path, source in self._written.items() if source in self._replaced}
        for item in missing_anchors(config.site_dir, replaced, self._written):
            log.warning(str(item))
        for path, source in self._written.items() if self._policy else ():
            html = Path(config.site_dir, path).read_text(encoding="utf-8")
            for item in check_policy(self._policy, html, source):
                log.warning(str(item))
        with _told_by_mkdocs():
            self._print(config)
            self._place.end(config, good=not (config.strict and self._failures.warned()))

    def _print(self, config: MkDocsConfig) -> None:
        """Make a PDF of each story's page that holds everything, where the settings ask for it."""
        written = {source: path for path, source in self._written.items()}
        for told in self._stories if self._prints() else ():
            if told.story is None or told.site is None:
                continue
            below = f"{told.below}/" if told.below else ""
            print_page(
                Path(config.site_dir, written.get(below + EVERYTHING.path, "")),
                Path(config.site_dir, below + story_pdf.EXPORT.path),
                title=told.name or told.story.title,
                address=told.site.identity.address(EVERYTHING.path),
                day=last_day(told.story),
            )

    on_post_build = CombinedEvent(_write_search, _publish)

    # Last, because it may raise.
    @event_priority(-1000)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site; of what nobody foresaw tell what was worked on, without a traceback."""
        told = isinstance(error, MkDocsException)
        if not told:
            self._tell(error)
        self._place.let_go()
        if not told:
            raise Abort("Aborted with an error that is told above.") from None

    def on_shutdown(self) -> None:
        """Clear the place of a build that Ctrl-C ended, of which `on_build_error` is not told."""
        self._place.let_go()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> None:
        """Build again when a seed, the story file or a template changes; never leave a request waiting."""
        last_good = LastGood(self._failures.logger)
        server.builder = last_good.guarded(server.builder, self._tell)
        server.set_app(last_good.over(server.serve_request))
        for told in self._stories:
            server.watch(str(told.seeds))
        server.watch(str(TEMPLATES))
        if self.config.templates_dir:
            server.watch(str(self._root / self.config.templates_dir))

    def _tell(self, problem: Exception) -> None:
        """Say what happened, where MkDocs has not."""
        self._failures.tell(problem, self._place.unusable(problem, self._root))

    def _overlaps(self, config: MkDocsConfig) -> list[Diagnostic]:
        root = self._root
        docs = Path(config.docs_dir)
        more = {"templates_dir": self.config.templates_dir, "custom_dir": config.theme.custom_dir}
        kept = {"docs_dir": docs, **{key: root / at for key, at in more.items() if at}}
        found = []
        for told in self._stories:
            found += overlaps(
                root, Path(config.site_dir), {"seeds_dir": told.seeds, **kept}, told.seeds, docs
            )
        return list(dict.fromkeys(found)) or unknown_seeds(self._stories)

    def _language(self) -> str:
        """What the site speaks: what all its stories do."""
        spoken = {told.story.language for told in self._stories if told.story}
        return spoken.pop() if len(spoken) == 1 else ENGLISH

    def _list_stories(self) -> None:
        """The stories of the settings; of those that are still there what was made is kept."""
        listed = shelved(self._root, self.config.seeds_dir, self.config.path, self.config.stories)
        known = {(told.below, told.seeds, told.title): told for told in self._stories}
        self._stories = [known.get((told.below, told.seeds, told.title), told) for told in listed]

    def _only(self) -> ShelvedStory | None:
        """The site's one story, where it has one."""
        return self._stories[0] if len(self._stories) == 1 and self.config.stories is None else None

    def _prints(self) -> bool:
        """Whether a PDF is made: not while serving, where each change would wait for it."""
        return self.config.pdf and not self._serving

    def _below(self) -> bool:
        """Whether the stories are a part of the site."""
        return any(told.below for told in self._stories)

    def _story_of(self, page: Page) -> ShelvedStory | None:
        """The story that a page belongs to: by where it lies, else the one that its front matter names."""
        named = page.meta.get("story") if page.meta else None
        by_name = next((told for told in self._stories if told.below and told.below == named), None)
        return by_name or story_of(self._stories, page.file.src_uri)

    def _shelves(self, section: Any) -> bool:
        """Whether a section of the navigation is a story's."""
        pages = [item for item in section.children if item.is_page]
        return bool(pages) and self._story_of(pages[0]) is not None

    def _options(self, config: MkDocsConfig) -> PublishOptions:
        names = ("site_name", "site_description", "site_author", "copyright")
        if problems := untextual({name: config[name] or "" for name in names}):
            raise GeneratorError(problems)
        if self._drawings is None:
            self._drawings = DiskCache(folder=self._root / ".cache" / "explainer")
        return PublishOptions(
            cache=self._drawings,
            directory_urls=config.use_directory_urls,
            site_url=config.site_url or "",
            site_name=config.site_name,
            author=config.site_author or "",
            feedback=feedback_address(self.config.feedback),
            pdf=self._prints(),
            tiles=tile_server(self.config.tiles or "", self.config.tiles_attribution),
            docs=Path(config.docs_dir),
            left_out=left_out_pages(config, serving=self._serving),
            templates=self._root / self.config.templates_dir if self.config.templates_dir else None,
        )

    def _generated(self, page: Page) -> frozenset[str]:
        """The paths of our pages, without those that a hand-written page stands in for."""
        told = self._story_of(page)
        if told is None or told.site is None or page.file.generated_by is None:
            return frozenset()
        return frozenset(item.path for item in told.site.pages)


def _records(html: str, title: str, path: str, text: bool) -> tuple[SearchRecord, ...]:
    """What the search finds in a page."""
    return page_records(html, title, path, text=text)


def _articles(told: ShelvedStory) -> dict[str, Article]:
    """A story's articles, by id."""
    return {item.article.id: item.article for item in told.story.articles} if told.story else {}


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    """What is wrong with the editor's files ends the build as MkDocs' own errors do."""
    try:
        yield
    except GeneratorError as problem:
        raise PluginError(f"\n{problem}") from None


def _look_problems(config: MkDocsConfig) -> list[Diagnostic]:
    """What is wrong with an editor's ``theme:``; a theme of another name, or with own templates, has own options."""
    if config.theme.name != "explainer" or config.theme.custom_dir:
        return []
    own = set(Theme(name="explainer"))
    given = {key: config.theme[key] for key in config.theme if key not in own}
    return look_problems(given, Path(config.docs_dir))


def _has_no_nav(config: MkDocsConfig) -> bool:
    """Whether nobody else says what the navigation is: the settings, or a plugin that makes it."""
    return config.nav is None and not any(name in _NAV_PLUGINS for name in config.plugins)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
