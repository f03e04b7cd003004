/** Postgres stores neither NUL nor half a surrogate pair; both become the replacement character. */
export function cleanText(text: string): string {
  return Buffer.from(text).toString().replaceAll("\0", "\uFFFD");
}

const MAY_NEED_CLEANING = /\\u(0000|d[89a-f])/i;

function cleanValue(_: string, value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), inner]));
}

/** `JSON.parse` with every string storable. Raw NULs cannot stand in JSON, so only escapes need a look. */
export function parseCleanJson(text: string): unknown {
  return MAY_NEED_CLEANING.test(text) ? JSON.parse(text, cleanValue) : JSON.parse(text);
}
