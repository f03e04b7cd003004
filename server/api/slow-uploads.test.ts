import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { answerRequest } from "./answer-request";
import { type ApiRig, createApiRig } from "./testing/api-rig";

vi.setConfig({ testTimeout: 30_000 });

const UPLOAD = "http://127.0.0.1:3000/api/v1/projects/own/datasets?fileName=visits.csv&type=notes";

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig.close());

/** A client whose line is slow: one byte, and then nothing until it goes away. */
function startUpload(key: string) {
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode("t"));
      leave = () => controller.error(new Error("the client went away"));
    },
  });
  const headers = { authorization: `Bearer ${rig.token}`, "idempotency-key": key };
  const request = new Request(UPLOAD, { method: "POST", headers, body, duplex: "half" } as RequestInit);
  return { answered: answerRequest(request), leave };
}

test("clients that send slowly keep no other write waiting, however many they are", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const uploads = Array.from({ length: 8 }, (_, at) => startUpload(`slow-${at}`));
  const headers = { "idempotency-key": "quick" };
  const made = await rig.ask("POST", "/tokens", { body: { name: "nightly", scope: "read" }, headers });
  expect(made.status).toBe(201);
  for (const { leave } of uploads) leave();
  const answers = await Promise.all(uploads.map(({ answered }) => answered));
  expect(answers.every(({ status }) => status >= 400)).toBe(true);
  logged.mockRestore();
});
