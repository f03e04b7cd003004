import { formatBytes } from "@/domain/format/bytes";
import { formatExact } from "@/domain/format/number";
import { Absent, type AbsentKind } from "./absent";
import { ExactValue } from "./exact-value";

type BytesTextProps = { bytes: number | null; absent?: AbsentKind; className?: string };

export function BytesText({ bytes, absent = "none", className }: BytesTextProps) {
  if (bytes === null) return <Absent kind={absent} />;
  return (
    <ExactValue exact={formatExact(bytes)} remark="bytes" className={className}>
      {formatBytes(bytes)}
    </ExactValue>
  );
}
