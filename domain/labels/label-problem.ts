/** What speaks against a file of labels: a row as a person counts it, with the header as row 1; null is the whole file. */
export type LabelProblem = { row: number | null; column: string | null; what: string; remedy: string };

const MOST_KEPT = 500;

/** Keeps the first problems and counts all; never with text of the file beyond ids and names of columns. */
export class LabelProblems {
  readonly kept: LabelProblem[] = [];
  count = 0;

  add(row: number | null, column: string | null, what: string, remedy: string): void {
    this.count += 1;
    if (this.kept.length < MOST_KEPT) this.kept.push({ row, column, what, remedy });
  }
}
