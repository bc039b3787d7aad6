// Search, sort and combined filters of a listing are loaded when somebody wants them, or came by a link.
const form = document.querySelector("form[data-list]");
if (form) {
  // Where the data cannot be had, the links above the list do what they did.
  const begin = () =>
    import("./listing/narrow.js").then(({ start }) => start(form)).catch(() => (form.hidden = true));
  const names = [...new URLSearchParams(location.search).keys()];
  // A short timeline is seen at a glance: its form is there for whoever comes with a choice in the address.
  form.hidden = "short" in form.dataset && !names.length;
  form.addEventListener("submit", (event) => event.preventDefault());
  if (names.length) begin();
  else form.addEventListener("focusin", begin, { once: true });
}
