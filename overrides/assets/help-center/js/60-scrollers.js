// What scrolls sideways on a plain page can be scrolled by keyboard, too; articles come with it.
for (const box of document.querySelectorAll(".hc-page--plain :is(pre, .hc-body > table)")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
