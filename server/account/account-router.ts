import { z } from "zod";
import { env } from "../env";
import { machineProcedure, ownAccountProcedure, router } from "../trpc";
import { hasPassword } from "./account-queries";
import { issueResetByMachine } from "./issue-reset-by-machine";
import { issueSignInAddress } from "./issue-sign-in-address";
import { setPassword } from "./set-password";

export const accountRouter = router({
  read: ownAccountProcedure.query(async ({ ctx }) => {
    const { name, email, userId } = ctx.viewer;
    return { name, email, hasPassword: await hasPassword(ctx.db, userId) };
  }),
  signInAddress: machineProcedure.mutation(({ ctx }) => issueSignInAddress(ctx)),
  passwordLink: machineProcedure
    .input(z.object({ email: z.email().max(254).toLowerCase() }))
    .mutation(({ ctx, input }) =>
      issueResetByMachine(ctx.db, input.email, {
        now: ctx.now(),
        publicUrl: env().ASSAY_PUBLIC_URL,
        secret: env().ASSAY_SECRET,
      }),
    ),
  setPassword: ownAccountProcedure
    .input(
      z.object({
        password: z.string(),
        current: z.string().max(1_000).nullable().default(null),
        revokeTokens: z.boolean().default(false),
      }),
    )
    .mutation(({ ctx, input }) => setPassword(ctx, input)),
});
