import type { Database } from "@/db/database";
import type { Viewer } from "../context";
import { readTokenViewer } from "./api-tokens";

export function bearerToken(header: string | null): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? "")?.[1] ?? null;
}

export async function readBearerViewer(db: Database, header: string | null, now = new Date()): Promise<Viewer | null> {
  const token = bearerToken(header);
  return token ? readTokenViewer(db, token, now) : null;
}
