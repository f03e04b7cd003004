import { z } from "zod";
import { cleanText } from "../ingest/clean-text";
import { ApiError } from "./api-error";
import type { Fields } from "./operation";

/** The schema below what makes a field optional. */
export function bareSchema(schema: unknown): unknown {
  const wraps = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wraps ? bareSchema(schema.unwrap()) : schema;
}

/** What a text of the address means for its schema; what it cannot mean stays a text, which the schema refuses. */
function readText(schema: unknown, text: string): unknown {
  const bare = bareSchema(schema);
  if (bare instanceof z.ZodNumber) return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
  if (bare instanceof z.ZodBoolean) return text === "true" ? true : text === "false" ? false : text;
  if (bare instanceof z.ZodDate) return new Date(text);
  return cleanText(text);
}

function readTexts(name: string, schema: unknown, texts: readonly string[]): unknown {
  const bare = bareSchema(schema);
  const [first = ""] = texts;
  if (bare instanceof z.ZodArray) {
    const parts = texts.length > 1 ? texts : first.split(",").filter((part) => part !== "");
    return parts.map((part) => readText(bare.element, part));
  }
  if (texts.length === 1) return readText(bare, first);
  const what = `It stands ${texts.length} times in the address and takes one value.`;
  throw new ApiError("BadRequest", `The request cannot be read: ${name}.`, [{ where: name, what }]);
}

/** Lists come as `a,b`, or as the parameter given several times. */
export function readQuery(fields: Fields, asked: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(asked.keys())];
  return Object.fromEntries(names.map((name) => [name, readTexts(name, fields[name], asked.getAll(name))]));
}
