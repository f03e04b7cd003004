import { z } from "zod";
import { answerFailure } from "@/server/answer-failure";
import { authorise } from "@/server/auth/authorise";
import { createContext } from "@/server/create-context";
import { DomainError } from "@/server/errors";
import { answerReportFile } from "@/server/reports/answer-report-file";
import { exportQuotedPack, exportReport, REPORT_FILES, reportFileSchema } from "@/server/reports/export-report";

export const dynamic = "force-dynamic";

type Place = { params: Promise<{ report: string }> };

const querySchema = z.object({ project: z.string().min(1), file: reportFileSchema });
const MOST_BYTES = 4_096;
const formSchema = z.object({ project: z.string().min(1), quotes: z.literal("yes") });

/** A frozen report as a file, for whoever is signed in by a browser. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    const { viewer } = context;
    if (!viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) {
      throw new DomainError("Validation", `Name the project and a file: ${REPORT_FILES.join(", ")}.`);
    }
    const { projectId } = await authorise(context.db, viewer, query.data.project, "project.read");
    const { report: reportId } = await params;
    return answerReportFile(await exportReport(context.db, { projectId, reportId, viewer }, query.data.file));
  } catch (error) {
    return answerFailure(error);
  }
}

/** The paper pack with quoted texts, for whoever ticked that box and may. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    const { viewer } = context;
    if (!viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const length = Number(request.headers.get("content-length") ?? Number.NaN);
    if (Number.isNaN(length) || length > MOST_BYTES) {
      throw new DomainError("Validation", "This form holds more than the project and a tick.");
    }
    const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(await request.text())));
    if (!form.success) {
      throw new DomainError("Validation", "Name the project, and tick the box that includes the quoted texts.");
    }
    const { projectId } = await authorise(context.db, viewer, form.data.project, "gates.sign");
    const { report: reportId } = await params;
    return answerReportFile(await exportQuotedPack(context, { projectId, reportId, viewer }));
  } catch (error) {
    return answerFailure(error);
  }
}
