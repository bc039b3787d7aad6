// Buttons that copy an address: hidden until the script knows that it can.
const words = JSON.parse(document.getElementById("hc-words")?.textContent || "{}");
const status = document.querySelector("[data-copy-status]");

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy-url]") : []) {
  const label = [...button.childNodes];
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(new URL(button.dataset.copyUrl, location.href).href);
    } catch {
      return; // Not allowed here: the link beside the button can be copied by hand.
    }
    button.textContent = words.copied;
    if (status) status.textContent = words.copied;
    setTimeout(() => {
      button.replaceChildren(...label);
      if (status) status.textContent = "";
    }, 2000);
  });
}
