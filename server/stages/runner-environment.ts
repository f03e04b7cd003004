const KEPT_FROM_RUNNERS = ["DATABASE_URL", "ASSAY_SECRET", "ASSAY_TOKEN"];

/** A runner gets this process's environment without what opens the database or signs sessions. */
export function runnerEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !KEPT_FROM_RUNNERS.includes(name));
  return { NODE_ENV: "production", ...Object.fromEntries(kept), PYTHONUNBUFFERED: "1" };
}
