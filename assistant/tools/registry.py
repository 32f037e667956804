"""The tools as LangChain knows them: strict arguments, content for the model, a `Found` for the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel, ConfigDict, Field

from assistant.evidence import Found
from assistant.tools.search import described

Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SearchArguments(_Arguments):
    queries: Annotated[list[Annotated[str, Field(max_length=2_000)]], Field(min_length=1, max_length=60)]


class CountryArguments(_Arguments):
    country: Name


class RegionArguments(_Arguments):
    region: Name


class TopicArguments(_Arguments):
    topic: Name


class NoArguments(_Arguments):
    pass


def call_tools(
    search: Callable[[list[str]], Found],
    country: Callable[[str], Found],
    region: Callable[[str], Found],
    strand_topic: Callable[[str], Found],
    calendar: Callable[[], Found],
    check: Callable[[], Found] | None,
) -> list[BaseTool]:
    """The read-only tools; names and descriptions are what a model sees. `check` is None for a call that
    has no eligibility profile."""
    tools = [
        _tool(
            "search_call_documents",
            "Searches the call's documents. One query for each question of the message.",
            SearchArguments,
            lambda queries: search(queries),
        ),
        _tool(
            "look_up_country",
            "Whether organisations of a country or territory can be applicants.",
            CountryArguments,
            lambda country_name: country(country_name),
        ),
        _tool(
            "look_up_region",
            "Whether a region, or the region a city lies in, is less developed.",
            RegionArguments,
            lambda region_name: region(region_name),
        ),
        _tool(
            "look_up_strand_topic",
            "On which list (net-zero technologies, strategic or critical raw materials) a topic stands.",
            TopicArguments,
            lambda topic: strand_topic(topic),
        ),
        _tool("call_calendar", "The call's dates against today's date: open or closed.", NoArguments, calendar),
    ]
    if check is not None:
        tools.append(
            _tool(
                "check_consortium",
                "Judges the consortium that the user has described, rule by rule; it reads the user's words itself.",
                NoArguments,
                check,
            )
        )
    return tools


def _tool(name: str, description: str, arguments: type[BaseModel], run: Callable[..., Found]) -> BaseTool:
    def called(**values: Any) -> tuple[str, Found]:
        found = run(*values.values())
        return content(found), found

    return StructuredTool.from_function(
        func=called,
        name=name,
        description=description,
        args_schema=arguments,
        response_format="content_and_artifact",
    )


def content(found: Found) -> str:
    """What a model reads of a result."""
    said = [
        f"[{sentence.quotations[0].passage}] {sentence.text}" for sentence in found.sentences if sentence.quotations
    ]
    searched = [described(list(hits)) for hits in found.hits]
    return "\n\n".join([*said, *searched]) or "Nothing found."
