"""Videos and embeds that ask no other site anything before the reader wants them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from .writing import Writing, escape_attribute, escape_text

_YOUTUBE_HOSTS = frozenset(
    {"youtube.com", "m.youtube.com", "youtube-nocookie.com", "youtu.be", "music.youtube.com"}
)
_VIMEO_HOSTS = frozenset({"vimeo.com", "player.vimeo.com"})
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_\-]{6,20}")
_VIMEO_ID = re.compile(r"\d{5,15}")
_SIZE = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Embed:
    """A page of another site: ``page`` to visit, ``player`` to load in place after a click."""

    host: str
    page: str
    player: str


def find_embed(src: str, allowed_hosts: frozenset[str]) -> Embed | None:
    """The embed behind an iframe's address, or None for a host that is not allowed.

    YouTube is played from youtube-nocookie.com, Vimeo with ``dnt=1``: neither sets cookies then.
    """
    try:
        url = urlsplit(f"https:{src}" if src.startswith("//") else src)
        host = (url.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if url.scheme not in ("http", "https"):
        return None
    if host in _YOUTUBE_HOSTS:
        return _youtube(host, url.path, url.query)
    if host in _VIMEO_HOSTS:
        video = _VIMEO_ID.search(url.path)
        if not video:
            return None
        player = f"https://player.vimeo.com/video/{video[0]}?dnt=1"
        return Embed("Vimeo", f"https://vimeo.com/{video[0]}", player)
    if host in allowed_hosts or (url.hostname or "") in allowed_hosts:
        address = f"https://{url.netloc}{url.path}" + (f"?{url.query}" if url.query else "")
        return Embed(host, address, address)
    return None


def _youtube(host: str, path: str, query: str) -> Embed | None:
    """A video by its id, from any of YouTube's address forms; its start time is kept."""
    parameters = parse_qs(query)
    last = path.rstrip("/").rsplit("/", 1)[-1]
    video = parameters.get("v", [last])[0]
    if not _YOUTUBE_ID.fullmatch(video) or video in ("embed", "watch", "playlist", "videoseries"):
        return None
    start = re.match(r"\d+", parameters.get("start", parameters.get("t", [""]))[0])
    page, player = f"https://www.youtube.com/watch?v={video}", f"/embed/{video}?autoplay=1"
    if start:
        page, player = f"{page}&t={start[0]}", f"{player}&start={start[0]}"
    return Embed("YouTube", page, f"https://www.youtube-nocookie.com{player}")


def write_embed(writing: Writing, attributes: Mapping[str, str], line: int | None) -> None:
    """Write an iframe as a link that a script may turn into the player when it is clicked."""
    src = attributes.get("src", "").strip()
    embed = find_embed(src, writing.options.iframe_hosts)
    if embed is None:
        _write_refused(writing, src, line)
        return
    write_facade(writing, embed, attributes.get("title", ""))


def write_facade(writing: Writing, embed: Embed, title: str = "") -> None:
    """Write the placeholder of an embed: a link with words, no picture from the other site."""
    writing.features.add("video")
    key = "video-watch-of" if title else "video-watch"
    label = writing.message(key, title=title, host=embed.host)
    play = writing.message("video-play")
    privacy = writing.message("video-privacy", host=embed.host)
    writing.text.append(f"{label}\n")
    writing.out.append(
        writing.slot(
            f'<span class="hc-video" data-player="{escape_attribute(embed.player)}" '
            f'data-title="{escape_attribute(title or label)}" data-play="{escape_attribute(play)}" '
            f'data-privacy="{escape_attribute(privacy)}">'
            f'<a class="hc-video__link" href="{escape_attribute(embed.page)}" '
            f'rel="external noopener">{escape_text(label)}</a></span>'
        )
    )


def _write_refused(writing: Writing, src: str, line: int | None) -> None:
    """Write a plain link where the host is not allowed, and say so."""
    try:
        parts = urlsplit(f"https:{src}" if src.startswith("//") else src)
        safe, host = parts.scheme in ("http", "https") and bool(parts.hostname), parts.hostname
    except ValueError:
        safe, host = False, ""
    writing.report(
        "unsafe-html",
        f"The embed '{src}' is not shown: its host is not allowed.",
        "Add the host to the plugin's iframe_hosts if you trust it.",
        line=line,
        needle=src,
    )
    if safe:
        label = writing.message("embed-open", host=host)
        writing.out.append(
            f'<a class="hc-external" href="{escape_attribute(parts.geturl())}" '
            f'rel="external noopener">{escape_text(label)}</a>'
        )


def write_video_open(writing: Writing, tag: str, attributes: Mapping[str, str]) -> None:
    """Write ``<video>``, ``<audio>`` or ``<source>``: nothing is loaded before the reader plays it."""
    src = attributes.get("src", "").strip()
    if src.startswith("//"):
        src = f"https:{src}"
    parts = [f' src="{escape_attribute(src)}"'] if src else []
    if tag == "source":
        if attributes.get("type"):
            parts.append(f' type="{escape_attribute(attributes["type"])}"')
    else:
        parts.append(' controls preload="none"')
        for name in ("width", "height"):
            if tag == "video" and _SIZE.fullmatch(attributes.get(name, "")):
                parts.append(f' {name}="{attributes[name]}"')
        if tag == "video":
            parts.append(" playsinline")
    writing.out.append(f"<{tag}{''.join(parts)}>")
