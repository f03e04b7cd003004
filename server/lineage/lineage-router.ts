import { z } from "zod";
import { mayDo, type Role, scopeAllows } from "@/domain/access";
import { lineageSubjectFields, lineageSubjectSchema } from "@/domain/lineage/lineage-subject";
import type { Services, Viewer } from "../context";
import { projectProcedure, router } from "../trpc";
import type { Viewing } from "./asking";
import { readLineage } from "./lineage-queries";
import { listMembers } from "./list-members";
import { traceLineage } from "./trace-lineage";

const reading = projectProcedure("project.read");
const subject = z.object(lineageSubjectFields);

type Asked = Pick<Services, "db" | "sql"> & { projectId: string; role: Role; viewer: Viewer };

/** Readers have names for whoever answers for rounds; a token that only reads is told Reader 1, Reader 2 … */
function viewingOf({ db, sql, projectId, role, viewer: { token } }: Asked): Viewing {
  const named = mayDo(role, "campaigns.write") && (!token || scopeAllows(token.scope, "campaigns.write"));
  return { db, sql, projectId, named };
}

export const lineageRouter = router({
  byRun: reading
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => readLineage(ctx.db, { projectId: ctx.projectId, runId: input.run })),
  /** What one thing, row or number rests on and what came of it. */
  trace: reading
    .input(subject)
    .query(({ ctx, input }) => traceLineage(viewingOf(ctx), lineageSubjectSchema.parse(input))),
  /** The rows that one node of it stands for. */
  members: reading
    .input(
      subject.extend({
        list: z.string().min(1).max(100),
        cursor: z.string().max(64).nullish(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input: { list, cursor, limit, ...asked } }) =>
      listMembers(viewingOf(ctx), lineageSubjectSchema.parse(asked), { list, cursor: cursor ?? "", limit }),
    ),
});
