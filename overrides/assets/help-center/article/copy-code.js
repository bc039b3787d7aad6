// A button that copies a block of code as it was written.
export function enhance(block) {
  if (!navigator.clipboard) return;
  const code = block.querySelector("pre");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hc-copy";
  button.setAttribute("aria-live", "polite");
  button.textContent = block.dataset.copy;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      return; // Not allowed here: the code can be selected by hand.
    }
    button.textContent = block.dataset.copied;
    setTimeout(() => (button.textContent = block.dataset.copy), 2000);
  });
  block.append(button);
}
