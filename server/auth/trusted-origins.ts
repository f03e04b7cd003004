/**
 * From where a browser may change something with its cookie. On this machine alone `localhost` and `127.0.0.1` are
 * the same place; anywhere else there is one address.
 */
export function trustedOrigins(publicUrl: string): string[] {
  const { origin, hostname, port, protocol } = new URL(publicUrl);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return [origin];
  const behindPort = port ? `:${port}` : "";
  return [`${protocol}//127.0.0.1${behindPort}`, `${protocol}//localhost${behindPort}`, origin];
}

/** A browser names the origin of every request that could change something; programs name none. */
export function isFromTrustedOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get("origin");
  return origin === null || trustedOrigins(publicUrl).includes(origin);
}
