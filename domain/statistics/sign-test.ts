import { fairCoinCdf } from "./special-functions";

/** Exact two-sided p of "both are chosen equally often", as 2 · min(tails) of a fair coin; 1 where neither has more. */
export function signTestP(wins: number, losses: number): number {
  if (wins === losses) return 1;
  return Math.min(1, 2 * fairCoinCdf(Math.min(wins, losses), wins + losses));
}
