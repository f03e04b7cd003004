import { z } from "zod";
import type { Split } from "../datasets/dataset-types";
import type { Label, PairOrigin } from "./pair";

export const trlFormSchema = z.enum(["paired", "unpaired"]);
export type TrlForm = z.infer<typeof trlFormSchema>;

/** A row of a version; an answer that was judged by itself has nothing rejected beside it. */
export type StoredPair = {
  id: string;
  split: Split;
  prompt: string;
  chosen: string;
  rejected: string | null;
  hChosen: Label;
  hRejected: Label | null;
  flipped: boolean;
  origin: PairOrigin;
};

type Shape = { form: TrlForm; conversational: boolean };

const asked = (prompt: string, { conversational }: Shape) =>
  conversational ? [{ role: "user", content: prompt }] : prompt;
const answered = (text: string, { conversational }: Shape) =>
  conversational ? [{ role: "assistant", content: text }] : text;

/** Of `unpaired`, an answer is wanted where it is factual, whichever was preferred. */
function unpaired(pair: StoredPair, shape: Shape): object[] {
  const one = (completion: string, h: Label) => ({
    ...{ prompt: asked(pair.prompt, shape), completion: answered(completion, shape), label: h === 0 },
    ...{ id: pair.id, origin: pair.origin },
  });
  const { chosen, rejected, hChosen, hRejected } = pair;
  return [one(chosen, hChosen), ...(rejected === null || hRejected === null ? [] : [one(rejected, hRejected)])];
}

/** Rows as TRL's trainers read them: `prompt`, `chosen`, `rejected`, or `prompt`, `completion`, `label`. */
export function trlRows(pair: StoredPair, shape: Shape): object[] {
  if (shape.form === "unpaired") return unpaired(pair, shape);
  const { id, prompt, chosen, rejected, hChosen, hRejected, flipped, origin } = pair;
  if (rejected === null) return [];
  return [
    {
      ...{ prompt: asked(prompt, shape), chosen: answered(chosen, shape), rejected: answered(rejected, shape) },
      ...{ h_chosen: hChosen, h_rejected: hRejected, id, flipped, origin },
    },
  ];
}
