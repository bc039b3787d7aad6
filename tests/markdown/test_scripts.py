"""What scripts add to an article, in a real browser, under a policy without inline scripts and styles."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from mkdocs_help_center.markdown import JsonData, LocalImages, MarkdownRenderer, RenderContext
from mkdocs_help_center.pages.assets import Assets
from playwright.sync_api import expect

from tests.chromium_driver import close, wait_until
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

_CONTENT = Path(__file__).parent / "site" / "content"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; "
    "frame-src https://www.youtube-nocookie.com"
)
_COLUMNS = (
    "columns={[{ key: 'name', label: 'Nombre', sortable: true, filterable: true }, "
    "{ key: 'kind', label: 'Tipo', filterable: true }, "
    "{ key: 'calls', label: 'Llamadas', type: 'number', sortable: true }]}"
)

Open = Callable[..., Any]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def open_article(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens a page with the article of a Markdown text; what it asks other sites for is in `asked`."""
    site = tmp_path_factory.mktemp("site")
    assets = Assets([ROOT / "overrides", Path(str(files("material"))) / "templates"])
    for name, content in assets.files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    shutil.copytree(_CONTENT, site / "files")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])

    def open_page(markdown: str, fragment: str = "", scripts: bool = True) -> Any:
        (site / "page.html").write_text(_page(assets, markdown, scripts), encoding="utf-8")
        page = context.new_page()
        page.asked, page.errors = [], []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)

        def route(one: Any) -> None:
            if one.request.url.startswith(base):
                one.continue_()
            else:
                page.asked.append(one.request.url)
                one.fulfill(body="<title>player</title>", content_type="text/html")

        page.route("**/*", route)
        page.goto(f"{base}/page.html{fragment}", wait_until="networkidle")
        return page

    yield open_page
    close(context)
    server.shutdown()
    server.server_close()


def _page(assets: Assets, markdown: str, scripts: bool) -> str:
    context = RenderContext(
        "content/en/faq/x.md",
        locale="es",
        images=LocalImages(_CONTENT, "/files/"),
        data=JsonData(_CONTENT / "_data"),
    )
    html = MarkdownRenderer().render(markdown, context).html
    script = f'<script type="module" src="{assets.url("article.js")}"></script>' if scripts else ""
    return (
        f'<!doctype html><html lang="es"><meta charset="utf-8"><title>x</title>'
        f'<link rel="icon" href="{assets.url("favicon.svg")}">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<link rel="stylesheet" href="{assets.url("help-center.css")}">'
        f'<link rel="stylesheet" href="{assets.url("article.css")}">{script}'
        f'<body><article class="md-typeset">{html}</article></body></html>'
    )


def _cells(page: Any) -> list[str]:
    return list(page.locator("tbody tr:visible td:first-child").all_inner_texts())


def test_a_data_table_sorts_and_filters(open_article: Open) -> None:
    page = open_article(f'<DataTable src="data-tables/services.json" {_COLUMNS} />')
    assert _cells(page) == ["Búsqueda", "Catálogo", "Árbol", "Pagos", "Zeta", "Envíos"]
    page.get_by_role("button", name="Nombre").click()
    assert _cells(page) == ["Árbol", "Búsqueda", "Catálogo", "Envíos", "Pagos", "Zeta"]
    assert page.locator("th").first.get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Nombre").click()
    assert _cells(page)[0] == "Zeta"
    page.get_by_role("button", name="Llamadas").click()
    assert _cells(page) == ["Pagos", "Catálogo", "Búsqueda", "Árbol", "Zeta", "Envíos"]
    assert page.locator("th").first.get_attribute("aria-sort") is None
    page.get_by_label("Filtrar por Tipo").select_option("API")
    assert _cells(page) == ["Pagos", "Búsqueda", "Árbol"]
    page.get_by_label("Buscar en esta tabla").fill("ÁR")
    assert _cells(page) == ["Árbol"]
    assert page.get_by_role("status").inner_text() == "1 de 6 filas"
    assert page.errors == []


def test_a_data_table_has_no_controls_that_do_nothing_without_a_script(open_article: Open) -> None:
    page = open_article(f'<DataTable src="data-tables/services.json" {_COLUMNS} />', scripts=False)
    assert len(_cells(page)) == 6
    expect(page.locator("button, input, select")).to_have_count(0)


def test_an_image_opens_large_and_closes_by_keyboard(open_article: Open) -> None:
    page = open_article("![Una captura](wide.png)")
    link = page.get_by_role("link", name="Abrir la imagen a tamaño completo: Una captura")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Una captura")
    expect(dialog).to_be_visible()
    assert page.url.endswith("/page.html")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    assert page.evaluate("document.activeElement.className") == "hc-lightbox"
    link.click()
    page.get_by_role("button", name="Cerrar").click()
    expect(dialog).not_to_be_visible()
    assert page.errors == []


def test_a_video_asks_its_host_for_nothing_before_it_is_played(open_article: Open) -> None:
    page = open_article(
        '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="Cómo vender"></iframe>'
    )
    assert page.asked == []
    with page.expect_request("**/embed/**"):
        page.get_by_role("button", name="Reproducir el video").click()
    assert page.locator("iframe").get_attribute("title") == "Cómo vender"
    assert page.asked == ["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"]
    link = page.get_by_role("link", name="Ver el video «Cómo vender» en YouTube")
    assert link.get_attribute("href") == "https://www.youtube.com/watch?v=abcdefghijk"
    assert page.errors == []


def test_code_is_copied_as_it_was_written(open_article: Open) -> None:
    page = open_article('```json a.json mark=2\n{\n  "a": "<b> & é"\n}\n```')
    button = page.get_by_role("button", name="Copiar")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copiado").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == '{\n  "a": "<b> & é"\n}\n'
    assert page.errors == []


def test_an_account_name_is_filled_into_examples_and_taken_out_again(open_article: Open) -> None:
    page = open_article(
        "<InsertAccountName />\n\n`https://{accountName}.example/{AccountName}`\n\n"
        "```\ncurl {accountName}\n```\n\nText {accountName}.\n"
    )
    field = page.get_by_label("El nombre de tu cuenta")
    field.fill("mi<b>tienda")
    field.press("Enter")
    codes = page.locator("code").all_inner_texts()
    assert codes == [
        "{accountName}",
        "https://mi<b>tienda.example/mi<b>tienda",
        "curl mi<b>tienda\n",
    ]
    assert "Text {accountName}." in page.inner_text("article")
    field.fill("")
    field.press("Enter")
    assert (
        page.locator("code").all_inner_texts()[1] == "https://{accountName}.example/{AccountName}"
    )
    assert page.errors == []


def test_a_diagram_without_the_library_stays_readable_source(open_article: Open) -> None:
    page = open_article("```mermaid\ngraph TD\n  A --> B\n```")
    assert "A --> B" in page.inner_text("pre.mermaid")
    assert page.errors == []


@pytest.mark.parametrize(
    "fragment", ["#integra%C3%A7%C3%A3o---erp", "#Integracao-ERP", "#integração-erp"]
)
def test_an_anchor_in_another_spelling_leads_to_its_heading(
    open_article: Open, fragment: str
) -> None:
    filler = "\n\n".join(["Text."] * 200)
    page = open_article(f"{filler}\n\n## Integração / ERP!\n\n{filler}", fragment)
    wait_until(page, "scrollY > 1000")
    assert abs(page.locator("h2").bounding_box()["y"]) < 100


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_page(open_article: Open, width: int) -> None:
    page = open_article(
        "| a | b | c |\n|---|---|---|\n| "
        + "x" * 300
        + " | y | z |\n\n```\n"
        + "y" * 400
        + "\n```\n\n"
        "![w](wide.png)\n\n`" + "z" * 200 + "`\n\n> ⚠️ " + "w" * 200 + "\n\n"
        f'<DataTable src="data-tables/services.json" {_COLUMNS} />\n'
    )
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "[...document.querySelectorAll('pre, .md-typeset__scrollwrap')]"
        ".filter(e => e.scrollWidth > e.clientWidth).every(e => e.tabIndex === 0)"
    )
