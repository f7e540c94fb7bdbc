"""Browsers that complain: of console messages, errors of scripts and requests to elsewhere."""

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, Response

DESK, PHONE = 1280, 360  # CSS pixels
INSIDE = ("data:", "blob:", "about:")
# Chromium reports a page's own 4xx as a message, too; the tests look at the status instead.
FAILED_PAGE = "Failed to load resource: the server responded with a status of"


class Visits:
    """Browser contexts of one test, and whatever there was to complain of in any of them."""

    def __init__(self, browser: Browser, origin: str):
        self.browser, self.origin = browser, origin
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.documents: set[str] = set()

    def open(self, width: int = DESK, **options) -> BrowserContext:
        """A visitor nobody knows yet; `options` are Playwright's for a new context."""
        context = self.browser.new_context(
            base_url=self.origin,
            viewport={"width": width, "height": 800},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        context.set_default_timeout(15_000)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._request)
        context.on("response", self._response)
        self.contexts.append(context)
        return context

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _console(self, message: ConsoleMessage) -> None:
        own = message.text.startswith(FAILED_PAGE) and message.location["url"] in self.documents
        if not own:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", *INSIDE)):
            self.complaints.append(f"request to {request.url}")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.documents.add(response.url)
