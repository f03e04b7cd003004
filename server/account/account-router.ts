import { z } from "zod";
import { ownAccountProcedure, router } from "../trpc";
import { hasPassword } from "./account-queries";
import { issueSignInAddress } from "./issue-sign-in-address";
import { setPassword } from "./set-password";

export const accountRouter = router({
  read: ownAccountProcedure.query(async ({ ctx }) => {
    const { name, email, userId } = ctx.viewer;
    return { name, email, hasPassword: await hasPassword(ctx.db, userId) };
  }),
  signInAddress: ownAccountProcedure.mutation(({ ctx }) => issueSignInAddress(ctx)),
  setPassword: ownAccountProcedure
    .input(z.object({ password: z.string(), current: z.string().max(1_000).nullable().default(null) }))
    .mutation(({ ctx, input }) => setPassword(ctx, input)),
});
