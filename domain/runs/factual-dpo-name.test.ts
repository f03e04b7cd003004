import { expect, test } from "vitest";
import { factualDpoName, shortModelName } from "./factual-dpo-name";

test("models of AIXpert's pipeline get its short names", () => {
  expect(shortModelName("google/gemma-2-9b-it")).toBe("gemma2-9b");
  expect(shortModelName("Qwen/Qwen2.5-14B-Instruct")).toBe("qwen2.5-14b");
  expect(shortModelName("meta-llama/Llama-3.2-1B-Instruct")).toBe("llama3.2-1b");
});

test("other names keep what tells them apart", () => {
  expect(shortModelName("SmolLM2-135M-Instruct")).toBe("smollm2-135m");
  expect(shortModelName("Fine-tune: Llama 3 on notes v2")).toBe("fine-tune-llama-3-on-notes-v2");
});

test("a run is tagged by model and delta", () => {
  expect(factualDpoName("google/gemma-2-9b-it", 10)).toBe("FactualDPO_gemma2-9b_delta10");
  expect(factualDpoName("google/gemma-2-9b-it", 0.5)).toBe("FactualDPO_gemma2-9b_delta0.5");
});
