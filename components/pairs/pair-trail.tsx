import type { PairChangeKind } from "@/domain/pairs/pair-change";
import type { RouterOutputs } from "../layout/trpc";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/number/relative-time";

type PairTrailProps = {
  trail: RouterOutputs["pairs"]["draft"]["trail"];
  editable: boolean;
  busy: boolean;
  onUndo: (change: string) => void;
};

const DONE: Readonly<Record<PairChangeKind, string>> = {
  edit: "edited it",
  exclude: "left it out",
  include: "took it back in",
  undo: "took a change back",
};

/** Who changed the pair, newest first; the newest can be taken back. */
export function PairTrail({ trail, editable, busy, onUndo }: PairTrailProps) {
  if (trail.length === 0) return <p className="text-xs text-muted">Nobody has changed this pair.</p>;
  return (
    <section className="text-sm">
      <h3 className="mb-1 text-xs font-medium text-muted">Changes</h3>
      <ol className="grid gap-1.5">
        {trail.map(({ id, kind, by, at, reason, undone }, place) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span>
              {by ?? "Somebody who left"} {DONE[kind]} <RelativeTime time={at} />
              {reason ? `: ${reason}` : ""}
              {undone ? <span className="text-muted"> (taken back)</span> : null}
            </span>
            {editable && place === 0 && !undone ? (
              <Button size="sm" disabled={busy} onClick={() => onUndo(id)}>
                Undo
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
