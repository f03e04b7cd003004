import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/router";

export type Session = {
  client: TRPCClient<AppRouter>;
  url: string;
  token: string;
  home: string;
  python: string;
  checkout: string;
  /** The slug of the project that commands work in. */
  project: () => Promise<string>;
};

export type SessionOptions = { project?: string; environment: NodeJS.ProcessEnv; checkout: string };

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim() || null;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EACCES")) return null;
    throw error;
  }
}

async function findUrl(home: string, environment: NodeJS.ProcessEnv): Promise<string> {
  if (environment.ASSAY_URL) return environment.ASSAY_URL;
  const said = await readIfThere(join(home, "server.json"));
  const parsed: unknown = said ? JSON.parse(said) : null;
  if (typeof parsed === "object" && parsed && "url" in parsed && typeof parsed.url === "string") return parsed.url;
  throw new Error(`No server runs on ${home}. Start it with \`npm start\`, or name one in ASSAY_URL.`);
}

async function findToken(home: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const token = environment.ASSAY_TOKEN ?? (await readIfThere(join(home, "credential")));
  if (token) return token;
  throw new Error(`There is no credential in ${home} that you can read. Put a token into ASSAY_TOKEN.`);
}

function createClient(url: string, token: string) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/api/trpc`,
        transformer: superjson,
        methodOverride: "POST",
        headers: { authorization: `Bearer ${token}` },
      }),
    ],
  });
}

async function onlyProject(client: TRPCClient<AppRouter>): Promise<string> {
  const projects = await client.projects.list.query();
  const [first, ...others] = projects;
  if (!first) throw new Error("You are in no project yet.");
  if (others.length === 0) return first.slug;
  throw new Error(`Name a project with --project: ${projects.map((each) => each.slug).join(", ")}.`);
}

/** Where the server is and who asks: the folder of the local installation, or ASSAY_URL and ASSAY_TOKEN. */
export async function openSession({ project, environment, checkout }: SessionOptions): Promise<Session> {
  const home = environment.ASSAY_HOME ?? join(checkout, ".assay");
  const url = await findUrl(home, environment);
  const token = await findToken(home, environment);
  const client = createClient(url, token);
  let slug: Promise<string> | undefined;
  return {
    client,
    url,
    token,
    home,
    python: environment.ASSAY_PYTHON ?? join(checkout, ".venv/bin/python"),
    checkout,
    project: () => {
      slug ??= project ? Promise.resolve(project) : onlyProject(client);
      return slug;
    },
  };
}
