import { z } from "zod";
import { ownAccountProcedure, router } from "../trpc";
import { issueSignInAddress } from "./issue-sign-in-address";
import { setPassword } from "./set-password";

export const accountRouter = router({
  signInAddress: ownAccountProcedure.mutation(({ ctx }) => issueSignInAddress(ctx)),
  setPassword: ownAccountProcedure
    .input(z.object({ password: z.string() }))
    .mutation(({ ctx, input }) => setPassword(ctx, input.password)),
});
