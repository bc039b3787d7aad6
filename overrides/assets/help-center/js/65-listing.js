// Search, sort and combined filters of a listing are loaded when somebody wants them, or came by a link.
const form = document.querySelector("form[data-list]");
if (form) {
  // Where the script or the data cannot be had, or not in time, the links above the list do what they did.
  const begin = async () => {
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
  const names = [...new URLSearchParams(location.search).keys()];
  // A short timeline is seen at a glance: its form is there for whoever comes with a choice in the address.
  form.hidden = "short" in form.dataset && !names.length;
  form.addEventListener("submit", (event) => event.preventDefault());
  if (names.length) begin();
  else form.addEventListener("focusin", begin, { once: true });
}
