import { preferencesAnswer } from "@/domain/preferences/preference-answer";
import { operation } from "../operation";

export const preferenceOperations = [
  operation({
    method: "GET",
    path: "/projects/{project}/campaigns/{campaign}/preferences",
    procedure: "gates.preferences",
    summary: "Read which arm readers preferred",
    description:
      "Of a closed side-by-side round, for each pair of arms: share preferred with ties halved and left out, exact sign test, strengths, agreement and how often the note that stood first was chosen.",
    words: {
      campaign: "Id of the campaign.",
      kind: "Readers of one kind; people where there are any, else names of a file, else simulations.",
    },
    answers: preferencesAnswer,
  }),
];
