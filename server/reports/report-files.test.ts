import { strFromU8, unzipSync } from "fflate";
import { JSDOM } from "jsdom";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import { listEstimates } from "@/domain/reports/list-estimates";
import type { ReportContent } from "@/domain/reports/report-content";
import type { ReportFacts } from "@/domain/reports/report-document";
import { writeLatex } from "@/domain/reports/write-latex";
import { writeNumbersCsv } from "@/domain/reports/write-report-csv";
import { sha256 } from "../audit/append-audit";
import { digestOfReport } from "./report-subject";
import { CONTENT, MEASURE } from "./testing/report-rows";
import { writePack } from "./write-pack";
import { writePdf } from "./write-pdf";
import { writeWord } from "./write-word";

const { DOMParser } = new JSDOM("", { url: "http://localhost" }).window;

const NASTY = '=SUM(A1) & 50 % of "R_1" #2 \\input{/etc/passwd} ~^ <b> “Δ” \u0007';
const NOTHING = undefineEstimate(
  { definition: "study.omissions_per_note@1", parameters: {}, n: 0, unit: "note" },
  "no note of both sides has it",
);
const RATE = defineEstimate(
  { definition: "review.error_rate@1", parameters: {}, n: 3, unit: "note", numerator: 1, denominator: 3, value: 1 / 3 },
  twoSided({ low: 0.01, high: 0.9 }, 0.9, "clopper-pearson"),
);

const content: ReportContent = {
  ...CONTENT,
  subject: { ...CONTENT.subject, name: NASTY },
  measures: CONTENT.measures.map((group) => ({
    ...group,
    title: NASTY,
    rows: [MEASURE, { ...MEASURE, key: "seed1.omissions", label: NASTY, before: RATE, difference: NOTHING, p: null }],
  })),
};
const facts: ReportFacts = {
  frozen: { name: "Ines", at: new Date("2026-03-01T09:00:00Z") },
  digest: digestOfReport(content),
  remark: NASTY,
  changes: { since: { number: 1 }, lines: ["Nothing."] },
};

describe("the digest", () => {
  test("is the same for the same content in whatever order, and another one for every single change", () => {
    const turned = Object.fromEntries(Object.entries(CONTENT).reverse());
    expect(digestOfReport(turned)).toBe(digestOfReport(CONTENT));
    const leaves = (value: unknown, path: (string | number)[] = []): (string | number)[][] => {
      if (typeof value !== "object" || value === null) return [path];
      return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
    };
    const digests = leaves(CONTENT).map((path) => {
      const copy: unknown = structuredClone(CONTENT);
      const holder = path.slice(0, -1).reduce((at, key) => Reflect.get(Object(at), key), copy);
      const last = path.at(-1) ?? "";
      const was: unknown = Reflect.get(Object(holder), last);
      Reflect.set(
        Object(holder),
        last,
        typeof was === "number" ? was + Number.EPSILON * Math.max(1, Math.abs(was)) : `${was}!`,
      );
      return digestOfReport(Object(copy));
    });
    expect(digests.length).toBeGreaterThan(50);
    expect(new Set([...digests, digestOfReport(CONTENT)]).size).toBe(digests.length + 1);
  });
});

test("CSV gives every estimate back to the last digit, undefined as empty with its reason, and runs no formula", () => {
  const { data, errors } = Papa.parse<Record<string, string>>(writeNumbersCsv(content), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  const estimates = listEstimates(content);
  expect(data.map(({ value }) => (value === "" ? null : Number(value)))).toEqual(estimates.map(({ value }) => value));
  expect(data.map(({ low }) => (low === "" ? null : Number(low)))).toEqual(
    estimates.map(({ interval }) => interval?.low ?? null),
  );
  expect(data.map(({ definition }) => definition)).toEqual(estimates.map(({ definition }) => definition));
  const lines = { ...content, measures: content.measures.map((group) => ({ ...group, key: "=1\n2" })) };
  expect(writeNumbersCsv(lines)).toContain('"\'=1\n2"');
  expect(data.at(-1)).toMatchObject({ value: "", reason: "no note of both sides has it", measure: `'${NASTY}` });
});

test("LaTeX holds what people typed as words and never as commands", () => {
  const latex = writeLatex(content, facts);
  expect(latex).not.toContain("\\input{");
  expect(latex).toContain("\\textbackslash{}input\\{/etc/passwd\\}");
  expect(latex).toContain("50 \\% of \\textquotedbl{}R\\_1\\textquotedbl{} \\#2");
  expect(latex).toContain("``$\\Delta$''");
  const bare = latex.replaceAll(/\\[A-Za-z]+|\\[{}#$%&_\\]/g, "");
  expect([...bare].filter((sign) => sign === "{").length).toBe([...bare].filter((sign) => sign === "}").length);
  const begun = [...latex.matchAll(/\\begin\{(\w+)\}/g)].map(([, name]) => name);
  expect([...latex.matchAll(/\\end\{(\w+)\}/g)].map(([, name]) => name).sort()).toEqual(begun.sort());
});

test("LaTeX takes no name for an argument of the command before it", () => {
  const settings = ["[v2] sft", "*starred"].map((name) => ({ name, value: "[1]" }));
  const latex = writeLatex({ ...content, settings, cautions: ["[sic] so it is"] }, facts);
  for (const line of ["\n{}[v2] sft & [1] \\\\\n", "\n{}*starred & [1] \\\\\n", "\\item {}[sic] so it is\n"]) {
    expect(latex).toContain(line);
  }
});

test("Word opens: its parts are XML, with headings, tables and every word", async () => {
  const parts = unzipSync(await writeWord(content, facts));
  const read = (name: string) =>
    new DOMParser().parseFromString(strFromU8(parts[name] ?? new Uint8Array()), "text/xml");
  for (const name of Object.keys(parts).filter((each) => /\.(xml|rels)$/.test(each))) {
    expect(read(name).querySelector("parsererror")?.textContent ?? name).toBe(name);
  }
  const body = read("word/document.xml");
  const text = [...body.getElementsByTagName("w:t")].map(({ textContent }) => textContent).join("\n");
  expect(body.getElementsByTagName("w:tbl")).toHaveLength(4);
  expect(text).toContain("The new model hallucinates less.");
  expect(text).toContain("\\input{/etc/passwd}");
  expect(text).toContain("−30.0\u00a0points (−50.0 to −10.0), 20\u00a0notes");
  expect(text).toContain("undefined: no note of both sides has it");
});

test("PDF is the same file for the same report, and another one for another", async () => {
  const [one, again] = [await writePdf(content, facts), await writePdf(content, facts)];
  expect(strFromU8(one.slice(0, 5))).toBe("%PDF-");
  expect(Buffer.compare(one, again)).toBe(0);
  const changed = { ...content, verdict: { ...content.verdict, claim: "The new model hallucinates more." } };
  expect(Buffer.compare(one, await writePdf(changed, facts))).not.toBe(0);
});

test("the pack holds them all, its JSON has the digest, and it says whether texts are in it", async () => {
  const files = unzipSync(await writePack(content, facts, { marks: null, quotes: false }));
  expect(Object.keys(files).sort()).toEqual([
    ...["README.txt", "changes.txt", "forest.svg", "methods.txt", "numbers.csv", "report.docx", "report.json"],
    ...["report.pdf", "report.tex", "tables/01-measures-seed1.csv", "tables/02-flow.csv", "tables/03-settings.csv"],
    "tables/04-rests-on.csv",
  ]);
  const textOf = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  expect(sha256(textOf("report.json"))).toBe(facts.digest);
  expect(textOf("README.txt")).toContain("No text of a note is in this pack.");
  expect(
    new DOMParser().parseFromString(textOf("forest.svg"), "image/svg+xml").querySelector("parsererror"),
  ).toBeNull();
  const quoted = unzipSync(await writePack(content, facts, { marks: { csv: "a\r\n" }, quotes: true }));
  expect(strFromU8(quoted["README.txt"] ?? new Uint8Array())).toContain("THIS PACK HOLDS TEXTS OF NOTES");
  expect(quoted["marks.csv"]).toBeDefined();
});
