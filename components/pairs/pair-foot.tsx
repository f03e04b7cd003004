import { useState } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

type PairFootProps = {
  /** Null where it is kept. */
  left: string | null;
  /** Null where nobody may change it now. */
  onEdit: (() => void) | null;
  busy: boolean;
  onLeaveOut: (reason: string) => void;
  onTakeIn: () => void;
  onMove: { next: (() => void) | null; before: (() => void) | null };
};

/** What can be done with the open pair, and the way to the ones beside it. */
export function PairFoot({ left, onEdit, busy, onLeaveOut, onTakeIn, onMove }: PairFootProps) {
  const [why, setWhy] = useState("");
  const reason = why.trim();
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      {onEdit && left === null ? (
        <form
          method="post"
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.length < 3 || busy) return;
            onLeaveOut(reason);
            setWhy("");
          }}
        >
          <Input
            aria-label="Why it is left out"
            placeholder="Why it is left out"
            className="w-64"
            maxLength={500}
            value={why}
            onChange={({ target }) => setWhy(target.value)}
          />
          <Button type="submit" disabled={busy || reason.length < 3}>
            Leave this pair out
          </Button>
        </form>
      ) : null}
      {onEdit && left !== null ? (
        <Button disabled={busy} onClick={onTakeIn}>
          Take this pair back in
        </Button>
      ) : null}
      {onEdit ? <Button onClick={onEdit}>Edit pair</Button> : null}
      <span className="ml-auto flex gap-2">
        <Button hint="K" disabled={!onMove.before} onClick={() => onMove.before?.()}>
          Pair before
        </Button>
        <Button hint="J" disabled={!onMove.next} onClick={() => onMove.next?.()}>
          Next pair
        </Button>
      </span>
    </div>
  );
}
