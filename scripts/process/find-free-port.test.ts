import { createServer } from "node:net";
import { expect, test } from "vitest";
import { findFreePort } from "./find-free-port.mjs";

test("a busy port moves on to the next and says so", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const busy = typeof address === "object" && address ? address.port : 0;
  const said: string[] = [];
  const port = await findFreePort(busy, (sentence) => said.push(sentence));
  expect(port).toBeGreaterThan(busy);
  expect(said).toEqual([`Port ${busy} is busy; using ${port}.`]);
  server.close();
});
