import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { computeResult, RESULT_RESAMPLES } from "@/domain/gates/compute-result";
import { decideSequence } from "@/domain/gates/decide-sequence";
import type { GateResult, SequentialProgress } from "@/domain/gates/gate-result";
import type { GateVerdict } from "@/domain/gates/gate-rule";
import type { Services } from "../context";
import { fingerprintOf, keepResult } from "./kept-results";
import { readRoundFacts } from "./read-case-facts";
import {
  type CampaignOf,
  type CampaignRow,
  countClosings,
  listReviewers,
  readRule,
  requireCampaign,
  type StoredRule,
} from "./read-gate-campaign";
import { type GateProgress, readProgress } from "./read-progress";
import { readNoteFacts } from "./read-texts";
import { runGently } from "./run-gently";

export type Running = { verdict: GateVerdict; because: string; sequential: SequentialProgress };

export type CampaignResult = {
  campaign: Pick<CampaignRow, "id" | "name" | "title" | "state" | "origin" | "openedAt" | "closedAt"> & {
    mode: CampaignRow["protocol"]["mode"];
  };
  rule: StoredRule;
  progress: GateProgress;
  /** `progress`: the round is open and is looked at once. `running`: the sequential test alone. */
  shown: "progress" | "running" | "result";
  /** Why there is no result, or not all of it. */
  why: string | null;
  running: Running | null;
  result: GateResult | null;
};

type Reading = Pick<Services, "db" | "sql">;

const BEFORE_CLOSE =
  "The rule looks once, when the round is closed: until then nobody sees more than how far it is, because who looks early and stops when it suits finds what is not there.";
const RUNNING =
  "The round is open: the sequential test may be looked at after every case, and nothing else until it is closed.";
const SIMULATED =
  "The round is open. These are the answers of simulations, which no person gave; what people read is shown once it is closed.";
const CHOICES = "Readers choose between two notes here; such a round has no rate of errors and no gate.";
const CHOICES_BEFORE_CLOSE =
  "Readers choose between two notes here. Which they prefer is shown once the round is closed: until then nobody sees more than how far it is, so that nobody reads in its light.";

async function compute(
  services: Reading,
  of: CampaignOf,
  row: CampaignRow,
  { rule: stored, kind }: { rule: StoredRule; kind: ReviewerKind | null },
): Promise<GateResult> {
  const { rule, assessmentsBefore } = stored;
  const reviewers = await listReviewers(services.db, of);
  const [facts, notes, looks] = await Promise.all([
    readRoundFacts(services, of, reviewers, { kind, bySentence: rule.unit === "sentence" }),
    readNoteFacts(services.sql, of),
    countClosings(services.db, of),
  ]);
  const names = new Map(reviewers.map(({ id, name }) => [id, name]));
  return runGently(
    computeResult({
      kind: facts.kind,
      protocol: row.protocol,
      rule,
      cases: facts.sample,
      controls: facts.controls,
      left: facts.left,
      notes,
      looks,
      assessmentsBefore,
      resamples: RESULT_RESAMPLES,
      seed: row.design.seed,
      textOf: (id) => facts.texts.get(facts.rows.get(id)?.noteDigest ?? "") ?? "",
      nameOf: (id) => names.get(id) ?? "",
    }),
  );
}

async function readRunning(
  services: Reading,
  of: CampaignOf,
  row: CampaignRow,
  { rule: { rule }, kind }: { rule: StoredRule; kind: ReviewerKind | null },
): Promise<Running> {
  const reviewers = await listReviewers(services.db, of);
  const { sample } = await readRoundFacts(services, of, reviewers, { kind, bySentence: false });
  const cases = rule.arm === null ? sample : sample.filter(({ arm }) => arm === rule.arm);
  const { decision, sequential } = decideSequence(cases, rule, row.protocol);
  return { verdict: decision.verdict, because: decision.because, sequential };
}

/** What of a campaign may be shown now: the whole result once it is closed, and before what its rule allows. */
export async function readCampaignResult(
  services: Reading,
  of: CampaignOf,
  { kind = null }: { kind?: ReviewerKind | null } = {},
): Promise<CampaignResult> {
  const row = await requireCampaign(services.db, of);
  const [rule, progress] = await Promise.all([readRule(services.db, row), readProgress(services.sql, of)]);
  const { id, name, title, state, origin, openedAt, closedAt, protocol } = row;
  const campaign = { id, name, title, state, origin, openedAt, closedAt, mode: protocol.mode };
  const shared = { campaign, rule, progress, running: null, result: null };
  if (protocol.mode === "side-by-side")
    return { ...shared, shown: "progress", why: CAMPAIGN_RULES[state].readingsShown ? CHOICES : CHOICES_BEFORE_CLOSE };
  const asked = { rule, kind };
  // What a simulation says comes from the facts of the sample and is nobody's reading.
  if (CAMPAIGN_RULES[state].readingsShown || kind === "simulated") {
    const fingerprint = await fingerprintOf(services.sql, of);
    const result = await keepResult(`${id} ${kind ?? ""}`, fingerprint, () => compute(services, of, row, asked));
    const why = CAMPAIGN_RULES[state].readingsShown ? null : SIMULATED;
    return { ...shared, shown: "result", why, result };
  }
  if (rule.rule.looks === "once") return { ...shared, shown: "progress", why: BEFORE_CLOSE };
  return { ...shared, shown: "running", why: RUNNING, running: await readRunning(services, of, row, asked) };
}
