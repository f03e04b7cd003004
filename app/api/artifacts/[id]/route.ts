import { sendArtifact } from "@/server/artifacts/send-artifact";
import { createContext } from "@/server/create-context";
import { DomainError, HTTP_STATUS } from "@/server/errors";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db, viewer } = await createContext(request.headers);
  if (!viewer) return Response.json({ error: "Sign in first." }, { status: 401 });
  try {
    const { id: artifactId } = await params;
    const file = new URL(request.url).searchParams.get("file");
    return await sendArtifact({ db, viewer }, { artifactId, file, kept: request.headers.get("if-none-match") });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ error: error.message }, { status: HTTP_STATUS[error.kind] });
  }
}
