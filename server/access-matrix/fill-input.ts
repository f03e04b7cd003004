import { z } from "zod";

type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  pattern?: string;
};

const SAMPLES = ["x", "SECRET", "a@b.example", "a sample that is long enough", "b".repeat(64), "2030-01-01"];

function fits(text: string, { pattern, minLength = 0 }: Schema): boolean {
  return text.length >= minLength && (!pattern || new RegExp(pattern, "u").test(text));
}

function sampleText(schema: Schema): string {
  const found = SAMPLES.find((text) => fits(text, schema));
  if (found === undefined) throw new Error(`No sample fits ${schema.pattern}.`);
  return found;
}

/** A span ends behind its start. */
const LEAST: Readonly<Record<string, number>> = { end: 1 };

function sampleNumber({ minimum = 0, exclusiveMinimum = -1 }: Schema, field: string): number {
  return Math.max(minimum, exclusiveMinimum + 1, LEAST[field] ?? 0);
}

/** Something that the schema takes; a field whose name is among `names` gets that text wherever it is a text. */
function fill(schema: Schema, field: string, names: Readonly<Record<string, string>>): unknown {
  const name = names[field];
  const isText = [schema.type].flat().includes("string") && !schema.enum;
  if (schema.const !== undefined) return schema.const;
  if (isText && name !== undefined && fits(name, schema)) return name;
  if (schema.enum) return schema.enum[0];
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) {
    const naming = variants.find(({ properties = {} }) => Object.keys(properties).some((each) => each in names));
    const chosen = naming ?? variants[0];
    return chosen ? fill(chosen, field, names) : undefined;
  }
  if (schema.properties) return fillObject(schema, names);
  if (schema.type === "array") return [fill(schema.items ?? {}, field, names)];
  if (schema.type === "integer" || schema.type === "number") return sampleNumber(schema, field);
  if (schema.type === "boolean") return true;
  if (schema.type === "object") return {};
  return isText ? sampleText(schema) : null;
}

function fillObject({ properties = {}, required = [] }: Schema, names: Readonly<Record<string, string>>) {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || name in names);
  return Object.fromEntries(wanted.map(([name, schema]) => [name, fill(schema, name, names)]));
}

function schemaOf(input: unknown): Schema {
  if (!(input instanceof z.ZodType)) throw new Error("The input is no zod schema.");
  return JSON.parse(JSON.stringify(z.toJSONSchema(input, { io: "input", unrepresentable: "any" })));
}

function textsIn(schema: Schema, field: string): string[] {
  if (schema.enum || schema.const !== undefined) return [];
  if ([schema.type].flat().includes("string")) return [field];
  const { required = [], properties = {}, anyOf = [], oneOf = [], items } = schema;
  const inner = Object.entries(properties).filter(([name]) => required.includes(name));
  return [
    ...inner.flatMap(([name, each]) => textsIn(each, name)),
    ...[...anyOf, ...oneOf, ...(items ? [items] : [])].flatMap((each) => textsIn(each, field)),
  ];
}

/** Names of the fields that a procedure must be given as text, wherever they stand in its input. */
export function listTextFields(inputs: readonly unknown[]): string[] {
  return inputs.flatMap((input) => textsIn(schemaOf(input), ""));
}

/** An input for a procedure, with every field that names something naming what `names` says. */
export function fillInput(
  inputs: readonly unknown[],
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const filled = inputs.map((input) => fillObject(schemaOf(input), names));
  return Object.assign({}, ...filled);
}
