"""Rows in and out of encoding, and templates that would mislead."""

import pytest

from runners.contract.failure import StageFailure
from runners.models.byte_tokenizer import byte_tokenizer
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.training.encode_examples import cut_middle, encode_rows

TEMPLATE = PromptTemplate("{source}")
SHORT = {"id": "1", "section": None, "source": "ab", "reference": "R"}
LONG = {"id": "2", "section": None, "source": "b" * 300, "reference": "R"}


def encode(rows: list[dict], limit: int = 100, over_limit: str = "truncate"):
    return encode_rows(byte_tokenizer(), TEMPLATE, rows, "notes", limit, over_limit)


def test_counts_every_row() -> None:
    empty = {**SHORT, "reference": ""}
    hopeless = {**SHORT, "reference": "R" * 300}
    report = encode([SHORT, LONG, empty, hopeless])
    assert (report.read, report.used, report.truncated, report.dropped, report.without_reference) == (4, 2, 1, 1, 1)
    assert report.longest == 322
    assert "1 left out, longer than 100 tokens" in report.sentence("train", 100)


def test_truncation_keeps_both_ends_and_the_whole_completion() -> None:
    (encoded,) = encode([LONG]).examples
    text = byte_tokenizer().decode(encoded.ids)
    assert len(encoded.ids) == 100
    assert text.startswith("<|im_start|>user\nbbb")
    assert text.endswith("b<|im_end|>\n<|im_start|>assistant\nR<|im_end|>")


def test_drop_and_fail_are_what_they_say() -> None:
    assert [example.example for example in encode([SHORT, LONG], over_limit="drop").examples] == ["1"]
    with pytest.raises(StageFailure, match=r"Row 2 of the split has \d+ tokens, the limit is 100") as failure:
        encode([SHORT, LONG], over_limit="fail")
    assert failure.value.fault == "data"
    assert failure.value.field == "maxTokens"
    assert "bbb" not in failure.value.reason


def test_a_template_that_rewrites_answered_conversations_fails() -> None:
    tokenizer = byte_tokenizer()
    tokenizer.chat_template = (
        "{% if messages[-1]['role'] == 'assistant' %}<|im_start|>closed {% else %}<|im_start|>open {% endif %}"
        "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    )
    with pytest.raises(StageFailure, match="another beginning") as failure:
        encode_rows(tokenizer, TEMPLATE, [SHORT], "notes", 100, "truncate")
    assert failure.value.field == "chat"


def test_braces_in_a_dialogue_are_left_alone() -> None:
    row = {"id": "1", "section": "PLAN", "source": "he said {section} and {x}"}
    assert PromptTemplate("{section}|{source}").question(row, "notes") == "PLAN|he said {section} and {x}"


def test_rows_of_type_sft_carry_their_own_prompt() -> None:
    assert PromptTemplate().question(SHORT, "sft") == "ab"


def test_plain_text_ends_open_for_the_model_and_closed_for_training() -> None:
    tokenizer, plain = byte_tokenizer(), PromptTemplate("{source}", chat=False)
    (encoded,) = encode_rows(tokenizer, plain, [SHORT], "notes", 100, "truncate").examples
    assert tokenizer.decode(encoded.ids) == "ab\n\nR<|im_end|>"
    assert encoded.ids[: encoded.prompt_tokens] == plain.prompt_ids(tokenizer, SHORT, "notes")


def test_a_missing_chat_template_is_refused_only_when_asked_for() -> None:
    tokenizer = byte_tokenizer()
    tokenizer.chat_template = None
    assert use_chat(tokenizer, "auto") is False
    with pytest.raises(StageFailure, match="no chat template"):
        use_chat(tokenizer, "template")


def test_cutting_the_middle() -> None:
    assert cut_middle((1, 2, 3, 4, 5, 6), 3) == (1, 5, 6)
    assert cut_middle((1, 2), 3) == (1, 2)
