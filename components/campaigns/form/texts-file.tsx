"use client";

import { useState } from "react";
import type { FrameSource } from "@/domain/campaigns/frame";
import { formatBytes } from "@/domain/format/bytes";
import { formatCounted } from "@/domain/format/number";
import { Select } from "../../ui/select";
import { Labelled } from "./labelled";
import {
  EACH_ROW,
  guessMapping,
  readTable,
  TEXT_COLUMNS,
  type TextColumn,
  type TextMapping,
  type TextsTable,
  textsOf,
  UnreadableTexts,
} from "./read-texts";

const WORDS: Readonly<Record<TextColumn, { label: string; about: string; needed?: boolean }>> = {
  source: { label: "Source", about: "What was said or written.", needed: true },
  note: { label: "Note", about: "What is read against it.", needed: true },
  item: { label: "Item", about: "Names the source. None: rows with the same source are one." },
  group: { label: "Patient or document", about: "Rows of one are resampled together." },
  section: { label: "Section", about: "For strata; readers see it." },
  arm: { label: "Whose note", about: "Model or system; readers never see it." },
};
const NONE = "·none·";
const MOST_ROWS = 20_000;
const MOST_BYTES = 64 * 2 ** 20;

type TextsFileProps = { onChange: (source: FrameSource | null) => void };

/** Read in the browser; it is sent when the campaign is made. */
export function TextsFile({ onChange }: TextsFileProps) {
  const [table, setTable] = useState<TextsTable | null>(null);
  const [mapping, setMapping] = useState<TextMapping>({});
  const [problem, setProblem] = useState<string | null>(null);
  const use = (next: TextsTable, columns: TextMapping) => {
    setTable(next);
    setMapping(columns);
    onChange(columns.source && columns.note ? { from: "texts", texts: textsOf(next, columns) } : null);
  };
  const open = async (file: File) => {
    setProblem(null);
    setTable(null);
    onChange(null);
    try {
      if (file.size > MOST_BYTES) {
        throw new UnreadableTexts(
          `The file is larger than ${formatBytes(MOST_BYTES)}; import it as a dataset instead.`,
        );
      }
      const read = readTable(await file.text(), file.name);
      if (read.rows.length > MOST_ROWS) {
        throw new UnreadableTexts(
          `More than ${formatCounted(MOST_ROWS, "row")}; import the file as a dataset instead.`,
        );
      }
      use(read, guessMapping(read.columns));
    } catch (error) {
      if (!(error instanceof UnreadableTexts)) throw error;
      setProblem(error.message);
    }
  };
  return (
    <div className="grid gap-3">
      <Labelled id="texts-file" label="File" about="CSV with a header, or JSONL with one object a line, in UTF-8.">
        <input
          id="texts-file"
          type="file"
          accept=".csv,.tsv,.jsonl,.ndjson,text/csv,application/jsonl"
          aria-describedby="texts-file-about"
          className="text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface file:px-2.5 file:py-1.5 file:text-ink"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void open(file);
          }}
        />
      </Labelled>
      {problem ? (
        <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
          {problem}
        </p>
      ) : null}
      {table ? (
        <>
          <p role="status" className="text-muted">
            {formatCounted(table.rows.length, "row")} with {formatCounted(table.columns.length, "column")}.
          </p>
          <div className="grid gap-3 sm:grid-cols-3">
            {TEXT_COLUMNS.map((field) => (
              <Labelled key={field} id={`texts-${field}`} label={WORDS[field].label} about={WORDS[field].about}>
                <Select
                  id={`texts-${field}`}
                  value={mapping[field] ?? NONE}
                  invalid={WORDS[field].needed === true && mapping[field] === undefined}
                  options={[
                    { value: NONE, label: WORDS[field].needed ? "Choose a column" : "None" },
                    ...(field === "item" ? [{ value: EACH_ROW, label: "Each row by itself" }] : []),
                    ...table.columns.filter(Boolean).map((column) => ({ value: column, label: column })),
                  ]}
                  onChange={(column) => use(table, { ...mapping, [field]: column === NONE ? undefined : column })}
                />
              </Labelled>
            ))}
          </div>
        </>
      ) : null}
    </div>
  );
}
