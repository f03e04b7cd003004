import { Ban, Check, Hand, Hourglass, LoaderCircle, type LucideIcon, Minus, X } from "lucide-react";
import { NODE_RULES, type NodeState } from "@/domain/studies/node-rules";
import { classNames } from "../ui/class-names";

const LOOKS: Record<NodeState, { icon: LucideIcon; ink: string; turns?: boolean }> = {
  waiting: { icon: Hourglass, ink: "text-muted" },
  working: { icon: LoaderCircle, ink: "text-accent", turns: true },
  people: { icon: Hand, ink: "text-undecided" },
  done: { icon: Check, ink: "text-good" },
  failed: { icon: X, ink: "text-bad" },
  cancelled: { icon: Ban, ink: "text-muted" },
  skipped: { icon: Minus, ink: "text-muted" },
};

/** State is icon, word and colour; never colour alone. */
export function NodeBadge({ state }: { state: NodeState }) {
  const { icon: Icon, ink, turns } = LOOKS[state];
  return (
    <span className={classNames("inline-flex items-center gap-1 whitespace-nowrap text-xs", ink)}>
      <Icon aria-hidden className={classNames("size-3.5", turns && "animate-[spin_2.4s_linear_infinite]")} />
      {NODE_RULES[state].word}
    </span>
  );
}
