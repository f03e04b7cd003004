export type Toast = {
  kind: "success" | "error";
  title: string;
  description?: string;
  action?: { label: string; onClick: () => void };
};
type More = Pick<Toast, "description" | "action">;

/** What is to be said, kept until there is something that says it. */
export class ToastQueue {
  private waiting: Toast[] = [];
  private say: ((toast: Toast) => void) | null = null;
  private readonly watchers = new Set<() => void>();

  readonly isWaiting = (): boolean => this.waiting.length > 0;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  add(toast: Toast): void {
    if (this.say) {
      this.say(toast);
      return;
    }
    this.waiting.push(toast);
    for (const tell of this.watchers) tell();
  }

  serve(say: (toast: Toast) => void): () => void {
    this.say = say;
    for (const toast of this.waiting.splice(0)) say(toast);
    return () => {
      this.say = null;
    };
  }
}

export const toasts = new ToastQueue();

/** For what happened elsewhere than where the person looks. */
export const toast = {
  success: (title: string, more?: More): void => toasts.add({ kind: "success", title, ...more }),
  error: (title: string, more?: More): void => toasts.add({ kind: "error", title, ...more }),
};
