"""The only files a document may use: our fonts. Every other address, of any scheme, is refused."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "eigen:"
# One complete file per face: a family spread over subsets prints wrong letters without a warning.
FONTS = (
    "IBMPlexSans-Regular.woff2",
    "IBMPlexSans-SemiBold.woff2",
    "IBMPlexSans-Italic.woff2",
    "IBMPlexMono-Regular.woff2",
)


class EigenBestanden(URLFetcher):
    """A fetcher that knows our fonts by name and nothing else; `geweigerd` lists what was asked in vain."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.geweigerd: list[str] = []
        self._files = {SCHEME + name: _font(name) for name in FONTS}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Give a font; raise ValueError (WeasyPrint then goes on without) for anything else."""
        if url not in self._files:
            self.geweigerd.append(url)
            raise ValueError(f"Dit adres mag een document niet ophalen: {url[:200]}")
        return URLFetcherResponse(url, self._files[url], {"Content-Type": "font/woff2"})


def stylesheet(name: str) -> str:
    """The text of one of our own print style sheets."""
    return (settings.BASE_DIR / "static" / "pdf" / name).read_text(encoding="utf-8")


def _font(name: str) -> bytes:
    path: Path = settings.VENDOR_DIR / "fonts" / "pdf" / name
    if not path.is_file():
        raise ImproperlyConfigured(f"Het lettertype {name} ontbreekt: draai `make setup`.")
    return path.read_bytes()
