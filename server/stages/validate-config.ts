import { type ErrorObject, Ajv2020 as JsonSchema } from "ajv/dist/2020.js";
import type { StageSchema } from "@/domain/runs/stage-schema";
import type { Problem } from "../errors";

const jsonSchema = new JsonSchema({ allErrors: true, strict: false });
const compiled = new Map<string, ReturnType<typeof jsonSchema.compile>>();

function fieldOf(error: ErrorObject): string {
  const path = error.instancePath.split("/").filter(Boolean);
  const { missingProperty, additionalProperty } = error.params;
  const last = missingProperty ?? additionalProperty;
  return [...path, ...(typeof last === "string" ? [last] : [])].join(".");
}

function sentence(error: ErrorObject): string {
  const field = fieldOf(error) || "The config";
  if (error.keyword === "required") return `${field} is missing.`;
  if (error.keyword === "additionalProperties") return `${field} is not a field of this stage.`;
  if (error.keyword === "enum") return `${field} must be one of ${error.params.allowedValues.join(", ")}.`;
  return `${field} ${error.message ?? "is not valid"}.`;
}

/** Branches of a union each complain; the union's own error says nothing that they do not. */
const UNION_KEYWORDS = new Set(["anyOf", "oneOf", "if"]);

export function validateConfig(schema: StageSchema, config: Record<string, unknown>): Problem[] {
  let validate = compiled.get(schema.stage);
  if (!validate) {
    validate = jsonSchema.compile(schema.config);
    compiled.set(schema.stage, validate);
  }
  if (validate(config)) return [];
  const errors = (validate.errors ?? []).filter((error) => !UNION_KEYWORDS.has(error.keyword));
  const byField = new Map<string, Problem>();
  for (const error of errors) {
    const where = `config.${fieldOf(error)}`;
    const before = byField.get(where);
    byField.set(where, { where, what: before ? `${before.what} Or: ${sentence(error)}` : sentence(error) });
  }
  return [...byField.values()];
}
