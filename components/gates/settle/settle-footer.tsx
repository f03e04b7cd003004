import type { Dispatch, RefObject } from "react";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { FailureNote } from "../../campaigns/failure-note";
import { Button } from "../../ui/button";
import { Kbd } from "../../ui/kbd";
import { Textarea } from "../../ui/textarea";
import type { Composed } from "./compose-settling";
import type { SettleDraft, SettledVerdict, Step } from "./settle-draft";

type SettleFooterProps = {
  of: CaseToSettle;
  draft: SettleDraft;
  composed: Composed;
  change: Dispatch<Step>;
  why: RefObject<HTMLTextAreaElement | null>;
  busy: boolean;
  error: unknown;
  onSave: () => void;
};

const VERDICTS: { verdict: SettledVerdict; label: string; keys: string }[] = [
  { verdict: "clean", label: "No error", keys: "N" },
  { verdict: "marked", label: "An error", keys: "Y" },
  { verdict: "cannot-judge", label: "Cannot be judged", keys: "U" },
];

/** Types and severity by key, the verdict, why, and save. */
export function SettleFooter({ of, draft, composed, change, why, busy, error, onSave }: SettleFooterProps) {
  const { verdict, missing } = composed;
  return (
    <footer className="grid gap-2 border-line border-t bg-surface px-4 py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {of.protocol.taxonomy.types.map(({ id, label }, index) => (
          <span key={id}>
            <Kbd>{index + 1}</Kbd> {label}
          </span>
        ))}
        <span className="text-muted">
          <Kbd>S</Kbd> severity <Kbd>↵</Kbd> keep <Kbd>X</Kbd> drop <Kbd>J</Kbd> <Kbd>K</Kbd> places <Kbd>R</Kbd> why{" "}
          <Kbd>?</Kbd> all keys
        </span>
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <fieldset aria-label="Settled as" className="flex gap-1">
          {VERDICTS.map(({ verdict: each, label, keys }) => (
            <Button
              key={each}
              variant={verdict === each ? "primary" : "secondary"}
              aria-pressed={verdict === each}
              hint={keys}
              onClick={() => change({ do: "verdict", verdict: each })}
            >
              {label}
            </Button>
          ))}
        </fieldset>
        <label htmlFor="settle-reason" className="grid min-w-60 flex-1 gap-0.5">
          <span className="text-muted text-xs">Why; stays with the settled answer</span>
          <Textarea
            id="settle-reason"
            ref={why}
            rows={1}
            value={draft.reason}
            maxLength={4_000}
            onChange={({ target }) => change({ do: "reason", reason: target.value })}
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
              if (event.key !== "Enter" || !event.shiftKey || event.repeat) return;
              event.preventDefault();
              onSave();
            }}
          />
        </label>
        <Button variant="primary" disabled={missing !== null || busy} hint="⇧↵" onClick={onSave}>
          {busy ? "Saving…" : "Save, next"}
        </Button>
      </div>
      <p role="status" className="min-h-5 text-undecided text-xs">
        {missing}
      </p>
      <FailureNote error={error} />
    </footer>
  );
}
