// A link to an entry of a timeline stays right for ever: as news come, entries move to later pages, and
// whoever came for one that is not here any more is led to the page that has it.
const timeline = document.querySelector(".hc-timeline");

const wanted = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // "#100%" is no entry of ours.
  }
};

const anchor = wanted();

const nextOf = (page) => page.querySelector(".hc-pagination a[rel=next]")?.getAttribute("href");

const follow = async () => {
  for (let url = nextOf(document); url; ) {
    const answer = await fetch(url);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.getElementById(anchor)) {
      location.replace(`${url}#${encodeURIComponent(anchor)}`);
      return;
    }
    url = nextOf(page);
  }
};

if (timeline && anchor.startsWith("n-") && !document.getElementById(anchor)) {
  follow().catch(() => {}); // The first page stays.
}
