import { join } from "node:path";

/** The interpreter that has the runner's packages. */
export const TEST_PYTHON = process.env.ASSAY_PYTHON ?? join(process.cwd(), ".venv/bin/python");
