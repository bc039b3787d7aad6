"""Bodies as readers outside the site get them."""

from __future__ import annotations

import pytest
from mkdocs_help_center.feeds.content_html import feed_html

PAGE = "https://help.example.com/en/release-notes/note/"


@pytest.mark.parametrize(
    ("rendered", "expected"),
    [
        (
            '<p><a href="/en/faq/x/">x</a></p>',
            '<p><a href="https://help.example.com/en/faq/x/">x</a></p>',
        ),
        ('<p><a href="#part">x</a></p>', f'<p><a href="{PAGE}#part">x</a></p>'),
        (
            '<p><a href="https://a.example/?a=1&amp;b=2" class="hc-external" rel="noopener">x</a></p>',
            '<p><a href="https://a.example/?a=1&amp;b=2">x</a></p>',
        ),
        ('<p><a href="mailto:a@b.example">x</a></p>', '<p><a href="mailto:a@b.example">x</a></p>'),
        (
            '<h2 id="a">A<a class="headerlink" href="#a" title="Link">¶</a></h2>',
            "<h2>A</h2>",
        ),
        (
            '<p><a class="hc-lightbox" href="/a.png"><img class="hc-image" src="../../a.png" alt="A"'
            ' loading="lazy"></a></p>',
            '<p><img src="https://help.example.com/en/a.png" alt="A"></p>',
        ),
        (
            '<div class="language-js highlight" data-copy="Copy"><pre tabindex="0"><code>'
            '<span class="k">if</span> (a &lt; b)\n  <span class="nx">c</span>\n</code></pre></div>',
            "<pre><code>if (a &lt; b)\n  c\n</code></pre>",
        ),
        ("<pre><code>\n\n  two\n</code></pre>", "<pre><code>\n\n  two\n</code></pre>"),
        (
            '<div class="admonition warning"><p class="admonition-title">Mind</p><p>This.</p></div>',
            "<div><p><strong>Mind</strong></p><p>This.</p></div>",
        ),
        (
            '<iframe src="https://www.youtube-nocookie.com/embed/x" title="Film"></iframe>after',
            '<a href="https://www.youtube-nocookie.com/embed/x">Film</a>after',
        ),
        (
            '<ul class="task-list"><li><label><input type="checkbox" checked>'
            " Done</label></li></ul>",
            "<ul><li>☑ Done</li></ul>",
        ),
        (
            '<sup><a class="footnote-ref" href="#fn:1">1</a></sup>'
            '<div class="footnote"><ol><li id="fn:1">N'
            '<a class="footnote-backref" href="#r">↩</a></li></ol></div>',
            f'<sup><a href="{PAGE}#fn:1">1</a></sup><div><ol><li>N</li></ol></div>',
        ),
        ("<p>a</p><script>x()</script><style>p{}</style><button>b</button>", "<p>a</p>"),
        ("tail<svg><path/></svg> stays", "tail stays"),
        ("", ""),
        ("<p>\x00a\x0bb</p>", "<p>ab</p>"),
    ],
)
def test_a_body_stands_alone_in_a_reader(rendered: str, expected: str) -> None:
    assert feed_html(rendered, PAGE)[0] == expected


def test_the_first_image_is_the_item_s(tmp_path: object) -> None:
    html = '<p>a</p><p><img src="/one.png"><img src="/two.png"></p>'
    assert feed_html(html, PAGE)[1] == "https://help.example.com/one.png"
    assert feed_html("<p>none</p>", PAGE)[1] == ""


def test_what_is_no_url_stays_as_it_is() -> None:
    assert feed_html('<p><a href="http://[half">x</a></p>', PAGE)[0] == (
        '<p><a href="http://[half">x</a></p>'
    )
