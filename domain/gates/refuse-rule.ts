import type { Protocol } from "../campaigns/protocol";
import type { GateRule } from "./gate-rule";

export type RuleProblem = { where: string; what: string; remedy: string };

/** What of a rule cannot be, or cannot be told from what readers of this protocol say. */
export function refuseRule(rule: GateRule, { mode, severities, omissions, required }: Protocol): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const refuse = (where: string, what: string, remedy: string) => problems.push({ where, what, remedy });
  if (mode === "side-by-side") {
    refuse("rule", "Readers choose between two notes, which gives no rate of errors.", "Make a round with marks.");
  }
  if (rule.unit === "sentence" && mode !== "marks") {
    refuse("unit", "Readers mark no sentences in this round.", "Count notes.");
  }
  const grades = mode === "marks" && severities.some(({ major }) => major);
  if (rule.severity === "major" && !grades) {
    refuse("severity", "Readers grade no errors as major in this round.", "Count every error.");
  }
  if (rule.guards.majorRate && !grades) {
    refuse("guards.majorRate", "Readers grade no errors as major in this round.", "Leave this guard out.");
  }
  if (grades && !required.includes("severity")) {
    const what = "Readers may leave an error without a severity in this round, and what was not graded is not minor.";
    if (rule.severity === "major") refuse("severity", what, "Count every error, or require the severity.");
    if (rule.guards.majorRate) refuse("guards.majorRate", what, "Leave this guard out, or require the severity.");
  }
  if (rule.guards.omissionsPerNote && !(mode === "marks" && omissions)) {
    refuse("guards.omissionsPerNote", "Readers mark no omissions in this round.", "Leave this guard out.");
  }
  if (rule.looks === "sprt") {
    if (rule.unit === "sentence") {
      refuse("looks", "The sequential test holds for notes, not for sentences of the same notes.", "Look once.");
    }
    if (rule.correction !== "none") {
      refuse(
        "correction",
        "The sequential test goes without a correction for readers.",
        "Look once, or do not correct.",
      );
    }
    const { low, high } = rule.sprt;
    if (!(low < rule.threshold && rule.threshold < high)) {
      refuse("sprt", "The threshold must lie between the two rates that are told apart.", "Choose rates around it.");
    }
  }
  if (rule.correction === "planted-controls" && rule.unit === "sentence") {
    refuse("correction", "Controls tell how readers judge notes, not sentences.", "Count notes, or do not correct.");
  }
  return problems;
}
