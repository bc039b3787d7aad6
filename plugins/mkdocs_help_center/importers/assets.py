"""Copies of a space's assets: from the folder that the export tool filled, or from Contentful."""

from __future__ import annotations

import http.client
import urllib.request
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.importers.contentful import ImportedAsset

#: Where Contentful keeps files; a copy is taken from nowhere else.
SCHEME, HOSTS = "https", (".ctfassets.net", ".contentful.com", ".contentfulusercontent.com")
MAX_BYTES = 200_000_000
_TIMEOUT = 60


class AssetError(Exception):
    """An asset cannot be copied; the message says why."""


def is_copied(asset: ImportedAsset, content: Path) -> bool:
    """Whether the copy is there and whole."""
    path = content / asset.uri
    return path.is_file() and asset.size in (-1, path.stat().st_size)


def copy_asset(asset: ImportedAsset, content: Path, downloads: Path | None) -> None:
    """Put an asset's copy in its place.

    Args:
        asset: what to copy.
        content: the content folder.
        downloads: a folder in which the export tool put the files, by host and path; else they are
            fetched.

    Raises:
        AssetError: it is not there, not Contentful's, or too large.
        OSError: the copy cannot be written.
    """
    data = _from_folder(asset, downloads) if downloads else _from_web(asset)
    if asset.size not in (-1, len(data)):
        raise AssetError(f"{asset.url} has {len(data):,} bytes instead of {asset.size:,}")
    write_atomically(content / asset.uri, data)


def _from_folder(asset: ImportedAsset, folder: Path) -> bytes:
    parts = urlsplit(asset.url)
    path = (folder / parts.netloc / unquote(parts.path).lstrip("/")).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise AssetError(f"{asset.url} is not below {folder}")
    return path.read_bytes()


def _from_web(asset: ImportedAsset) -> bytes:
    _refuse_elsewhere(asset.url)
    opener = urllib.request.build_opener(_Redirects)
    try:
        with opener.open(asset.url, timeout=_TIMEOUT) as response:
            data: bytes = response.read(MAX_BYTES + 1)
            announced = response.headers.get("Content-Length")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise AssetError(f"{asset.url} cannot be fetched: {error}") from error
    if len(data) > MAX_BYTES:
        raise AssetError(f"{asset.url} has more than {MAX_BYTES:,} bytes")
    if announced and announced.isdecimal() and int(announced) != len(data):
        raise AssetError(f"{asset.url} broke off after {len(data):,} of {int(announced):,} bytes")
    return data


def _refuse_elsewhere(url: str) -> None:
    parts = urlsplit(url)
    host = f".{parts.hostname or ''}"
    if parts.scheme != SCHEME or not host.endswith(HOSTS):
        raise AssetError(f"{url} is not on a host of Contentful")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to another host: what is there is nobody's asset."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: http.client.HTTPMessage, newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        """As the standard library does, where the host is Contentful's."""
        _refuse_elsewhere(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
