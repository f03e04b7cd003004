import { isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import { Refusal } from "../terminal/refusal.mjs";

const EVERY_ADDRESS = ["0.0.0.0", "::", "*"];

/** @param {string} host */
export const isEveryAddress = (host) => EVERY_ADDRESS.includes(host);

/** @param {"http" | "https"} scheme @param {string} host @param {number} port */
function address(scheme, host, port) {
  return new URL(`${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`).origin;
}

/** @param {string} given */
function parse(given) {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.pathname !== "/" || url.search || url.hash) {
    throw new Refusal(
      `--public-url takes an address without a path, such as https://assay.example.org, not "${given}".`,
    );
  }
  return url;
}

/** The host of an address as a certificate names it. @param {URL} url */
const hostOf = (url) => url.hostname.replace(/^\[|\]$/g, "");

function underCertificate({ host, port, given }, certificate) {
  if (given) {
    if (given.protocol !== "https:") throw new Refusal("With a certificate the --public-url begins with https://.");
    if (!certificate.covers(hostOf(given))) {
      throw new Refusal(
        `The certificate is for ${certificate.names.join(", ") || "nobody"}, not for ${hostOf(given)}.`,
      );
    }
    return given.origin;
  }
  if (!isEveryAddress(host) && certificate.covers(host)) return address("https", host, port);
  const name = certificate.names.find((each) => !each.includes("*"));
  if (!name) throw new Refusal("The certificate names no host; say which address browsers open with --public-url.");
  return address("https", name, port);
}

function inTheOpen({ host, port, given }, ownAddresses) {
  if (given) {
    if (given.protocol !== "http:") {
      throw new Refusal(
        "--insecure-http serves http://; for https:// take --certificate and --key, or --trusted-proxy.",
      );
    }
    return given.origin;
  }
  if (!isEveryAddress(host)) return address("http", host, port);
  const [own, ...others] = ownAddresses;
  if (own && others.length === 0) return address("http", own, port);
  throw new Refusal(
    `This machine has ${own ? `several addresses (${[own, ...others].join(", ")})` : "no address of its own"}; say which one browsers open with --public-url.`,
  );
}

export function listOwnAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map((each) => each.address);
}

/**
 * The one address that cookies, links and accepted origins follow: given, or derived where only one is possible.
 * @param {{ host: string, port: number, publicUrl?: string, certificate: ReturnType<typeof import("./read-certificate.mjs").readCertificate> | null, behindProxy: boolean }} reach
 * @param {readonly string[]} ownAddresses
 */
export function choosePublicUrl({ host, port, publicUrl, certificate, behindProxy }, ownAddresses) {
  const given = publicUrl === undefined ? null : parse(publicUrl);
  if (certificate) return underCertificate({ host, port, given }, certificate);
  if (!behindProxy) return inTheOpen({ host, port, given }, ownAddresses);
  if (given) return given.origin;
  throw new Refusal("Behind a proxy only you know the address that browsers open; say it with --public-url.");
}
