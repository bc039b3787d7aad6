// On the 404 page: offers the articles whose slugs are nearest, unless the host already did.

async function suggest(place) {
  const files = JSON.parse(place.dataset.files);
  const segments = splitPath(location.pathname);
  const locale = segments.find((segment) => Object.hasOwn(files, segment)) ?? place.dataset.locale;
  const key = slugOf(segments.at(-1) ?? "");
  if (key === "" || !files[locale]) return;
  const response = await fetch(files[locale]);
  if (!response.ok) return;
  const links = new Nearest(await response.json()).find(key, 5);
  const list = place.querySelector("ul");
  for (const [url, title] of links) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    link.lang = locale;
    item.append(link);
    list.append(item);
  }
  place.hidden = links.length === 0;
}

const place = document.getElementById("hc-nearest");
if (place?.hidden) suggest(place).catch(() => {});
