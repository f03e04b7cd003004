"use client";

import { UNITS } from "@/domain/campaigns/protocol";
import type { LabelColumn, LabelMapping } from "@/domain/labels/label-mapping";
import { Checkbox } from "../../ui/checkbox";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import { ChoiceRow } from "../form/choice-row";
import { Labelled } from "../form/labelled";
import { COLUMN_WORDS, ITEM_COLUMNS, LONG_COLUMNS, MARK_COLUMNS, WIDE_COLUMNS } from "./column-words";

const NONE = "·none·";

type FieldsProps = { columns: readonly string[]; mapping: LabelMapping; onChange: (mapping: LabelMapping) => void };

function ColumnChoices({ fields, columns, mapping, onChange }: FieldsProps & { fields: readonly LabelColumn[] }) {
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {fields.map((field) => (
        <Labelled
          key={field}
          id={`labels-${field}`}
          label={COLUMN_WORDS[field].label}
          about={COLUMN_WORDS[field].about}
        >
          <Select
            id={`labels-${field}`}
            value={mapping[field] ?? NONE}
            options={[
              ...(field === "item" ? [] : [{ value: NONE, label: "None" }]),
              ...columns.filter(Boolean).map((column) => ({ value: column, label: column })),
            ]}
            onChange={(column) => onChange({ ...mapping, [field]: column === NONE ? undefined : column })}
          />
        </Labelled>
      ))}
    </div>
  );
}

function ReaderColumns({ columns, mapping, onChange }: FieldsProps) {
  const { reviewers } = mapping;
  const set = (column: string, chosen: boolean) =>
    onChange({ ...mapping, reviewers: chosen ? [...reviewers, column] : reviewers.filter((each) => each !== column) });
  return (
    <fieldset>
      <legend className="mb-1">Columns of readers</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {columns.map((column) => (
          <span key={column} className="flex items-center gap-2">
            <Checkbox
              id={`labels-reader-${column}`}
              checked={reviewers.includes(column)}
              onCheckedChange={(chosen) => set(column, chosen)}
            />
            <label htmlFor={`labels-reader-${column}`}>{column}</label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}

type ValuesProps = { positive: readonly string[]; negative: readonly string[] };
const valuesOf = (text: string) =>
  text.trim() === ""
    ? []
    : text
        .split(";")
        .map((each) => each.trim())
        .filter(Boolean);

/** Values of a label by their meaning. */
export function ValueFields({
  values,
  onChange,
}: {
  values: ValuesProps;
  onChange: (values: { positive?: string[]; negative?: string[] }) => void;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Labelled
        id="labels-positive"
        label="Values that say there is an error"
        about="Left empty, 1, true, yes, error and the like; several by semicolons."
      >
        <Input
          id="labels-positive"
          defaultValue={values.positive.join("; ")}
          onChange={({ target }) => onChange({ positive: valuesOf(target.value) })}
        />
      </Labelled>
      <Labelled
        id="labels-negative"
        label="Values that say there is none"
        about="Left empty, 0, false, no, clean and the like."
      >
        <Input
          id="labels-negative"
          defaultValue={values.negative.join("; ")}
          onChange={({ target }) => onChange({ negative: valuesOf(target.value) })}
        />
      </Labelled>
    </div>
  );
}

/** Which column is what, and what the rate counts. */
export function MappingFields({ columns, mapping, onChange }: FieldsProps) {
  const wide = mapping.reviewers.length > 0 || (!mapping.reviewer && !mapping.label);
  const shared = { columns, mapping, onChange };
  const shape = (value: "long" | "wide") =>
    onChange(
      value === "long"
        ? { ...mapping, reviewers: [], reviewer: columns[1] ?? mapping.item, label: columns[2] ?? mapping.item }
        : {
            item: mapping.item,
            reviewers: [],
            positive: mapping.positive,
            negative: mapping.negative,
            unit: mapping.unit,
            offsets: mapping.offsets,
          },
    );
  return (
    <div className="grid gap-4">
      <ChoiceRow
        name="labels-shape"
        legend="One row is"
        value={wide ? "wide" : "long"}
        choices={[
          { value: "long", title: "One label", about: "Item, reader and label, each in a column." },
          { value: "wide", title: "One item", about: "One column for each reader." },
        ]}
        onChange={shape}
      />
      <ColumnChoices fields={wide ? WIDE_COLUMNS : LONG_COLUMNS} {...shared} />
      {wide ? <ReaderColumns {...shared} /> : null}
      <ValueFields values={mapping} onChange={(values) => onChange({ ...mapping, ...values })} />
      <ChoiceRow
        name="labels-unit"
        legend="The rate counts"
        value={mapping.unit}
        choices={UNITS.map((value) => ({ value, title: value === "note" ? "Notes" : "Sentences" }))}
        onChange={(unit) => onChange({ ...mapping, unit })}
      />
      <details className="rounded-md border border-line p-3">
        <summary className="cursor-pointer">
          More columns: texts, groups{wide ? "" : ", places and corrections"}
        </summary>
        <div className="mt-3 grid gap-4">
          <ColumnChoices fields={ITEM_COLUMNS} {...shared} />
          {wide ? null : <ColumnChoices fields={MARK_COLUMNS} {...shared} />}
        </div>
      </details>
    </div>
  );
}
