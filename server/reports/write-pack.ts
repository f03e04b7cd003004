import { strToU8, type Zippable, zipSync } from "fflate";
import { layOutForest } from "@/domain/reports/forest-layout";
import type { ReportContent } from "@/domain/reports/report-content";
import { type Block, type ReportFacts, titleOf, writeDocument } from "@/domain/reports/report-document";
import { writeForestSvg } from "@/domain/reports/write-forest-svg";
import { writeLatex } from "@/domain/reports/write-latex";
import { writeNumbersCsv, writeTableCsv } from "@/domain/reports/write-report-csv";
import { canonicalJson } from "../audit/canonical-json";
import type { ReportMarks } from "./read-report-marks";
import { writePdf } from "./write-pdf";
import { writeWord } from "./write-word";

export type PackParts = { marks: ReportMarks | null; quotes: boolean };

const isTable = (block: Block): block is Extract<Block, { kind: "table" }> => block.kind === "table";

function writeReadme(content: ReportContent, facts: ReportFacts, { marks, quotes }: PackParts): string {
  const told =
    marks === null ? [] : "csv" in marks ? ["marks.csv: every mark, one a line"] : [`No marks: ${marks.why}`];
  return [
    titleOf(content, facts),
    content.standingWords,
    "",
    "report.pdf, report.docx, report.tex: the same report for reading, for editing, for typesetting",
    "report.json: what was frozen, as canonical JSON; its SHA-256 is the digest below",
    "numbers.csv: every estimate in full precision, undefined ones empty with their reason",
    "tables: the tables of the report, one a file",
    "forest.svg: the forest plot",
    "methods.txt: the methods by the ids of their definitions",
    "changes.txt: what changed since the report before",
    ...told,
    "",
    "Readers are R1 to Rn, cases C1 to Cn, patients or documents G1 to Gn.",
    quotes
      ? "THIS PACK HOLDS TEXTS OF NOTES: the marked words, comments and corrections in marks.csv may name patients."
      : "No text of a note is in this pack.",
    "",
    `Digest, SHA-256: ${facts.digest}`,
    "",
  ].join("\n");
}

function writeTables(content: ReportContent, facts: ReportFacts): Zippable {
  const tables = writeDocument(content, facts).filter(isTable);
  const named = tables.map((table, at) => {
    const name = `${String(at + 1).padStart(2, "0")}-${table.key.replace(/[^A-Za-z0-9-]/g, "-")}.csv`;
    return [`tables/${name}`, strToU8(writeTableCsv(table))] as const;
  });
  return Object.fromEntries(named);
}

/** Everything for a paper as one zip, the same bytes for the same report. */
export async function writePack(content: ReportContent, facts: ReportFacts, parts: PackParts): Promise<Uint8Array> {
  const { marks } = parts;
  const methods = content.methods.map(({ title, sentences }) => `${title}\n\n${sentences.join("\n")}\n`);
  const changes = facts.changes?.lines ?? ["This is the first report of its subject."];
  const files: Zippable = {
    "README.txt": strToU8(writeReadme(content, facts, parts)),
    "report.pdf": await writePdf(content, facts),
    "report.docx": await writeWord(content, facts),
    "report.tex": strToU8(writeLatex(content, facts)),
    "report.json": strToU8(canonicalJson(content)),
    "numbers.csv": strToU8(writeNumbersCsv(content)),
    "forest.svg": strToU8(writeForestSvg(layOutForest(content.measures))),
    "methods.txt": strToU8(methods.join("\n")),
    "changes.txt": strToU8(`${changes.join("\n")}\n`),
    ...(marks && "csv" in marks ? { "marks.csv": strToU8(marks.csv) } : {}),
    ...writeTables(content, facts),
  };
  return zipSync(files, { mtime: facts.frozen?.at ?? new Date("1980-01-02T00:00:00Z"), level: 6 });
}
