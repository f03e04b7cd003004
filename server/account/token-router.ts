import { z } from "zod";
import { TOKEN_SCOPES } from "@/domain/access";
import { ownAccountProcedure, router } from "../trpc";
import { createToken } from "./create-token";
import { revokeToken } from "./revoke-token";
import { listTokens } from "./token-queries";

const wantedTokenSchema = z.object({
  name: z.string().trim().min(1).max(80),
  scope: z.enum(TOKEN_SCOPES),
  /** Its slug; null opens all projects of the person. */
  project: z.string().min(1).nullable().default(null),
  expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
  /** One's present password; asked for where the token may do everything. */
  current: z.string().max(1_000).nullable().default(null),
});

export const tokenRouter = router({
  list: ownAccountProcedure.query(({ ctx }) => listTokens(ctx.db, ctx.viewer.userId, ctx.now())),
  create: ownAccountProcedure
    .input(wantedTokenSchema)
    .mutation(({ ctx, input }) => createToken(ctx.db, ctx.viewer, input, ctx.now())),
  revoke: ownAccountProcedure
    .input(z.object({ token: z.string().min(1) }))
    .mutation(({ ctx, input }) => revokeToken(ctx.db, ctx.viewer, input.token, ctx.now())),
});
