// Sorting and filtering for a table that is whole without them.
const MAX_CHOICES = 30;

const text = (template, values) =>
  template.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));

const create = (tag, className, content = "") => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = content;
  return element;
};

const key = (cell) => cell?.dataset.sort ?? cell?.textContent.trim() ?? "";

export function enhance(box) {
  const table = box.querySelector("table");
  const body = table?.tBodies[0];
  if (!body) return;
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const state = { words: "", chosen: new Map() };
  const count = create("p", "hc-datatable__count");
  count.setAttribute("role", "status");

  function show() {
    let shown = 0;
    for (const one of rows) {
      const wanted =
        state.words.split(/\s+/).every((word) => one.text.includes(word)) &&
        [...state.chosen].every(([index, value]) => one.row.cells[index].textContent.trim() === value);
      one.row.hidden = !wanted;
      shown += wanted ? 1 : 0;
    }
    count.textContent = text(box.dataset.count, { shown, total: rows.length });
  }

  const controls = create("div", "hc-datatable__controls");
  const filterable = heads.filter((head) => "filterable" in head.dataset);
  if (filterable.length && rows.length > 5) {
    controls.append(searchField(box, state, show));
    for (const head of filterable) controls.append(...choices(box, head, rows, state, show));
    controls.append(count);
    box.prepend(controls);
    show();
  }
  for (const head of heads.filter((one) => "sortable" in one.dataset)) {
    makeSortable(box, head, heads, body, rows);
  }
}

function searchField(box, state, show) {
  const label = create("label", "hc-datatable__field", box.dataset.search);
  const input = create("input");
  input.type = "search";
  input.addEventListener("input", () => {
    state.words = input.value.trim().toLowerCase();
    show();
  });
  label.append(input);
  return label;
}

function choices(box, head, rows, state, show) {
  const index = head.cellIndex;
  const values = [...new Set(rows.map(({ row }) => row.cells[index].textContent.trim()))];
  if (values.length < 2 || values.length > MAX_CHOICES) return [];
  const column = head.textContent.trim();
  const label = create("label", "hc-datatable__field", text(box.dataset.filter, { column }));
  const select = create("select");
  select.append(new Option(box.dataset.all, ""));
  values.sort(new Intl.Collator(document.documentElement.lang).compare);
  for (const value of values) select.append(new Option(value, value));
  select.addEventListener("change", () => {
    if (select.selectedIndex) state.chosen.set(index, select.value);
    else state.chosen.delete(index);
    show();
  });
  label.append(select);
  return [label];
}

function makeSortable(box, head, heads, body, rows) {
  const index = head.cellIndex;
  const numeric = ["number", "currency"].includes(head.dataset.type);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const button = create("button", "hc-datatable__sort", head.textContent.trim());
  button.type = "button";
  button.title = text(box.dataset.sort, { column: button.textContent });
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const compare = (a, b) => {
      const [x, y] = [key(a.row.cells[index]), key(b.row.cells[index])];
      if (!numeric) return collator.compare(x, y);
      const [m, n] = [parseFloat(x), parseFloat(y)];
      return Number.isNaN(m) - Number.isNaN(n) || m - n || 0;
    };
    const sorted = [...rows].sort(down ? (a, b) => compare(b, a) : compare);
    body.append(...sorted.map(({ row }) => row));
  });
}
