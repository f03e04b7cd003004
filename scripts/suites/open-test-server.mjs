import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCluster } from "../postgres/open-cluster.mjs";
import { ensureHome } from "../setup/home.mjs";

// Nothing in it outlives the suite, so nothing waits for the disk.
const SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

/**
 * The server that the suites make their databases in: DATABASE_URL, or an embedded one of their own.
 * @returns {Promise<{ url: string, title: string, close: () => Promise<void> }>}
 */
export async function openTestServer() {
  const named = process.env.DATABASE_URL;
  if (named) return { url: named, title: "the server of DATABASE_URL", close: async () => {} };
  const home = mkdtempSync(join(tmpdir(), "assay-test-"));
  chmodSync(home, 0o711);
  ensureHome(home);
  const cluster = await openCluster(home, { settings: SETTINGS, quiet: true });
  return {
    url: cluster.url,
    title: `an embedded server in ${home}`,
    close: async () => {
      await cluster.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
