export type ErrorDescription = { sentence: string; code: string | null; forbidden: boolean; problems: ErrorProblem[] };
export type ErrorProblem = { where: string; what: string; remedy?: string };

/** Turns whatever was thrown into a sentence for a person, with the findings of the server by field. */
export function describeError(error: unknown): ErrorDescription {
  const code = readErrorCode(error);
  if (code === null && error instanceof Error) {
    return {
      sentence: "The server was not reached. Work goes on once it answers again.",
      code,
      forbidden: false,
      problems: [],
    };
  }
  const message = error instanceof Error ? error.message : "Something unexpected happened.";
  return {
    sentence: code === "INTERNAL_SERVER_ERROR" ? `The server met an error: ${message}` : message,
    code,
    forbidden: code === "FORBIDDEN",
    problems: readProblems(error),
  };
}

function readProblems(error: unknown): ErrorProblem[] {
  if (typeof error !== "object" || error === null || !("data" in error)) return [];
  const data = error.data;
  if (typeof data !== "object" || data === null || !("problems" in data) || !Array.isArray(data.problems)) return [];
  return data.problems.filter(isProblem);
}

function isProblem(value: unknown): value is ErrorProblem {
  if (typeof value !== "object" || value === null) return false;
  return "where" in value && typeof value.where === "string" && "what" in value && typeof value.what === "string";
}

/** The tRPC code of an error that the server answered with; null when the server was not reached. */
export function readErrorCode(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("data" in error)) return null;
  const data = error.data;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}
