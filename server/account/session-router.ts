import { z } from "zod";
import { ownAccountProcedure, router } from "../trpc";
import { revokeOtherSessions, revokeSession } from "./revoke-session";
import { listSessions } from "./session-queries";

export const sessionRouter = router({
  list: ownAccountProcedure.query(({ ctx }) => listSessions(ctx.db, ctx.viewer, ctx.now())),
  revoke: ownAccountProcedure
    .input(z.object({ session: z.string().min(1) }))
    .mutation(({ ctx, input }) => revokeSession(ctx.db, ctx.viewer, input.session)),
  revokeOthers: ownAccountProcedure.mutation(({ ctx }) => revokeOtherSessions(ctx.db, ctx.viewer)),
});
