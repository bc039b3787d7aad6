"""Images are found among the site's own files, with their size, and never outside of them."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest
from mkdocs_help_center.markdown import LocalImages, ResolvedImage
from mkdocs_help_center.markdown.images import read_size


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IEND", b"")


_GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + b"\x00\x00\x00;"
_JPEG = (
    bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108")
    + struct.pack(">HH", 44, 55)
    + bytes.fromhex("03012200021101031101ffd9")
)
_WEBP = b"RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00" + bytes(
    [99, 0, 0, 49, 0, 0]
)


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.png", png(640, 360), (640, 360)),
        ("a.gif", _GIF, (30, 20)),
        ("a.jpg", _JPEG, (55, 44)),
        ("a.webp", _WEBP, (100, 50)),
        ("a.svg", b'<svg width="120px" height="80">', (120, 80)),
        ("b.svg", b'<?xml version="1.0"?>\n<svg viewBox="0 0 480 270.4"/>', (480, 270)),
        ("c.svg", b'<svg width="100%" height="100%" viewBox="0,0,10,20">', (10, 20)),
        ("d.svg", b"<svg>", None),
        ("empty.png", b"", None),
        ("cut.png", png(640, 360)[:20], None),
        ("text.png", b"no image at all, really", None),
        ("lies.jpg", b"\xff\xd8\xff\xe0\xff\xff", None),
    ],
)
def test_a_file_tells_its_size_by_its_header(
    tmp_path: Path, name: str, data: bytes, size: tuple[int, int] | None
) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_size(tmp_path / name) == size


@pytest.fixture
def images(tmp_path: Path) -> LocalImages:
    content = tmp_path / "content"
    folder = content / "en" / "faq"
    folder.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(png(9, 9))
    for name in ("a.png", "a b.png", "é.PNG", "100%.png", "it's [1] & {2}.png", "notes.txt"):
        (folder / name).write_bytes(png(50, 40))
    (content / "_1.png").write_bytes(png(7, 7))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    prefixes = [
        "https://raw.githubusercontent.com/o/r/main/docs/",
        "https://cdn.statically.io/gh/o/r/refs/heads/main/docs/",
        "//cdn.jsdelivr.net/gh/o/r@main/docs/",
    ]
    return LocalImages(content, "/base/", prefixes)


def _resolve(images: LocalImages, src: str) -> ResolvedImage | None:
    return images.resolve_image(src, source="content/en/faq/x.md", locale="en")


@pytest.mark.parametrize(
    ("src", "url"),
    [
        ("a.png", "/base/en/faq/a.png"),
        ("./a.png", "/base/en/faq/a.png"),
        ("../faq/a.png?v=1#x", "/base/en/faq/a.png"),
        ("/en/faq/a.png", "/base/en/faq/a.png"),
        ("/base/en/faq/a.png", "/base/en/faq/a.png"),
        ("/_1.png", "/base/_1.png"),
        ("a%20b.png", "/base/en/faq/a%20b.png"),
        ("a b.png", "/base/en/faq/a%20b.png"),
        ("%C3%A9.PNG", "/base/en/faq/%C3%A9.PNG"),
        ("100%25.png", "/base/en/faq/100%25.png"),
        ("it's [1] & {2}.png", "/base/en/faq/it%27s%20%5B1%5D%20%26%20%7B2%7D.png"),
        ("https://raw.githubusercontent.com/o/r/main/docs/en/faq/a.png", "/base/en/faq/a.png"),
        (
            "http://raw.githubusercontent.com/o/r/main/docs/en/faq/a.png?raw=true",
            "/base/en/faq/a.png",
        ),
        (
            "https://cdn.statically.io/gh/o/r/refs/heads/main/docs/en/faq/a.png",
            "/base/en/faq/a.png",
        ),
        ("//cdn.jsdelivr.net/gh/o/r@main/docs/en/faq/a.png", "/base/en/faq/a.png"),
    ],
)
def test_every_way_to_name_a_file_of_the_site_finds_it(
    images: LocalImages, src: str, url: str
) -> None:
    image = _resolve(images, src)
    assert image is not None
    assert (image.url, image.missing) == (url, False)
    assert image.width


@pytest.mark.parametrize(
    "src",
    [
        "https://example.com/a.png",
        "//example.com/a.png",
        "data:image/png;base64,A",
        "",
        "ftp://x/a.png",
    ],
)
def test_images_of_other_sites_are_left_alone(images: LocalImages, src: str) -> None:
    assert _resolve(images, src) is None


@pytest.mark.parametrize(
    "src",
    [
        "../../../secret.png",
        "/../secret.png",
        "%2e%2e/%2e%2e/%2e%2e/secret.png",
        "link.png",
        "notes.txt",
        "https://raw.githubusercontent.com/o/r/main/docs/../../secret.png",
        "a.png%00.txt",
        "x" * 5000 + ".png",
        "/etc/passwd",
        "file.png/",
        ".",
    ],
)
def test_nothing_outside_the_content_folder_is_an_image(images: LocalImages, src: str) -> None:
    image = _resolve(images, src)
    assert image is not None
    assert image.missing
    assert image.width is None


def test_a_missing_image_names_the_one_that_differs_in_case(images: LocalImages) -> None:
    image = _resolve(images, "A.jpg")
    assert image is not None
    assert image.candidates == ("a.png",)


def test_a_source_may_be_given_below_the_content_folder(images: LocalImages) -> None:
    image = images.resolve_image("a.png", source="en/faq/x.md", locale="en")
    assert image is not None
    assert image.url == "/base/en/faq/a.png"


@pytest.mark.skipif(os.sep != "/", reason="file names of bytes are a matter of POSIX")
def test_a_file_name_that_is_no_utf8_has_a_url(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.png")
    (tmp_path / name).write_bytes(png(5, 5))
    image = LocalImages(tmp_path).resolve_image(name, source="x.md", locale="en")
    assert image is not None
    assert image.url == "/%FF.png"
