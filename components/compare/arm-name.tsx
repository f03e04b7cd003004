import { runColour } from "../charts/series-style";
import { classNames } from "../ui/class-names";
import type { Arm } from "./use-comparison";

export type SideLetter = "A" | "B";

/** A is what is compared against, B what is judged. */
export function SideMark({ side }: { side: SideLetter }) {
  return (
    <span
      aria-hidden
      className="inline-grid size-5 shrink-0 place-items-center rounded bg-sunken font-semibold text-muted text-xs"
    >
      {side}
    </span>
  );
}

/** An arm in the colour that its first run has on every page. */
export function ArmName({ arm, className }: { arm: Pick<Arm, "id" | "name">; className?: string }) {
  return (
    <span className={classNames("inline-flex min-w-0 items-center gap-2", className)}>
      <span aria-hidden className="h-4 w-1 shrink-0 rounded" style={{ background: runColour(arm.id) }} />
      <span className="truncate" title={arm.name}>
        {arm.name}
      </span>
    </span>
  );
}
