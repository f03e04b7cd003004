import type { Database } from "@/db/database";
import type { LabelImport } from "@/domain/labels/label-import";
import { readLabelStudio } from "@/domain/labels/label-studio/read-label-studio";
import { readLabelTable } from "@/domain/labels/label-table";
import type { LabelledRound } from "@/domain/labels/labelled-round";
import { readLabels } from "@/domain/labels/read-labels";
import { DomainError } from "../errors";
import { readKnownItems } from "./known-items";

export type LabelFile = Pick<LabelImport, "fileName" | "text" | "reading" | "version">;

/** The file as a round, with all that speaks against it. */
export async function readLabelFile(db: Database, projectId: string, file: LabelFile): Promise<LabelledRound> {
  const { fileName, text, reading, version } = file;
  if (reading.format === "label-studio") {
    if (version === null) return readLabelStudio(text, reading.options);
    throw new DomainError("Validation", "Tasks of Label Studio bring their own texts; name no dataset version.");
  }
  const known = version === null ? null : await readKnownItems(db, { projectId, versionId: version });
  return readLabels(readLabelTable(text, fileName), reading.mapping, known);
}

const MOST_TOLD = 100;

/** Throws with every problem by its row where there is one, so that a file is stored whole or not at all. */
export function refuseProblems({ problems, problemCount, counted }: LabelledRound): void {
  if (problemCount === 0) return;
  const many = problemCount === 1 ? "One problem" : `${problemCount} problems`;
  const place = (row: number | null, column: string | null) =>
    [row === null ? "the file" : `${counted} ${row}`, ...(column === null ? [] : [`column ${column}`])].join(", ");
  throw new DomainError(
    "Validation",
    `${many} with these labels; nothing was stored.`,
    problems.slice(0, MOST_TOLD).map(({ row, column, what, remedy }) => ({ where: place(row, column), what, remedy })),
  );
}
