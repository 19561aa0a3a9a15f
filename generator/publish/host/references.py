"""Citations in hand-written pages: ``[@claim-id]`` becomes the claim's number and note."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, did_you_mean, warning
from generator.model import Story
from generator.publish.citations import Citations
from generator.publish.pages import relative

_CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
_CODE_SPAN = re.compile(r"(`+[^`]+`+)")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")


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
