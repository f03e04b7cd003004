export const DOMAIN_ERROR_KINDS = [
  "NotFound",
  "Forbidden",
  "Conflict",
  "InvalidState",
  "Validation",
  "LeaseLost",
] as const;
export type DomainErrorKind = (typeof DOMAIN_ERROR_KINDS)[number];

/** A finding about one field or row, with what to do. */
export type Problem = { where: string; what: string; remedy?: string };

/** What goes wrong in Assay's own terms. Each transport turns it into its own shape once. */
export class DomainError extends Error {
  readonly kind: DomainErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: DomainErrorKind, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = "DomainError";
    this.kind = kind;
    this.problems = problems;
  }
}

export const HTTP_STATUS: Readonly<Record<DomainErrorKind, number>> = {
  NotFound: 404,
  Forbidden: 403,
  Conflict: 409,
  InvalidState: 409,
  Validation: 422,
  LeaseLost: 409,
};
