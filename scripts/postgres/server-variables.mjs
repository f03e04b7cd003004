/** PostgreSQL reads many PG… variables; it gets none of them, and messages that the launcher can read. */
export function serverVariables() {
  const { PATH = "", TMPDIR } = process.env;
  return { PATH, ...(TMPDIR ? { TMPDIR } : {}), LC_ALL: "C", TZ: "UTC" };
}
