// "/" and Ctrl-K (Command-K) lead to the search field that is in view, else to the search page.
const editable =
  "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (event.defaultPrevented || !(slash || k)) return;
  if (slash && event.target instanceof Element && event.target.closest(editable)) return;
  const fields = [...document.querySelectorAll("[data-search-field]")];
  const field = fields.find((one) => one.checkVisibility?.() ?? one.offsetParent);
  const link = document.querySelector(".hc-header__search");
  if (!field && !link) return;
  event.preventDefault();
  if (field) {
    field.focus();
    field.select();
  } else {
    link.click();
  }
});
