import type { SweptRun, SweptWord } from "./sweep";

const LONGEST = 120;

export const FACTUAL_PREFIX = "FactualDPO";

type Named = {
  stage: string;
  /** As a person gave it: for fdpo the prefix, for others what stands before the colon. */
  name: string | undefined;
  /** Where no name was given. */
  fallback: string;
  /** Null where the stage reads no model. */
  short: string | null;
  severalModels: boolean;
  /** Δ where the sweep says none. */
  delta: unknown;
};

/** The end tells runs apart, so that only the beginning is ever cut. */
function joined(start: string, end: string): string {
  return `${start.slice(0, Math.max(0, LONGEST - end.length))}${end}`;
}

const suffix = (words: readonly SweptWord[]) => words.map(({ name, value }) => `_${name}${value}`).join("");

/**
 * As AIXpert's pipeline calls its models: FactualDPO_<short>_delta<v>, and <short>_OriginalDPO; what differs besides stands
 * behind. Other stages say in words what differs.
 */
export function nameSwept({ stage, name, fallback, short, severalModels, delta }: Named, swept: SweptRun): string {
  const { config, differs } = swept;
  if (stage === "fdpo" && short) {
    const rest = suffix(differs.filter((word) => word.name !== "delta"));
    return joined(name ?? FACTUAL_PREFIX, `_${short}_delta${config.delta ?? delta}${rest}`);
  }
  if (stage === "dpo" && short && severalModels && !name) return joined(short, `_OriginalDPO${suffix(differs)}`);
  const model = severalModels && short && name ? [short] : [];
  const words = [...model, ...differs.map((word) => `${word.name} ${word.value}`)].join(", ");
  return joined(name ?? fallback, words ? `: ${words}` : "");
}

/** Names that several runs of one sweep would have. */
export function equalNames(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

/** A name that runs of the project have already gets the next number behind it. */
export function distinguish(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(joined(name, ` #${number}`))) number++;
  return joined(name, ` #${number}`);
}
