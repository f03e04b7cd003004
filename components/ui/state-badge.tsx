import {
  Ban,
  Check,
  CircleDashed,
  CircleDot,
  Clock3,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  Unplug,
  X,
} from "lucide-react";
import type { RunState } from "@/domain/runs/run-rules";
import { classNames } from "./class-names";

const LOOKS: Record<RunState, { icon: LucideIcon; ink: string; turns?: boolean }> = {
  waiting: { icon: Hourglass, ink: "text-muted" },
  queued: { icon: Clock3, ink: "text-muted" },
  starting: { icon: CircleDashed, ink: "text-accent" },
  running: { icon: LoaderCircle, ink: "text-accent", turns: true },
  cancelling: { icon: CircleDot, ink: "text-undecided" },
  finished: { icon: Check, ink: "text-good" },
  failed: { icon: X, ink: "text-bad" },
  cancelled: { icon: Ban, ink: "text-muted" },
  lost: { icon: Unplug, ink: "text-undecided" },
};

/** State is icon, word and colour; never colour alone. */
export function StateBadge({ state, className }: { state: RunState; className?: string }) {
  const { icon: Icon, ink, turns } = LOOKS[state];
  return (
    <span
      className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap align-middle text-xs", ink, className)}
    >
      <Icon aria-hidden className={classNames("size-3.5", turns && "animate-[spin_2.4s_linear_infinite]")} />
      {state}
    </span>
  );
}
