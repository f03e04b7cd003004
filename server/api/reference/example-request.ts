import type { Operation } from "../operation";
import { pathFields, saysInAddress } from "../read-request";
import { EXAMPLE_VALUES, OPERATION_VALUES } from "./example-values";

export type ExampleRequest = {
  /** Below `/api/v1`, with every field of the path filled in. */
  path: string;
  query: [string, string][];
  body: Record<string, unknown> | null;
};

const inAddress = (value: unknown) => (Array.isArray(value) ? value.join(",") : String(value));

/** The fields that an example names: all that are needed, and a few that tell more. */
export function exampleFields({ id, fields }: Pick<Operation, "id" | "fields">): Record<string, unknown> {
  const said = OPERATION_VALUES[id] ?? {};
  const needed = Object.entries(fields).filter(([name, field]) => name in said || !field.safeParse(undefined).success);
  return Object.fromEntries(needed.map(([name]) => [name, said[name] ?? EXAMPLE_VALUES[name]]));
}

export function exampleRequest(operation: Operation): ExampleRequest {
  const fields = exampleFields(operation);
  const inPath = pathFields(operation);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(fields[name])));
  const rest = Object.entries(fields).filter(([name]) => !inPath.includes(name));
  if (saysInAddress(operation))
    return { path, query: rest.map(([name, value]) => [name, inAddress(value)]), body: null };
  return { path, query: [], body: rest.length > 0 ? Object.fromEntries(rest) : null };
}
