import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { UsageError } from "./outcome";

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1) throw new UsageError(`"${pair}" is not of the form name=value.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** As YAML reads it, except that text with a colon in it stays text. */
function readValue(text: string): unknown {
  const value: unknown = parse(text);
  return typeof value === "object" && value !== null && !/^\s*[[{]/.test(text) ? text : value;
}

/** `name=value` pairs, values as YAML reads them: 3, true, null, [a, b], text. */
export function readPairs(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(splitPair).map(([name, value]) => [name, readValue(value)]));
}

/** A YAML or JSON file, with single settings laid over it. */
export async function readConfig(file: string | undefined, pairs: readonly string[]): Promise<Record<string, unknown>> {
  const fromFile: unknown = file ? parse(await readFile(file, "utf8")) : {};
  if (typeof fromFile !== "object" || fromFile === null || Array.isArray(fromFile)) {
    throw new UsageError(`${file} holds no mapping of settings.`);
  }
  return { ...fromFile, ...readPairs(pairs) };
}

/** `model=run:ID`, `dataset=ID`: the id alone names what the input takes, a prefix says otherwise. */
export function readInputs(pairs: readonly string[], kinds: ReadonlyMap<string, "dataset" | "model" | "run">) {
  return Object.fromEntries(
    pairs.map(splitPair).map(([name, value]) => {
      const [prefix, id] = value.includes(":") ? value.split(":", 2) : [kinds.get(name) ?? "run", value];
      if (prefix === "dataset") return [name, { datasetVersionId: id }];
      if (prefix === "model") return [name, { modelId: id }];
      if (prefix === "run") return [name, { fromRunId: id }];
      throw new UsageError(`"${value}": an input is an id, or dataset:ID, model:ID or run:ID.`);
    }),
  );
}
