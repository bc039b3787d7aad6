// Opens an image large, in place. Without a script the link leads to the image.
let dialog;

function open(link) {
  dialog ??= build(link.dataset.close);
  const source = link.querySelector("img");
  const image = dialog.querySelector("img");
  image.src = link.href;
  image.alt = source.alt;
  dialog.setAttribute("aria-label", source.alt || link.getAttribute("aria-label"));
  dialog.showModal();
}

function build(label) {
  const made = document.createElement("dialog");
  made.className = "hc-zoom";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "hc-zoom__close";
  close.setAttribute("aria-label", label);
  close.textContent = "×";
  made.append(close, document.createElement("img"));
  made.addEventListener("click", (event) => {
    if (event.target.tagName !== "IMG") made.close();
  });
  made.addEventListener("close", () => made.querySelector("img").removeAttribute("src"));
  document.body.append(made);
  return made;
}

export function enhance(link) {
  link.addEventListener("click", (event) => {
    // A click with a modifier opens a tab, as everywhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
}
