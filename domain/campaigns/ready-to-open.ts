import type { CampaignDesign } from "./design";
import type { Protocol } from "./protocol";

export type RoundFacts = {
  /** Readers that were not removed. */
  readers: number;
  sample: number;
  practice: number;
  planted: number;
  clean: number;
};

export type Missing = { where: string; what: string; remedy: string };

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Controls that the design asks for. */
export function controlsWanted(sample: number, { planted, clean }: Pick<CampaignDesign, "planted" | "clean">) {
  return { planted: Math.ceil(sample * planted), clean: Math.ceil(sample * clean) };
}

/** What a round lacks before readers may begin; nothing where it can be opened. */
export function missingToOpen(
  { protocol, design }: { protocol: Protocol; design: CampaignDesign },
  facts: RoundFacts,
): Missing[] {
  const missing: Missing[] = [];
  const say = (where: string, what: string, remedy: string) => missing.push({ where, what, remedy });
  if (facts.sample === 0) say("source", "There are no cases to read.", "Make a campaign from other notes.");
  if (facts.readers === 0) say("readers", "Nobody reads yet.", "Add a reader.");
  const several = design.overlap > 0 ? design.readersOfOverlap : 1;
  if (facts.readers > 0 && facts.readers < several) {
    const what = `Some cases are to have ${several} readers, and there ${facts.readers === 1 ? "is" : "are"} ${facts.readers}.`;
    say("readers", what, "Add readers, or make a campaign without overlap.");
  }
  const practice = protocol.practice?.cases ?? 0;
  if (facts.practice < practice) {
    const what = `The protocol asks for ${plural(practice, "practice case")}, and there ${facts.practice === 1 ? "is" : "are"} ${facts.practice}.`;
    say("controls", what, "Add settled cases, or ask for fewer.");
  }
  const wanted = controlsWanted(facts.sample, design);
  for (const kind of ["planted", "clean"] as const) {
    if (facts[kind] < wanted[kind]) {
      const noun = kind === "planted" ? "note with a planted error" : "clean control";
      const what = `The design asks for ${plural(wanted[kind], noun)}, and there ${facts[kind] === 1 ? "is" : "are"} ${facts[kind]}.`;
      say("controls", what, "Add them, or ask for a smaller share.");
    }
  }
  return missing;
}
