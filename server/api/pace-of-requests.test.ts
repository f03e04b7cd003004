import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiRig, createApiRig } from "./testing/api-rig";
import { errorSchema } from "./testing/document-schemas";

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ ASSAY_API_READS_PER_MINUTE: "5", ASSAY_API_WRITES_PER_MINUTE: "2" });
});
afterAll(() => rig.close());

test("whoever asks too often is told when to ask again; writes, and other people, are counted apart", async () => {
  const reads = [];
  for (let asked = 0; asked < 7; asked++) reads.push(await rig.ask("GET", "/viewer"));
  expect(reads.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(reads.map(({ headers }) => headers.get("ratelimit-remaining"))).toEqual(["4", "3", "2", "1", "0", "0", "0"]);
  const refused = reads[5];
  expect(refused?.body).toMatchObject({
    error: {
      kind: "TooManyRequests",
      message: expect.stringMatching(/^This server answers one person 5 reads a minute\. Ask again in 1\d seconds\.$/),
    },
  });
  expect(errorSchema(refused?.body)).toBe(true);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(9);
  expect(refused?.headers.get("ratelimit-limit")).toBe("5");

  expect((await rig.ask("POST", "/projects/own/runs/own-sft/archive")).status).toBe(200);
  await rig.addMember("other", "researcher");
  const other = await rig.addToken({ userId: "other", scope: "read" });
  expect((await rig.ask("GET", "/viewer", { token: other })).status).toBe(200);
  const second = await rig.addToken({ userId: "admin", scope: "read" });
  expect((await rig.ask("GET", "/viewer", { token: second })).status).toBe(429);
});
