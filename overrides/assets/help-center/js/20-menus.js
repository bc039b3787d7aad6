// Menus are popovers and work alone. On wide screens one menu closes when the focus leaves it, as people
// who walk by Tab expect.
const supported = "popover" in HTMLElement.prototype;

for (const menu of supported ? document.querySelectorAll(".hc-header [popover]") : []) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && menu.matches(":popover-open")) {
      menu.hidePopover();
    }
  });
}
