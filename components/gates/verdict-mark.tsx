import type { GateVerdict } from "@/domain/gates/gate-rule";
import { classNames } from "../ui/class-names";
import { VERDICT_LOOKS } from "./verdict-looks";

/** Icon, word and colour of a verdict. */
export function VerdictMark({ verdict, className }: { verdict: GateVerdict; className?: string }) {
  const { icon: Icon, ink, word } = VERDICT_LOOKS[verdict];
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap font-semibold", ink, className)}>
      <Icon aria-hidden className="size-4" />
      {word}
    </span>
  );
}
