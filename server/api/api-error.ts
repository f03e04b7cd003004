import type { ApiProblem, ErrorKind } from "@/domain/api/problem";

/** What the API itself refuses, before or beside a procedure. */
export class ApiError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly ApiProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: ErrorKind,
    message: string,
    problems: readonly ApiProblem[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.kind = kind;
    this.problems = problems;
    this.headers = headers;
  }
}

export const ERROR_STATUS: Readonly<Record<ErrorKind, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  Conflict: 409,
  InvalidState: 409,
  LeaseLost: 409,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  Validation: 422,
  TooManyRequests: 429,
  Unforeseen: 500,
  Unavailable: 503,
};
