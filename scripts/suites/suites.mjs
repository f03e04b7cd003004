import { join } from "node:path";
import { inCheckout } from "../setup/checkout.mjs";
import { ENVIRONMENT_PYTHON } from "../setup/python-environment.mjs";
import { findBrowser } from "./find-browser.mjs";
import { countPlaywright, countPytest, countVitest, readCounts } from "./report-counts.mjs";

const tool = (...parts) => inCheckout("node_modules", ...parts);
const node = (...args) => [process.execPath, ...args];
const python = (...args) => [ENVIRONMENT_PYTHON, "-m", ...args];
const json = (count) => (text) => count(JSON.parse(text));

/**
 * All that `npm test` runs, in its order. A check counts as one test; a runner counts by its report.
 * @typedef {{ name: string, title: string, command: string[], env?: Record<string, string>, counts?: () => import("./report-counts.mjs").Counts, needs?: "database" | "web", before?: () => Promise<Record<string, string>> }} Suite
 * @param {string} reports folder of the runners' reports
 * @returns {Suite[]}
 */
export function listSuites(reports) {
  const vitest = join(reports, "vitest.json");
  const pytest = join(reports, "pytest.xml");
  const playwright = join(reports, "playwright.json");
  return [
    { name: "types", title: "Types (tsc)", command: node(tool("typescript", "bin", "tsc"), "--noEmit", "-p", ".") },
    {
      name: "lint",
      title: "Lint, format and import rules (biome)",
      command: node(
        tool("@biomejs", "biome", "bin", "biome"),
        "ci",
        `--colors=${process.stdout.isTTY ? "force" : "off"}`,
        ".",
      ),
    },
    { name: "python-lint", title: "Python lint (ruff)", command: python("ruff", "check", "runners") },
    {
      name: "python-format",
      title: "Python format (ruff)",
      command: python("ruff", "format", "--check", "runners"),
    },
    { name: "python-types", title: "Python types (mypy)", command: python("mypy") },
    {
      name: "python-imports",
      title: "Python import rules (import-linter)",
      command: [ENVIRONMENT_PYTHON, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    },
    {
      name: "contract",
      title: "Contract: committed schemas are those of the code",
      command: python("runners", "schema", "--check"),
    },
    {
      name: "unit",
      title: "Unit and database (vitest)",
      command: node(
        tool("vitest", "vitest.mjs"),
        ...["run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitest}`],
      ),
      needs: "database",
      counts: () => readCounts(vitest, json(countVitest)),
    },
    {
      name: "python",
      title: "Python (pytest)",
      command: python("pytest", "-n", "2", "--dist", "worksteal", "-p", "no:cacheprovider", `--junitxml=${pytest}`),
      needs: "database",
      counts: () => readCounts(pytest, countPytest),
    },
    {
      name: "browser",
      title: "Browser (playwright)",
      command: node(tool("@playwright", "test", "cli.js"), "test", "-c", "e2e/playwright.config.ts"),
      env: { ASSAY_E2E_REPORT: playwright },
      needs: "database",
      before: () => findBrowser({ shell: true }),
      counts: () => readCounts(playwright, json(countPlaywright)),
    },
  ];
}
