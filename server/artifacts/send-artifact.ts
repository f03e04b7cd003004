import type { Services, Viewer } from "../context";
import { env } from "../env";
import { DomainError } from "../errors";
import { openObject, readManifest } from "./artifact-objects";
import { readArtifactForViewer } from "./artifact-queries";

type Wanted = {
  artifactId: string;
  /** `"3"` is the fourth file of a folder's manifest; a path never comes from outside. */
  file: string | null;
  /** Bytes that the asker has already. */
  from?: number;
  /** `If-None-Match`: what the asker has kept of it. */
  kept?: string | null;
};

function disposition(name: string): string {
  return `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

async function findObject(db: Services["db"], viewer: Viewer, { artifactId, file }: Wanted) {
  const found = await readArtifactForViewer(db, { artifactId, viewer });
  if (file === null) return { digest: found.digest, name: found.name };
  const manifest = await readManifest(env().ASSAY_HOME, found.digest);
  const entry = /^\d+$/.test(file) ? manifest?.[Number(file)] : undefined;
  if (!entry) throw new DomainError("NotFound", "The artifact holds no such file.");
  return { digest: entry.digest, name: entry.path.split("/").at(-1) ?? entry.path };
}

/** A cache between them may have marked the tag as weak. */
function holds(kept: string | null | undefined, etag: string): boolean {
  const tags = (kept ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return tags.includes(etag);
}

/** The bytes of an artifact, or of one file in it, as a download. */
export async function sendArtifact(
  { db, viewer }: Pick<Services, "db"> & { viewer: Viewer },
  wanted: Wanted,
): Promise<Response> {
  const { digest, name } = await findObject(db, viewer, wanted);
  const from = wanted.from ?? 0;
  const etag = `"${digest}"`;
  // An artifact keeps its id when a run writes it anew, so what was kept is asked about each time.
  const freshness = { etag, "cache-control": "private, no-cache" };
  if (holds(wanted.kept, etag)) return new Response(null, { status: 304, headers: freshness });
  const { bytes, stream } = await openObject(env().ASSAY_HOME, digest, from);
  return new Response(stream as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(bytes - from),
      "content-disposition": disposition(name),
      ...freshness,
      "x-content-type-options": "nosniff",
    },
  });
}
