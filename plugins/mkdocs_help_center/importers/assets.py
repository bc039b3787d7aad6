"""Copies of a space's assets: from the folder that the export tool filled, or from Contentful."""

from __future__ import annotations

import http.client
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, unquote, urlsplit

from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.content.slugs import slugify

#: Where copies go, below the content folder.
ASSETS = "images"
#: Where Contentful keeps files; a copy is taken from nowhere else.
SCHEME, HOSTS = "https", (".ctfassets.net", ".contentful.com", ".contentfulusercontent.com")
MAX_BYTES = 200_000_000
_TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class ImportedAsset:
    """One file: where it is on the web, and its path below the content folder if it is copied; ``size``
    in bytes, -1 where that is not known.
    """

    id: str
    url: str
    uri: str
    size: int


class AssetCopies:
    """Files that articles show, each under a safe name that no other has.

    Attributes:
        assets: by URL: an asset may have another file in each language.
    """

    def __init__(self) -> None:
        self.assets: dict[str, ImportedAsset] = {}
        self._taken: set[str] = set()

    def of(self, identifier: str, url: str, file: Mapping[str, Any]) -> ImportedAsset:
        """The copy of an asset's file, as Contentful's ``file`` field describes it."""
        if url not in self.assets:
            details = file.get("details")
            size = details.get("size") if isinstance(details, Mapping) else None
            uri = self._name(identifier, url, file)
            size = size if isinstance(size, int) else -1
            self.assets[url] = ImportedAsset(identifier, url, uri, size)
        return self.assets[url]

    def _name(self, identifier: str, url: str, file: Mapping[str, Any]) -> str:
        name = str(file.get("fileName") or unquote(urlsplit(url).path.rpartition("/")[2]))
        stem, _, suffix = name.rpartition(".")
        suffix = re.sub(r"[^a-z0-9]", "", suffix.lower())[:8] or "bin"
        folder = f"{ASSETS}/{quote(slugify(identifier) or 'asset')}"
        uri, number = f"{folder}/{slugify(stem) or 'file'}.{suffix}", 1
        while uri in self._taken:
            number += 1
            uri = f"{folder}/{slugify(stem) or 'file'}-{number}.{suffix}"
        self._taken.add(uri)
        return uri


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
