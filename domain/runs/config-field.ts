import { z } from "zod";
import { formatCount } from "../format/number";

type FieldKind =
  | { kind: "integer" | "number"; min: Bound | null; max: Bound | null }
  | { kind: "text"; lines: boolean }
  | { kind: "boolean" }
  | { kind: "choice"; choices: string[] }
  | { kind: "choices"; choices: string[] }
  /** Texts of the person's own, one a line; and names with values, one `NAME=value` a line. */
  | { kind: "lines" }
  | { kind: "pairs" };

type Bound = { value: number; inclusive: boolean };

/** One setting of a stage as a form draws it. */
export type ConfigField = FieldKind & {
  key: string;
  title: string;
  description: string;
  unit: string | null;
  group: string;
  advanced: boolean;
  /** Empty is a value of its own. */
  optional: boolean;
  /** It has no default, so the person must give it. */
  required: boolean;
  default: unknown;
};

const propertySchema = z.looseObject({
  title: z.string().optional(),
  description: z.string().default(""),
  unit: z.string().optional(),
  group: z.string().default("Settings"),
  advanced: z.boolean().default(false),
  default: z.unknown().optional(),
  anyOf: z.array(z.looseObject({ type: z.string().optional() })).optional(),
});
const typeSchema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  maxLength: z.number().optional(),
  items: z.looseObject({ enum: z.array(z.string()).optional() }).optional(),
});
type Type = z.infer<typeof typeSchema>;
const schemaSchema = z.looseObject({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
});

function bound(inclusive: number | undefined, exclusive: number | undefined): Bound | null {
  if (inclusive !== undefined) return { value: inclusive, inclusive: true };
  return exclusive === undefined ? null : { value: exclusive, inclusive: false };
}

function readKind(type: Type, start: unknown): FieldKind {
  if (type.enum) return { kind: "choice", choices: type.enum };
  if (type.type === "array")
    return type.items?.enum ? { kind: "choices", choices: type.items.enum } : { kind: "lines" };
  if (type.type === "object") return { kind: "pairs" };
  if (type.type === "boolean") return { kind: "boolean" };
  if (type.type === "integer" || type.type === "number") {
    const min = bound(type.minimum, type.exclusiveMinimum);
    return { kind: type.type, min, max: bound(type.maximum, type.exclusiveMaximum) };
  }
  return { kind: "text", lines: typeof start === "string" && start.includes("\n") };
}

/** The fields of a stage's JSON Schema, in its order. `anyOf` with null is an optional field. */
export function readConfigFields(config: Readonly<Record<string, unknown>>): ConfigField[] {
  const { properties, required } = schemaSchema.parse(config);
  return Object.entries(properties).map(([key, property]) => {
    const options = property.anyOf?.filter((option) => option.type !== "null");
    const type = typeSchema.parse(options?.[0] ?? property);
    return {
      key,
      title: property.title ?? key,
      description: property.description,
      unit: property.unit ?? null,
      group: property.group,
      advanced: property.advanced,
      optional: property.anyOf?.some((option) => option.type === "null") ?? false,
      required: required.includes(key),
      default: property.default,
      ...readKind(type, property.default),
    };
  });
}

/** "1 to 1,024", "above 0 up to 1"; null where nothing bounds it. */
export function describeBounds(field: ConfigField): string | null {
  if (field.kind !== "integer" && field.kind !== "number") return null;
  const { min, max } = field;
  const write = (value: number) => (Number.isInteger(value) ? formatCount(value) : String(value));
  const low = min && (min.inclusive ? write(min.value) : `above ${write(min.value)}`);
  const high = max && (max.inclusive ? write(max.value) : `below ${write(max.value)}`);
  if (low && high) return min?.inclusive ? `${low} to ${high}` : `${low}, up to ${high}`;
  return low ? (min?.inclusive ? `at least ${low}` : low) : high && `at most ${high}`;
}

export type FieldReading = { ok: true; value: unknown } | { ok: false; problem: string };

/** What was typed or chosen as the value that the stage takes. */
export function readFieldValue(field: ConfigField, given: unknown): FieldReading {
  if (field.optional && (given === "" || given === null)) return { ok: true, value: null };
  switch (field.kind) {
    case "integer":
    case "number":
      return readNumber(field, field.kind === "integer", given);
    case "boolean":
      return typeof given === "boolean" ? { ok: true, value: given } : no("Choose yes or no.");
    case "choice":
      return field.choices.some((choice) => choice === given)
        ? { ok: true, value: given }
        : no(`Choose one of ${field.choices.join(", ")}.`);
    case "choices": {
      const chosen = Array.isArray(given) ? given : [];
      const unknown = chosen.find((item) => !field.choices.includes(item));
      if (unknown !== undefined) return no(`There is no "${unknown}"; choose from ${field.choices.join(", ")}.`);
      return chosen.length > 0 ? { ok: true, value: chosen } : no("Choose at least one.");
    }
    case "lines": {
      const lines = Array.isArray(given) ? given.filter((line) => line !== "") : [];
      return lines.length > 0 || !field.required ? { ok: true, value: lines } : no("This cannot be empty.");
    }
    case "pairs":
      return readPairs(given);
    case "text":
      return typeof given === "string" && given.trim() ? { ok: true, value: given } : no("This cannot be empty.");
  }
}

const no = (problem: string): FieldReading => ({ ok: false, problem });

/** Kept as typed, so that half a line is not lost while it is written. */
function readPairs(given: unknown): FieldReading {
  if (typeof given !== "string") return { ok: true, value: given };
  const lines = given.split("\n").filter((line) => line.trim() !== "");
  const bad = lines.find((line) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(line));
  if (bad !== undefined) return no("Write one NAME=value a line.");
  return { ok: true, value: Object.fromEntries(lines.map((line) => splitPair(line))) };
}

function splitPair(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}

function readNumber(field: ConfigField, whole: boolean, given: unknown): FieldReading {
  const value =
    typeof given === "number" ? given : typeof given === "string" && given.trim() ? Number(given) : Number.NaN;
  if (!Number.isFinite(value)) return no("Type a number, such as 4 or 5e-4.");
  if (whole && !Number.isInteger(value)) return no("Type a whole number.");
  if (field.kind !== "integer" && field.kind !== "number") return { ok: true, value };
  const { min, max } = field;
  const tooLow = min && (min.inclusive ? value < min.value : value <= min.value);
  const tooHigh = max && (max.inclusive ? value > max.value : value >= max.value);
  return tooLow || tooHigh ? no(`It takes ${describeBounds(field)}.`) : { ok: true, value };
}
