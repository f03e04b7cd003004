// Runs in every page before the page's own scripts: tells what the reader did there, and what the page said of it.
// Plain JavaScript, because a compiler's helpers do not travel into the page.
{
  const page = `${performance.timeOrigin}-${Math.random()}`;
  const post = BroadcastChannel.prototype.postMessage;
  BroadcastChannel.prototype.postMessage = function (message) {
    if (this.name.startsWith("assay-review ")) window.tellRecord({ page, message });
    post.call(this, message);
  };
  let said = "";
  new MutationObserver(() => {
    const words = document.querySelector("[data-unsent]")?.textContent ?? "";
    if (words === said) return;
    said = words;
    window.tellRecord({ page, words });
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
