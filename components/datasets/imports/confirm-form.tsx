"use client";

import { useId, useState } from "react";
import type { FilePreview } from "@/domain/datasets/file-preview";
import type { Statement } from "@/domain/datasets/statement";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { StatementFields } from "../statement-fields";
import type { Import } from "./use-import";

type ConfirmFormProps = {
  found: Import;
  preview: FilePreview;
  busy: boolean;
  onStore: (name: string, statement: Statement) => void;
};

/** The decision: a name, what the text is, and that it is to be stored. */
export function ConfirmForm({ found, preview, busy, onStore }: ConfirmFormProps) {
  const id = useId();
  const [name, setName] = useState(found.fileName.replace(/\.\w+$/, "").slice(0, 120));
  const [statement, setStatement] = useState<Statement>({ holds: "unstated", approval: null, approvedUntil: null });
  const rows = preview.reading?.rows ?? 0;
  const hits = preview.reading?.facts.findings.rules.filter((rule) => rule.rows > 0) ?? [];
  const doubtful = hits.length > 0 && (statement.holds === "synthetic" || statement.holds === "deidentified");
  return (
    <form
      method="post"
      aria-label="Store"
      className="grid content-start gap-4 self-start rounded-lg border border-line p-4 text-sm lg:sticky lg:top-4"
      onSubmit={(event) => {
        event.preventDefault();
        onStore(name.trim(), statement);
      }}
    >
      <div className="grid gap-1">
        <label htmlFor={`${id}-name`} className="font-medium">
          Name
        </label>
        <Input
          id={`${id}-name`}
          required
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <p className="text-xs text-muted">A dataset of this name gets a new version; versions never change.</p>
      </div>
      <StatementFields statement={statement} onChange={setStatement} />
      {doubtful ? (
        <p className="rounded-md bg-undecided-soft px-2.5 py-2 text-xs text-undecided">
          {formatCounted(hits.length, "rule")} found what looks like names, dates, numbers or addresses. Look at them
          before you call this {statement.holds === "synthetic" ? "synthetic" : "de-identified"}.
        </p>
      ) : null}
      <Button type="submit" variant="primary" disabled={busy || rows === 0 || statement.holds === "unstated"}>
        {rows === 0 ? "Store" : `Store ${formatCounted(rows, "row")}`}
      </Button>
      {statement.holds === "unstated" ? (
        <p className="-mt-2 text-xs text-muted">Say what the text holds; then it can be stored.</p>
      ) : null}
    </form>
  );
}
