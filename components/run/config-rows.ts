import type { StageSchema } from "@/domain/runs/stage-schema";

export type ConfigRow = {
  key: string;
  title: string;
  description: string | null;
  unit: string | null;
  group: string | null;
  value: string;
  /** Where the value came from. `derived`: the runner filled in what was neither given nor a plain default. */
  from: "given" | "default" | "derived";
  /** What was given, where the runner made something else of it. */
  given: string | null;
  /** The default, where the value differs from it. */
  instead: string | null;
};

type Config = Record<string, unknown>;
type Property = { title?: string; description?: string; unit?: string; group?: string; default?: unknown };

export function writeConfigValue(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.map(writeConfigValue).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function readProperties(schema: StageSchema | null): Record<string, Property> {
  const properties = schema?.config.properties;
  return typeof properties === "object" && properties !== null && !Array.isArray(properties)
    ? (properties as Record<string, Property>)
    : {};
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** One row a field in the order of the schema, what was changed first. */
export function configRows(given: Config, resolved: Config | null, schema: StageSchema | null): ConfigRow[] {
  const properties = readProperties(schema);
  const keys = new Set([...Object.keys(properties), ...Object.keys(resolved ?? {}), ...Object.keys(given)]);
  const rows = [...keys].map((key): ConfigRow => {
    const property = properties[key] ?? {};
    const isGiven = key in given;
    const value = resolved && key in resolved ? resolved[key] : isGiven ? given[key] : property.default;
    const isDefault = "default" in property && same(value, property.default);
    return {
      key,
      title: property.title ?? key,
      description: property.description ?? null,
      unit: property.unit ?? null,
      group: property.group ?? null,
      value: writeConfigValue(value),
      from: isDefault ? "default" : isGiven ? "given" : "derived",
      given: isGiven && !same(given[key], value) ? writeConfigValue(given[key]) : null,
      instead: !isDefault && "default" in property ? writeConfigValue(property.default) : null,
    };
  });
  const rank = { given: 0, derived: 1, default: 2 };
  return rows.sort((a, b) => rank[a.from] - rank[b.from]);
}
