import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import { PERMISSIONS, type Permission } from "@/domain/access";
import { authorise, requireMachine, requireSomeAdmin, requireWholeAccount } from "./auth/authorise";
import type { Context } from "./context";
import { describeFailure } from "./describe-failure";
import { DomainError, type DomainErrorKind } from "./errors";

const TRPC_CODES = {
  NotFound: "NOT_FOUND",
  Forbidden: "FORBIDDEN",
  Conflict: "CONFLICT",
  InvalidState: "CONFLICT",
  Validation: "UNPROCESSABLE_CONTENT",
  LeaseLost: "CONFLICT",
} as const satisfies Record<DomainErrorKind, TRPCError["code"]>;

/** Who a procedure is for: read by the matrix of access, which fails where it is missing. */
export const PROCEDURE_ACCESS = [
  "public",
  "signed-in",
  "own-account",
  "machine",
  "some-admin",
  ...PERMISSIONS,
] as const;
export type ProcedureAccess = (typeof PROCEDURE_ACCESS)[number];

const t = initTRPC
  .context<Context>()
  .meta<{ access: ProcedureAccess }>()
  .create({
    transformer: superjson,
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter({ shape, error }) {
      const domain = error.cause instanceof DomainError ? error.cause : null;
      const unforeseen = !domain && error.code === "INTERNAL_SERVER_ERROR";
      if (unforeseen) console.error(`Request: ${describeFailure(error.cause ?? error)}`);
      return {
        ...shape,
        message: unforeseen ? "Something failed inside of Assay. Its log says where." : shape.message,
        data: { ...shape.data, stack: undefined, kind: domain?.kind ?? null, problems: domain?.problems ?? [] },
      };
    },
  });

const domainErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) {
    const cause = result.error.cause;
    throw new TRPCError({ code: TRPC_CODES[cause.kind], message: cause.message, cause });
  }
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** For everybody, signed in or not. */
export const publicProcedure = t.procedure.meta({ access: "public" }).use(domainErrors);

/** For everybody who is signed in, by whatever means; reads of what is their own. */
export const signedInProcedure = publicProcedure.meta({ access: "signed-in" }).use(({ ctx, next }) => {
  if (!ctx.viewer) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  return next({ ctx: { ...ctx, viewer: ctx.viewer } });
});

/** Sessions, tokens, password: what a token may touch only if it opens everything of its person. */
export const ownAccountProcedure = signedInProcedure.meta({ access: "own-account" }).use(({ ctx, next }) => {
  requireWholeAccount(ctx.viewer);
  return next();
});

/** For the command line of the server's own machine, by the credential in its data folder. */
export const machineProcedure = signedInProcedure.meta({ access: "machine" }).use(async ({ ctx, next }) => {
  await requireMachine(ctx.db, ctx.viewer);
  return next();
});

/** For whoever is an admin of some project. */
export const someAdminProcedure = ownAccountProcedure.meta({ access: "some-admin" }).use(async ({ ctx, next }) => {
  await requireSomeAdmin(ctx.db, ctx.viewer);
  return next();
});

/** Every procedure inside a project takes its slug and names the permission it needs. */
export function projectProcedure(permission: Permission) {
  return signedInProcedure
    .meta({ access: permission })
    .input(z.object({ project: z.string().min(1) }))
    .use(async ({ ctx, input, next }) => {
      const { projectId, role } = await authorise(ctx.db, ctx.viewer, input.project, permission);
      return next({ ctx: { ...ctx, projectId, role } });
    });
}
