import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import { mayDo, type Permission } from "@/domain/access";
import type { Context } from "./context";
import { describeFailure } from "./describe-failure";
import { DomainError, type DomainErrorKind } from "./errors";
import { readMembership } from "./projects/project-queries";

const TRPC_CODES = {
  NotFound: "NOT_FOUND",
  Forbidden: "FORBIDDEN",
  Conflict: "CONFLICT",
  InvalidState: "CONFLICT",
  Validation: "UNPROCESSABLE_CONTENT",
  LeaseLost: "CONFLICT",
} as const satisfies Record<DomainErrorKind, TRPCError["code"]>;

const t = initTRPC.context<Context>().create({
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

export const publicProcedure = t.procedure.use(domainErrors);

export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.viewer) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  return next({ ctx: { ...ctx, viewer: ctx.viewer } });
});

/** Every procedure inside a project takes its slug and names the permission it needs. */
export function projectProcedure(permission: Permission) {
  return signedInProcedure.input(z.object({ project: z.string().min(1) })).use(async ({ ctx, input, next }) => {
    const membership = await readMembership(ctx.db, { slug: input.project, userId: ctx.viewer.userId });
    if (!membership) throw new DomainError("NotFound", `There is no project "${input.project}" that you can open.`);
    if (!mayDo(membership.role, permission)) {
      throw new DomainError(
        "Forbidden",
        `Your role in this project (${membership.role}) does not allow this. An admin of the project can change it.`,
      );
    }
    return next({ ctx: { ...ctx, projectId: membership.projectId, role: membership.role } });
  });
}
