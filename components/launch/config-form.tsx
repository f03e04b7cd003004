"use client";

import { RotateCcw } from "lucide-react";
import { type ConfigField, describeBounds } from "@/domain/runs/config-field";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { FieldControl } from "./field-control";
import { isDefault, type LaunchDraft } from "./launch-draft";

type ConfigFormProps = {
  draft: Pick<LaunchDraft, "config">;
  /** Keeps the fields of several stages on one page apart. */
  prefix?: string;
  fields: readonly ConfigField[];
  problems: ReadonlyMap<string, string>;
  /** Undefined goes back to the default. */
  onChange: (key: string, value: unknown) => void;
};

function groupsOf(fields: readonly ConfigField[]): [string, ConfigField[]][] {
  const groups = new Map<string, ConfigField[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups];
}

/** Settings by group; what few people touch is folded unless it was touched. */
export function ConfigForm({ draft, fields, problems, prefix = "config", onChange }: ConfigFormProps) {
  const row = (field: ConfigField) => (
    <FieldRow key={field.key} {...{ draft, field, prefix, onChange }} problem={problems.get(`config.${field.key}`)} />
  );
  return groupsOf(fields).map(([group, members]) => {
    const folded = members.filter((field) => field.advanced);
    const touched = folded.some((field) => !isDefault(field, draft) || problems.has(`config.${field.key}`));
    return (
      <section key={group} className="border-t border-line py-4">
        <h2 className="mb-2 text-sm font-semibold">{group}</h2>
        {members.filter((field) => !field.advanced).map(row)}
        {folded.length > 0 ? (
          <details open={touched || undefined} className="mt-1">
            <summary className="py-1 text-xs text-muted hover:text-ink">
              {folded.length} more: {folded.map((field) => field.title.toLowerCase()).join(", ")}
            </summary>
            {folded.map(row)}
          </details>
        ) : null}
      </section>
    );
  });
}

type FieldRowProps = Pick<ConfigFormProps, "draft" | "onChange"> & {
  field: ConfigField;
  prefix: string;
  problem: string | undefined;
};

function FieldRow({ draft, field, prefix, problem, onChange }: FieldRowProps) {
  const id = `${prefix}-${field.key}`;
  const changed = !isDefault(field, draft);
  const value = field.key in draft.config ? draft.config[field.key] : field.default;
  const bounds = describeBounds(field);
  const wide = (field.kind === "text" && field.lines) || ["choices", "lines", "pairs"].includes(field.kind);
  return (
    <div className={classNames("grid gap-x-4 gap-y-1 py-2", wide ? "" : "sm:grid-cols-[1fr_220px]")}>
      <div className="min-w-0">
        <label htmlFor={id} className={classNames("text-sm", changed ? "font-semibold" : "")}>
          {field.title}
        </label>
        {changed ? (
          <Button
            variant="ghost"
            size="icon"
            className="ml-1 size-5 align-middle"
            aria-label={`${field.title}: back to the default, ${JSON.stringify(field.default)}`}
            title={`Back to ${JSON.stringify(field.default)}`}
            onClick={() => onChange(field.key, undefined)}
          >
            <RotateCcw aria-hidden className="size-3" />
          </Button>
        ) : null}
        <p id={`${id}-about`} className="text-xs text-muted">
          {field.description}
          {bounds ? ` ${bounds.charAt(0).toUpperCase()}${bounds.slice(1)}.` : ""}
        </p>
      </div>
      <div>
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            <FieldControl
              {...{ field, id, value, changed }}
              invalid={problem !== undefined}
              onChange={(next) => onChange(field.key, next)}
            />
          </div>
          {field.unit ? <span className="w-16 text-xs text-muted">{field.unit}</span> : null}
        </div>
        {problem ? (
          <p role="alert" className="mt-1 text-xs text-bad">
            {problem}
          </p>
        ) : null}
      </div>
    </div>
  );
}
