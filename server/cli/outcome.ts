/** What was asked cannot be done as asked: exit code 2. */
export class UsageError extends Error {}

/** It was tried and failed: exit code 1. */
export class FailedError extends Error {}

export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
