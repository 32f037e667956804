"""Hostile texts, made from templates and encodings, and the check that none of them became markup."""

from __future__ import annotations

import base64
from html.parser import HTMLParser
from urllib.parse import quote

from assistant.web.html import ATTRIBUTES, ELEMENTS

SCRIPT = "window.__xss=1"
EVIL = "http://evil.example/x"

TEMPLATES = [
    "<script>{s}</script>",
    "<img src=x onerror={s}>",
    "<img src={u}>",
    "<svg onload={s}>",
    "<svg><script>{s}</script></svg>",
    "<iframe src='javascript:{s}'></iframe>",
    "<iframe srcdoc='<script>{s}</script>'></iframe>",
    "<body onload={s}>",
    "<video src={u} autoplay></video>",
    "<audio src={u} autoplay></audio>",
    "<form action={u}><input name=q><button>Send</button></form>",
    "<a href='javascript:{s}'>official page</a>",
    "<a href='{u}'>official page</a>",
    "<details open ontoggle={s}>",
    "<input autofocus onfocus={s}>",
    "<style>@import '{u}';</style>",
    "<link rel=stylesheet href={u}>",
    "<meta http-equiv=refresh content='0;url={u}'>",
    "<base href='{u}'>",
    "<object data='{u}'></object>",
    "<embed src='{u}'>",
    "<math><mtext><script>{s}</script></mtext></math>",
    "</div></article><script>{s}</script>",
    "'\"><img src=x onerror={s}>",
    '" onmouseover="{s}" x="',
    "<!--><img src=x onerror={s}>-->",
    "<![CDATA[<img src=x onerror={s}>]]>",
    "<template><img src=x onerror={s}></template>",
    "<noscript><p title='</noscript><img src=x onerror={s}>'>",
    "![alt]({u})",
    "![alt](javascript:{s})",
    "[official page]({u})",
    "[official page](javascript:{s})",
    "[official page](https://eismea.ec.europa.eu@evil.example/)",
    "[official page](https://eismea.ec.europa.eu.evil.example/)",
    "[official page](//evil.example/x)",
    "[1]: {u}\n\n[1] ![alt][1]",
    "[ref]: {u}\n\n[official page][ref] ![x][ref]",
    "<{u}>",
    "{u}",
    "> <img src=x onerror={s}>",
    "- <img src=x onerror={s}>\n- ok",
    "**<img src=x onerror={s}>**",
    "*<svg onload={s}>*",
    "```html\n<img src=x onerror={s}>\n```",
    "$$\\href{{javascript:{s}}}{{x}}$$",
    "text\n\n<img src=x onerror={s}>\n\ntext",
    "text\r\n\r\n<img src=x onerror={s}>",
    "${{{s}}} {{{{{s}}}}} {{% {s} %}}",
    "```mermaid\ngraph TD; A-->B; click A href '{u}'\n```",
]


def _spaced(value: str) -> str:
    return value.replace("script", "scr\tipt").replace("onerror", "on\nerror")


ENCODINGS = [
    str,
    str.upper,
    lambda value: value.replace("<", "<\x00").replace("=", "\x0b="),
    _spaced,
    lambda value: "".join(f"&#{ord(c)};" if c in "<>\"'" else c for c in value),
    lambda value: value.replace("<", "&lt;").replace(">", "&gt;"),
    lambda value: value.replace("<", "%3C").replace("javascript:", quote("javascript:", safe="")),
    lambda value: value.replace("<", "\uff1c").replace(">", "\uff1e"),
    lambda value: value.replace("<", "<\u200b").replace("javascript", "java\u202escript"),
    lambda value: f"data:text/html;base64,{base64.b64encode(value.encode()).decode()} {value}",
]

PAYLOADS = [encode(t.format(s=SCRIPT, u=EVIL)) for t in TEMPLATES for encode in ENCODINGS]


class Markup(HTMLParser):
    """Collects what a browser would take as markup."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "an element is closed that was not open"

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("a processing instruction")


def assert_closed_set(html: str, official: frozenset[str] = frozenset()) -> Markup:
    """Only known elements and attributes, addresses from `official` only, everything closed, on one line."""
    assert "\n" not in html, "a blank line would let the text leave its block"
    markup = Markup(html)
    assert not markup.open
    assert set(markup.elements) <= ELEMENTS
    for name, value in markup.attributes:
        assert name in ATTRIBUTES or name.startswith(("aria-", "data-")), name
        if name == "href":
            assert value in official
    return markup
