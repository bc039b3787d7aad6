"""Forms as readers use them, with and without scripts, against a host that takes and refuses them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.chromium_driver import close, wait_until
from tests.conftest import ROOT
from tests.support.conftest import assemble, render
from tests.support.receiver import Host, receiving

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TICKET = {
    "subject": "Shipping options are missing",
    "description": "Since Monday no carrier shows up for postal code 01310-100.",
    "name": "Ana",
    "email": "ana@example.com",
    "account": "examplestore",
    "question-goal": "To see all carriers at checkout again.",
}
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with receiving(site) as found:
        yield found


@pytest.fixture
def page_of(chromium: Any) -> Iterator[Any]:
    contexts = []

    def make(scripts: bool = True) -> Any:
        context = chromium.new_context(java_script_enabled=scripts, timezone_id="Asia/Tokyo")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield make
    for context in contexts:
        close(context)


def fill(page: Any) -> None:
    page.select_option("[name=region]", "brazil")
    page.check("[name=type][value=question]")
    for name, value in TICKET.items():
        page.fill(f"form [name='{name}']", value)


def typed(page: Any) -> dict[str, str]:
    return {name: page.input_value(f"form [name='{name}']") for name in TICKET}


def send(page: Any, form: str = "support-request") -> None:
    page.click(f"form[name={form}] [type=submit]")


@SCRIPTS
@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_a_ticket_arrives_whole_with_and_without_scripts(
    page_of: Any, host: Host, scripts: bool, locale: str, tmp_path: Path
) -> None:
    page = page_of(scripts)
    page.goto(f"{host.base}/{locale}/support/contact/brazil/")
    fill(page)
    file = tmp_path / "log.txt"
    file.write_text("x" * 300, encoding="utf-8")
    page.set_input_files("[name=attachment-1]", str(file))
    send(page)
    page.wait_for_url(f"**/{locale}/support/contact/thanks/brazil/")
    (sent,) = host.posts
    assert sent["form-name"] == "support-request"
    assert sent["region"] == "brazil"
    assert sent["type"] == "question"
    assert sent["bot-field"] == ""
    assert sent["locale"] == locale
    assert sent["attachment-1"] == "log.txt 300"
    assert {name: sent[name] for name in TICKET} == TICKET
    panel = page.get_attribute(".hc-thanks .hc-button--primary", "href")
    language = {"en": "/hc/en/", "es": "/hc/es/", "pt": "/hc/pt-br/"}[locale]
    assert language in panel
    assert page.evaluate("document.documentElement.lang") == locale


@SCRIPTS
def test_nothing_typed_is_lost_when_sending_fails(page_of: Any, host: Host, scripts: bool) -> None:
    page = page_of(scripts)
    page.goto(f"{host.base}/en/support/contact/brazil/")
    fill(page)
    host.fail = True
    send(page)
    if scripts:
        page.wait_for_selector("[data-form-alert]:visible")
        assert typed(page) == TICKET
        # Not even by leaving the page, or going to another region's or language's.
        page.goto(f"{host.base}/en/support/")
        page.goto(f"{host.base}/es/support/contact/latam/")
    else:
        page.wait_for_load_state()
        page.go_back()
    assert typed(page) == TICKET
    host.fail = False
    if not scripts:
        send(page)
        page.wait_for_url("**/support/contact/thanks/brazil/")
        assert {name: host.posts[0][name] for name in TICKET} == TICKET


def test_what_was_sent_is_no_draft_any_more(page_of: Any, host: Host) -> None:
    page = page_of()
    page.goto(f"{host.base}/en/support/contact/brazil/")
    fill(page)
    page.reload()
    assert typed(page) == TICKET
    assert "What you wrote before is back" in page.inner_text("[data-form-alert]")
    send(page)
    page.wait_for_url("**/support/contact/thanks/brazil/")
    page.goto(f"{host.base}/en/support/contact/brazil/")
    assert set(typed(page).values()) == {""}
    assert not page.is_visible("[data-form-alert]")


def test_a_thin_ticket_is_not_sent_and_says_what_it_needs(page_of: Any, host: Host) -> None:
    page = page_of()
    page.goto(f"{host.base}/pt/support/contact/brazil/")
    fill(page)
    page.fill(
        "form [name=description]",
        "Não funciona. Cartão 4111 1111 1111 1112, cartão 5500005555555559",
    )
    page.fill("[name='question-goal']", "curto")
    send(page)
    assert not host.posts
    assert "Há 2 itens para corrigir" in page.inner_text("[data-form-alert]")
    assert "número de cartão" in page.inner_text("#f-description-error")
    assert "pelo menos 20 caracteres" in page.inner_text("#f-question-goal-error")
    assert page.evaluate("document.activeElement.name") == "description"
    page.click("[data-form-alert] a >> nth=1")
    assert page.evaluate("document.activeElement.name") == "question-goal"


def test_each_type_asks_its_own_questions_and_sends_no_others(page_of: Any, host: Host) -> None:
    page = page_of()
    page.goto(f"{host.base}/en/support/contact/brazil/")
    expect(page.locator("[data-type]:visible")).to_have_count(0)
    fill(page)
    assert page.locator("[data-type]:visible").get_attribute("data-type") == "question"
    page.check("[name=type][value=incident]")
    assert page.locator("[data-type]:visible").get_attribute("data-type") == "incident"
    send(page)
    errors = page.locator("[data-error]:visible")
    # Affected, impact, since, steps; what was expected may be left out.
    expect(errors).to_have_count(4)
    assert not host.posts
    page.check("[name='incident-affected'][value=shoppers]")
    page.check("[name='incident-impact'][value=high]")
    page.fill("[name='incident-since']", "Monday 9:00, Brasília")
    page.fill("[name='incident-steps']", "1. Add SKU 12 to the cart 2. Enter 01310-100")
    send(page)
    page.wait_for_url("**/support/contact/thanks/brazil/")
    (sent,) = host.posts
    assert sent["incident-impact"] == "high"
    assert "question-goal" not in sent


def test_without_scripts_every_type_is_there_and_the_chosen_one_alone_asks(
    page_of: Any, host: Host
) -> None:
    page = page_of(False)
    page.goto(f"{host.base}/en/support/contact/")
    expect(page.locator("[data-type]:visible")).to_have_count(4)
    page.check("[name=type][value=task]")
    assert page.locator("[data-type]:visible").get_attribute("data-type") == "task"


def test_attachments_that_are_too_large_are_refused_before_sending(
    page_of: Any, host: Host, tmp_path: Path
) -> None:
    page = page_of()
    page.goto(f"{host.base}/en/support/contact/brazil/")
    fill(page)
    for number in (1, 2):
        file = tmp_path / f"{number}.bin"
        file.write_bytes(b"0" * 4_500_000)
        page.set_input_files(f"[name=attachment-{number}]", str(file))
    send(page)
    assert "larger than 8 MB together" in page.inner_text("[data-form-alert]")
    assert not host.posts
    assert typed(page) == TICKET


def test_any_endpoint_takes_netlifys_place(page_of: Any, tmp_path: Path) -> None:
    """Another host's answer is hidden from scripts: the ticket must still arrive, once, and be thanked."""
    forms = (ROOT / "content/_data/forms.yml").read_text("utf-8")
    (tmp_path / "site").mkdir()
    with receiving(tmp_path / "site") as host, receiving(tmp_path, elsewhere=True) as endpoint:
        data = {"forms.yml": forms.replace("endpoint: ''", f"endpoint: {endpoint.base}/take")}
        render(assemble(tmp_path, address=host.base + "/", data=data), host.folder)
        html = (host.folder / "en/support/contact/brazil/index.html").read_text("utf-8")
        assert "netlify" not in html.lower()
        for scripts in (True, False):
            endpoint.posts.clear()
            page = page_of(scripts)
            page.goto(f"{host.base}/en/support/contact/brazil/")
            fill(page)
            send(page)
            page.wait_for_url(f"{host.base}/en/support/contact/thanks/brazil/")
            (sent,) = endpoint.posts
            assert {name: sent[name] for name in TICKET} == TICKET
            page.goto(f"{host.base}/en/support/contact/brazil/")
            assert set(typed(page).values()) == {""}
        # Checked before it leaves the page, too.
        page = page_of()
        page.goto(f"{host.base}/en/support/contact/brazil/")
        send(page)
        assert page.locator("[data-error]:visible").count() > 3
        endpoint.fail = True
        fill(page)
        send(page)
        page.wait_for_url(f"{endpoint.base}/take")
        page.go_back()
        assert typed(page) == TICKET


@SCRIPTS
def test_an_article_is_judged_with_a_reason(page_of: Any, host: Host, scripts: bool) -> None:
    page = page_of(scripts)
    page.goto(f"{host.base}/pt/faq/suporte-vtex-brasil/")
    assert not page.is_visible("[name=reason] >> nth=0")
    page.check("[name=helpful][value=no]")
    page.check("[name=reason][value=broken_link]")
    page.fill("[name=comment]", "O link do painel não abre.")
    send(page, "article-feedback")
    if scripts:
        page.wait_for_selector(".hc-feedback [role=status]")
        assert page.url.endswith("/pt/faq/suporte-vtex-brasil/")
    else:
        page.wait_for_url("**/pt/support/feedback/thanks/")
    (sent,) = host.posts
    assert sent["form-name"] == "article-feedback"
    assert sent["page"] == "/pt/faq/suporte-vtex-brasil/"
    assert (sent["helpful"], sent["reason"]) == ("no", "broken_link")
    assert sent["comment"] == "O link do painel não abre."
    assert page.context.cookies() == []


def test_a_comment_survives_a_failure(page_of: Any, host: Host) -> None:
    page = page_of()
    page.goto(f"{host.base}/pt/faq/suporte-vtex-brasil/")
    page.check("[name=helpful][value=no]")
    page.fill("[name=comment]", "Falta um exemplo.")
    host.fail = True
    send(page, "article-feedback")
    page.wait_for_selector(".hc-feedback [data-form-alert]:visible")
    assert page.input_value("[name=comment]") == "Falta um exemplo."


@SCRIPTS
def test_the_survey_is_sent_with_its_ticket(page_of: Any, host: Host, scripts: bool) -> None:
    page = page_of(scripts)
    page.goto(f"{host.base}/es/support/survey/?ticket=4711")
    if scripts:
        assert page.input_value("[name=ticket]") == "4711"
    else:
        page.fill("[name=ticket]", "4711")
    page.check("[name=score][value='2']")
    page.check("[name=solved][value=partly]")
    page.fill("[name=comment]", "Tardó dos días.")
    send(page, "satisfaction-survey")
    page.wait_for_url("**/es/support/survey/thanks/")
    (sent,) = host.posts
    assert (sent["ticket"], sent["score"], sent["solved"]) == ("4711", "2", "partly")
    assert sent["comment"] == "Tardó dos días."
    assert page.context.cookies() == []


def test_a_hostile_ticket_number_stays_a_text(page_of: Any, host: Host) -> None:
    page = page_of()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{host.base}/es/support/survey/?ticket=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")
    assert page.input_value("[name=ticket]") == '"><img src=x onerror=alert(1)>'
    expect(page.locator("main img")).to_have_count(0)


def test_a_form_that_was_open_while_its_region_was_renamed_still_arrives(
    page_of: Any, host: Host
) -> None:
    page = page_of(False)
    page.goto(f"{host.base}/pt/support/contact/brasil/")
    assert page.input_value("[name=region]") == "brazil"
    fill(page)
    send(page)
    page.wait_for_url("**/pt/support/contact/thanks/brazil/")
    assert len(host.posts) == 1
    answer = page.request.post(f"{host.base}/pt/support/contact/thanks/brasil/", form={"a": "b"})
    assert answer.ok


@pytest.mark.parametrize("trouble", ["hangs", "fails"])
@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_only_what_is_shown_is_asked_for_while_suggestions_are_on_their_way(
    page_of: Any, host: Host, locale: str, trouble: str
) -> None:
    page = page_of()
    page.route("**/contact.*.js", lambda route: route.abort() if trouble == "fails" else None)
    page.goto(f"{host.base}/{locale}/support/contact/", wait_until="commit")
    page.locator("form[name=support-request]").wait_for()
    wait_until(page, "document.querySelector('form[name=support-request]').noValidate")
    fill(page)
    send(page)
    page.wait_for_url(f"**/{locale}/support/contact/thanks/brazil/", wait_until="commit")
    (sent,) = host.posts
    assert {name: sent[name] for name in TICKET} == TICKET
    assert not [name for name in sent if name.startswith(("incident-", "task-", "financial-"))]


def test_a_region_takes_only_its_kinds_of_request(page_of: Any, host: Host) -> None:
    page = page_of()
    page.goto(f"{host.base}/en/support/contact/brazil/")
    offered = page.locator("[name=type]:not(:disabled)").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert offered
    page.locator("[name=region]").evaluate(
        "(region, kept) => { region.selectedOptions[0].dataset.types = kept; }", offered[-1]
    )
    page.click(f"[name=type][value={offered[0]}]")
    enabled = page.locator("[name=type]:not(:disabled)")
    expect(enabled).to_have_count(1)
    expect(enabled).to_have_value(offered[-1])
    expect(page.locator("[name=type]:checked")).to_have_count(0)
    expect(page.locator("[data-type]:visible")).to_have_count(0)
    send(page)
    # Nothing was chosen, though the first that could be is no longer offered.
    expect(page.locator("#f-type-error")).to_be_visible()


def test_answers_to_another_kind_of_request_are_kept(page_of: Any, host: Host) -> None:
    page = page_of()
    page.goto(f"{host.base}/pt/support/contact/brazil/")
    fill(page)
    page.check("[name=type][value=incident]")
    expect(page.locator("[name=question-goal]")).to_be_hidden()
    page.reload()
    expect(page.locator("[name=type][value=incident]")).to_be_checked()
    page.check("[name=type][value=question]")
    expect(page.locator("[name=question-goal]")).to_be_visible()
    assert typed(page) == TICKET
