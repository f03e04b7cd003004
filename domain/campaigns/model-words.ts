/** Families of language models that readers may have heard of. */
const FAMILIES =
  "claude deepseek falcon gemini gemma gpt llama medgemma meditron mistral mixtral olmo qwen smollm".split(" ");
const METHODS = "dpo finetuned grit lora qlora rlhf sft tuned untuned".split(" ");

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const stemOf = (word: string) => word.replace(/\d.*$/, "");

/** Words of a model's or run's name that give it away: with a digit in them, or the whole name. */
function tellingWords(name: string): string[] {
  return wordsOf(name).filter((word) => /\d/.test(word) && /\p{L}/u.test(word));
}

/**
 * What in a title tells readers whose notes they read: the name of a model, arm or run, a family of models, or a method
 * of training. Null where nothing does.
 */
export function namesModel(title: string, names: readonly string[]): string | null {
  const words = wordsOf(title);
  const joined = ` ${words.join(" ")} `;
  for (const name of names) {
    const whole = wordsOf(name).join(" ");
    if (whole.length > 1 && joined.includes(` ${whole} `)) return name;
    const telling = tellingWords(name).find((word) => words.includes(word));
    if (telling) return telling;
  }
  return words.find((word) => FAMILIES.includes(stemOf(word)) || METHODS.includes(word)) ?? null;
}
