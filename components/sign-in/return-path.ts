/** Where to go after signing in: a path of this site, or home. `//host` and `/\host` would leave it. */
export function returnPath(wanted: string | undefined): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}
