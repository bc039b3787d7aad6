// Search, sort and combined filters of a listing are loaded when somebody comes near, and take over
// when somebody uses them, or came by a link.
const form = document.querySelector("form[data-list]");
if (form) {
  // Where the script or the data cannot be had, or not in time, the links above the list do what they did.
  const take = async () => {
    const late = setTimeout(() => (form.hidden = true), 20_000);
    try {
      const { start } = await import("./listing/narrow.js");
      await start(form);
      form.hidden = false;
    } catch {
      form.hidden = true;
    } finally {
      clearTimeout(late);
    }
  };
  let taken;
  const begin = () => (taken ??= take());
  const names = [...new URLSearchParams(location.search).keys()];
  // A short timeline is seen at a glance: its form is there for whoever comes with a choice in the address.
  form.hidden = "short" in form.dataset && !names.length;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  form.addEventListener("input", begin);
  // It takes the place of links around it: not of those of a reader who only passes by on the way to them.
  const prepare = () => import("./listing/narrow.js").then((narrow) => narrow.prepare(form)).catch(() => {});
  if (names.length) begin();
  else form.addEventListener("focusin", prepare, { once: true });
}
