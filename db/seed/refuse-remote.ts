/** Seeding writes invented runs; it does so only into a database on this machine. */
export function refuseRemote(url: string): void {
  const parsed = new URL(url);
  const socket = parsed.searchParams.get("host")?.startsWith("/") ?? false;
  const local = ["localhost", "127.0.0.1", "[::1]", "::1"].includes(parsed.hostname);
  if (socket || local) return;
  throw new Error(`Seeding is for local databases; ${parsed.hostname} is another machine. Nothing was written.`);
}
