export type KeyBinding = {
  /** `l`, `?`, `Escape`, `shift+Enter`, `mod+k`, or two in a row: `g r`. */
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
};

export type KeyGroup = { group: string; keys: { keys: string[]; label: string }[] };

/** How long the first of two keys is remembered. */
const SEQUENCE_MILLISECONDS = 1_000;

/** Held down they go on; any other key that is held is one press, so that nothing is launched twice. */
const MOVES = /^(?:[jkJK]|Arrow\w+|Page\w+)$/;

function nameOf(event: KeyboardEvent): string {
  if (event.key === " ") return "Space";
  const { key } = event;
  if (!event.metaKey && !event.ctrlKey) return key;
  return `mod+${key.length === 1 ? key.toLowerCase() : key}`;
}

/** A person who writes is not commanding; ⌘ and Ctrl still reach. */
function isTyping(event: KeyboardEvent): boolean {
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  return at.isContentEditable || at.matches("input:not([type=checkbox]), textarea, select, [role=textbox]");
}

/** Of keys that have no second letter; where nobody bound it, it is the key without shift. */
const shiftedName = (event: KeyboardEvent, name: string): string | null =>
  event.shiftKey && name.length > 1 && !name.startsWith("mod+") ? `shift+${name}` : null;

/** Enter and Space belong to the button or link that has the focus. */
function isForControl(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  return event.target instanceof HTMLElement && event.target.closest("a, button, input, summary") !== null;
}

/** A list that says `data-page-keys` leaves the keys to the page. */
const LAYERS = "[role=dialog], [role=menu], [role=listbox]:not([data-page-keys])";

function isInsideLayer(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest(LAYERS) !== null;
}

/** All keys of the page now; the latest binding of a key wins. */
export class KeyBindings {
  private readonly sources: { group: string; read: () => readonly KeyBinding[] }[] = [];
  private first: { name: string; at: number } | null = null;

  add(group: string, read: () => readonly KeyBinding[]): () => void {
    const source = { group, read };
    this.sources.push(source);
    return () => this.sources.splice(this.sources.indexOf(source), 1);
  }

  /** For the sheet of keys: what several keys do stands once. */
  list(): KeyGroup[] {
    const groups = new Map<string, Map<string, string[]>>();
    for (const { group, read } of this.sources) {
      const labels = groups.get(group) ?? new Map<string, string[]>();
      for (const { keys, label } of read()) labels.set(label, [...(labels.get(label) ?? []), keys]);
      if (labels.size > 0) groups.set(group, labels);
    }
    return [...groups].map(([group, labels]) => ({
      group,
      keys: [...labels].map(([label, keys]) => ({ keys, label })),
    }));
  }

  press(event: KeyboardEvent): void {
    const name = nameOf(event);
    const command = name.startsWith("mod+");
    if (event.defaultPrevented || event.altKey) return;
    if (!command && (isTyping(event) || isForControl(event) || isInsideLayer(event))) return;
    const held = this.first && event.timeStamp - this.first.at < SEQUENCE_MILLISECONDS ? this.first.name : null;
    this.first = null;
    const shifted = shiftedName(event, name);
    const binding = (held && this.find(`${held} ${name}`)) || (shifted && this.find(shifted)) || this.find(name);
    if (binding) {
      event.preventDefault();
      if (!event.repeat || MOVES.test(name)) binding.run(event);
    } else if (this.all().some(({ keys }) => keys.startsWith(`${name} `))) {
      this.first = { name, at: event.timeStamp };
    }
  }

  private all(): KeyBinding[] {
    return this.sources.flatMap(({ read }) => read());
  }

  private find(keys: string): KeyBinding | undefined {
    return this.all().findLast((binding) => binding.keys === keys);
  }
}

const PRINTED: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
  Backspace: "⌫",
};

function printKey(key: string, mac: boolean): string {
  if (key.startsWith("mod+")) return `${mac ? "⌘" : "Ctrl "}${key.slice(4).toUpperCase()}`;
  if (key.startsWith("shift+")) return `⇧${printKey(key.slice(6), mac)}`;
  if (/^[A-Z]$/.test(key)) return `⇧${key}`;
  return PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** How keys are printed: `mod+k` is ⌘K on a Mac and Ctrl K elsewhere. */
export function printKeys(keys: string, mac: boolean): string {
  return keys
    .split(" ")
    .map((key) => printKey(key, mac))
    .join(" then ");
}
