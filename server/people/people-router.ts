import { z } from "zod";
import { ROLES } from "@/domain/access";
import { actorOf } from "../audit/append-audit";
import { requirePresentPassword } from "../auth/require-present-password";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { changeRole } from "./change-role";
import { invitePerson } from "./invite-person";
import { issuePasswordReset } from "./issue-password-reset";
import { listInvitations, listPeople } from "./people-queries";
import { removePerson } from "./remove-person";
import { withdrawInvitation } from "./withdraw-invitation";

const administering = projectProcedure("project.admin");
const person = z.object({ person: z.string().min(1) });

export const peopleRouter = router({
  list: projectProcedure("project.read").query(async ({ ctx }) => {
    const people = await listPeople(ctx.db, ctx.projectId);
    return people.map((each) => ({ ...each, you: each.userId === ctx.viewer.userId }));
  }),
  invitations: administering.query(({ ctx }) => listInvitations(ctx.db, ctx.projectId, ctx.now())),
  invite: administering
    .input(
      z.object({
        role: z.enum(ROLES),
        email: z.email().toLowerCase().nullable().default(null),
        expiresInDays: z.number().int().min(1).max(90).default(7),
      }),
    )
    .mutation(({ ctx, input: { role, email, expiresInDays } }) =>
      invitePerson(
        ctx.db,
        { role, email, expiresInDays },
        {
          projectId: ctx.projectId,
          invitedBy: ctx.viewer.userId,
          actor: actorOf(ctx.viewer),
          now: ctx.now(),
          publicUrl: env().ASSAY_PUBLIC_URL,
        },
      ),
    ),
  withdrawInvitation: administering.input(z.object({ invitation: z.string().min(1) })).mutation(({ ctx, input }) =>
    withdrawInvitation(ctx.db, actorOf(ctx.viewer), {
      projectId: ctx.projectId,
      invitationId: input.invitation,
      now: ctx.now(),
    }),
  ),
  changeRole: administering.input(person.extend({ role: z.enum(ROLES) })).mutation(({ ctx, input }) =>
    changeRole(ctx.db, actorOf(ctx.viewer), {
      projectId: ctx.projectId,
      userId: input.person,
      role: input.role,
      now: ctx.now(),
    }),
  ),
  remove: administering
    .input(person)
    .mutation(({ ctx, input }) =>
      removePerson(ctx.db, actorOf(ctx.viewer), { projectId: ctx.projectId, userId: input.person, now: ctx.now() }),
    ),
  issuePasswordReset: administering
    .input(person.extend({ current: z.string().max(1_000).nullable().default(null) }))
    .mutation(async ({ ctx, input }) => {
      const adminId = ctx.viewer.userId;
      if (input.person === adminId) await requirePresentPassword(ctx.db, ctx.viewer, input.current);
      return issuePasswordReset(
        ctx.db,
        actorOf(ctx.viewer),
        { projectId: ctx.projectId, userId: input.person, adminId },
        { now: ctx.now(), publicUrl: env().ASSAY_PUBLIC_URL, secret: env().ASSAY_SECRET },
      );
    }),
});
