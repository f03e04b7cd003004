import { readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const APP = join(import.meta.dirname, "../../app");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

type Answer = (request: Request, place: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>;
export type FoundRoute = { method: string; route: string; answer: Answer };

const isAnswer = (value: unknown): value is Answer => typeof value === "function";

/** What Next serves besides pages, read from the folders themselves. */
export async function listRoutes(): Promise<FoundRoute[]> {
  const files = (await readdir(APP, { recursive: true })).filter((file) => /(^|\/)route\.ts$/.test(file));
  const found = await Promise.all(
    files.sort().map(async (file) => {
      const exported: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(join(APP, file)).href);
      return METHODS.flatMap((method) => {
        const answer = exported[method];
        return isAnswer(answer) ? [{ method, route: `/${relative(".", dirname(file))}`, answer }] : [];
      });
    }),
  );
  return found.flat();
}
