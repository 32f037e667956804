"""An exchange, the user's message and what the assistant says to it, as HTML from the answer object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation, Claim
from assistant.statuses import Status
from assistant.web import markdown
from assistant.web.exchange import Exchange
from assistant.web.html import Html, element, join, text
from assistant.web.partners import PartnersTable
from assistant.web.places import Places
from assistant.web.texts import PageTexts
from assistant.web.verdict import check_card


@dataclass(frozen=True, slots=True)
class Renderer:
    """Turns answers into HTML. `official`: addresses that may be linked; `places`: countries and regions."""

    texts: PageTexts
    official: frozenset[str] = frozenset()
    places: Places = field(default_factory=Places)

    def working(self, question: str, progress: str, claims: Sequence[Claim], anchor: str) -> Html:
        """The exchange while the answer is made: the sentences verified so far and what is being done."""
        return self._exchange(
            question,
            [
                element("h2", self.texts.assistant, class_="status status-working", tabindex="-1"),
                element("div", *[self._sentence(claim) for claim in claims], class_="answer"),
                element("p", progress, class_="progress"),
            ],
            anchor,
            busy=True,
        )

    def finished(self, exchange: Exchange, *, editable: bool = False) -> Html:
        """The exchange with its whole answer; the consortium judged in it can be changed if `editable`."""
        answer, check = exchange.answer, exchange.check
        cited = {citation.n: citation for citation in answer.citations}

        def marker(n: int) -> Html:
            return self._cite(cited[n], f"[{n}]") if n in cited else text(f"[{n}]")

        status = answer.status
        parts = [element("h2", status.label, class_=f"status status-{status.value}", tabindex="-1")]
        if check is None and (answer.claims or status is not Status.ANSWERED):  # a greeting rests on nothing
            parts.append(element("p", status.description, class_="status-description"))
        words = answer.answer if exchange.beside_check is None else exchange.beside_check
        if words:
            parts.append(
                element(
                    "div",
                    markdown.render(words, marker, self.official),
                    class_="answer",
                    lang=answer.language,
                    data_ai_generated="true",
                    data_model=answer.provenance.model,
                    data_answer=answer.id,
                )
            )
        if check:
            table = PartnersTable(self.texts, self.places, check.consortium, check.judgement.asked, editable)
            parts.append(check_card(check, table.html(), marker, self.texts, editable=editable))
        elif unsaid := [question for question in answer.questions if question not in answer.answer]:
            parts.append(self._questions(unsaid))
        if cited:
            parts.append(self._sources(answer.citations))
        return self._exchange(exchange.question, parts, exchange.anchor, busy=False, edition=exchange.edition)

    def problem(self, question: str, title: str, lines: Sequence[str], anchor: str) -> Html:
        """The exchange when no answer could be made: what happened, why, what to do next."""
        return self._exchange(
            question,
            [
                element("h2", title, class_="status status-failed", tabindex="-1"),
                element("div", *[element("p", line) for line in lines], class_="answer"),
            ],
            anchor,
            busy=False,
        )

    def _exchange(self, question: str, parts: Sequence[Html], anchor: str, *, busy: bool, edition: int = 0) -> Html:
        return element(
            "article",
            element(
                "p",
                element("span", self.texts.you, class_="who"),
                element("span", question, class_="words"),
                class_="question",
            ),
            element("div", *parts, class_="reply"),
            id=anchor,
            class_="exchange",
            aria_busy="true" if busy else "false",
            data_edition=str(edition),
        )

    def _sentence(self, claim: Claim) -> Html:
        """A sentence still without its sources at hand: markers show, buttons come with the finished answer."""
        markers = "".join(f" [{n}]" for n in claim.citations if f"[{n}]" not in claim.text)

        def marker(n: int) -> Html:
            return element("span", f"[{n}]", class_="cite-pending")

        return markdown.render(claim.text + markers, marker, self.official)

    def _cite(self, citation: Citation, *label: str) -> Html:
        section = citation.section[-1] if citation.section else citation.title
        return element(
            "button",
            *label,
            type="button",
            class_="cite",
            data_document=citation.document,
            data_start=str(citation.start),
            data_end=str(citation.end),
            aria_label=self.texts.cite.format(n=citation.n, title=citation.title, section=section),
        )

    def _questions(self, questions: Sequence[str]) -> Html:
        listed = [element("li", question) for question in questions]
        title = element("p", element("strong", self.texts.missing_title))
        return element("div", title, element("ul", *listed), class_="missing")

    def _sources(self, citations: Sequence[Citation]) -> Html:
        """The sections that the answer rests on, each with its citations."""
        sections: dict[tuple[str, ...], list[Citation]] = {}
        for citation in citations:
            sections.setdefault((citation.title, *citation.section), []).append(citation)
        lines = []
        for (title, *path), cited in sections.items():
            where = [path[-1], title] if path and not title.endswith(path[-1]) else [title]
            lines.append(
                element(
                    "li",
                    element("span", *[self._cite(citation, f"[{citation.n}]") for citation in cited], class_="numbers"),
                    element("span", element("strong", where[0]), " ", *where[1:], class_="where"),
                )
            )
        return element(
            "div",
            element("h3", self.texts.sources),
            element("ul", *lines),
            class_="sources",
            data_ai_generated="false",
        )


def fault(texts: PageTexts, lines: Sequence[str]) -> Html:
    """What stands in the place of an exchange when none could be made at all."""
    return element(
        "section",
        element("h2", texts.problem_title, class_="status status-failed", tabindex="-1"),
        element("div", *[element("p", line) for line in lines], class_="answer"),
        class_="exchange",
        role="alert",
    )


def welcome(texts: PageTexts, examples: Sequence[str]) -> Html:
    """What stands in the chat before the first question; the examples are asked by a click."""
    buttons = [
        element("li", element("button", example, type="button", class_="example", data_question=example))
        for example in examples
    ]
    listed = [element("h3", texts.examples_title), element("ul", *buttons, class_="examples")] if buttons else []
    return element(
        "section", element("h2", texts.welcome), element("p", texts.welcome_more), join(listed), class_="welcome"
    )
