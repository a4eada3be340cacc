"""Plain text and Markdown, with or without a header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.articles.draft import Draft
from geo.articles.encoding import decode
from geo.articles.fields import fields_of
from geo.errors import ArticleError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["draft_of_text"]

_LONGEST_HEADER = 65_536
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_RULE = re.compile(r"^-{5,}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}):(?:[ \t]+(?P<value>.*))?")


def draft_of_text(content: bytes, path: Path | str) -> Draft:
    """Return the draft of a text: YAML front matter, or ``key: value`` lines, or neither.

    The body is what follows the header's last line, as it stands.
    """
    text = decode(content, path)
    front = _FRONT_MATTER.match(text[:_LONGEST_HEADER])
    if front:
        return Draft(text[front.end() :], _front_matter(front["head"], path))
    rule = _RULE.search(text[:_LONGEST_HEADER])
    if rule:
        pairs = _pairs(text[: rule.start()])
        if pairs is not None:
            return Draft(text[rule.end() :], fields_of(pairs))
    return Draft(text)


def _front_matter(head: str, path: Path | str) -> dict[str, str]:
    import yaml

    try:
        record = yaml.safe_load(head)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        raise ArticleError(
            path,
            f"its front matter is no YAML{line}.",
            "Put values that hold a colon in double quotes.",
        ) from None
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # Such as the 31st of April; a tag such as !!int on what is none raises the others.
        raise ArticleError(path, f"its front matter holds a bad value: {error}.") from None
    if record is None:
        return {}
    if not isinstance(record, dict):
        raise ArticleError(
            path, "its front matter holds no 'key: value' lines.", "Write 'title: …' and so on."
        )
    return fields_of(record)


def _pairs(head: str) -> dict[str, str] | None:
    """Return the pairs of a header; None where its lines are not all 'key: value'."""
    pairs: dict[str, str] = {}
    for line in head.splitlines():
        match = _PAIR.fullmatch(line.strip())
        if match:
            pairs[match["key"]] = match["value"] or ""
        elif line.strip():
            return None
    return pairs or None
