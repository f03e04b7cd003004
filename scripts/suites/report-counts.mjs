import { readFileSync } from "node:fs";

/**
 * What a runner's report says; a runner that ended badly without a failed test counts as one failure, so that no
 * report can hide a crash.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @param {Counts} counts @param {number | null} code @returns {Counts} */
export function withExitCode(counts, code) {
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @param {any} report Vitest's JSON reporter @returns {Counts} */
export function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {any} report Playwright's JSON reporter @returns {Counts} */
export function countPlaywright({ stats, errors = [] }) {
  // A test that passes only at its second try is a failure of the test or of the product.
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && errors.length > 0 ? 1 : failed, skipped: stats.skipped };
}

/** @param {string} xml pytest's JUnit report @returns {Counts} */
export function countPytest(xml) {
  const suite = /<testsuite\s([^>]*)>/.exec(xml)?.[1] ?? "";
  const read = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = read("failures") + read("errors");
  return { passed: Math.max(0, read("tests") - failed - read("skipped")), failed, skipped: read("skipped") };
}

/**
 * @param {string} file
 * @param {(text: string) => Counts} count
 * @returns {Counts} nothing passed where there is no report
 */
export function readCounts(file, count) {
  try {
    return count(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
