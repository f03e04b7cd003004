import { z } from "zod";
import { egressSwitch } from "@/domain/egress/egress-paths";
import { router, signedInProcedure, someAdminProcedure } from "../trpc";
import { changeEgress, closeAllEgress } from "./change-egress";
import { listEgress } from "./egress-queries";

/** Of the whole installation, as a building has one door for all who work in it. */
export const egressRouter = router({
  list: signedInProcedure.query(({ ctx }) => listEgress(ctx.db)),
  change: someAdminProcedure
    .input(z.object({ path: egressSwitch, open: z.boolean() }))
    .mutation(({ ctx, input }) => changeEgress(ctx, ctx.viewer.userId, input)),
  closeAll: someAdminProcedure.mutation(({ ctx }) => closeAllEgress(ctx, ctx.viewer.userId)),
});
