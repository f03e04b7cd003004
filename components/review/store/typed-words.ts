import { Watchable } from "../watchable";

const REST_MILLISECONDS = 400;
const LONGEST_MILLISECONDS = 2_000;

/** How many fields of this page hold words that are no change yet: as long as there are any, no tick stands for them. */
class TypedWords extends Watchable<{ fields: number }> {
  add(count: 1 | -1): void {
    this.become({ fields: this.state.fields + count });
  }
}

export const typedWords = new TypedWords({ fields: 0 });

/** Has the words of a field kept when the typing rests, and every two seconds of typing that does not. */
export class TypingRest {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since: number | null = null;

  constructor(private readonly keep: () => void) {}

  readonly typed = (): void => {
    if (this.since === null) {
      this.since = performance.now();
      typedWords.add(1);
    }
    const left = this.since + LONGEST_MILLISECONDS - performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.end, Math.max(0, Math.min(REST_MILLISECONDS, left)));
  };

  /** Nothing was typed since: what stands in the field may be older than what another tab made of it. */
  readonly end = (): void => {
    clearTimeout(this.timer);
    if (this.since === null) return;
    this.keep();
    this.since = null;
    typedWords.add(-1);
  };
}
