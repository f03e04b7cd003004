import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const STREAMS = fileURLToPath(new URL("end-event-streams.mjs", import.meta.url));

/** Ends as Next does: once every request has come to its end. One path streams, one takes its time. */
const PROGRAM = `
  import { createServer } from "node:http";
  const server = createServer((request, response) => {
    if (request.url === "/stream") {
      response.setHeader("content-type", "text/event-stream");
      response.write(": open\\n\\n");
    } else setTimeout(() => response.end("whole"), 500);
  });
  process.on("SIGTERM", () => server.close(() => process.exit(143)));
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

let end = () => {};
afterEach(() => end());

async function startProgram() {
  const program = spawn(process.execPath, ["--import", STREAMS, "--input-type=module", "--eval", PROGRAM]);
  end = () => program.kill("SIGKILL");
  const [port] = await once(program.stdout, "data");
  return { program, url: `http://127.0.0.1:${String(port).trim()}` };
}

test("a process that is told to end cuts its event streams and answers what was asked", async () => {
  const { program, url } = await startProgram();
  const stream = await fetch(`${url}/stream`);
  const reader = stream.body?.getReader();
  await reader?.read();
  const asked = fetch(`${url}/slow`).then((response) => response.text());
  await new Promise((resolve) => setTimeout(resolve, 200));
  program.kill("SIGTERM");
  const ended = once(program, "exit");
  await expect(reader?.read()).rejects.toThrow();
  expect(await asked).toBe("whole");
  expect(await ended).toEqual([143, null]);
});
