export type TypedValue = number | string | boolean;

/** As a person would type it: 1.8e-6 and not 0.0000018. */
function write(value: TypedValue): string {
  return typeof value === "number" && value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

/** What stands in a field; several values are a sweep, side by side. */
export function typedValuesOf(values: readonly TypedValue[]): TypedValue {
  const [first] = values;
  if (first !== undefined && values.length === 1 && typeof first !== "number") return first;
  return values.map(write).join(", ");
}
