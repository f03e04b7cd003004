import { z } from "zod";
import type { ReferenceField, ReferenceShape } from "@/domain/api/reference";
import { openApiDocument } from "../openapi-document";

const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  format: z.string().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
type Schema = z.infer<typeof schemaShape>;

type Followed = Schema & { named: string | null };

const componentName = (reference: string) => reference.split("/").at(-1) ?? "";

/** Generated names are those of zod's JSON, which holds itself. */
function follow(schema: unknown): Followed {
  const read = schemaShape.parse(schema);
  if (!read.$ref) return { ...read, named: null };
  const named = componentName(read.$ref);
  if (named.startsWith("__schema")) return { type: "any JSON", named: null };
  return { ...schemaShape.parse(openApiDocument().components?.schemas?.[named]), named };
}

const isNull = (schema: Schema) => schema.type === "null";
const choicesOf = ({ anyOf = [], oneOf = [] }: Schema) => [...anyOf, ...oneOf].map(follow);

function typeWords(schema: Schema & { named?: string | null }): string {
  const choices = choicesOf(schema);
  if (choices.length > 0) {
    const words = choices.map((choice) => (choice.named && choice.properties ? choice.named : typeWords(choice)));
    return [...new Set(words)].join(" or ");
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (schema.type === "array") {
    const item = schema.items ? follow(schema.items) : null;
    return `list of ${item ? (item.named ?? typeWords(item)) : "any"}`;
  }
  if (schema.type === "object" && !schema.properties && typeof schema.additionalProperties === "object") {
    return `${typeWords(follow(schema.additionalProperties))} by name`;
  }
  if (schema.format === "date-time") return Array.isArray(schema.type) ? "time or null" : "time";
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  return schema.type ?? "any JSON";
}

/** The parts of a schema that have fields: itself, what a list holds, what stands beside null. */
function inner(schema: Followed): Followed[] {
  if (schema.properties) return [schema];
  if (schema.type === "array" && schema.items) return part(follow(schema.items));
  const choices = choicesOf(schema).filter((choice) => !isNull(choice));
  if (choices.length > 0) return choices.flatMap(part);
  const values = schema.additionalProperties;
  return typeof values === "object" && values !== null ? part(follow(values)) : [];
}

const part = (schema: Followed): Followed[] => (schema.named ? [schema] : inner(schema));

function joinFields(one: ReferenceField, other: ReferenceField): ReferenceField {
  return {
    ...one,
    type: one.type === other.type ? one.type : `${one.type} | ${other.type}`,
    required: one.required && other.required,
    fields: one.fields.length > 0 ? one.fields : other.fields,
    shapes: [...new Set([...one.shapes, ...other.shapes])],
  };
}

/** Of several shapes in one place every field, needed where all have it. */
function fieldsOf(parts: readonly Followed[]): ReferenceField[] {
  const fields = new Map<string, ReferenceField>();
  for (const each of parts) {
    for (const [name, property] of Object.entries(each.properties ?? {})) {
      const field = readField(name, property, each.required?.includes(name) ?? false);
      const before = fields.get(name);
      fields.set(name, before ? joinFields(before, field) : field);
    }
  }
  return [...fields.values()];
}

export function readField(name: string, schema: unknown, required: boolean): ReferenceField {
  const said = schemaShape.parse(schema);
  const followed = follow(schema);
  const parts = inner(followed);
  return {
    name,
    type: followed.named && followed.properties ? followed.named : typeWords(followed),
    required,
    description: said.description ?? followed.description ?? "",
    default: followed.default === undefined ? null : JSON.stringify(followed.default),
    fields: fieldsOf(parts.filter(({ named }) => named === null)),
    shapes: [...new Set(parts.flatMap(({ named }) => named ?? []))],
  };
}

/** The fields of a whole body or answer, and its name where it has one. */
export function readWhole(schema: unknown): { named: string | null; fields: ReferenceField[] } {
  const followed = follow(schema);
  return {
    named: followed.named,
    fields: fieldsOf(inner(followed).flatMap((each) => (each.properties ? [each] : inner(each)))),
  };
}

function shapesIn(fields: readonly ReferenceField[]): string[] {
  return fields.flatMap((field) => [...field.shapes, ...shapesIn(field.fields)]);
}

function readShape(name: string): ReferenceShape {
  const reference = { $ref: `#/components/schemas/${name}` };
  return { name, description: follow(reference).description ?? "", fields: readWhole(reference).fields };
}

/** Every shape that these fields lead to, in the order of their names. */
export function collectShapes(fields: readonly ReferenceField[]): ReferenceShape[] {
  const found = new Map<string, ReferenceShape>();
  const waiting = shapesIn(fields);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const shape = readShape(name);
    found.set(name, shape);
    waiting.push(...shapesIn(shape.fields));
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
