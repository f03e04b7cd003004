import { BlockList, isIP, isIPv6 } from "node:net";

const FORWARDED = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** An IPv4 address that came over an IPv6 socket is that IPv4 address. @param {string} address */
const plainAddress = (address) => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** @param {readonly string[]} entries addresses and networks */
function listOf(entries) {
  const list = new BlockList();
  for (const entry of entries) {
    const [address, prefix] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/**
 * Decides about requests from other machines. What a client says of itself in forwarded headers counts only where a
 * trusted proxy says it; the last entry that is no proxy is who asked.
 * @param {{ publicUrl: string, trustedProxies: readonly string[] }} reach
 */
export function createAdmission({ publicUrl, trustedProxies }) {
  const { host, protocol } = new URL(publicUrl);
  const behindProxy = trustedProxies.length > 0;
  const isProxy = listOf(trustedProxies);

  const clientOf = (peer, forwardedFor) => {
    if (!behindProxy) return peer;
    const chain = String(forwardedFor ?? "")
      .split(",")
      .map((each) => plainAddress(each.trim()));
    return chain.findLast((each) => isIP(each) !== 0 && !isProxy(each)) ?? peer;
  };

  /**
   * @param {{ method?: string, url?: string, headers: import("node:http").IncomingHttpHeaders }} request
   * @param {string} remoteAddress
   * @returns {{ refuse: string } | { redirect: string } | { headers: import("node:http").IncomingHttpHeaders }}
   */
  return (request, remoteAddress) => {
    const peer = plainAddress(remoteAddress);
    if (behindProxy && !isProxy(peer)) return { refuse: `Assay answers its proxy only. Open ${publicUrl}` };
    const isPage = request.method === "GET" && /text\/html/.test(request.headers.accept ?? "");
    if (!behindProxy && isPage && request.headers.host !== host) {
      const wanted = request.url ?? "/";
      const isHere = URL.canParse(wanted, publicUrl) && new URL(wanted, publicUrl).origin === publicUrl;
      return { redirect: isHere ? publicUrl + wanted : publicUrl };
    }
    const kept = Object.entries(request.headers).filter(([name]) => !FORWARDED.includes(name));
    const added = {
      "x-forwarded-for": clientOf(peer, request.headers["x-forwarded-for"]),
      "x-forwarded-host": host,
      "x-forwarded-proto": protocol.slice(0, -1),
    };
    return { headers: { ...Object.fromEntries(kept), ...added } };
  };
}
