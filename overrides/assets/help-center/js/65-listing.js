// Search, sort and combined filters of a listing are loaded when somebody wants them, or came by a link.
const form = document.querySelector("form[data-list]");
if (form) {
  form.hidden = false;
  const begin = () => import("./listing/narrow.js").then(({ start }) => start(form)).catch(() => {});
  const names = [...new URLSearchParams(location.search).keys()];
  if (names.length) begin();
  else form.addEventListener("focusin", begin, { once: true });
}
