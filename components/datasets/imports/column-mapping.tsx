import { useId } from "react";
import { FIELD_WORDS, type Field, fieldsOf, TYPE_WORDS } from "@/domain/datasets/dataset-types";
import type { FileColumn, FilePreview, ColumnMapping as Mapping } from "@/domain/datasets/file-preview";
import { formatCount } from "@/domain/format/number";
import { Badge } from "../../ui/badge";
import { Card, CardHeader } from "../../ui/card";
import { Select } from "../../ui/select";
import { fieldWord, isImportable } from "./field-word";

const NONE = " none";
const HOW = {
  given: "as you chose",
  published: "recognised by its header",
  named: "by the names of the columns",
  guessed: "guessed by the names of the columns; check it",
} as const;

type ColumnMappingProps = { preview: FilePreview; busy: boolean; onChange: (columns: Mapping) => void };

/** Which column is which field, with the first values of each. */
export function ColumnMapping({ preview, busy, onChange }: ColumnMappingProps) {
  const { columns, mapping, missing, format } = preview;
  const choose = (field: Field, column: string) => {
    const { [field]: _, ...rest } = mapping;
    onChange(column === NONE ? rest : { ...rest, [field]: column });
  };
  const used = new Set(Object.values(mapping));
  const rest = columns.filter(({ name }) => !used.has(name));
  const recognised = preview.mappingHow === "published" ? `${format}, ${HOW.published}` : HOW[preview.mappingHow];
  return (
    <Card>
      <CardHeader title="Columns" remark={recognised} />
      {missing.length > 0 ? (
        <p role="alert" className="mb-3 rounded-md bg-undecided-soft px-3 py-2 text-sm text-undecided">
          Choose a column for {missing.map((field) => fieldWord(preview.type, field)).join(" and ")}; then the rows are
          read.
        </p>
      ) : null}
      <div className="grid gap-2">
        {fieldsOf(preview.type).map((field) => (
          <FieldRow
            key={field}
            field={field}
            preview={preview}
            busy={busy}
            onChoose={(column) => choose(field, column)}
          />
        ))}
      </div>
      {rest.length > 0 ? (
        <div className="mt-4 border-line border-t pt-3 text-sm">
          <p className="mb-1.5 text-muted">Kept beside each row, not read by stages:</p>
          <ul className="flex flex-wrap gap-1.5">
            {rest.map((column) => (
              <li key={column.name}>
                <Badge title={column.samples.join("\n")}>
                  <code>{column.name}</code> {column.kind}
                </Badge>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

type FieldRowProps = {
  field: Field;
  preview: FilePreview;
  busy: boolean;
  onChoose: (column: string) => void;
};

function FieldRow({ field, preview, busy, onChoose }: FieldRowProps) {
  const id = useId();
  const { type, columns, mapping, missing } = preview;
  const needed = isImportable(type) && TYPE_WORDS[type].needs.includes(field);
  const chosen = columns.find(({ name }) => name === mapping[field]);
  const help = field === "source" || field === "reference" ? null : FIELD_WORDS[field].help;
  return (
    <div className="grid items-start gap-x-3 gap-y-1 text-sm md:grid-cols-[150px_200px_minmax(0,1fr)]">
      <label htmlFor={id} className="pt-1.5">
        {fieldWord(type, field)}
        {needed ? null : <span className="text-muted"> (optional)</span>}
      </label>
      <Select
        id={id}
        disabled={busy}
        invalid={missing.includes(field)}
        value={mapping[field] ?? NONE}
        onChange={onChoose}
        options={[
          { value: NONE, label: <span className="text-muted">none</span> },
          ...columns.map(({ name, kind }) => ({ value: name, label: <code>{name}</code>, remark: kind })),
        ]}
      />
      <div className="min-w-0 pt-1.5 text-xs text-muted">{chosen ? <Samples column={chosen} /> : help}</div>
    </div>
  );
}

function Samples({ column }: { column: FileColumn }) {
  const lacking = column.of - column.filled;
  return (
    <>
      <p className="line-clamp-2">{column.samples.slice(0, 3).join(" · ") || "no values"}</p>
      {column.kind === "nested" ? (
        <p className="text-undecided">Lists or objects, no text: every row of it would be left out.</p>
      ) : null}
      {lacking > 0 ? (
        <p>
          empty in {formatCount(lacking)} of the first {formatCount(column.of)}
        </p>
      ) : null}
    </>
  );
}
