"""Where a long text may be cut: at sentence ends only."""

from __future__ import annotations


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space between them. Legal abbreviations ("Art.", "No.") do not
    end one (syntok)."""
    from syntok import segmenter

    spans: list[tuple[int, int]] = []
    for paragraph in segmenter.analyze(text):
        for sentence in paragraph:
            tokens = list(sentence)
            if tokens:
                spans.append((tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)))
    return spans


def packed_spans(text: str, longest: int) -> list[tuple[int, int]]:
    """Runs of whole sentences of at most `longest` characters each; a single longer sentence stays whole."""
    if len(text) <= longest:
        return [(0, len(text))]
    packed: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if packed and end - packed[-1][0] <= longest:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed or [(0, len(text))]
