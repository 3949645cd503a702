// The address remembers the view, so that it outlives a reload and can be sent to others.

let timer = 0;

function address() {
  const parts = new URLSearchParams({ card: cardId(state.card) });
  if (state.isBack) parts.set("side", "back");
  if (state.module >= 0) parts.set("module", data.modules[state.module].tag);
  if (state.chapter >= 0) parts.set("chapter", state.chapter);
  if (state.theme) parts.set("theme", state.theme);
  if (find("phone").getAttribute("aria-pressed") === "true") parts.set("view", "phone");
  for (const name of ["kind", "text"]) if (state[name]) parts.set(name, state[name]);
  return `#${parts}`;
}

const keep = () => {
  clearTimeout(timer);
  if (data.cards.length) history.replaceState(null, "", address());
};

function remember() {
  // Browsers refuse many changes of the address in a row, as when an arrow is held down.
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}

function recall() {
  const parts = new URLSearchParams(location.hash.slice(1));
  setTheme(["light", "dark"].find((theme) => theme === parts.get("theme")) ?? "");
  setPhone(parts.get("view") === "phone");
  const card = data.cards.findIndex((_, index) => cardId(index) === parts.get("card"));
  const chapter = parts.has("chapter") ? Number(parts.get("chapter")) : -1;
  Object.assign(state, { card: Math.max(0, card), isBack: card >= 0 && parts.get("side") === "back" });
  filter({
    ...NOTHING,
    module: data.modules.findIndex(({ tag }) => tag === parts.get("module")),
    chapter: data.chapters[chapter] ? chapter : -1,
    kind: KINDS.some(([kind]) => kind === parts.get("kind")) ? parts.get("kind") : "",
    text: parts.get("text") ?? "",
  });
}
