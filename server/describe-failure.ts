import { DrizzleQueryError } from "drizzle-orm/errors";

const codeOf = (error: Error) => ("code" in error && typeof error.code === "string" ? ` (${error.code})` : "");

/**
 * An unforeseen error for a log or a screen. Messages of queries carry their parameters, which may be texts of
 * examples, and messages of the file system carry paths; only what says nothing of either is kept.
 */
export function describeFailure(error: Error): string {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!cause || cause instanceof DrizzleQueryError) return "a query failed";
  if (error !== cause) return `a query failed: ${cause.name}${codeOf(cause)}`;
  return `${error.name}${codeOf(error)}`;
}
