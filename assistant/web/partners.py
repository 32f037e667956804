"""The consortium as it was understood, each partner with the words it was read from, in a table that can be changed.

The cells hold choices from closed lists, no text. `static/check.js` puts them together to the consortium again: a
choice replaces the field it is named after, KEPT leaves the field and the set beside it as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.eligibility.consortium import Consortium, Eccp, FurtherPartners, Kind, Partner, Role
from assistant.eligibility.missing import Asked
from assistant.web.html import Html, element, text
from assistant.web.places import Places
from assistant.web.texts import PageTexts

MOST_PARTNERS = 50  # of a consortium that can be changed on the page
LONGEST_MONTHS = 60  # offered; a longer duration that was said stays
KEPT = "="

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PartnersTable:
    """Makes the table of one consortium. `asked`: the cells that questions ask for are marked."""

    texts: PageTexts
    places: Places
    consortium: Consortium
    asked: Sequence[Asked] = ()
    editable: bool = False

    def html(self) -> Html:
        consortium, texts = self.consortium, self.texts
        editable = self.editable and len(consortium.partners) <= MOST_PARTNERS
        columns = [element("th", name, scope="col") for name in texts.partners_columns]
        table = element(
            "table",
            element("caption", texts.partners_title, class_="sr-only"),
            element("thead", element("tr", *columns)),
            *[self._partner(partner, at, editable) for at, partner in enumerate(consortium.partners)],
        )
        return element(
            "section",
            element("h3", texts.partners_title),
            element("p", texts.partners_hint, class_="notice") if editable else text(""),
            element("div", table, class_="table", role="group", aria_label=texts.partners_title, tabindex="0"),
            _button(texts.partner_add, "partner-add") if editable and len(consortium.partners) < MOST_PARTNERS else "",
            element("dl", *self._project(editable), class_="project"),
            class_="partners",
            data_consortium=_json(consortium) if editable else None,
            data_partner=_json(Partner()) if editable else None,
        )

    def _partner(self, partner: Partner, at: int, editable: bool) -> Html:
        texts = self.texts
        name = partner.name or texts.partner_unnamed.format(n=at + 1)
        remove = texts.partner_remove_one.format(partner=name)
        head = element(
            "th",
            element("span", name, class_="name"),
            element("span", texts.partner_source.format(words=partner.source), class_="read") if partner.source else "",
            _button(texts.partner_remove, "partner-remove", aria_label=remove) if editable else "",
            scope="rowgroup",
            colspan=str(len(texts.partners_columns)),
        )
        fields = zip(texts.partners_columns, self._fields(partner), strict=True)
        cells = [
            element(
                "td",
                field.shown(editable, label=f"{column}, {name}", asked=self._is_asked(field.name, at)),
                data_column=column,
            )
            for column, field in fields
        ]
        return element(
            "tbody", element("tr", head), element("tr", *cells), data_partner=_json(partner) if editable else None
        )

    def _fields(self, partner: Partner) -> list[_Field]:
        texts, places = self.texts, self.places
        regions = [*places.regions.get(partner.country or "", ())]
        if partner.country is None:
            regions += partner.region_in or []
        return [
            self._field("country", partner.country, partner.country_in, places.name, places.countries),
            self._field("region", partner.region, partner.region_in, self._region, regions),
            self._field("kind", partner.kind, None, lambda kind: texts.kinds[Kind(kind)], Kind),
            self._field("role", partner.role, partner.role_in, lambda role: texts.roles[Role(role)], Role),
            _Field("eccp", partner.eccp, [(status.value, texts.eccp[status]) for status in Eccp]),
            self._field(
                "legal_entity", _word(partner.legal_entity), None, lambda word: texts.truths[word], ("true", "false")
            ),
        ]

    def _project(self, editable: bool) -> Iterable[Html]:
        """What is known of the whole consortium, each a name and its field."""
        consortium, texts = self.consortium, self.texts
        fields = [(texts.strand, self._strand()), (texts.duration, self._duration())]
        if (clusters := consortium.eccp_clusters) is not None:
            counts = map(str, range(len(consortium.partners) + 1))
            fields.append((texts.eccp_clusters, self._field("eccp_clusters", str(clusters), None, str, counts)))
        for name, field in fields:
            shown = field.shown(editable, label=name, asked=self._is_asked(field.name, None))
            yield element("div", element("dt", name), element("dd", shown))
        if consortium.further_partners:
            groups = "; ".join(self._further(group) for group in consortium.further_partners)
            remove = _button(texts.further_remove, "further-remove") if editable else ""
            yield element("div", element("dt", texts.further_partners), element("dd", groups, " ", remove))

    def _strand(self) -> _Field:
        words: Mapping[str, str] = {str(strand): word for strand, word in self.texts.strands.items()}
        return self._field("strand", self.consortium.strand, self.consortium.strand_in, words.__getitem__, words)

    def _duration(self) -> _Field:
        months = self.consortium.duration_months
        span = None if months is None or isinstance(months, int) else [f"{months[0]}–{months[1]}"]
        known = str(months) if isinstance(months, int) else None
        return self._field("duration_months", known, span, str, map(str, range(1, LONGEST_MONTHS + 1)))

    def _further(self, group: FurtherPartners) -> str:
        texts = self.texts
        number = texts.further_open if group.most is None else texts.further_range
        words = [number.format(least=group.least, most=group.most)]
        if group.kind:
            words.append(texts.kinds[group.kind])
        if group.country_in:
            words.append(self._choice(group.country_in, self.places.name))
        return ", ".join(words)

    def _region(self, code: str) -> str:
        return f"{self.places.name(code)} ({code})"

    def _field(
        self,
        name: str,
        value: str | None,
        among: Sequence[str] | None,
        word: Callable[[str], str],
        choices: Iterable[str],
    ) -> _Field:
        """A field with "not said" first; a choice left open, and a value that is not offered, stay choosable."""
        options = [("", self.texts.not_said)]
        if value is None and among:
            options.append((KEPT, self._choice(among, word)))
        offered = list(choices)
        if value is not None and value not in offered:
            offered.insert(0, value)
        options += [(str(choice), word(choice)) for choice in offered]
        return _Field(name, value if value is not None else KEPT if among else "", options)

    def _choice(self, among: Sequence[str] | str, word: Callable[[str], str]) -> str:
        if among == "EU":
            return self.texts.any_member_state
        if len(among) == 1:
            return word(among[0])
        return self.texts.one_of.format(choices=", ".join(map(word, among)))

    def _is_asked(self, field: str, partner: int | None) -> bool:
        return any(
            asked.fact == field and (partner in asked.partners if partner is not None else not asked.partners)
            for asked in self.asked
        )


@dataclass(frozen=True, slots=True)
class _Field:
    """A choice of one of `options`, each a value and its words."""

    name: str
    value: str
    options: Options

    def shown(self, editable: bool, *, label: str, asked: bool) -> Html:
        if not editable:
            return text(dict(self.options)[self.value])
        options = [
            element("option", words, value=value, selected="selected" if value == self.value else None)
            for value, words in self.options
        ]
        return element(
            "select",
            *options,
            aria_label=label,
            data_field=self.name,
            class_="asked" if asked else None,
        )


def _button(label: str, kind: str, **attributes: str) -> Html:
    return element("button", label, type="button", class_=kind, **attributes)


def _word(truth: bool | None) -> str | None:
    return None if truth is None else str(truth).lower()


def _json(model: Consortium | Partner) -> str:
    """The fields that are known, without partners."""
    fields: Mapping[str, Any] = model.model_dump(mode="json", exclude={"partners"}, exclude_none=True)
    return json.dumps(fields, ensure_ascii=False)
