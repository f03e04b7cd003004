import { useId } from "react";
import { IMPORTABLE_TYPES, SPLITS, TYPE_WORDS } from "@/domain/datasets/dataset-types";
import type { FilePreview } from "@/domain/datasets/file-preview";
import { ENCODINGS, type ImportOptions, WITHOUT_LABELS } from "@/domain/datasets/import-options";
import { Card, CardHeader } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { Select } from "../../ui/select";

const DRAWN = "drawn";
const AS_MARKED = "marked";

const KINDS: Readonly<Record<string, string>> = {
  csv: "CSV",
  jsonl: "JSON lines",
  json: "JSON list",
  parquet: "Parquet",
};

const UNLABELLED = {
  equal: { label: "both answers alike (0, 0)", remark: "plain preference" },
  opposite: { label: "factual against hallucinated (0, 1)", remark: "as the Stage B guide's triplets" },
  "leave-out": { label: "left out", remark: "" },
} as const;

type ReadingChoicesProps = {
  options: ImportOptions;
  preview: FilePreview;
  busy: boolean;
  onChange: (changes: ImportOptions) => void;
};

/** What the rows are, in which encoding, and how they come into splits. */
export function ReadingChoices({ options, preview, busy, onChange }: ReadingChoicesProps) {
  const id = useId();
  const isText = preview.kind !== "parquet";
  return (
    <Card>
      <CardHeader title="The file" remark={`${KINDS[preview.kind] ?? preview.kind}, ${preview.encoding}`} />
      <div className="grid gap-3 text-sm sm:grid-cols-3">
        <div className="grid min-w-0 content-start gap-1">
          <label htmlFor={`${id}-type`}>
            Type {preview.typeGuessed ? <span className="text-muted">(guessed)</span> : null}
          </label>
          <Select
            id={`${id}-type`}
            disabled={busy}
            value={preview.type}
            onChange={(value) =>
              onChange({ type: IMPORTABLE_TYPES.find((type) => type === value), columns: undefined })
            }
            options={IMPORTABLE_TYPES.map((type) => ({ value: type, label: type, remark: TYPE_WORDS[type].title }))}
          />
        </div>
        <div className="grid min-w-0 content-start gap-1">
          <label htmlFor={`${id}-split`}>Splits</label>
          <Select
            id={`${id}-split`}
            disabled={busy}
            value={options.split ?? DRAWN}
            onChange={(value) => onChange({ split: SPLITS.find((split) => split === value) })}
            options={[
              { value: DRAWN, label: "by their column, or drawn by group", remark: "80 / 10 / 10" },
              ...SPLITS.map((split) => ({ value: split, label: `everything into ${split}` })),
            ]}
          />
        </div>
        {preview.type === "preference" ? (
          <div className="grid min-w-0 content-start gap-1">
            <label htmlFor={`${id}-unlabelled`}>Pairs without labels</label>
            <Select
              id={`${id}-unlabelled`}
              disabled={busy}
              value={options.withoutLabels ?? "equal"}
              onChange={(value) => onChange({ withoutLabels: WITHOUT_LABELS.find((rule) => rule === value) })}
              options={WITHOUT_LABELS.map((rule) => ({ value: rule, ...UNLABELLED[rule] }))}
            />
          </div>
        ) : null}
        {isText ? (
          <div className="grid min-w-0 content-start gap-1">
            <label htmlFor={`${id}-encoding`}>Encoding</label>
            <Select
              id={`${id}-encoding`}
              disabled={busy}
              value={options.encoding ?? AS_MARKED}
              onChange={(value) => onChange({ encoding: ENCODINGS.find((encoding) => encoding === value) })}
              options={[
                { value: AS_MARKED, label: "as the file marks it, else utf-8" },
                ...ENCODINGS.map((encoding) => ({ value: encoding, label: encoding })),
              ]}
            />
          </div>
        ) : null}
        {options.split ? null : (
          <label htmlFor={`${id}-alike`} className="flex items-center gap-2 sm:col-span-3">
            <Checkbox
              id={`${id}-alike`}
              disabled={busy}
              checked={options.keepAlike ?? false}
              onCheckedChange={(checked) => onChange({ keepAlike: checked || undefined })}
            />
            Keep rows that are nearly alike in one split
          </label>
        )}
      </div>
    </Card>
  );
}
