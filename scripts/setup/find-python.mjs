import { spawnSync } from "node:child_process";
import { Refusal } from "../terminal/refusal.mjs";

const OLDEST_MINOR = 11;
const CANDIDATES = ["python3.11", "python3.12", "python3.13", "python3"];
const PROBE = `
import importlib.util, json, sys
print(json.dumps({"version": list(sys.version_info[:3]), "path": sys.executable,
                  "venv": all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))}))`;

function probe(command) {
  const { status, stdout } = spawnSync(command, ["-I", "-c", PROBE], { encoding: "utf8" });
  if (status !== 0) return null;
  const found = JSON.parse(stdout);
  const [major, minor] = found.version;
  return { ...found, command, version: found.version.join("."), recent: major === 3 && minor >= OLDEST_MINOR };
}

/**
 * A Python that can make virtual environments: ASSAY_PYTHON, or the first that fits on PATH.
 * @returns {{ path: string, version: string }}
 */
export function findPython() {
  const named = process.env.ASSAY_PYTHON;
  const found = (named ? [named] : CANDIDATES).map(probe).filter((python) => python !== null);
  const usable = found.find((python) => python.recent && python.venv);
  if (usable) return usable;
  const wanted = `Python 3.${OLDEST_MINOR} or newer`;
  if (named && found.length === 0)
    throw new Refusal(`ASSAY_PYTHON names ${named}, which does not run; Assay needs ${wanted}.`);
  const withoutVenv = found.find((python) => python.recent);
  if (withoutVenv) {
    const [major, minor] = withoutVenv.version.split(".");
    throw new Refusal(
      `Python ${withoutVenv.version} at ${withoutVenv.path} cannot make virtual environments; install its venv module (Debian and Ubuntu: python${major}.${minor}-venv) or name another Python in ASSAY_PYTHON.`,
    );
  }
  const old = found.map((python) => `${python.path} is ${python.version}`).join(", ");
  throw new Refusal(
    `Assay needs ${wanted}, and none was found${old ? ` (${old})` : ""}; install one, or name it in ASSAY_PYTHON.`,
  );
}
