import { formatDuration } from "@/domain/format/duration";
import { formatCount } from "@/domain/format/number";
import type { XAxisKind } from "./series-input";

export function formatX(axis: XAxisKind): (x: number) => string {
  return axis === "time" ? formatDuration : (x) => formatCount(Math.round(x));
}
