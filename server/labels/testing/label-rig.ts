import type { LabelMappingInput } from "@/domain/labels/label-mapping";
import { labelMappingSchema } from "@/domain/labels/label-mapping";
import { createGateRig } from "../../gates/testing/gate-rig";
import { createCaller } from "../../router";

export const LONG = { item: "item", reviewer: "reader", label: "label" };

/** Two readers over a 2 × 2 table, whose rows are the first reader's answers: none, then an error. */
export function longTable([[none, second], [first, both]]: [[number, number], [number, number]]): string {
  const pairs = [
    ...Array.from({ length: none }, () => "0,0"),
    ...Array.from({ length: second }, () => "0,1"),
    ...Array.from({ length: first }, () => "1,0"),
    ...Array.from({ length: both }, () => "1,1"),
  ].map((pair) => pair.split(","));
  const rows = pairs.flatMap(([one, other], at) => [`note ${at},ann,${one}`, `note ${at},ben,${other}`]);
  return ["item,reader,label", ...rows].join("\n");
}

/** A project with its people, and imports by whoever may make campaigns. */
export async function createLabelRig() {
  const rig = await createGateRig();
  const { services, people } = rig;
  const asLabels = (viewer = people.researcher) => createCaller({ ...services, viewer }).labels;
  const bring = (text: string, mapping: LabelMappingInput = LONG, more: { version?: string; name?: string } = {}) =>
    asLabels().import({
      project: "notes",
      name: more.name ?? "Labels",
      fileName: "labels.csv",
      text,
      reading: { format: "table", mapping: labelMappingSchema.parse(mapping) },
      version: more.version ?? null,
    });
  const result = async (campaign: string) => {
    const answer = await rig.as(people.researcher).result({ project: "notes", campaign });
    if (!answer.result) throw new Error("There is no result.");
    return answer.result;
  };
  return { ...rig, asLabels, bring, result };
}
