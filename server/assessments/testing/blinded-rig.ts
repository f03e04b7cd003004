import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { createTestDatabase } from "@/db/testing/test-database";
import { MATRIX_ACTORS } from "../../access-matrix/actors";
import { listRoutes } from "../../access-matrix/list-routes";
import { addMatrixFixture } from "../../access-matrix/matrix-fixture";
import { matrixVariables } from "../../access-matrix/matrix-variables";
import { addBlindedRounds } from "./blinded-rounds";

const ADDRESS = "http://127.0.0.1:3000";
export const READER = "reviewer";

/** All that came back: what a browser keeps, and what stands in its tools. */
export type Heard = { where: string; status: number; text: string };
type Sent = { body?: unknown; params?: Record<string, string | string[]> };

/** Blinded rounds with one reader, and every route of the server as her browser or a program of hers asks it. */
export async function createBlindedRig() {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "assay-leaks-"));
  const variables = matrixVariables(database.url, home);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const where = { url: variables.ASSAY_URL, secret: variables.ASSAY_SECRET, home };
  const fixture = await addMatrixFixture(database, where);
  const blinded = await addBlindedRounds(database, READER, "researcher");
  const routes = await listRoutes();

  const ask = async (actor: string, method: string, route: string, path: string, sent: Sent = {}): Promise<Heard> => {
    const found = routes.find((each) => each.method === method && each.route === route);
    const who = MATRIX_ACTORS.find(({ name }) => name === actor);
    if (!found || !who) throw new Error(`There is no ${method} ${route}, or no ${actor}.`);
    const body = typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body);
    const headers = new Headers({ "content-type": "application/json", ...fixture.credentialOf(who) });
    const request = new Request(`${ADDRESS}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const response = await found.answer(request, { params: Promise.resolve(sent.params ?? {}) });
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    return {
      where: `${actor}: ${method} ${path}`,
      status: response.status,
      text: `${head}\n\n${await response.text()}`,
    };
  };

  return {
    blinded,
    ask,
    /** What a reader's browser sends. */
    call: (path: string, input: unknown) =>
      ask(READER, "POST", "/api/trpc/[trpc]", `/api/trpc/${path}`, { body: { json: input } }),
    /** What was said in the question is no leak in the answer. */
    leaksOf: ({ where: at, text }: Heard, said: unknown): string[] => {
      const question = JSON.stringify(said ?? "");
      const leaked = blinded.secret.filter((secret) => text.includes(secret) && !question.includes(secret));
      return leaked.map((secret) => `${at}: ${secret}`);
    },
    close: async () => {
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
