import { z } from "zod";
import { trlFormSchema } from "@/domain/pairs/trl-line";
import { answerFailure } from "@/server/answer-failure";
import { authorise } from "@/server/auth/authorise";
import { createContext } from "@/server/create-context";
import { DomainError } from "@/server/errors";
import { exportPairs } from "@/server/pairs/export-pairs";
import { readDataCard } from "@/server/pairs/read-data-card";

export const dynamic = "force-dynamic";

type Place = { params: Promise<{ version: string }> };

const FILES = [...trlFormSchema.options, "card"] as const;
const querySchema = z.object({ project: z.string().min(1), file: z.enum(FILES).default("paired") });

const attached = (fileName: string, contentType: string) => ({
  "content-type": `${contentType}; charset=utf-8`,
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
});

/** Pairs as TRL reads them, or their data card, for whoever is signed in by a browser. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    if (!context.viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) throw new DomainError("Validation", `Name the project and a file: ${FILES.join(", ")}.`);
    const { project, file } = query.data;
    const { projectId } = await authorise(context.db, context.viewer, project, "project.read");
    const of = { projectId, id: (await params).version };
    if (file === "card") {
      const { fileName, text } = await readDataCard(context.sql, of);
      return new Response(text, { headers: attached(fileName, "text/markdown") });
    }
    const { fileName, body } = await exportPairs(context.sql, of, { form: file, conversational: false, split: null });
    return new Response(body, { headers: attached(fileName, "application/jsonl") });
  } catch (error) {
    return answerFailure(error);
  }
}
