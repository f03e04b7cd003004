import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp, get, type IncomingMessage, type ServerResponse } from "node:http";
import { get as getSecurely } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { openListeners } from "./open-listeners.mjs";

const testing = join(import.meta.dirname, "testing");
const ca = readFileSync(join(testing, "named.pem"));
const folder = mkdtempSync(join(tmpdir(), "assay-listeners-"));
const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((each) => each.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

function freePort(): Promise<number> {
  const server = createHttp();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const echo = (request: IncomingMessage, response: ServerResponse) => {
  response.end(JSON.stringify(request.headers));
};

async function serve(files: { certificate: string; key: string }) {
  const [port, loopbackPort] = [await freePort(), await freePort()];
  const reach = { host: "127.0.0.1", port, loopbackPort, publicUrl: "https://assay.example.org", trustedProxies: [] };
  const failures: string[] = [];
  const onFailure = (sentence: string) => failures.push(sentence);
  const listeners = openListeners({ ...reach, ...files }, echo, { onFailure, retryMilliseconds: 50 });
  open.push(listeners);
  return { port, loopbackPort, failures, servers: listeners.servers };
}

type Said = { status: number | undefined; location: string | undefined; body: string };

function read(asked: (answer: (response: IncomingMessage) => void) => ReturnType<typeof get>): Promise<Said> {
  return new Promise((resolve, reject) => {
    asked((response) => {
      let body = "";
      response.on("data", (piece) => {
        body += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode, location: response.headers.location, body }));
    }).on("error", reject);
  });
}

const ask = (port: number, headers: Record<string, string> = {}, path = "/api/health") =>
  read((answer) =>
    getSecurely({ host: "127.0.0.1", port, path, servername: "assay.example.org", ca, headers }, answer),
  );
const askHere = (port: number) => read((answer) => get({ host: "127.0.0.1", port, path: "/" }, answer));

const named = { certificate: join(testing, "named.pem"), key: join(testing, "named.key") };

test("others are answered under the certificate, with what the server knows of them", async () => {
  const { port, loopbackPort } = await serve(named);
  const headers = { host: "assay.example.org", "x-forwarded-for": "10.9.9.9", "x-forwarded-proto": "http" };
  const said: Record<string, string> = JSON.parse((await ask(port, headers)).body);
  expect(said).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https" });
  const page = { host: `10.0.0.7:${port}`, accept: "text/html" };
  expect(await ask(port, page, "/projects")).toMatchObject({
    status: 307,
    location: "https://assay.example.org/projects",
  });
  expect(await ask(port, page, "//")).toMatchObject({ status: 307, location: "https://assay.example.org" });
  expect((await askHere(loopbackPort)).status).toBe(200);
});

test("an upload may take its time, headers may not", async () => {
  const { servers } = await serve(named);
  expect(servers).toHaveLength(2);
  for (const server of servers) expect(server).toMatchObject({ requestTimeout: 0, headersTimeout: 60_000 });
});

test("a certificate that has ended keeps others out and this machine in, until a good one lies there", async () => {
  const files = { certificate: join(folder, "own.pem"), key: join(folder, "own.key") };
  copyFileSync(join(testing, "ended.pem"), files.certificate);
  copyFileSync(named.key, files.key);
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { port, loopbackPort } = await serve(files);
  expect((await askHere(loopbackPort)).status).toBe(200);
  await expect(ask(port)).rejects.toThrow("ECONNREFUSED");
  expect(said.mock.calls[0]?.[0]).toContain("Other machines are not served: The certificate");
  copyFileSync(named.certificate, files.certificate);
  await vi.waitFor(async () => expect((await ask(port, { host: "assay.example.org" })).status).toBe(200));
});

test("a port that somebody took is told in a sentence", async () => {
  const { port } = await serve(named);
  const onFailure = vi.fn();
  const reach = { host: "127.0.0.1", port, loopbackPort: await freePort(), publicUrl: "https://assay.example.org" };
  open.push(openListeners({ ...reach, ...named, trustedProxies: [] }, echo, { onFailure }));
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalledWith(expect.stringContaining(`127.0.0.1:${port} cannot`)));
});
