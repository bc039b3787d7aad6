// Fills the reader's account name into the page's examples. Nothing is stored or sent.
export function enhance(note) {
  const { placeholder, label, fill } = note.dataset;
  const spellings = new Set([placeholder, placeholder.replace(/^\{(.)/, (_, c) => `{${c.toUpperCase()}`)]);
  const places = [];
  const article = note.closest("article") ?? document.body;
  for (const code of article.querySelectorAll("code")) {
    if (note.contains(code)) continue;
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if ([...spellings].some((one) => node.data.includes(one))) places.push([node, node.data]);
    }
  }
  if (!places.length) return;
  const form = document.createElement("form");
  form.className = "hc-account__form";
  const field = document.createElement("label");
  field.textContent = label;
  const input = document.createElement("input");
  input.autocomplete = "off";
  input.spellcheck = false;
  const button = document.createElement("button");
  button.textContent = fill;
  field.append(input);
  form.append(field, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    for (const [node, original] of places) {
      node.data = [...spellings].reduce((now, one) => (name ? now.replaceAll(one, name) : now), original);
    }
  });
  note.after(form);
}
