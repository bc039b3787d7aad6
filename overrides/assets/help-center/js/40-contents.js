// The table of contents follows the reader: the section at the top of the screen is marked.
const links = [...document.querySelectorAll(".hc-toc a[href^='#']")];
const sections = links
  .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
  .filter(([heading]) => heading);

if (sections.length) {
  let marked = null;
  let waiting = false;

  const follow = () => {
    waiting = false;
    const line = 140;
    const bottom = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const above = sections.filter(([heading]) => heading.getBoundingClientRect().top <= line);
    const last = bottom ? sections.at(-1) : above.at(-1);
    const link = last?.[1] ?? null;
    if (link === marked) return;
    marked?.classList.remove("hc-here");
    marked?.removeAttribute("aria-current");
    link?.classList.add("hc-here");
    link?.setAttribute("aria-current", "true");
    const list = link?.closest("nav");
    if (list && list.scrollHeight > list.clientHeight) {
      list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2;
    }
    marked = link;
  };

  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    },
    { passive: true },
  );
  follow();
}

// On the phone the list of contents closes after a choice.
for (const contents of document.querySelectorAll(".hc-contents")) {
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) contents.open = false;
  });
}
