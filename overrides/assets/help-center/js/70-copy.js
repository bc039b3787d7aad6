// Buttons that copy an address, hidden until the script knows that it can; and the links of headings, which
// are copied while they are followed.
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

let told;

const tell = (text) => {
  if (!told) {
    told = document.createElement("p");
    told.className = "hc-sr";
    told.setAttribute("role", "status");
    document.body.append(told);
  }
  told.textContent = text;
};

for (const link of navigator.clipboard ? document.querySelectorAll(".headerlink") : []) {
  link.title = words.copy_link;
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // It was followed all the same.
    }
    link.dataset.copied = words.copied;
    tell(words.copied);
    setTimeout(() => {
      delete link.dataset.copied;
      tell("");
    }, 2000);
  });
}
