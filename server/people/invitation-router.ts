import { z } from "zod";
import { ownAccountProcedure, publicProcedure, router } from "../trpc";
import { acceptAs, acceptAsNew } from "./accept-invitation";
import { openInvitation } from "./open-invitation";

const link = z.object({ token: z.string().min(1).max(200) });

/** For whoever holds a link; the link is what they are let in by. */
export const invitationRouter = router({
  open: publicProcedure.input(link).query(async ({ ctx, input }) => {
    const { role, email, expiresAt, project, slug, invitedBy } = await openInvitation(ctx.db, input.token, ctx.now());
    return { role, email, expiresAt, project, slug, invitedBy, viewer: ctx.viewer?.email ?? null };
  }),
  accept: ownAccountProcedure
    .input(link)
    .mutation(({ ctx, input }) => acceptAs(ctx.db, ctx.viewer, input.token, ctx.now())),
  acceptAsNew: publicProcedure
    .input(
      link.extend({
        name: z.string().trim().min(1).max(120),
        email: z.email().max(254).toLowerCase(),
        password: z.string().max(1_000),
      }),
    )
    .mutation(({ ctx, input: { token, ...person } }) => acceptAsNew(ctx.db, person, token, ctx.now())),
});
