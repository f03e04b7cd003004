import { describeMetric } from "../metrics/metric-words";

/** What each definition of a study and of a round measures, as a methods section says it; a new version is a new line. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  "study.error_rate@1":
    "The rate of one side is the share of its notes, or of their sentences, in which settled readings found at least one hallucination of the severity that the rule names, among sources of which both sides were judged.",
  "study.error_rate_difference@1":
    "The difference is the rate after training minus the rate before, over the same sources; below zero is better.",
  "study.error_rate_difference_over_seeds@2":
    "Over several seeds, wrong and judged units are summed over trainings for each patient or document, and the rates of these sums are subtracted; it speaks of these trainings on other notes, not of other trainings.",
  "study.omissions_per_note@1":
    "Omissions a note are what readers said that a note leaves out, as the mean over notes.",
  "study.omissions_per_note_difference@1":
    "The change in omissions is the mean of the paired differences, after minus before; below zero is better.",
  "study.length@1": "Length is the mean number of characters of a note.",
  "study.length_ratio@1":
    "The change in length is the summed length after divided by the summed length before; 1 is no change.",
  "study.copied_share@1":
    "The copied share of a note is the share of its runs of four words that stand word for word in its source, as the mean over notes.",
  "study.copied_share_difference@1": "The change in copying is the mean of the paired differences, after minus before.",
  "review.error_rate@1":
    "The rate of a round is the share of its notes, or sentences, in which the settled answer holds at least one error that the rule counts.",
  "review.error_rate_corrected@2":
    "The corrected rate takes out what readers make of planted controls, by sensitivity and specificity (Rogan and Gladen 1978).",
  "review.raw_agreement@1": "Raw agreement is the share of pairs of readings of one unit that say the same.",
  "review.positive_agreement@1":
    "Positive agreement is the agreement on units that hold an error (Cicchetti and Feinstein 1990).",
  "review.negative_agreement@1":
    "Negative agreement is the agreement on units without an error (Cicchetti and Feinstein 1990).",
  "review.cohen_kappa@1": "Cohen’s κ is the agreement of two readers beyond chance (Cohen 1960).",
  "review.fleiss_kappa@1": "Fleiss’ κ is the agreement of several readers beyond chance (Fleiss 1971).",
  "review.scott_pi@1":
    "Scott’s π is the agreement of two readers beyond the chance of their pooled answers (Scott 1955).",
  "review.krippendorff_alpha@1":
    "Krippendorff’s α is one minus observed over expected disagreement, nominal (Krippendorff 2004).",
  "review.gwet_ac1@1":
    "Gwet’s AC1 is the agreement beyond a chance that stays small where one answer is common (Gwet 2008).",
};

/** What a method of intervals does, and who described it. */
const INTERVALS: Readonly<Record<string, string>> = {
  "clopper-pearson": "exact binomial intervals (Clopper and Pearson 1934)",
  "clopper-pearson-groups":
    "exact binomial intervals over patients or documents, where no unit or every unit is wrong and resampling has no spread (Clopper and Pearson 1934)",
  "newcombe-paired": "score intervals of a difference of paired proportions (Newcombe 1998, method 10)",
  "cluster-bootstrap": "percentile intervals of resampled patients or documents (Efron and Tibshirani 1993)",
  "cluster-bootstrap-bca": "bias-corrected and accelerated intervals of resampled patients or documents (Efron 1987)",
  "rogan-gladen-bootstrap": "percentile intervals that resample notes and controls together",
  wilson: "score intervals of a proportion (Wilson 1927)",
  newcombe_paired: "score intervals of a difference of paired proportions (Newcombe 1998, method 10)",
  bca: "bias-corrected and accelerated intervals of resampled paired examples (Efron 1987)",
  bca_clustered: "bias-corrected and accelerated intervals of resampled patients or documents (Efron 1987)",
  large_sample:
    "large-sample intervals of a mean of paired examples by Student’s t, where too many are compared to resample",
  large_sample_clustered:
    "large-sample intervals of a mean over patients or documents by its linearised standard error (Cochran 1977), where too many are compared to resample",
  student_t: "Student’s t intervals over trainings",
  paired_t: "Student’s t intervals of paired trainings",
  welch_t: "Welch’s t intervals over trainings (Welch 1947)",
};

/** What a definition measures; where nobody wrote it down, that is said with its id. */
export function sentenceOfDefinition(id: string): string {
  const own = DEFINITIONS[id];
  if (own) return `${own} [${id}]`;
  const { title, description } = describeMetric(id);
  if (description) return `${title}: ${description} [${id}]`;
  return `${title} is as its definition says, which has no words here. [${id}]`;
}

export const wordsOfInterval = (method: string): string => INTERVALS[method] ?? `intervals by the method “${method}”`;

export const KNOWN_DEFINITIONS: ReadonlySet<string> = new Set(Object.keys(DEFINITIONS));
export const KNOWN_INTERVALS: ReadonlySet<string> = new Set(Object.keys(INTERVALS));
