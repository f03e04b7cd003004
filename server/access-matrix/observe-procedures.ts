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
      return { path, type: procedure._def.type, access: meta.success ? meta.data.access : null };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof TRPCError)) throw error;
  return error.code === "UNAUTHORIZED" || error.cause instanceof AccessRefusal;
}

/** Asks with nothing but the project: whoever is let in fails behind the door, at the input or in the work. */
async function isOpened(door: ProcedureDoor, ctx: Parameters<typeof call>[1], project: string): Promise<boolean> {
  try {
    await call(door, ctx, project);
    return true;
  } catch (error) {
    return !isRefusal(error);
  }
}

function call(
  { path, type }: ProcedureDoor,
  ctx: Services & { viewer: ReturnType<MatrixFixture["viewerOf"]> },
  project: string,
) {
  const input = async () => ({ project });
  return callTRPCProcedure({
    router: appRouter,
    path,
    type,
    ctx,
    getRawInput: input,
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
