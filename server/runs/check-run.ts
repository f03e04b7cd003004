import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { StageSchema } from "@/domain/runs/stage-schema";
import type { Services } from "../context";
import { acceleratorsOf, chooseDevices, countDevices } from "../dispatch/choose-devices";
import type { Slot } from "../dispatch/executors/executor";
import { readReadyInputs } from "../dispatch/resolve-launch-inputs";
import { writeLaunchInputs } from "../dispatch/write-launch-inputs";
import { readEgress } from "../egress/egress-queries";
import { DomainError, type Problem } from "../errors";
import { secretsOfRun } from "../secrets/secrets-of-run";
import { callRunner } from "../stages/call-runner";
import { stageNamed } from "../stages/stage-schemas";
import type { LaunchRequest } from "./launch-request";
import { readTrainedHashes } from "./read-trained-hashes";
import { resolveInputs } from "./resolve-inputs";

const checkSchema = z.object({
  id: z.string(),
  state: z.enum(["pass", "warn", "block"]),
  title: z.string(),
  detail: z.string(),
  remedy: z.string().nullable(),
  field: z.string().nullable(),
});
const answerSchema = z.object({ checks: z.array(checkSchema), estimates: z.record(z.string(), z.json()) });

export type RunCheck = z.infer<typeof checkSchema>;
export type CheckAnswer = z.infer<typeof answerSchema>;
export type CheckServices = Pick<Services, "db" | "sql"> & {
  home: string;
  python: string;
  /** The installation's own, which opens the secrets of projects. */
  secret: string;
  slots: () => Promise<Slot[]>;
};

type CheckRequest = Pick<LaunchRequest, "stage" | "config" | "inputs">;

function originOf(projectId: string, schema: StageSchema, request: CheckRequest) {
  const models = schema.inputs.filter((input) => input.kind === "model").map((input) => request.inputs[input.name]);
  return {
    projectId,
    modelIds: models.flatMap((target) => target?.modelId ?? []),
    runIds: models.flatMap((target) => target?.fromRunId ?? []),
  };
}

function blockedBy(problems: readonly Problem[]): CheckAnswer {
  const checks = problems.map(({ where, what, remedy }) => {
    const field = where.replace(/^inputs\./, "");
    return { id: "inputs", state: "block" as const, title: "Inputs", detail: what, remedy: remedy ?? null, field };
  });
  return { checks, estimates: {} };
}

function tooFewDevices(schema: StageSchema, wanted: number, there: number): Problem {
  return {
    where: schema.devicesField ?? "device",
    what: `The run wants ${wanted} GPUs, and this machine has ${there}.`,
    remedy: `Ask for at most ${there}.`,
  };
}

/** Asks the runner what would go wrong, with the rows and models that the run would get. Nothing is kept. */
export async function checkRun(
  services: CheckServices,
  projectId: string,
  request: CheckRequest,
): Promise<CheckAnswer> {
  const schema = stageNamed(request.stage);
  const { inputs, problems } = await resolveInputs(services.db, { projectId }, schema, request.inputs);
  const need = { schema, config: request.config };
  const slots = await services.slots();
  const devices = chooseDevices(need, slots, new Map());
  problems.push(...(await secretsOfRun(services, { projectId, ...need })).problems);
  if (!devices) problems.push(tooFewDevices(schema, countDevices(need), acceleratorsOf(slots).length));
  if (problems.length > 0) return blockedBy(problems);
  const folder = await mkdtemp(join(tmpdir(), "assay-check-"));
  try {
    const ready = await readReadyInputs(services.db, { projectId, stage: request.stage }, inputs);
    const file = join(folder, "launch.json");
    const checked = {
      stage: request.stage,
      config: request.config,
      device: devices?.[0] ?? "cpu",
      inputs: await writeLaunchInputs(services, { projectId, folder }, ready),
      folders: { checkpoints: join(services.home, "runs"), objects: join(services.home, "objects") },
      egress: await readEgress(services.db),
      trainedOnHashes: await readTrainedHashes(services.sql, originOf(projectId, schema, request)),
    };
    await writeFile(file, JSON.stringify(checked), { mode: 0o600 });
    return answerSchema.parse(await callRunner(services.python, ["check", file]));
  } catch (error) {
    // Inputs that cannot be laid out; what the runner refuses is of kind Validation.
    if (error instanceof DomainError && error.kind === "InvalidState") return blockedBy(error.problems);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
