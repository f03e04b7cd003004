"use client";

import { formatCount, formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { RelativeTime } from "../ui/number/relative-time";
import { type AuditCheck, useAuditHeads, useAuditWrites } from "./use-audit";

const MOST_SHOWN = 20;

/** Whether the chain is whole, when its head was last exported, and both by hand. */
export function ChainCard() {
  const { slug } = useProject().project;
  const heads = useAuditHeads();
  const { verify, exportHead } = useAuditWrites();
  const [newest] = heads.data ?? [];
  return (
    <Card className="mx-4 mb-4">
      <CardHeader
        title="The chain"
        remark="of the whole installation: each entry holds the digest of the one before it"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" disabled={verify.isPending} onClick={() => verify.mutate({ project: slug })}>
          {verify.isPending ? "Checking …" : "Check the chain"}
        </Button>
        <p className="text-muted text-sm">
          {newest ? (
            <>
              Head exported at entry {formatCount(newest.sequence)}, <RelativeTime time={newest.exportedAt} />:{" "}
              <code className="break-all">{newest.digest}</code>
            </>
          ) : (
            "No head was exported yet; the dispatcher does it every hour in which something was added."
          )}
        </p>
        <Button disabled={exportHead.isPending} onClick={() => exportHead.mutate({ project: slug })}>
          Export the head now
        </Button>
      </div>
      {verify.error ? <ErrorState what="The chain" error={verify.error} onRetry={() => verify.reset()} /> : null}
      {exportHead.error ? (
        <ErrorState what="The head" error={exportHead.error} onRetry={() => exportHead.reset()} />
      ) : null}
      <div role="status">{verify.data ? <CheckText check={verify.data} /> : null}</div>
    </Card>
  );
}

function CheckText({ check }: { check: AuditCheck }) {
  const { entries, rows, heads, findings } = check;
  const walked = `${formatCounted(entries, "entry", "entries")} and ${formatCounted(rows, "row")} were read, against ${formatCounted(heads, "exported head")}.`;
  if (findings.length === 0) {
    return <p className="mt-3">✓ The chain is whole: {walked}</p>;
  }
  return (
    <div className="mt-3">
      <p className="font-medium text-bad">✗ The chain is not whole: {formatCounted(findings.length, "finding")}.</p>
      <p className="text-muted text-sm">{walked}</p>
      <ul className="mt-2 list-disc pl-5">
        {findings.slice(0, MOST_SHOWN).map(({ sequence, kind, what }) => (
          <li key={`${sequence} ${kind} ${what}`}>
            {sequence === null ? "" : `Entry ${sequence}: `}
            {what}
          </li>
        ))}
      </ul>
      {findings.length > MOST_SHOWN ? (
        <p className="text-muted text-sm">
          The first {MOST_SHOWN}; <code>assay audit verify --json</code> lists all.
        </p>
      ) : null}
    </div>
  );
}
