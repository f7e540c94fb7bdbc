"""The public pages of a running product, found as a reader finds them: by following links."""

import html
import re
import urllib.error
import urllib.request
from urllib.parse import urljoin

UNLINKED = ["/survey/thanks/", "/no-such-page/"]
FOUND = "/search/?q=%E5%85%9A%E5%91%98"  # 党员
# Files and what machines read: the link to them is followed, but there is no page to look at.
NO_PAGE = {
    "notices:file",
    "notices:file_page",
    "notices:figure",
    "notices:figure_width",
    "notices:qr",
    "notices:feed",
    "notices:sitemap",
    "notices:robots",
    "notices:old_address",
    "notices:data",
    "notices:api",
    "notices:api_search",
    "notices:api_notice",
    "notices:api_edition",
    "notices:api_description",
} | {
    "site:healthz",
    "site:readyz",
    "site:metrics",
}


def ask(address: str) -> tuple[int, str, str]:
    """Status, media type and text of an address."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            media_type = answer.headers.get_content_type()
            return answer.status, media_type, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), ""


def _links(origin: str, path: str, text: str) -> set[str]:
    """Paths of this site that a page leads to; in another mode or script it is not another page."""
    found = set()
    for link in re.findall(r'<a [^>]*href="([^"#]+)', text):
        address = urljoin(f"{origin}{path}", html.unescape(link))
        own = address.removeprefix(origin)
        if own != address and "mode=" not in own and not own.startswith(("/admin/", "/hant/")):
            found.add(own)
    return found


def _is_plain_record(path: str, text: str) -> bool:
    """Whether a notice's record tells of its publication only: all of these look alike."""
    return "/history/" in path and text.count("<li><p><b>") == 1


def walk(origin: str) -> dict[str, int]:
    """{path: status} of every page that can be reached from the home page; every link answers.

    Of the records that look alike one stands for all.
    """
    pages, seen, waiting = {}, set(), ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        status, media_type, text = ask(f"{origin}{path}")
        assert status == 200, f"a link leads to {path}, which answers {status}"
        if media_type == "text/html":
            if not _is_plain_record(path, text) or not any("/history/" in page for page in pages):
                pages[path] = status
            waiting += sorted(_links(origin, path, text) - seen - set(waiting))
    return pages


def within_one_notice(origin: str) -> str:
    """The path of a page of search that shows what one notice holds."""
    return min(
        path for path in _links(origin, "/search/", ask(f"{origin}{FOUND}")[2]) if "&in=" in path
    )


def every_page(origin: str) -> dict[str, int]:
    """{path: status} of every public page: those linked, their editions, and those that are gone."""
    pages = walk(origin)
    numbers = [int(path.split("/")[2]) for path in pages if path.startswith("/notices/")]
    gone = [f"/notices/{n}/" for n in range(1, max(numbers) + 1) if n not in numbers]
    notice = f"/notices/{numbers[0]}/"
    twins = [f"/hant{path}" for path in ("/", notice, gone[0], "/search/?q=%E5%85%9A", "/survey/")]
    asked = [FOUND, within_one_notice(origin), f"{notice}history/?on=2020-01-01"]
    for path in [*UNLINKED, *gone, f"{notice}editions/1/", *asked, *twins]:
        pages[path] = ask(f"{origin}{path}")[0]
    return pages
