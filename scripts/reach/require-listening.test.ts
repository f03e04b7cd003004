import { createServer } from "node:net";
import { expect, test } from "vitest";
import { requireListening } from "./require-listening.mjs";

test("what the machine cannot serve is refused in words", async () => {
  await expect(requireListening({ host: "192.0.2.1", port: 41299 })).rejects.toThrow("no address 192.0.2.1");
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen({ host: "127.0.0.1", port: 0 }, () => {
      const address = taken.address();
      if (typeof address === "object" && address) resolve(address.port);
    });
  });
  await expect(requireListening({ host: "127.0.0.1", port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
  await new Promise((resolve) => taken.close(resolve));
  await expect(requireListening({ host: "127.0.0.1", port })).resolves.toBeUndefined();
});
