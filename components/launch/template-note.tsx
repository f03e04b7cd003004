import { X } from "lucide-react";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../ui/button";
import type { AppliedTemplate, TemplateChange } from "./apply-template";

type TemplateNoteProps = { applied: AppliedTemplate; onUndo: () => void; onClose: () => void };

function write(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function ChangeRow({ change }: { change: TemplateChange }) {
  const { before, fallback } = change;
  return (
    <tr className="align-baseline">
      <th scope="row" className="py-0.5 pr-4 text-left font-medium">
        {change.title}
      </th>
      <td className="pr-4 text-muted">
        {before === undefined ? (
          `${write(fallback)} (default)`
        ) : (
          <>
            <s>{write(before)}</s> (yours)
          </>
        )}
      </td>
      <td className="pr-4">{write(change.now)}</td>
      <td className="text-muted">{change.source}</td>
    </tr>
  );
}

/** What a template filled in, what stood there, where its values come from, and the way back. */
export function TemplateNote({ applied: { template, changes, same }, onUndo, onClose }: TemplateNoteProps) {
  const mine = changes.filter(({ before }) => before !== undefined).length;
  return (
    <div role="status" className="mt-3 rounded-lg bg-accent-soft p-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1">
          <b className="font-medium">{template.title}</b>:{" "}
          {changes.length === 0
            ? "every setting stood so already."
            : `${formatCounted(changes.length, "field")} changed`}
          {changes.length > 0 && same > 0 ? `, ${same} stood so already` : ""}
          {mine > 0 ? `; ${mine} replaced what you had typed.` : changes.length > 0 ? "." : ""}
        </p>
        {changes.length > 0 ? (
          <Button size="sm" onClick={onUndo}>
            Undo template
          </Button>
        ) : null}
        <Button size="icon" variant="ghost" aria-label="Hide what the template changed" onClick={onClose}>
          <X aria-hidden className="size-3.5" />
        </Button>
      </div>
      {changes.length > 0 ? (
        <details open className="mt-2">
          <summary className="text-xs text-muted hover:text-ink">Changed fields and where their values stand</summary>
          <table className="mt-1 w-full text-xs">
            <thead className="text-left text-muted">
              <tr>
                {["Field", "Before", "Now", "From"].map((title) => (
                  <th key={title} scope="col" className="pr-4 font-normal">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <ChangeRow key={change.key} change={change} />
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
      {template.remarks.map((remark) => (
        <p key={remark} className="mt-2 text-xs">
          {remark}
        </p>
      ))}
    </div>
  );
}
