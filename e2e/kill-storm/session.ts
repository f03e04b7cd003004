import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/router";

export type Session = { client: TRPCClient<AppRouter>; url: string; token: string; project: string };

/** Speaks to a start with the credential of its data folder, in the only project that it has. */
export async function openSession(home: string, url: string): Promise<Session> {
  const token = (await readFile(join(home, "credential"), "utf8")).trim();
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/api/trpc`,
        transformer: superjson,
        methodOverride: "POST",
        headers: { authorization: `Bearer ${token}` },
      }),
    ],
  });
  const [only] = await client.projects.list.query();
  if (!only) throw new Error("The start made no project.");
  return { client, url, token, project: only.slug };
}
