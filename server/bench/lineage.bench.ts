import { createTestDatabase } from "@/db/testing/test-database";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { listMembers } from "../lineage/list-members";
import { traceLineage } from "../lineage/trace-lineage";
import { type BenchRow, quantile, timed } from "./bench-row";
import { addLargeLineage, PAIRS, TRAININGS } from "./large-lineage";

const TIMES = 20;
const TARGET_MILLISECONDS = 300;
/** Somewhere in the middle. */
const PLACE = PAIRS / 2;

const SUBJECTS: readonly { name: string; subject: LineageSubject }[] = [
  { name: `a label that ${TRAININGS} runs learned from`, subject: { of: "label", id: `said-${PLACE}` } },
  { name: "one of 100,000 pairs", subject: { of: "pair", id: `pairs-${PLACE}` } },
  { name: "a text that was read", subject: { of: "text", id: `text-${PLACE}` } },
  { name: "a note of the dataset", subject: { of: "note", id: `notes-${PLACE}` } },
  { name: "a version of 100,000 pairs", subject: { of: "version", id: "pairs" } },
  { name: "a training on 100,000 pairs", subject: { of: "run", id: "dpo-0" } },
];

/** Lineages both ways in a project where a version holds 100,000 pairs, and the lists behind their boxes. */
export async function benchLineage(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  try {
    const viewing = { ...database, ...(await addLargeLineage(database)), named: true };
    const row = async (name: string, work: () => Promise<unknown>): Promise<BenchRow> => {
      const value = quantile(await timed(TIMES, work), 0.95);
      return { name, value, unit: "ms p95", baseline: null, ratio: null, target: { atMost: TARGET_MILLISECONDS } };
    };
    const rows: BenchRow[] = [];
    for (const { name, subject } of SUBJECTS) {
      const { nodes } = await traceLineage(viewing, subject);
      if (subject.of !== "run" && nodes.filter(({ kind }) => kind === "run").length <= TRAININGS) {
        throw new Error("Runs are missing.");
      }
      rows.push(await row(`lineage of ${name}`, () => traceLineage(viewing, subject)));
    }
    const asked = { cursor: "", limit: 50 };
    for (const list of ["all-pairs@pairs", "all-labels@pairs", "all-readers@round"]) {
      const read = () => listMembers(viewing, { of: "version", id: "pairs" }, { list, ...asked });
      rows.push(await row(`the list ${list} of 100,000 pairs`, read));
    }
    return rows;
  } finally {
    await database.drop();
  }
}
