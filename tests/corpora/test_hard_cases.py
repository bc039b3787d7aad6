# ruff: noqa: E501
"""What each of the 49 hard real files becomes; their README says what is hard about them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from mkdocs_help_center.content.load import Content, ContentSettings, load_content

NO_PAGE, METADATA = "no page", "folder metadata"


class Case(NamedTuple):
    """A file, its URL or why it has none, and what reading it reports: (line, check)."""

    file: str
    becomes: str
    problems: tuple[tuple[int, str], ...] = ()


CASES = [
    Case(
        "en/announcements/2017/december/2017-12-22-new-master-data-api-increases-configuration-flexibility.md",
        "en/announcements/2017-12-22-new-master-data-api-increases-configuration-flexibility/",
    ),
    Case(
        "en/announcements/2020/2020-06-25-relatorio-announcement.md",
        NO_PAGE,
        ((4, "not-published"), (7, "date")),
    ),
    Case(
        "en/announcements/2026/may/[loc placeholder for 2026-05-08-pedidos-dados-personalizados-agora-visiveis-no-admin-vtex].md",
        "en/announcements/2026-05-08-orders-custom-data-now-visible-in-the-vtex-admin/",
    ),
    Case(
        "en/announcements/2026/october/2026-10-13-cms-now-available-for-early-access.md",
        "en/announcements/2026-10-13-cms-now-available-for-early-access/",
    ),
    Case(
        "en/announcements/2026/september/2026-09-30-bolivia-address-database-update.md",
        "en/announcements/2026-09-30-bolivia-address-database-update/",
    ),
    Case("en/faq/Billing/vtex-support-emea.md", "en/faq/vtex-support-emea/"),
    Case(
        "en/faq/Financial/how-to-configure-mercadopago-transparente.md",
        NO_PAGE,
        ((4, "not-published"),),
    ),
    Case(
        "en/faq/Marketing & Merchandising/why-a-Max-Price-by-Item-promotion-wasn't-applied .md",
        NO_PAGE,
        ((4, "not-published"),),
    ),
    Case("en/faq/Others/untitled.md", NO_PAGE, ((4, "not-published"),)),
    Case("en/faq/Others/vtex-support-brazil.md", "en/faq/vtex-support-brazil/"),
    Case("en/faq/Others/vtex-support-united-states.md", "en/faq/vtex-support-united-states/"),
    Case(
        "en/tracks/onboarding-guide/vtex-store-overview/planning-the-go-live.md",
        "en/tracks/planning-the-go-live/",
    ),
    Case("en/tracks/retail-media/vtex-ads/metadata.json", METADATA),
    Case(
        "en/tracks/retail-media/vtex-ads/retail-media-benefits.md",
        "en/tracks/retail-media-benefits/",
    ),
    Case("en/tracks/retail-media/vtex-ads/retail-media-roles.md", "en/tracks/retail-media-roles/"),
    Case(
        "en/troubleshooting/merchandising-and-search/i-cant-update-the-ean-of-my-skus-via-api.md",
        "en/troubleshooting/i-cant-update-the-ean-of-my-skus-via-api/",
        ((9, "content-type-folder"),),
    ),
    Case("en/tutorials/Account management/Access control/roles.md", "en/tutorials/roles/"),
    Case(
        "en/tutorials/account-management/access-control/license-manager-resources.md",
        "en/tutorials/license-manager-resources/",
    ),
    Case("en/tutorials/account-management/access-control/metadata.json", METADATA),
    Case(
        "en/tutorials/account-management/users/database-maintenance-full-cleanup.md",
        "en/tutorials/database-maintenance-full-cleanup/",
    ),
    Case(
        "en/tutorials/payments/payment-settings/how-to-set-up-the-device-fingerprint-for-braspag.md",
        "en/tutorials/how-to-set-up-the-device-fingerprint-for-braspag/",
    ),
    Case(
        "en/tutorials/support/how-does-vtex-support-work.md",
        "en/tutorials/how-does-vtex-support-work/",
    ),
    Case(
        "en/tutorials/support/responsibilities-within-the-vtex-ecosystem.md",
        "en/tutorials/responsibilities-within-the-vtex-ecosystem/",
    ),
    Case("en/tutorials/support/vtex-support-apac.md", "en/tutorials/vtex-support-apac/"),
    Case(
        "es/announcements/2025/abril/2025-04-08-vtex-sales-app-optimizacion-en-la-experiencia-de-checkout.md",
        "es/announcements/2025-04-08-vtex-sales-app-optimizacion-en-la-experiencia-de-checkout/",
    ),
    Case(
        "es/announcements/2025/diciembre/2025-12-15-skyhub-nuevo-modelo-de-envío.md",
        "es/announcements/2025-12-15-skyhub-nuevo-modelo-de-envio/",
        ((4, "date"), (5, "date"), (6, "date")),
    ),
    Case("es/announcements/2025/noviembre/2025-11-07.md", "es/announcements/2025-11-07/"),
    Case(
        "es/announcements/2025/noviembre/2025-11-13-breaking-change-shopee-nova-permissao-obrigatoria copy.md",
        "es/announcements/2025-11-13-breaking-change-shopee-nova-permissao-obrigatoria-copy/",
        ((11, "locale-folder"),),
    ),
    Case(
        "es/announcements/2026/octubre/2026-10-13-cms-ahora-disponible-en-acceso-anticipado.md",
        "es/announcements/2026-10-13-cms-ahora-disponible-en-acceso-anticipado/",
    ),
    Case(
        "es/announcements/2026/septiembre/2026-09-30-actualizacion-de-la-base-de-direcciones-de-bolivia.md",
        "es/announcements/2026-09-30-actualizacion-de-la-base-de-direcciones-de-bolivia/",
    ),
    Case("es/faq/Others/soporte-vtex-brasil.md", "es/faq/soporte-vtex-brasil/"),
    Case("es/faq/Others/untitled.md", NO_PAGE, ((4, "not-published"),)),
    Case("es/faq/Others/vtex-support-united-states.md", "es/faq/soporte-vtex-estados-unidos/"),
    Case(
        "es/tracks/retail-media/vtex-ads/beneficios-de-retail-media.md",
        "es/tracks/beneficios-de-retail-media/",
    ),
    Case(
        "es/tracks/retail-media/vtex-ads/roles-en-retail-media.md",
        "es/tracks/roles-en-retail-media/",
    ),
    Case(
        "es/troubleshooting/Store operations/no-logro-actualizar-el-ean-de-mis-sku-via-api.md",
        "es/troubleshooting/no-logro-actualizar-el-ean-de-mis-sku-via-api/",
        ((9, "content-type-folder"),),
    ),
    Case(
        "es/tutorials/b2b/b2b-suite/organizaciones-b2b/configurar-la-importacion-en-masa-de-datos-de-organizaciones-y-centros-custo.md",
        "es/tutorials/configurar-la-importacion-en-masa-de-datos-de-organizaciones-y-centros-custo/",
    ),
    Case(
        "es/tutorials/operativo/apoyo/como-funciona-el-soporte-de-vtex.md",
        "es/tutorials/como-funciona-el-soporte-de-vtex/",
    ),
    Case(
        "es/tutorials/soporte/operativo/responsabilidades-en-el-ecosistema-vtex.md",
        "es/tutorials/responsabilidades-en-el-ecosistema-vtex/",
    ),
    Case(
        "pt/announcements/2026/outubro/2026-10-13-cms-agora-disponivel-em-acesso-antecipado.md",
        "pt/announcements/2026-10-13-cms-agora-disponivel-em-acesso-antecipado/",
    ),
    Case(
        "pt/announcements/2026/setembro/2026-09-30-atualizacao-da-base-de-enderecos-da-bolivia.md",
        "pt/announcements/2026-09-30-atualizacao-da-base-de-enderecos-da-bolivia/",
    ),
    Case("pt/faq/Billing/suporte-vtex-emea.md", "pt/faq/suporte-vtex-emea/"),
    Case("pt/faq/Others/suporte-vtex-brasil.md", "pt/faq/suporte-vtex-brasil/"),
    Case("pt/faq/Others/vtex-support-united-states.md", "pt/faq/suporte-vtex-estados-unidos/"),
    Case(
        "pt/tracks/retail-media/vtex-ads/beneficios-de-retail-media.md",
        "pt/tracks/beneficios-de-retail-media/",
    ),
    Case(
        "pt/tracks/retail-media/vtex-ads/papeis-e-atribuicoes-em-retail-media.md",
        "pt/tracks/papeis-e-atribuicoes-em-retail-media/",
    ),
    Case(
        "pt/troubleshooting/Store operations/nao-consigo-atualizar-o-ean-dos-meus-skus-por-api.md",
        "pt/troubleshooting/nao-consigo-atualizar-o-ean-dos-meus-skus-por-api/",
        ((9, "content-type-folder"),),
    ),
    Case(
        "pt/tutorials/suporte/como-funciona-o-suporte-da-vtex.md",
        "pt/tutorials/como-funciona-o-suporte-da-vtex/",
    ),
    Case(
        "pt/tutorials/suporte/responsabilidades-no-ecossistema-vtex.md",
        "pt/tutorials/responsabilidades-no-ecossistema-vtex/",
    ),
]

#: Files that are one text in several languages, by what joins them.
TRANSLATIONS = [
    (
        "en/announcements/2026/october/2026-10-13-cms-now-available-for-early-access.md",
        "es/announcements/2026/octubre/2026-10-13-cms-ahora-disponible-en-acceso-anticipado.md",
        "pt/announcements/2026/outubro/2026-10-13-cms-agora-disponivel-em-acesso-antecipado.md",
    ),
    (
        "en/announcements/2026/september/2026-09-30-bolivia-address-database-update.md",
        "es/announcements/2026/septiembre/2026-09-30-actualizacion-de-la-base-de-direcciones-de-bolivia.md",
        "pt/announcements/2026/setembro/2026-09-30-atualizacao-da-base-de-enderecos-da-bolivia.md",
    ),
    (
        "en/faq/Billing/vtex-support-emea.md",
        "pt/faq/Billing/suporte-vtex-emea.md",
    ),
    (
        "en/faq/Others/vtex-support-brazil.md",
        "es/faq/Others/soporte-vtex-brasil.md",
        "pt/faq/Others/suporte-vtex-brasil.md",
    ),
    (
        "en/faq/Others/vtex-support-united-states.md",
        "es/faq/Others/vtex-support-united-states.md",
        "pt/faq/Others/vtex-support-united-states.md",
    ),
    (
        "en/tracks/retail-media/vtex-ads/retail-media-benefits.md",
        "es/tracks/retail-media/vtex-ads/beneficios-de-retail-media.md",
        "pt/tracks/retail-media/vtex-ads/beneficios-de-retail-media.md",
    ),
    (
        "en/tracks/retail-media/vtex-ads/retail-media-roles.md",
        "es/tracks/retail-media/vtex-ads/roles-en-retail-media.md",
        "pt/tracks/retail-media/vtex-ads/papeis-e-atribuicoes-em-retail-media.md",
    ),
    (
        "en/troubleshooting/merchandising-and-search/i-cant-update-the-ean-of-my-skus-via-api.md",
        "es/troubleshooting/Store operations/no-logro-actualizar-el-ean-de-mis-sku-via-api.md",
        "pt/troubleshooting/Store operations/nao-consigo-atualizar-o-ean-dos-meus-skus-por-api.md",
    ),
    (
        "en/tutorials/support/how-does-vtex-support-work.md",
        "es/tutorials/operativo/apoyo/como-funciona-el-soporte-de-vtex.md",
        "pt/tutorials/suporte/como-funciona-o-suporte-da-vtex.md",
    ),
    (
        "en/tutorials/support/responsibilities-within-the-vtex-ecosystem.md",
        "es/tutorials/soporte/operativo/responsabilidades-en-el-ecosistema-vtex.md",
        "pt/tutorials/suporte/responsabilidades-no-ecossistema-vtex.md",
    ),
]


@pytest.fixture(scope="module")
def content(hard_cases: Path) -> Content:
    return load_content(ContentSettings(hard_cases))


def test_the_table_names_every_file(hard_cases: Path) -> None:
    files = {p.relative_to(hard_cases).as_posix() for p in hard_cases.rglob("*") if p.is_file()}
    assert files - {"README.md"} == {case.file for case in CASES}
    assert len(CASES) == 49


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_hard_file_becomes_what_the_table_says(content: Content, case: Case) -> None:
    article = content.catalog.by_source.get(case.file)
    unpublished = {article.source for article in content.catalog.unpublished}
    if case.becomes == METADATA:
        assert case.file in content.claimed
    elif case.becomes == NO_PAGE:
        assert case.file in unpublished
    else:
        assert article is not None
        assert article.url == case.becomes
    found = [(p.line, p.check) for p in content.problems if p.path == f"content/{case.file}"]
    assert tuple(sorted(found)) == case.problems


@pytest.mark.parametrize("files", TRANSLATIONS, ids=lambda files: files[0].rpartition("/")[2])
def test_translations_of_hard_files_find_each_other(
    content: Content, files: tuple[str, ...]
) -> None:
    for file in files:
        article = content.catalog.by_source[file]
        found = {other.source for other in content.catalog.translations(article).values()}
        assert found == set(files)


def test_no_other_hard_files_are_taken_for_translations(content: Content) -> None:
    joined = {file for files in TRANSLATIONS for file in files}
    for article in content.catalog.articles:
        if article.source not in joined:
            assert list(content.catalog.translations(article).values()) == [article]
