import { formatCount, formatCounted, formatExact } from "@/domain/format/number";
import { ExactValue } from "./exact-value";

type CountTextProps = { value: number; noun?: string; plural?: string; className?: string };

/** A count is exact and never rounded. */
export function CountText({ value, noun, plural, className }: CountTextProps) {
  return (
    <ExactValue exact={formatExact(value)} className={className}>
      {noun ? formatCounted(value, noun, plural) : formatCount(value)}
    </ExactValue>
  );
}
