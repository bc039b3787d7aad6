// "Copy as Markdown": shown once the script knows that it can copy.
const words = JSON.parse(document.getElementById("hc-words")?.textContent || "{}");

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy-markdown]") : []) {
  const label = button.querySelector("span");
  const text = label.textContent;
  label.setAttribute("role", "status");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const response = await fetch(button.dataset.copyMarkdown);
      if (!response.ok) throw new Error(String(response.status));
      await navigator.clipboard.writeText(await response.text());
    } catch {
      // Not allowed or not there: the link beside the button shows the text.
      location.assign(button.dataset.copyMarkdown);
      return;
    }
    label.textContent = words.copied;
    setTimeout(() => {
      label.textContent = text;
    }, 2000);
  });
}
