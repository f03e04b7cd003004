import { z } from "zod";
import { router, signedInProcedure } from "../trpc";
import { issueSignInAddress } from "./issue-sign-in-address";
import { setPassword } from "./set-password";

export const accountRouter = router({
  signInAddress: signedInProcedure.mutation(({ ctx }) => issueSignInAddress(ctx)),
  setPassword: signedInProcedure
    .input(z.object({ password: z.string() }))
    .mutation(({ ctx, input }) => setPassword(ctx, input.password)),
});
