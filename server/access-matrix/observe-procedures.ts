import { type AnyTRPCProcedure, callTRPCProcedure, TRPCError } from "@trpc/server";
import { z } from "zod";
import { AccessRefusal } from "../auth/access-refusal";
import type { Services } from "../context";
import { appRouter } from "../router";
import { PROCEDURE_ACCESS, type ProcedureAccess } from "../trpc";
import { type Actor, MATRIX_PROJECTS } from "./actors";
import { isExpected } from "./expected-access";
import type { MatrixFixture } from "./matrix-fixture";
import type { Observation } from "./observation";

export type ProcedureDoor = {
  path: string;
  type: "query" | "mutation" | "subscription";
  access: ProcedureAccess | null;
  /** The zod schemas of its input. */
  inputs: readonly unknown[];
};

const metaSchema = z.object({ access: z.enum(PROCEDURE_ACCESS) });

function isProcedure(value: unknown): value is AnyTRPCProcedure {
  return typeof value === "function" && "_def" in value;
}

/** Everything that the browser's router answers to, with who it says it is for. */
export function listProcedures(): ProcedureDoor[] {
  return Object.entries<unknown>(appRouter._def.procedures)
    .map(([path, procedure]) => {
      if (!isProcedure(procedure)) throw new Error(`${path} is no procedure.`);
      const meta = metaSchema.safeParse(procedure._def.meta);
      const { type, inputs } = procedure._def;
      return { path, type, inputs, access: meta.success ? meta.data.access : null };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof TRPCError)) throw error;
  return error.code === "UNAUTHORIZED" || error.cause instanceof AccessRefusal;
}

/** No schema takes it. */
const NO_VALUE = () => {};

/** Right as far as the door and wrong behind it, so that whoever is let in is told so before any work is done. */
function inputOf({ inputs }: ProcedureDoor, project: string): Record<string, unknown> {
  const fields = inputs.flatMap((input) => (input instanceof z.ZodObject ? Object.keys(input.shape) : []));
  return { ...Object.fromEntries(fields.map((field) => [field, NO_VALUE])), project };
}

async function isOpened(door: ProcedureDoor, ctx: Parameters<typeof call>[1], project: string): Promise<boolean> {
  try {
    await call(door, ctx, project);
    return true;
  } catch (error) {
    return !isRefusal(error);
  }
}

function call(door: ProcedureDoor, ctx: Services & { viewer: ReturnType<MatrixFixture["viewerOf"]> }, project: string) {
  return callTRPCProcedure({
    router: appRouter,
    path: door.path,
    type: door.type,
    ctx,
    getRawInput: async () => inputOf(door, project),
    signal: undefined,
    batchIndex: 0,
  });
}

/** Every procedure, as every actor, in every project. */
export async function observeProcedures(
  services: Services,
  fixture: MatrixFixture,
  actors: readonly Actor[],
): Promise<Observation[]> {
  const seen: Observation[] = [];
  const ask = async (door: ProcedureDoor, actor: Actor) => {
    const ctx = { ...services, viewer: fixture.viewerOf(actor) };
    const access = door.access ?? "public";
    for (const project of MATRIX_PROJECTS) {
      const opened = await isOpened(door, ctx, project);
      const expected = door.access !== null && isExpected(actor, door.access, project);
      seen.push({ door: door.path, access, actor: actor.name, project, expected, opened });
    }
  };
  for (const door of listProcedures()) await Promise.all(actors.map((actor) => ask(door, actor)));
  return seen;
}
