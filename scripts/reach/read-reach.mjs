import { isIP } from "node:net";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "../terminal/refusal.mjs";
import { choosePublicUrl } from "./public-url.mjs";
import { readCertificate } from "./read-certificate.mjs";

const OPTIONS = /** @type {const} */ ({
  host: { type: "string" },
  certificate: { type: "string" },
  key: { type: "string" },
  "trusted-proxy": { type: "string", multiple: true },
  "insecure-http": { type: "boolean" },
  "public-url": { type: "string" },
});
const NAMES = Object.keys(OPTIONS).map((name) => `--${name}`);

/**
 * How other machines reach this start.
 * @typedef {{ host: string, port: number, publicUrl: string, certificate: string | null, key: string | null, trustedProxies: string[] }} Reach
 */

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Refusal(`${message.split(". ")[0].replace(/\.$/, "")}. The options are --port, ${NAMES.join(", ")}.`);
  }
}

/** @param {string} entry an address, or a network such as 10.0.0.0/8 */
function requireAddress(entry) {
  const [address, prefix, ...more] = entry.split("/");
  const bits = isIP(address) === 6 ? 128 : 32;
  const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (isIP(address) === 0 || !fits || more.length > 0) {
    throw new Refusal(
      `--trusted-proxy takes the address that the proxy connects from, such as 10.0.0.2, not "${entry}".`,
    );
  }
  return entry;
}

function requireOneMeans({ host, certificate, key, "trusted-proxy": proxies, "insecure-http": open }) {
  if ((certificate === undefined) !== (key === undefined)) {
    throw new Refusal(
      `--certificate and --key belong together; ${certificate === undefined ? "--certificate" : "--key"} is missing.`,
    );
  }
  const means = [certificate, proxies, open].filter((each) => each !== undefined && each !== false).length;
  if (means === 1) return;
  if (means > 1) throw new Refusal("Choose one of --certificate with --key, --trusted-proxy, and --insecure-http.");
  throw new Refusal(
    `--host ${host} lets other machines in, so say how passwords and patient text stay private on their way: --certificate FILE --key FILE, or --trusted-proxy ADDRESS with --public-url, or --insecure-http where everybody on the network may read along.`,
  );
}

/**
 * Null where only this machine is served.
 * @param {readonly string[]} args
 * @param {number} port
 * @param {{ now: Date, ownAddresses: () => string[], folder: string }} machine files are named from that folder
 * @returns {Reach | null}
 */
export function readReach(args, port, { now, ownAddresses, folder }) {
  const given = parse(args);
  if (given.host === undefined) {
    const [orphan] = Object.keys(given);
    if (orphan) throw new Refusal(`--${orphan} needs --host ADDRESS; without it only this machine is served.`);
    return null;
  }
  if (given.host === "") throw new Refusal("--host takes an address of this machine, such as 0.0.0.0 for all of them.");
  requireOneMeans(given);
  const { host } = given;
  const [certificate, key] = [given.certificate, given.key].map((file) => (file ? resolve(folder, file) : null));
  const trustedProxies = (given["trusted-proxy"] ?? []).flatMap((each) => each.split(",")).map(requireAddress);
  const read = certificate && key ? readCertificate({ certificate, key }, now) : null;
  const publicUrl = choosePublicUrl(
    { host, port, publicUrl: given["public-url"], certificate: read, behindProxy: trustedProxies.length > 0 },
    read || trustedProxies.length > 0 ? [] : ownAddresses(),
  );
  return { host, port, publicUrl, certificate, key, trustedProxies };
}
