"""The chat page as Gradio blocks: three queued events, everything shown is made in `render`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.web.boundary import Boundary
from assistant.web.chat import Chat, View
from assistant.web.html import Html, element, text
from assistant.web.render import fault, welcome
from assistant.web.texts import CallPage, PageTexts

if TYPE_CHECKING:
    import gradio as gr

STYLE_SHEETS = ("frame", "answer", "verdict", "source", "narrow", "partners")  # in this order
HEAD = (
    "".join(f'<link rel="stylesheet" href="/web/{name}.css">' for name in STYLE_SHEETS)
    + '<link rel="icon" href="/web/icon.svg" type="image/svg+xml">'
    '<script src="/web/chat.js" defer></script><script src="/web/check.js" defer></script>'
    '<meta name="referrer" content="no-referrer">'
)


def chat_page(chat: Chat, texts: PageTexts, call: CallPage, longest: int) -> gr.Blocks:
    """The page of one call. gr.Markdown and not gr.HTML, whose templates need `unsafe-eval` in the page's CSP."""
    import gradio as gr

    def block(value: str, id: str) -> gr.Markdown:
        # Our own renderer escapes and closes the set of elements; Gradio's sanitiser would let images and forms in.
        return gr.Markdown(value, sanitize_html=False, latex_delimiters=[], elem_id=id)

    first = welcome(texts, call.examples)

    def shown(views: Iterator[View]) -> Iterator[tuple[Any, ...]]:
        # Where there is nothing to answer the page is told to stay as it is: Gradio would empty it.
        yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
        with Boundary(texts) as boundary:
            for view in views:
                entry = gr.skip() if view.input is None else view.input
                yield entry, view.history, view.current, view.conversation
        if boundary.lines:  # the chat tells its own faults; this one hit the chat itself
            yield gr.skip(), gr.skip(), fault(texts, boundary.lines), gr.skip()

    def ask(message: Any, key: Any) -> Iterator[tuple[Any, ...]]:
        yield from shown(chat.ask(message, key))

    def judge(fields: Any, key: Any) -> Iterator[tuple[Any, ...]]:
        yield from shown(chat.edit(fields, key))

    def start_again(key: Any) -> Iterator[tuple[Any, ...]]:
        chat.forget(key)
        yield "", "", first, None

    with gr.Blocks(
        analytics_enabled=False, title=f"{texts.product}: {call.title}", fill_width=True, delete_cache=(3600, 3600)
    ) as page:
        conversation = gr.State(None, time_to_live=3600)
        with gr.Row(elem_id="top"):
            block(_header(texts, call), "masthead")
            again = gr.Button(texts.new_conversation, elem_id="again")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="chat"):
                history = block("", "history")
                current = block(first, "current")
                with gr.Column(elem_id="composer"):
                    block(_notice(texts), "notice")
                    with gr.Row(elem_id="entry"):
                        entry = gr.Textbox(
                            label=texts.question_label,
                            placeholder=texts.question_placeholder,
                            lines=1,
                            max_lines=8,
                            max_length=2 * longest,  # a paste that is cut off unseen would be judged without its end
                            elem_id="question",
                        )
                        send = gr.Button(texts.ask, variant="primary", elem_id="ask")
                # What the script writes into it is the consortium as changed in the table (static/check.js).
                edited = gr.Textbox(visible="hidden", elem_id="edited")
                again_judged = gr.Button(visible="hidden", elem_id="judge")
            with gr.Column(elem_id="side"):
                block(_side(texts), "sources")
        places = [entry, history, current, conversation]
        gr.on(
            [entry.submit, send.click],
            ask,
            [entry, conversation],
            places,
            show_progress="hidden",
            api_visibility="private",
        )
        again_judged.click(
            judge,
            [edited, conversation],
            places,
            show_progress="hidden",
            api_visibility="private",
            trigger_mode="always_last",  # the whole consortium is sent: the last state is the one that counts
        )
        again.click(start_again, [conversation], places, show_progress="hidden", api_visibility="private")
    page.queue(max_size=40, default_concurrency_limit=4, api_open=False, status_update_rate=2)
    return page


def _header(texts: PageTexts, call: CallPage) -> Html:
    return element(
        "header",
        element("p", texts.product, class_="product"),
        element("h1", call.title),
        element("p", call.note, class_="note") if call.note else text(""),
    )


def _notice(texts: PageTexts) -> Html:
    return element("p", element("strong", texts.ai_notice), " ", texts.ai_notice_more, id="ai-notice", role="note")


def _side(texts: PageTexts) -> Html:
    """The source panel, empty; the script fills it when a citation is chosen."""
    return element(
        "aside",
        element(
            "div",
            element("button", texts.source_back, type="button", class_="source-back"),
            element("button", texts.source_close, type="button", class_="source-close"),
            class_="source-actions",
        ),
        element(
            "div",
            element("h2", texts.source_placeholder_title),
            element("p", texts.source_placeholder),
            class_="source-content source-empty",
        ),
        id="source",
        aria_label=texts.source_placeholder_title,
        data_missing=texts.source_missing,
        data_finished=texts.finished,
    )
