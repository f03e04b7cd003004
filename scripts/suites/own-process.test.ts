import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listOwnProcess } from "./own-process.mjs";

const root = mkdtempSync(join(tmpdir(), "assay-own-process-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const FILES = {
  "server/runs/pure.test.ts": 'import { plan } from "./plan";',
  "server/runs/plan.ts": 'process.env.HOME = "/tmp";',
  "server/runs/reads.test.ts": "const url = process.env.DATABASE_URL === undefined;",
  "server/runs/writes.test.ts": 'process.env.DATABASE_URL = "postgres://nowhere";',
  "server/runs/clock.test.ts": "vi.useFakeTimers();",
  "server/runs/through.test.ts": 'import { open } from "./testing/site-rig";',
  "server/runs/testing/site-rig.ts": 'export { open } from "../../people/testing/people-rig";',
  "server/people/testing/people-rig.ts": 'import "@/server/runs/testing/site-rig";\nvi.stubEnv("ASSAY_URL", "");',
  "server/people/rooted.test.tsx": 'import { rig } from "@/server/people/testing/people-rig";',
  "components/page.test.tsx": ["// @vitest", "environment jsdom"].join("-"),
};

test("tests that change their process are found, themselves and by the rigs they stand on, and no others", () => {
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  expect(listOwnProcess(root, ["server", "components"]).toSorted()).toEqual([
    "components/page.test.tsx",
    "server/people/rooted.test.tsx",
    "server/runs/clock.test.ts",
    "server/runs/through.test.ts",
    "server/runs/writes.test.ts",
  ]);
});
