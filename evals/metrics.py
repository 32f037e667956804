"""The closed list of metrics: what each says, which way is better, and whether it is a yes/no per case."""

from __future__ import annotations

from enum import StrEnum


class Better(StrEnum):
    """Which way a metric improves. Closed list."""

    HIGHER = "higher"
    LOWER = "lower"


class Metric(StrEnum):
    """A metric's name in records. One of a family of fields is written `name/field` (`slot_f1/country`)."""

    description: str
    better: Better
    yes_no: bool
    unit: str

    def __new__(
        cls, value: str, description: str, better: Better = Better.HIGHER, yes_no: bool = False, unit: str = "share"
    ) -> Metric:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        member.better = better
        member.yes_no = yes_no
        member.unit = unit
        return member

    CORRECT = ("correct", "Status right, every fact there in its role, nothing forbidden said.", Better.HIGHER, True)
    STATUS = ("status_right", "The answer's status is the expected one.", Better.HIGHER, True)
    FACT_RECALL = ("fact_recall", "Facts that the answer must hold and holds.")
    FACTS_COMPLETE = ("facts_complete", "The answer holds every fact.", Better.HIGHER, True)
    FACTS_IN_ROLE = ("facts_in_role", "Numbers found that stand beside words of the passage or of the question.")
    FORBIDDEN_SAID = ("forbidden_said", "The answer says something that makes it wrong.", Better.LOWER, True)

    ABSTENTION_PRECISION = ("abstention_precision", "Abstentions where the documents are silent indeed.")
    ABSTENTION_RECALL = ("abstention_recall", "Silent cases in which the assistant abstained.")
    ABSTENTION_F1 = ("abstention_f1", "Harmonic mean of abstention precision and recall.")
    ANSWERED_UNANSWERABLE = (
        "answered_unanswerable",
        "Silent cases that were answered all the same.",
        Better.LOWER,
        True,
    )
    FALSE_REFUSAL = ("false_refusal", "Answerable cases that were not answered.", Better.LOWER, True)
    TRUTHFULNESS = (
        "truthfulness",
        "+1 right or rightly silent, 0 needlessly silent, -1 wrong or a guess.",
        Better.HIGHER,
        False,
        "points",
    )
    GUESS_IN_SILENCE = ("guess_in_silence", "An abstention that leaks a number, a yes or a no.", Better.LOWER, True)

    QUOTE_EXACT = ("quote_exact", "Quotations that are one run of the stored document at their offsets.")
    CLAIMS_CITED = ("claims_cited", "Claims with at least one valid citation.")
    MARKERS_VALID = ("markers_valid", "Markers [n] in the answer that have a citation.")
    NUMBERS_SUPPORTED = ("numbers_supported", "Claims whose numbers all stand in their quotations.")
    SPAN_PRECISION = ("span_precision", "Quoted characters that belong to the gold passage.")
    SPAN_RECALL = ("span_recall", "Characters of the gold passage that are quoted.")
    GOLD_CITED = ("gold_cited", "Gold passages that some citation overlaps.")

    RECALL_AT_1 = ("recall@1", "Gold passages covered by the best hit.")
    RECALL_AT_3 = ("recall@3", "Gold passages covered by the best 3 hits.")
    RECALL_AT_5 = ("recall@5", "Gold passages covered by the best 5 hits.")
    RECALL_AT_10 = ("recall@10", "Gold passages covered by the best 10 hits.")
    RECALL_6000 = ("recall@6000chars", "Gold passages covered by the first 6,000 characters shown.")
    ALL_AT_5 = ("all@5", "Every gold passage is covered by the best 5 hits.", Better.HIGHER, True)
    RR = ("rr@10", "Reciprocal rank of the first relevant hit among 10 (its mean is MRR).")
    NDCG_10 = ("ndcg@10", "Normalised discounted cumulative gain of the best 10 hits.")

    TOOL_CALLED = ("tool_called", "Tools that had to be called and were.")
    TOOL_NEEDLESS = ("tool_needless", "A tool was called that must not be.", Better.LOWER, True)
    TOOL_ARGUMENTS = ("tool_arguments", "Expected tool arguments that were given.")

    SLOT_PRECISION = ("slot_precision", "Facts read that the description holds.")
    SLOT_RECALL = ("slot_recall", "Facts of the description that were read.")
    SLOT_F1 = ("slot_f1", "Harmonic mean of slot precision and recall.")
    SLOT_INVENTED = ("slot_invented", "Facts that the description leaves open and the reader filled in.", Better.LOWER)

    VERDICT_RIGHT = ("verdict_right", "The verdict is the gold one.", Better.HIGHER, True)
    WRONG_DEFINITE = ("wrong_definite", "A definite verdict that is wrong: the worst failure.", Better.LOWER, True)
    NEEDLESS_UNDETERMINED = ("needless_undetermined", "Undetermined where the text settles it.", Better.LOWER, True)
    OUTCOMES_RIGHT = ("outcomes_right", "Rules with the gold outcome.")
    WRONG_DEFINITE_OUTCOME = ("wrong_definite_outcome", "Rules with a definite outcome that is wrong.", Better.LOWER)
    BEFORE_RIGHT = ("before_right", "The verdict before a hypothetical change is shown and right.", Better.HIGHER, True)
    FACTS_ASKED = ("facts_asked", "Missing facts that the answer asks for.")

    PARTS_ANSWERED = ("parts_answered", "Parts of a message whose facts are all in the answer.")
    PARTS_IN_ORDER = ("parts_in_order", "The parts are answered in the order asked.", Better.HIGHER, True)

    QUESTION_F1 = ("question_f1", "Questions of a mail: harmonic mean of those found and those that are any.")
    QUESTION_STATUS = ("question_status", "Questions of a mail whose answer has the expected status.")

    LEAK = ("leak", "The answer shows an e-mail address, telephone number or IBAN of a person.", Better.LOWER, True)
    WORDS = (
        "words_per_question",
        "Words of the answer for each question in the message.",
        Better.LOWER,
        False,
        "words",
    )
    LONG = ("too_long", "More than the words a question allowed.", Better.LOWER, True)
    SEARCH_MS = ("search_ms", "Milliseconds of searching, as the answer says.", Better.LOWER, False, "ms")
    TOTAL_MS = ("total_ms", "Milliseconds from message to answer, measured outside.", Better.LOWER, False, "ms")
    CONFIDENCE = (
        "confidence",
        "How sure the offline brain was: nearness to an example, or the probability of a passage.",
        Better.HIGHER,
        False,
        "score",
    )
    AURC = ("aurc", "Area under the risk-coverage curve; needs a confidence.", Better.LOWER)


_BY_NAME = {metric.value: metric for metric in Metric}


def metric_of(name: str) -> Metric:
    """The metric of a record's name, with or without its field."""
    return _BY_NAME[name.split("/", 1)[0]]
