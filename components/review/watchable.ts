/** A state that lives outside of React and tells who watches it of every change. */
export class Watchable<State> {
  protected state: State;
  private readonly watchers = new Set<() => void>();

  constructor(start: State) {
    this.state = start;
  }

  readonly read = (): State => this.state;
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  protected become(next: Partial<State>): void {
    this.state = { ...this.state, ...next };
    for (const tell of this.watchers) tell();
  }
}
