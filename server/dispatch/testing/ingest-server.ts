import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { Services } from "../../context";
import { ingestFrames, readAttemptKey } from "../../ingest/ingest-frames";
import { readBody } from "../../ingest/read-body";

type Options = { services: Pick<Services, "db" | "now">; leaseSeconds: number; port?: number };

/** The two routes that runners and dispatcher ask, over HTTP and a real database, without the pages. */
export async function startIngestServer({ services, leaseSeconds, port: wanted = 0 }: Options) {
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.url !== "/api/ingest") return answer(200, { state: "ready" });
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const bytes = await readBody(Readable.toWeb(request) as ReadableStream<Uint8Array>, 1 << 26);
    const key = await readAttemptKey(services, token);
    if (!key) return answer(401, {});
    const { status, body } = await ingestFrames(services, { leaseSeconds, price: null }, key, bytes);
    answer(status, body);
  });
  await new Promise<void>((resolve) => server.listen(wanted, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
