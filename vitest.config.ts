import { defineConfig } from "vitest/config";
import { listOwnProcess } from "./scripts/suites/own-process.mjs";

const FOLDERS = ["app", "domain", "server", "db", "components", "scripts", "e2e"];
const own = listOwnProcess(import.meta.dirname, FOLDERS);

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: "forks",
    maxWorkers: 2,
    // Most of a test file's time is the loading of modules, so all that leave the process as it is share one.
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          isolate: false,
          include: FOLDERS.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: own,
        },
      },
      { extends: true, test: { name: "alone", include: own } },
    ],
  },
});
