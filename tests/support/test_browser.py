"""What readers see: open or closed as Python says, and forms that lose nothing."""

import functools
import http.server
import threading
from collections.abc import Iterator
from datetime import datetime
from email.parser import BytesParser
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.chromium_driver import shared_playwright
from tests.support.conftest import assemble, render
from tests.support.instants import INSTANTS

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.slow, pytest.mark.browser]

TICKET = {
    "subject": "Shipping options are missing",
    "description": "Since Monday no carrier shows up for postal code 01310-100.",
    "name": "Ana",
    "email": "ana@example.com",
    "account": "examplestore",
    "question-goal": "To see all carriers at checkout again.",
}


class Receiver(http.server.SimpleHTTPRequestHandler):
    """Serves a site and keeps what is posted, as a form's host would; fails on demand."""

    posts: ClassVar[list[dict[str, str]]] = []
    fail = False

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = BytesParser().parsebytes(head + body)
        fields = {}
        for part in message.get_payload() if message.is_multipart() else ():
            name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
            fields[str(name)] = part.get_payload(decode=True).decode()  # type: ignore[union-attr]
        if self.fail:
            self.send_error(500)
            return
        type(self).posts.append(fields)
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def host(site: Path) -> Iterator[str]:
    Receiver.posts, Receiver.fail = [], False
    handler = functools.partial(Receiver, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def browser(chromium: str) -> Iterator[Any]:
    with shared_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


def fill(page: Any) -> None:
    page.select_option("[name=region]", "brazil")
    page.check("[name=type][value=question]")
    for name, value in TICKET.items():
        page.fill(f"form [name='{name}']", value)


def typed(page: Any) -> dict[str, str]:
    return {name: page.input_value(f"form [name='{name}']") for name in TICKET}


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "Asia/Tokyo"])
def test_open_now_is_the_same_in_the_browser_as_in_python(
    browser: Any, tmp_path: Path, zone: str
) -> None:
    """One build a month of the table, as a site that is built at least that often."""
    for month in sorted({now[:7] for _, now, _, _ in INSTANTS}):
        folder = tmp_path / month
        folder.mkdir()
        site = render(assemble(folder, f"{month}-01T00:00:00Z"), folder / "site")
        handler = functools.partial(Receiver, directory=str(site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            base = f"http://127.0.0.1:{server.server_address[1]}"
            for region, now, is_open, change in INSTANTS:
                if not now.startswith(month):
                    continue
                context = browser.new_context(timezone_id=zone)
                page = context.new_page()
                page.clock.set_fixed_time(datetime.fromisoformat(now))
                page.goto(f"{base}/pt/support/{region}/")
                line = page.locator("[data-hours-now]")
                line.wait_for(state="visible")
                assert line.get_attribute("data-open") == str(is_open).lower(), (region, now)
                shown = datetime.fromisoformat(line.get_attribute("data-change"))
                assert shown == datetime.fromisoformat(change), (region, now)
                context.close()
            server.shutdown()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_ticket_arrives_whole_with_and_without_scripts(
    browser: Any, host: str, scripts: bool
) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.set_default_timeout(8000)
    page.goto(f"{host}/en/support/contact/brazil/")
    fill(page)
    page.click("form[name=support-request] [type=submit]")
    page.wait_for_url("**/support/contact/thanks/brazil/")
    (sent,) = Receiver.posts
    assert sent["form-name"] == "support-request"
    assert sent["region"] == "brazil"
    assert sent["bot-field"] == ""
    assert {name: sent[name] for name in TICKET} == TICKET
    assert "first response in 1 hour" in page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_typed_is_lost_when_sending_fails(browser: Any, host: str, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.set_default_timeout(8000)
    page.goto(f"{host}/en/support/contact/brazil/")
    fill(page)
    Receiver.fail = True
    page.click("form[name=support-request] [type=submit]")
    if scripts:
        page.wait_for_selector("[data-form-alert]:visible")
        assert typed(page) == TICKET
        page.goto(f"{host}/en/support/")
        page.goto(f"{host}/en/support/contact/brazil/")
    else:
        page.wait_for_load_state()
        page.go_back()
    assert typed(page) == TICKET


def test_a_thin_ticket_is_not_sent_and_says_what_it_needs(browser: Any, host: str) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(8000)
    page.goto(f"{host}/pt/support/contact/brazil/")
    fill(page)
    page.fill(
        "form [name=description]",
        "Não funciona. Cartão 4111 1111 1111 1112, cartão 5500005555555559",
    )
    page.fill("[name='question-goal']", "curto")
    page.click("form[name=support-request] [type=submit]")
    assert not Receiver.posts
    alert = page.inner_text("[data-form-alert]")
    assert "Há 2 itens para corrigir" in alert
    assert "número de cartão" in page.inner_text("#f-description-error")
    assert "pelo menos 20 caracteres" in page.inner_text("#f-question-goal-error")


def test_an_article_is_judged_without_leaving_it(browser: Any, host: str) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(8000)
    page.goto(f"{host}/pt/faq/suporte-vtex-brasil/")
    assert not page.is_visible("[name=reason]")
    page.check("[name=helpful][value=no]")
    page.check("[name=reason][value=unclear]")
    page.click("form[name=article-feedback] [type=submit]")
    page.wait_for_selector(".hc-feedback [role=status]")
    assert page.url.endswith("/pt/faq/suporte-vtex-brasil/")


def test_the_survey_takes_the_ticket_from_its_address(browser: Any, host: str) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(8000)
    page.goto(f"{host}/es/support/survey/?ticket=4711")
    assert page.input_value("[name=ticket]") == "4711"
    assert page.context.cookies() == []
