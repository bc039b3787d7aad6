"""Every element name of HTML, obsolete ones included: what is no name of these is the writer's text.

Source: HTML standard, "Elements" index and section 16 "Obsolete features".
"""


def names(text: str) -> frozenset[str]:
    """The blank-separated names in ``text``, which reads better than a list of quoted words."""
    return frozenset(text.split())


HTML_TAGS = names(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd
    keygen label legend li link listing main map mark marquee math menu menuitem meta meter
    multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param
    picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select
    slot small source spacer span strike strong style sub summary sup svg table tbody td template
    textarea tfoot th thead time title tr track tt u ul var video wbr xmp
    """
)
