import { formatBytes } from "@/domain/format/bytes";
import { formatDuration } from "@/domain/format/duration";
import { formatNumber, UNIT_SPACE } from "@/domain/format/number";

export type KeyDescription = {
  prefix: string;
  name: string;
  unit: string | null;
  bytes: boolean;
  /** With the unit where the number alone would not tell. */
  format: (value: number) => string;
};

const KNOWN: Record<string, string> = {
  "train/tokens_per_second": "tokens/s",
  "generate/tokens_per_second": "tokens/s",
  "train/tokens": "tokens",
};

const withUnit = (unit: string) => (value: number) => `${formatNumber(value)}${UNIT_SPACE}${unit}`;

/** Units stand in names: `_bytes`, `_percent`, `_watts`, `_seconds`. */
export function describeKey(key: string): KeyDescription {
  const slash = key.indexOf("/");
  const prefix = slash > 0 ? key.slice(0, slash) : "";
  const raw = slash > 0 ? key.slice(slash + 1) : key;
  const known = KNOWN[key];
  const suffix = known ? null : /_(bytes|percent|watts|seconds)$/.exec(raw);
  const name = (suffix ? raw.slice(0, suffix.index) : raw).replaceAll("_", " ");
  if (known) return { prefix, name, unit: known, bytes: false, format: formatNumber };
  switch (suffix?.[1]) {
    case "bytes":
      return { prefix, name, unit: null, bytes: true, format: formatBytes };
    case "percent":
      return { prefix, name, unit: "%", bytes: false, format: withUnit("%") };
    case "watts":
      return { prefix, name, unit: "W", bytes: false, format: withUnit("W") };
    case "seconds":
      return { prefix, name, unit: null, bytes: false, format: formatDuration };
    default:
      return { prefix, name, unit: null, bytes: false, format: formatNumber };
  }
}
