/** The one look of everything that is typed into or chosen from. */
export const FIELD_STYLE =
  "field rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm text-ink placeholder:text-muted hover:border-line-strong disabled:bg-sunken disabled:text-muted aria-[invalid=true]:border-bad";
