import { readFile } from "node:fs/promises";
import { join } from "node:path";

const PATIENCE_MILLISECONDS = 3_000;

/** Where the web server is now: `server.json` once it has been written, the configured address before. */
export async function readServerUrl(home: string, configured: string): Promise<string> {
  try {
    const said: unknown = JSON.parse(await readFile(join(home, "server.json"), "utf8"));
    if (typeof said === "object" && said !== null && "url" in said && typeof said.url === "string") return said.url;
  } catch (error) {
    // Not there yet, or being written.
    if (!(error instanceof SyntaxError || (error instanceof Error && "code" in error))) throw error;
  }
  return configured;
}

export function createAskServer(of: { home: string; url: string }): () => Promise<boolean> {
  return async () => {
    try {
      const url = new URL("/api/health", await readServerUrl(of.home, of.url));
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      return answer.ok;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  };
}
