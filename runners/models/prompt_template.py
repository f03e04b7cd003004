"""From a dataset row to the text that a model reads: one template for training and for generation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runners.contract.failure import StageFailure

DEFAULT_NOTE_PROMPT = "Write the {section} section of the clinical note for this conversation.\n\n{source}"
WHOLE_NOTE = "complete"


@dataclass(frozen=True)
class RenderedExample:
    """Prompt and completion as text; `prompt + completion` is what the model sees in training."""

    prompt: str
    completion: str


@dataclass(frozen=True)
class PromptTemplate:
    """How rows become prompts.

    `note_prompt` is used for rows of type `notes` and holds `{source}` and, where wanted, `{section}`; rows of other
    types carry their whole prompt in `source`. `chat` wraps it into the tokenizer's own chat template.
    """

    note_prompt: str = DEFAULT_NOTE_PROMPT
    system: str | None = None
    chat: bool = True

    def question(self, row: Mapping[str, Any], dataset_type: str) -> str:
        """Return what is asked for this row."""
        if dataset_type != "notes":
            return str(row["source"])
        section = row.get("section") or WHOLE_NOTE
        # str.format would trip over braces inside a dialogue.
        return self.note_prompt.replace("{section}", str(section)).replace("{source}", str(row["source"]))

    def prompt(self, tokenizer: Any, row: Mapping[str, Any], dataset_type: str) -> str:
        """Return the text before the completion, ending where the model has to continue."""
        question = self.question(row, dataset_type)
        if not self.chat:
            return f"{self.system}\n\n{question}\n\n" if self.system else f"{question}\n\n"
        text: str = tokenizer.apply_chat_template(self.messages(question), add_generation_prompt=True, tokenize=False)
        return text

    def render(self, tokenizer: Any, row: Mapping[str, Any], dataset_type: str) -> RenderedExample:
        """Return prompt and completion of a training row.

        Raises:
            StageFailure: the chat template writes the conversation differently once it is answered, so that the
                model would be trained on a prompt that it never gets when it generates.
        """
        prompt = self.prompt(tokenizer, row, dataset_type)
        if not self.chat:
            return RenderedExample(prompt, str(row["reference"]) + tokenizer.eos_token)
        question = self.question(row, dataset_type)
        messages = [*self.messages(question), {"role": "assistant", "content": str(row["reference"])}]
        whole: str = tokenizer.apply_chat_template(messages, tokenize=False)
        if not whole.startswith(prompt):
            raise StageFailure(
                "config",
                "The chat template of this tokenizer writes an answered conversation with another beginning than an "
                "open one, so the prompt of training would differ from the prompt of generation.",
                'Set "chat" to "plain", or use a tokenizer whose template only appends the answer.',
                "chat",
            )
        return RenderedExample(prompt, whole[len(prompt) :])

    def prompt_ids(self, tokenizer: Any, row: Mapping[str, Any], dataset_type: str) -> tuple[int, ...]:
        """Return the prompt as token ids: what training puts before a completion and generation starts from."""
        # A chat template writes the marks of the beginning itself.
        ids: list[int] = tokenizer(self.prompt(tokenizer, row, dataset_type), add_special_tokens=not self.chat)[
            "input_ids"
        ]
        # Some tokenizers close every text; an open prompt must stay open.
        closed = not self.chat and len(ids) > 1 and ids[-1] == tokenizer.eos_token_id
        return tuple(ids[:-1] if closed else ids)

    def messages(self, question: str) -> list[dict[str, str]]:
        """Return the conversation up to the question."""
        system = [{"role": "system", "content": self.system}] if self.system is not None else []
        return [*system, {"role": "user", "content": question}]


def use_chat(tokenizer: Any, setting: str) -> bool:
    """Decide between chat template and plain text for `auto`, `template` or `plain`.

    Raises:
        StageFailure: a chat template is asked for and the tokenizer has none.
    """
    available = bool(getattr(tokenizer, "chat_template", None))
    if setting == "template" and not available:
        raise StageFailure("config", "This tokenizer has no chat template.", 'Set "chat" to "plain".', "chat")
    return available and setting != "plain"
