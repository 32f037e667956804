"""The words of the page, one YAML file a language in `languages/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.calls import Call
from assistant.eligibility.consortium import Eccp, Kind, Role, Strand
from assistant.eligibility.findings import Outcome, RuleId, VerdictStatus

_FOLDER = Path(__file__).parent / "languages"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OutcomeText(_Model):
    """An outcome is shown as a word and a sign, never by colour alone."""

    word: str
    symbol: str


class PageTexts(_Model):
    """Every text of the chat page. In braces: what the code fills in. The YAML file has the same keys."""

    language: str
    product: str
    tagline: str
    welcome: str
    welcome_more: str
    examples_title: str
    ai_notice: str
    ai_notice_more: str
    question_label: str
    question_placeholder: str
    ask: str
    new_conversation: str
    you: str
    assistant: str
    working: str
    finished: str
    cite: str
    sources: str
    missing_title: str
    source_placeholder_title: str
    source_placeholder: str
    source_origin: str
    source_date: str
    source_valid: str
    source_standing: str
    source_official: str
    source_quoted: str
    source_missing: str
    source_close: str
    source_back: str
    period_both: str
    period_since: str
    period_until: str
    standings: dict[str, str]
    verdict_title: str
    verdict_statuses: dict[VerdictStatus, str]
    verdict_notice: str
    rules_title: str
    check_unfold: str
    verdict_columns: tuple[str, str, str, str, str]
    outcomes: dict[Outcome, OutcomeText]
    rules: dict[RuleId, str]
    missing_facts: str
    smallest_changes: str
    assumptions: str
    before_title: str
    partners_title: str
    partners_hint: str
    partners_columns: tuple[str, str, str, str, str, str]
    partner_source: str
    partner_add: str
    partner_remove: str
    partner_remove_one: str
    further_partners: str
    further_range: str
    further_open: str
    further_remove: str
    eccp_clusters: str
    truths: dict[str, str]
    copy_text: str
    copied: str
    summary_title: str
    partner_unnamed: str
    strand: str
    duration: str
    not_said: str
    one_of: str
    any_member_state: str
    kinds: dict[Kind, str]
    roles: dict[Role, str]
    eccp: dict[Eccp, str]
    strands: dict[Strand, str]
    problem_title: str
    unexpected: str
    unexpected_next: str
    too_long: str
    too_long_why: str
    too_long_next: str
    expired: str
    expired_why: str
    expired_next: str
    too_many: str
    too_many_why: str
    too_many_next: str


class CallPage(_Model):
    """What the page says of one call: its title, a line below it, and questions that one may ask."""

    title: str
    note: str = ""
    examples: tuple[str, ...] = ()


@cache
def page_texts(language: str) -> PageTexts:
    """The page's words in `language` (ISO 639-1)."""
    return PageTexts.model_validate(_read(_FOLDER / f"{language}.yaml"))


def call_page(call: Call) -> CallPage:
    """Title, agency and deadline from the call's profile, example questions from `examples.yaml` in its folder; a call
    of the user's own may have neither, its id is the title then."""
    if call.profile is None:
        return CallPage(title=call.id)
    profile = call.profile
    note = f"{profile.granting_authority.name} ({profile.granting_authority.short})"
    path = call.directory / "examples.yaml" if call.directory else None
    examples = _read(path) if path and path.is_file() else ()
    return CallPage.model_validate({"title": profile.title, "note": note, "examples": examples})


def _read(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
