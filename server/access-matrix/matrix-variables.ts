/** What the doors of the matrix need of an environment; Python is never reached, or ends at once. */
export function matrixVariables(databaseUrl: string, home: string) {
  return {
    DATABASE_URL: databaseUrl,
    ASSAY_HOME: home,
    ASSAY_URL: "http://127.0.0.1:3000",
    ASSAY_SECRET: "a secret of a matrix that lives for one minute",
    ASSAY_PYTHON: "/bin/false",
    // Many actors are one person, who asks for everything within a minute.
    ASSAY_API_READS_PER_MINUTE: "1000000",
    ASSAY_API_WRITES_PER_MINUTE: "1000000",
  };
}
