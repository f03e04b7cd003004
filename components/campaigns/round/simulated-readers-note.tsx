import { NOTE_CHECKER } from "@/domain/campaigns/note-checker";
import type { Estimate } from "@/domain/estimate";
import { formatEstimate } from "@/domain/format/estimate";
import type { Reader } from "../use-campaign";

const write = (estimate: Estimate) => formatEstimate(estimate, { scale: "share" });

/** What simulated readers are, and how well they know what is true. */
export function SimulatedReadersNote({ readers }: { readers: readonly Reader[] }) {
  if (!readers.some(({ kind }) => kind === "simulated")) return null;
  return (
    <p className="mt-3 max-w-prose text-muted text-xs" title={NOTE_CHECKER.about}>
      Simulated readers are no people and are counted with nobody else. They know the facts that the sample’s dialogues
      were made of, through a checker that was held against notes labelled by one person who also wrote it: it found{" "}
      {write(NOTE_CHECKER.sensitivity)} of the wrong notes and passed {write(NOTE_CHECKER.specificity)} of the others.
    </p>
  );
}
