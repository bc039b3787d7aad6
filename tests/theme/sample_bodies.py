# ruff: noqa: E501
"""Words for the samples: titles in three languages and bodies with every block of text."""

from __future__ import annotations

TITLES: dict[str, tuple[str, ...]] = {
    "en": (
        "Why does an order stay in “Waiting for payment”?",
        "Set up delivery windows for your warehouse",
        "How do I add a member to my team?",
        "Checkout shows an old price after a promotion ends",
        "Gift cards can now be combined with promotions",
        "What to do when a feed is rejected",
    ),
    "es": (
        "¿Por qué un pedido queda en “Esperando el pago”?",
        "Configura las franjas de entrega de tu almacén",
        "¿Cómo agrego a una persona a mi equipo?",
        "El checkout muestra un precio anterior al terminar una promoción",
        "Las tarjetas de regalo ya se combinan con promociones",
        "Qué hacer cuando se rechaza un feed",
    ),
    "pt": (
        "Por que um pedido fica em “Aguardando pagamento”?",
        "Configure as janelas de entrega do seu armazém",
        "Como adiciono uma pessoa à minha equipe?",
        "O checkout mostra um preço antigo depois que a promoção termina",
        "Vales-presente agora podem ser combinados com promoções",
        "O que fazer quando um feed é recusado",
    ),
}

_BLOCKS = """
<p>{one} <a href="#steps">{two}</a> — <code>deliveryWindows</code> <kbd>Ctrl</kbd>+<kbd>S</kbd>.</p>
<h2 id="before">{h1}<a class="headerlink" href="#before" title="{h1}" aria-label="{h1}">¶</a></h2>
<p>{three} {one} <strong>{two}</strong> {three}</p>
<div class="admonition info"><p class="admonition-title">{info}</p><p>{three} <a href="#">{two}</a></p></div>
<div class="admonition warning"><p class="admonition-title">{warn}</p><ul><li>{one}</li><li>{two}</li></ul></div>
<h2 id="steps">{h2}<a class="headerlink" href="#steps" title="{h2}" aria-label="{h2}">¶</a></h2>
<ol><li>{one}</li><li><p>{two}</p><ol><li>{three}</li><li>{one}</li></ol></li><li>{three}
<div class="language-json highlight"><pre tabindex="0"><code><span class="p">{{</span>
  <span class="nt">"deliveryWindows"</span><span class="p">:</span> <span class="p">[</span>
    <span class="p">{{</span> <span class="nt">"start"</span><span class="p">:</span> <span class="s2">"2026-10-01T09:00:00Z"</span><span class="p">,</span> <span class="nt">"price"</span><span class="p">:</span> <span class="mi">1290</span> <span class="p">}}</span>
  <span class="p">],</span> <span class="c1">// 12,90</span>
  <span class="nt">"active"</span><span class="p">:</span> <span class="kc">true</span>
<span class="p">}}</span>
</code></pre></div></li></ol>
<h3 id="limits">{h3}<a class="headerlink" href="#limits" title="{h3}" aria-label="{h3}">¶</a></h3>
<div class="md-typeset__scrollwrap" tabindex="0" role="group" aria-label="{h3}"><div class="md-typeset__table">
<table class="hc-table"><thead><tr><th>{c1}</th><th>{c2}</th><th class="hc-right">{c3}</th></tr></thead>
<tbody><tr><td>{one}</td><td>{two}</td><td class="hc-right">1.204</td></tr>
<tr><td>{two}</td><td><code>maxItems</code></td><td class="hc-right">37</td></tr></tbody></table></div></div>
<blockquote><p>{three}</p></blockquote>
<h2 id="workaround">{h4}<a class="headerlink" href="#workaround" title="{h4}" aria-label="{h4}">¶</a></h2>
<div class="admonition tip"><p class="admonition-title">{tip}</p><p>{two}</p></div>
<div class="admonition success"><p class="admonition-title">{ok}</p><p>{one}</p></div>
<div class="admonition danger"><p class="admonition-title">{bad}</p><p>{three}</p></div>
<div class="admonition note"><p class="admonition-title">{note}</p><p>{one}</p></div>
<ul class="task-list"><li class="task-list-item"><label class="task-list-control"><input type="checkbox" disabled checked aria-label="{ok}"><span class="task-list-indicator"></span></label> {one}</li></ul>
<hr>
<p>{three} {two}</p>
"""

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "one": "A delivery window is the time between which an order may arrive.",
        "two": "Choose the warehouse that ships the order",
        "three": "Buyers see only the windows that still have room, so that nobody waits in vain.",
        "h1": "Before you start",
        "h2": "Create the window",
        "h3": "Limits",
        "h4": "If windows don't show",
        "info": "Note",
        "warn": "Warning",
        "tip": "Tip",
        "ok": "Done",
        "bad": "Attention",
        "note": "Remark",
        "c1": "Field",
        "c2": "Value",
        "c3": "Orders",
    },
    "es": {
        "one": "Una franja de entrega es el tiempo en el que puede llegar un pedido.",
        "two": "Elige el almacén que despacha el pedido",
        "three": "Los compradores ven solo las franjas con lugar, para que nadie espere en vano.",
        "h1": "Antes de empezar",
        "h2": "Crea la franja",
        "h3": "Límites",
        "h4": "Si las franjas no aparecen",
        "info": "Nota",
        "warn": "Advertencia",
        "tip": "Consejo",
        "ok": "Listo",
        "bad": "Atención",
        "note": "Observación",
        "c1": "Campo",
        "c2": "Valor",
        "c3": "Pedidos",
    },
    "pt": {
        "one": "Uma janela de entrega é o intervalo em que um pedido pode chegar.",
        "two": "Escolha o armazém que despacha o pedido",
        "three": "Os compradores veem só as janelas com vaga, para que ninguém espere à toa.",
        "h1": "Antes de começar",
        "h2": "Crie a janela",
        "h3": "Limites",
        "h4": "Se as janelas não aparecem",
        "info": "Nota",
        "warn": "Aviso",
        "tip": "Dica",
        "ok": "Pronto",
        "bad": "Atenção",
        "note": "Observação",
        "c1": "Campo",
        "c2": "Valor",
        "c3": "Pedidos",
    },
}

#: For each locale the body and its headings as (id, title).
ARTICLE_BODY: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    code: (
        _BLOCKS.format(**words),
        (
            ("before", words["h1"]),
            ("steps", words["h2"]),
            ("limits", words["h3"]),
            ("workaround", words["h4"]),
        ),
    )
    for code, words in _WORDS.items()
}

PLAIN_BODY = """
<h2 id="tabs">Tabs</h2>
<div class="tabbed-set tabbed-alternate" data-tabs="1:2"><input checked="checked" id="tab-a" name="tabs" type="radio"><input id="tab-b" name="tabs" type="radio">
<div class="tabbed-labels"><label for="tab-a">Python</label><label for="tab-b">JavaScript</label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>Alpha</p></div><div class="tabbed-block"><p>Beta</p></div></div></div>
<h2 id="admonitions">Admonitions</h2>
<details class="question" open><summary>Question?</summary><p>Answer.</p></details>
<details class="warning"><summary>Closed</summary><p>Hidden.</p></details>
<div class="grid cards"><ul><li><p>One</p></li><li><p>Two</p></li><li><p>Three</p></li></ul></div>
<p><a class="md-button md-button--primary" href="#tabs">Go</a> <a class="md-button" href="#tabs">Stay</a></p>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
"""
