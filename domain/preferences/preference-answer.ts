import { z } from "zod";
import { estimateAnswer } from "../api/estimate-answer";
import { REVIEWER_KINDS } from "../campaigns/reviewers";

const strengths = z.object({
  slightly: z.number(),
  clearly: z.number(),
  much: z.number(),
  unsaid: z.number(),
});

const countsAnswer = z.object({
  cases: z.number(),
  judged: z.number().describe("Settled as a win or a tie."),
  cannotJudge: z.number().describe("Read, and by nobody who could judge it."),
  unread: z.number(),
  groups: z.number().describe("Patients or documents of the cases that were judged."),
  wins: z.array(z.number()).describe("Of each arm."),
  ties: z.number(),
  split: z.number().describe("Of the ties, those that no answer has more than half of the readers for."),
  incomplete: z.number(),
  readings: z.number(),
  readingsCannotJudge: z.number(),
  late: z.number(),
});

const pairAnswer = z
  .object({
    arms: z.array(z.string()).describe("Shares and p are about the first."),
    tiesHalved: estimateAnswer.describe("Share of the first arm, each tie half for both."),
    tiesLeftOut: estimateAnswer.describe("Share of the first arm among decided cases."),
    signTest: estimateAnswer.describe("p of the exact two-sided sign test over decided cases."),
    counts: countsAnswer,
    strengths: z.array(strengths).describe("Of each arm, how much better it was called, by reading."),
    agreement: z.object({
      readTwice: z.number(),
      kappa: estimateAnswer.describe("Cohen’s of two readers, Fleiss’ of more."),
      raw: estimateAnswer,
      cohen: estimateAnswer,
      fleiss: estimateAnswer,
      alpha: estimateAnswer,
      alphaOrdinal: estimateAnswer.describe("A tie lies between the two sides."),
      ac1: estimateAnswer,
    }),
    position: z.object({
      firstShown: estimateAnswer.describe("Of the readings that chose a side, those for the note that stood first."),
      swapped: z.number().describe("Readings for which the second arm stood first."),
      readings: z.number(),
    }),
    cautions: z.array(z.string()).describe("What must be known to read it."),
  })
  .meta({ id: "PairPreference" });

export const preferencesAnswer = z
  .object({
    kind: z.enum(REVIEWER_KINDS).describe("Readers of one kind; people, files and simulations are never mixed."),
    pairs: z.array(pairAnswer),
    left: z
      .object({
        withdrawn: z.number(),
        practice: z.number(),
        repeats: z.number(),
        planted: z.number(),
        clean: z.number(),
        otherReaders: z.number(),
      })
      .describe("What counts in no share, and why."),
    seed: z.number(),
    resamples: z.number(),
  })
  .meta({ id: "Preferences", description: "Which arm readers preferred in a side-by-side round." });
