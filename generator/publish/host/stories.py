"""The stories of one site: which there are, where their pages lie, and what of them need not be made again.

Comes in: the plugin's settings. Goes out: for each story its folder of articles and the path of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostic, GeneratorError, did_you_mean, error
from generator.language.spelling import slug
from generator.model import Story
from generator.publish.host.keptmade import KeptMade
from generator.publish.made import Asset, Site
from generator.publish.options import PublishOptions

_PATH = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*(?:/[a-z0-9]+(?:[._-][a-z0-9]+)*)*", re.ASCII)
TEMPLATES = Path(__file__).parents[1] / "templates"
"""The package's own, which change while it is worked on."""
# Folders at the site's root that others write to.
_TAKEN = frozenset(("assets", "css", "img", "js", "search", "names"))
_KEYS = ("path", "seeds_dir", "title")
_Made = TypeVar("_Made")


@dataclass(slots=True, kw_only=True)
class ShelvedStory:
    """A story of the site, and what was made of it last.

    Attributes:
        below: Path of its pages below the site's root, without slashes at its ends; ``""`` for the root itself.
        seeds: Its folder of articles.
        title: What the site calls it, where that is not the story's own title.
        story: What the articles tell, once it is made.
        diagnostics: What there was to say about it.
        site: Its pages and files, at their places below the site's root.
    """

    below: str
    seeds: Path
    title: str = ""
    story: Story | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    site: Site | None = None
    _print: str = ""
    _pictures: str = ""

    @property
    def name(self) -> str:
        """What the site calls it."""
        return self.title or (self.story.title if self.story else "")

    def titled(self, story: Story, site_name: str) -> Story:
        """A story; where neither an editor nor a headline names it, by the name that the settings give it."""
        name = self.title or ("" if self.below else site_name)
        return replace(story, title=name) if name and not story.named else story

    def changed(self, options: PublishOptions) -> bool:
        """Whether anything that it is made from has changed since this was last asked."""
        print_ = _fingerprint(self.seeds, options)
        same = self.site is not None and (print_, self._seen(self.site, options)) == (
            self._print,
            self._pictures,
        )
        self._print = print_
        return not same

    def _seen(self, site: Site, options: PublishOptions) -> str:
        """The fingerprint of a site's pictures; which they are is known once it is made."""
        return _digest(options.docs / item.image.file for item in site.pictures) if options.docs else ""

    def keep(
        self, story: Story, diagnostics: tuple[Diagnostic, ...], site: Site, options: PublishOptions
    ) -> None:
        """Remember what was made; its pages and files go below its path."""
        self._pictures = self._seen(site, options)
        self.story, self.diagnostics, self.site = story, diagnostics, lowered(site, self.below)

    def recall(self, kept: KeptMade, options: PublishOptions) -> bool:
        """Take what an earlier process made of the same, after `changed`; whether there was anything."""
        made = kept.recall(self._kept_as(), self._print)
        if made is None:
            return False
        story, diagnostics, site, pictures = made
        if pictures != self._seen(site, options):
            return False
        self.keep(story, diagnostics, site, options)
        return True

    def hand_on(self, kept: KeptMade, site: Site, options: PublishOptions) -> None:
        """Keep what was made for later processes; ``site`` is as it was made, before it went below its path."""
        pictures = self._seen(site, options)
        kept.keep(self._kept_as(), self._print, (self.story, self.diagnostics, site, pictures))

    def take(self, kept: KeptMade, name: str, made_of: str, make: Callable[[], _Made]) -> _Made:
        """What is made of the story and of something more, which an earlier process may have made of the same."""
        of = f"{self._print} {self._pictures} {made_of}"
        found: _Made | None = kept.recall(name, of)
        if found is None:
            found = make()
            kept.keep(name, of, found)
        return found

    def _kept_as(self) -> str:
        return f"{self.below} {self.seeds}"

    def forget(self) -> None:
        """What was made is no longer of use."""
        self.story, self.site, self._print = None, None, ""


def shelved(root: Path, seeds_dir: str, path: str, stories: object) -> list[ShelvedStory]:
    """The stories that the settings name.

    Args:
        root: The folder of ``mkdocs.yml``.
        seeds_dir: The setting, for a site of one story.
        path: Where the pages of that one lie below the site's root.
        stories: The setting ``stories``: a list with a mapping for each, or a folder with a folder for each.

    Raises:
        GeneratorError: What the settings say cannot be.
    """
    if stories is None:
        return [ShelvedStory(below=_path(path, "path") if path else "", seeds=root / seeds_dir)]
    listed = _in_folder(root, stories) if isinstance(stories, str) else _in_list(root, stories)
    if not listed:
        raise _refused(
            "`stories` names none", "List them, or put a folder for each into the one that is named."
        )
    for number, story in enumerate(listed):
        for other in listed[:number]:
            if story.below == other.below or _lies_below(story.below, other.below):
                raise _refused(
                    f'two stories share the path "{story.below}"', "Give each a `path:` of its own."
                )
    return listed


def _in_list(root: Path, stories: object) -> list[ShelvedStory]:
    if not isinstance(stories, Sequence):
        raise _refused(
            "`stories` is neither a list nor a folder", "Write `- {path: …, seeds_dir: …}` for each."
        )
    found = []
    for item in stories:
        if not isinstance(item, Mapping) or "seeds_dir" not in item:
            raise _refused(f"a story is {item!r}", "Write `- {path: …, seeds_dir: …}` for each.")
        for key in item:
            if key not in _KEYS:
                raise _refused(
                    f'a story has no setting "{key}"', did_you_mean(str(key), _KEYS) or ", ".join(_KEYS)
                )
        seeds = root / str(item["seeds_dir"])
        below = _path(str(item.get("path") or slug(seeds.name)), "path")
        found.append(ShelvedStory(below=below, seeds=seeds, title=str(item.get("title") or "")))
    return found


def _in_folder(root: Path, stories: str) -> list[ShelvedStory]:
    folder = root / stories
    if not folder.is_dir():
        raise _refused(
            f'`stories` names the folder "{stories}", which is not there', "Make it, or mend its name."
        )
    folders = sorted(at for at in folder.iterdir() if at.is_dir() and not at.name.startswith((".", "_")))
    return [
        ShelvedStory(
            below=_path(slug(at.name), "path"), seeds=at / "seeds" if (at / "seeds").is_dir() else at
        )
        for at in folders
    ]


def _path(text: str, option: str) -> str:
    below = text.strip("/")
    if not _PATH.fullmatch(below):
        raise _refused(
            f'`{option}: "{text}"` is no path of small letters and digits', "Such as `dam` or `2026/ferry`."
        )
    if below.split("/")[0] in _TAKEN:
        raise _refused(f'`{option}: "{text}"` is a folder that the site itself has', "Take another.")
    return below


def _lies_below(one: str, other: str) -> bool:
    return one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _refused(message: str, hint: str) -> GeneratorError:
    return GeneratorError([error("mkdocs.yml", 0, "stories-option", message, hint)])


def lowered(site: Site, below: str) -> Site:
    """The site with its pages and files below a path; their links are relative and stay as they are."""
    if not below:
        return site
    return replace(
        site,
        pages=tuple(replace(page, path=f"{below}/{page.path}") for page in site.pages),
        assets=tuple(Asset(path=f"{below}/{asset.path}", content=asset.content) for asset in site.assets),
        records=tuple(replace(record, address=f"{below}/{record.address}") for record in site.records),
    )


def story_of(stories: Iterable[ShelvedStory], path: str) -> ShelvedStory | None:
    """The story that a page belongs to by its path; ``None`` for a page of the site itself."""
    fitting = (item for item in stories if not item.below or path.startswith(f"{item.below}/"))
    return max(fitting, key=lambda item: len(item.below), default=None)


def _fingerprint(seeds: Path, options: PublishOptions) -> str:
    """Of everything that a story is made from but the code and its pictures."""
    folders = [seeds, TEMPLATES, *([Path(options.templates)] if options.templates else [])]
    return _digest((path for folder in folders for path in _files(folder)), options.settings)


def _digest(files: Iterable[Path], said: str = "") -> str:
    digest = sha256(said.encode())
    for path in files:
        digest.update(f"\0{path}\0".encode(errors="surrogateescape"))
        try:
            digest.update(path.read_bytes())
        except OSError as problem:
            digest.update(repr(problem).encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def unknown_seeds(stories: Iterable[ShelvedStory]) -> list[Diagnostic]:
    """An error for each story whose folder is not there, before any is made."""
    return [
        error("mkdocs.yml", 0, "stories-option", f'the story "{item.below}" has no folder "{item.seeds}"',
              "Make it and put the articles in, or mend `seeds_dir`.")
        for item in stories
        if item.below and not item.seeds.is_dir()
    ]  # fmt: skip


def options_of(story: ShelvedStory, options: PublishOptions) -> PublishOptions:
    """The site's options as they are for one story: its address is its own."""
    if not story.below:
        return options
    address = f"{options.site_url.rstrip('/')}/{story.below}/" if options.site_url else ""
    left_out = replace(options.left_out, below=story.below)
    return replace(options, site_url=address, below=story.below, left_out=left_out)
