import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitForInterrupt } from "../process/wait-for-interrupt.mjs";
import { prepare } from "../setup/prepare.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { openTestServer } from "./open-test-server.mjs";
import { runSuite } from "./run-suite.mjs";
import { listSuites } from "./suites.mjs";

function chooseSuites(all, names) {
  const unknown = names.filter((name) => !all.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Refusal(
      `There is no suite ${unknown.join(", ")}; there are ${all.map((suite) => suite.name).join(", ")}.`,
    );
  }
  return names.length === 0 ? all : all.filter((suite) => names.includes(suite.name));
}

// What a person's shell says about their own Assay is no business of the tests.
function suiteVariables(server) {
  const { ASSAY_HOME, ASSAY_URL, ASSAY_PUBLIC_URL, ASSAY_SECRET, DATABASE_URL, NODE_ENV, ...rest } = process.env;
  return {
    ...rest,
    ...(server ? { ASSAY_TEST_DATABASE_URL: server.url } : {}),
    PYTHONDONTWRITEBYTECODE: "1",
    HF_HUB_DISABLE_TELEMETRY: "1",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/**
 * Runs the suites to the end of the last one, and closes with `N passed, N failed`.
 * @param {readonly string[]} names of suites; none: all
 */
export async function testAll(names) {
  const reports = mkdtempSync(join(tmpdir(), "assay-reports-"));
  const suites = chooseSuites(listSuites(reports), names);
  // The browser suite starts the product, which builds the web application and then counts its failure there.
  await prepare({ development: true, web: false });
  const server = suites.some((suite) => suite.needs === "database") ? await openTestServer() : null;
  if (server) console.log(`Tests run against ${server.title}.`);
  const total = { passed: 0, failed: 0 };
  const close = async () => {
    await server?.close();
    rmSync(reports, { recursive: true, force: true });
  };
  void waitForInterrupt()
    .then(close)
    .then(() => process.exit(130));
  try {
    for (const suite of suites) {
      const counts = await runSuite(suite, suiteVariables(server));
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  } finally {
    await close();
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}
