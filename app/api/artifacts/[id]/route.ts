import { openObject, readManifest } from "@/server/artifacts/artifact-objects";
import { readArtifactForViewer } from "@/server/artifacts/artifact-queries";
import type { Viewer } from "@/server/context";
import { createContext } from "@/server/create-context";
import { env } from "@/server/env";
import { DomainError, HTTP_STATUS } from "@/server/errors";

function fileName(name: string): string {
  return `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** `?file=3` is the fourth file of a folder's manifest; a path never comes from outside. */
async function findObject(
  artifactId: string,
  viewer: Viewer,
  db: Parameters<typeof readArtifactForViewer>[0],
  file: string | null,
) {
  const found = await readArtifactForViewer(db, { artifactId, viewer });
  if (file === null) return { digest: found.digest, name: found.name };
  const manifest = await readManifest(env().ASSAY_HOME, found.digest);
  const entry = /^\d+$/.test(file) ? manifest?.[Number(file)] : undefined;
  if (!entry) throw new DomainError("NotFound", "The artifact holds no such file.");
  return { digest: entry.digest, name: entry.path.split("/").at(-1) ?? entry.path };
}

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db, viewer } = await createContext(request.headers);
  if (!viewer) return Response.json({ error: "Sign in first." }, { status: 401 });
  try {
    const { id } = await params;
    const wanted = await findObject(id, viewer, db, new URL(request.url).searchParams.get("file"));
    const { bytes, stream } = await openObject(env().ASSAY_HOME, wanted.digest);
    return new Response(stream as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(bytes),
        "content-disposition": fileName(wanted.name),
        etag: `"${wanted.digest}"`,
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ error: error.message }, { status: HTTP_STATUS[error.kind] });
  }
}
