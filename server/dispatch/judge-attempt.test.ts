import { describe, expect, test } from "vitest";
import { HealthClock } from "./health-clock";
import { judgeAttempt, type Observed } from "./judge-attempt";
import type { LiveAttempt } from "./live-attempts";

const at = (seconds: number) => new Date(1_900_000_000_000 + seconds * 1_000);

const attempt: LiveAttempt = {
  projectId: "p",
  runId: "r",
  attempt: 1,
  state: "running",
  bootId: "boot",
  supervisorPid: 10,
  supervisorStarted: "5",
  preparedBy: null,
  startedAt: at(0),
  lastBeatAt: at(100),
  leaseUntil: at(130),
  cancelSignalledAt: null,
};
const seen: Observed = {
  now: at(120),
  bootId: "boot",
  supervisor: "alive",
  healthyForLease: true,
  leaseSeconds: 30,
  stopSeconds: 45,
};

describe("judging an attempt", () => {
  test("one that beats is left alone", () => {
    expect(judgeAttempt(attempt, seen)).toEqual({ do: "leave" });
  });

  test("a dead supervisor is lost at once, whatever the lease says", () => {
    expect(judgeAttempt(attempt, { ...seen, supervisor: "absent" })).toMatchObject({ do: "settle", to: "lost" });
  });

  test("another boot says that the machine was restarted", () => {
    const judged = judgeAttempt({ ...attempt, bootId: "before" }, { ...seen, supervisor: "absent" });
    expect(judged).toMatchObject({ to: "lost", reason: "The machine was restarted while the run was going on." });
  });

  test("a lease that ran out counts only against healthy time", () => {
    const late = { ...seen, now: at(131) };
    expect(judgeAttempt(attempt, { ...late, healthyForLease: false })).toEqual({ do: "leave" });
    expect(judgeAttempt(attempt, late)).toMatchObject({ do: "settle", to: "lost" });
  });

  test("a cancelled run is told once, then given its time, then killed", () => {
    const cancelling = { ...attempt, state: "cancelling" as const };
    expect(judgeAttempt(cancelling, seen)).toEqual({ do: "request stop" });
    const told = { ...cancelling, cancelSignalledAt: at(110), leaseUntil: at(1_000) };
    expect(judgeAttempt(told, seen)).toEqual({ do: "leave" });
    expect(judgeAttempt(told, { ...seen, now: at(156) })).toMatchObject({ do: "settle", to: "cancelled" });
    expect(judgeAttempt(told, { ...seen, supervisor: "absent" })).toMatchObject({ to: "cancelled" });
  });
});

describe("the health clock", () => {
  test("starts anew when the server was away", () => {
    const clock = new HealthClock(5);
    for (let second = 0; second <= 40; second += 1) clock.observe(at(second), second !== 20);
    expect(clock.healthyFor(19, at(40))).toBe(true);
    expect(clock.healthyFor(20, at(40))).toBe(false);
  });

  test("starts anew when the dispatcher itself was held up", () => {
    const clock = new HealthClock(5);
    clock.observe(at(0), true);
    clock.observe(at(600), true);
    expect(clock.healthyFor(1, at(600))).toBe(false);
    clock.observe(at(602), true);
    expect(clock.healthyFor(1, at(602))).toBe(true);
  });
});
