import type { ChangeKeeper } from "./change-keeper";
import { holdsUnkept } from "./keeper-state";
import { typedWords } from "./typed-words";

/** The keepers of this page; what they hold may lie nowhere else. */
export const openKeepers = new Set<ChangeKeeper>();

let lettingGo = false;

/** The reader signs out and wants to lose what was not sent. */
export function letGoOfAll(): void {
  lettingGo = true;
}

/** Where closing the page would lose something, the browser asks first. */
export function askBeforeUnload(event: Pick<BeforeUnloadEvent, "preventDefault">): void {
  const loses = typedWords.read().fields > 0 || [...openKeepers].some((keeper) => holdsUnkept(keeper.read()));
  if (loses && !lettingGo) event.preventDefault();
}
