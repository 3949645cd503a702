// The list of cards: however many there are, only the rows in sight exist.

const SPARE_ROWS = 6;

/** Draw the list; `describe(index)` gives a row's texts, `choose(position)` is called on a click. */
function makeList(describe, choose) {
  const list = find("list");
  const rows = find("rows");
  const drawn = new Map();
  let shown = [];
  let current = -1;
  let height = 0;
  let isWaiting = false;

  const draw = () => {
    isWaiting = false;
    const first = Math.max(0, Math.floor(list.scrollTop / height) - SPARE_ROWS);
    const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + SPARE_ROWS);
    for (const [position, row] of drawn) {
      if (position >= first && position < last) continue;
      row.remove();
      drawn.delete(position);
    }
    for (let position = first; position < last; position += 1) {
      if (!drawn.has(position)) drawn.set(position, addRow(position));
    }
    for (const [position, row] of drawn) row.setAttribute("aria-selected", String(position === current));
    const active = drawn.get(current);
    if (active) list.setAttribute("aria-activedescendant", active.id);
    else list.removeAttribute("aria-activedescendant");
  };
  const addRow = (position) => {
    const { label, facts, isWarned } = describe(shown[position]);
    const row = make("div", {
      id: `row-${position}`,
      class: "row",
      role: "option",
      "aria-posinset": position + 1,
      "aria-setsize": shown.length,
    }, make("span", { class: "label", dir: "auto" }, label), make("span", { class: "facts" }, facts));
    if (isWarned) row.lastChild.append(make("span", { class: "warned" }, "warning"));
    row.style.transform = `translateY(${position * height}px)`;
    row.dataset.position = position;
    rows.append(row);
    return row;
  };
  const measure = () => {
    // Rows are sized in rem, which the reader's own settings decide.
    const probe = rows.appendChild(make("div", { class: "row" }));
    height = probe.getBoundingClientRect().height;
    probe.remove();
  };
  const redraw = () => {
    drawn.forEach((row) => row.remove());
    drawn.clear();
    measure();
    rows.style.height = `${shown.length * height}px`;
    draw();
  };
  const drawSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(draw);
  };
  list.addEventListener("scroll", drawSoon, { passive: true });
  new ResizeObserver(redraw).observe(list);
  list.addEventListener("click", ({ target }) => {
    const row = target.closest(".row");
    if (row) choose(Number(row.dataset.position));
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / height) - 1);
    const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(Math.min(shown.length - 1, Math.max(0, current + step)));
  });

  return {
    show(indices, position) {
      shown = indices;
      current = position;
      list.scrollTop = 0;
      redraw();
      this.move(position);
    },
    move(position) {
      current = position;
      const top = position * height;
      if (top < list.scrollTop) list.scrollTop = top;
      const below = top + height - list.clientHeight;
      if (below > list.scrollTop) list.scrollTop = below;
      draw();
    },
  };
}
