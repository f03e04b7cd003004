/** Back to where the keys of the case work, and where a screen reader reads on. */
export function focusNote(): void {
  const note = document.querySelector("[data-column=note] [data-page-keys]");
  if (note instanceof HTMLElement) note.focus({ preventScroll: true });
}
