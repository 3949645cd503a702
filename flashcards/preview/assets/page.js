// The page's state, and what changes it: filters, keys, buttons and the address.

const data = JSON.parse(find("data").textContent);
const KINDS = [["", "All"], ["question", "Questions"], ["topic", "Topics"], ["chapter", "Chapters"]];
const MOST_BEFORE_BLANK = 30;
const NOTHING = { module: -1, chapter: -1, kind: "", text: "", warned: false };
const state = { ...NOTHING, card: 0, isBack: false, shown: [], theme: "" };
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

const noteOf = (index) => data.notes[data.cards[index].note];
const cardId = (index) => `${noteOf(index).key}:${data.cards[index].number}`;
const folded = data.notes.map(({ text, tags }) => fold(`${text} ${tags.join(" ")}`));
const warnedNotes = data.notes.filter(({ warnings }) => warnings.length).length;

const MOST_PROBLEMS = 100;
const view = makeCardView(find("host"), data.css, data.allowed, data.media);
const timeline = makeTimeline(data, (what) => filter({ module: -1, chapter: -1, ...what }));
const list = makeList(describeRow, (position) => show(state.shown[position]));

function describeRow(index) {
  const { label, template } = data.cards[index];
  const { kind, times, warnings } = noteOf(index);
  const name = kind === "topic" ? template : kind === "chapter" ? "Chapter" : "Question";
  return { label: nearBlank(label), facts: `${formatTime(times[0])} · ${name}`, isWarned: warnings.length > 0 };
}

/** Cards of one summary differ in their blank only: it must be among what a row shows. */
function nearBlank(label) {
  const start = label.lastIndexOf(" ", label.indexOf("[...]") - MOST_BEFORE_BLANK);
  return start > 0 ? `…${label.slice(start)}` : label;
}

// Choosing

function filter(changes) {
  Object.assign(state, changes);
  const words = fold(state.text).split(/\s+/).filter(Boolean);
  state.shown = [];
  data.cards.forEach(({ note }, index) => {
    const { kind, modules, chapters, warnings } = data.notes[note];
    const isChosen = (!state.kind || kind === state.kind) &&
      (state.module < 0 || modules.includes(state.module)) &&
      (state.chapter < 0 || chapters.includes(state.chapter)) &&
      (!state.warned || warnings.length) &&
      words.every((word) => folded[note].includes(word));
    if (isChosen) state.shown.push(index);
  });
  const chapter = data.chapters[state.chapter];
  find("module").value = String(chapter ? chapter.module : state.module);
  if (find("text").value !== state.text) find("text").value = state.text;
  for (const button of find("kinds").children) {
    const isOn = button.value === "warned" ? state.warned : button.value === state.kind;
    button.setAttribute("aria-pressed", String(isOn));
  }
  timeline.select(state);
  const isAll = state.shown.length === data.cards.length;
  find("count").textContent = isAll
    ? count(data.cards.length, "card")
    : `${state.shown.length.toLocaleString("en")} of ${count(data.cards.length, "card")}`;
  find("clear").hidden = Object.keys(NOTHING).every((name) => state[name] === NOTHING[name]);
  const position = state.shown.indexOf(state.card);
  list.show(state.shown, Math.max(0, position));
  if (position < 0) show(state.shown[0] ?? state.card);
  else draw();
}

function show(index, isBack = false) {
  if (index === undefined) return;
  const isMoved = index !== state.card || isBack !== state.isBack;
  Object.assign(state, { card: index, isBack });
  draw();
  list.move(state.shown.indexOf(index));
  if (isMoved) say();
}

const flip = () => state.shown.length && show(state.card, !state.isBack);
const step = (by) => show(state.shown[state.shown.indexOf(state.card) + by]);

// Drawing

function draw() {
  const position = state.shown.indexOf(state.card);
  const isNone = position < 0;
  const isDark = document.documentElement.dataset.theme === "dark";
  find("stage").classList.toggle("none", isNone);
  find("flip").disabled = isNone;
  find("previous").disabled = position <= 0;
  find("next").disabled = isNone || position === state.shown.length - 1;
  find("flip").textContent = state.isBack ? "Show question" : "Show answer";
  if (isNone) {
    view.draw('<div class="context">No card matches.</div>', isDark);
    timeline.mark([]);
    find("card").setAttribute("aria-label", "No card");
    find("warnings").replaceChildren();
    find("about").textContent = "";
    return;
  }
  const card = data.cards[state.card];
  const { tags, times, warnings, place } = noteOf(state.card);
  view.draw(state.isBack ? card.back : card.front, isDark);
  find("card").classList.toggle("back", state.isBack);
  find("card").setAttribute("aria-label",
    `${state.isBack ? "Back" : "Front"} of card ${position + 1} of ${state.shown.length}`);
  timeline.mark(times);
  find("warnings").replaceChildren(...warnings.map((index) => problemItem(data.problems[index])));
  find("about").replaceChildren(
    make("span", {}, `${(position + 1).toLocaleString("en")} of ${state.shown.length.toLocaleString("en")}`),
    placeOf(place, `${data.path}:${place[0]}`, { id: "edit" }),
    ...tags.map((tag) => make("code", {}, tag)),
  );
  remember();
}

function problemItem({ where, place, code, severity, message, help }) {
  return make("li", {},
    make("strong", {}, `${severity}[${code}] `), message.replaceAll("`", ""),
    make("span", { class: "quiet" }, placeOf(place, where), ` · ${help.replaceAll("`", "")}`));
}

/** Where something is written: a link into the editor on a page that is served to its author. */
function placeOf([line, column], text, properties = {}) {
  const href = data.editor.replace("{line}", line).replace("{column}", column);
  if (!href) return make("span", { class: "place" }, text);
  return make("a", { ...properties, class: "place", href, title: "Open it in the editor" }, text);
}

const edit = () => find("edit")?.click();

function say() {
  const position = state.shown.indexOf(state.card) + 1;
  const where = state.isBack ? "Answer" : `Card ${position} of ${state.shown.length}`;
  find("live").textContent = `${where}: ${spokenText(view.body, state.isBack)}`;
}

function setTheme(theme) {
  state.theme = theme;
  const isDark = (theme || (prefersDark.matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  find("light").setAttribute("aria-pressed", String(!isDark));
  find("dark").setAttribute("aria-pressed", String(isDark));
}

function setPhone(isPhone) {
  find("phone").setAttribute("aria-pressed", String(isPhone));
  find("stage").classList.toggle("phone", isPhone);
}

// The page

function fillPage() {
  for (const each of document.querySelectorAll(".editing")) each.hidden = !data.editor;
  find("title").append(isWeb(data.url)
    ? make("a", { href: data.url, target: "_blank", rel: "noopener" }, data.title)
    : data.title);
  find("facts").textContent = [...data.facts, count(data.notes.length, "note"), count(data.cards.length, "card")].join(" · ");
  find("module").append(make("option", { value: "-1" }, "All modules"), ...data.modules.map(({ title, tag }, index) =>
    make("option", { value: String(index), title: tag }, `${isolate(title)} (${timeline.moduleCards[index]})`)));
  const kinds = KINDS.map(([kind, name]) =>
    make("button", { type: "button", value: kind, onclick: () => filter({ kind }) }, name));
  if (warnedNotes) kinds.push(make("button",
    { type: "button", value: "warned", onclick: () => filter({ warned: !state.warned }) }, "Warnings"));
  find("kinds").replaceChildren(...kinds);
  if (data.problems.length) {
    find("problems").hidden = false;
    find("problems").firstElementChild.textContent = count(data.problems.length, "warning");
    // A first draft has thousands: they are drawn when asked for, and not all.
    find("problems").addEventListener("toggle", listProblems, { once: true });
  }
}

function listProblems() {
  const more = data.problems.length - MOST_PROBLEMS;
  find("problems").lastElementChild.append(
    ...data.problems.slice(0, MOST_PROBLEMS).map(problemItem),
    ...(more > 0 ? [make("li", {}, `and ${more.toLocaleString("en")} more, which flashcards check lists`)] : []),
  );
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || find("keys").open) return;
  const target = event.composedPath()[0];
  const isTyping = target.matches?.("input, select, textarea");
  if (event.key === "Escape") {
    event.preventDefault(); // a search field would empty itself without a word to the list
    if (isTyping) find("card").focus();
    else filter(NOTHING);
    return;
  }
  if (isTyping || (event.key === " " && target.matches?.("button, a, summary"))) return;
  const actions = {
    " ": flip,
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Home: () => show(state.shown[0]),
    End: () => show(state.shown.at(-1)),
    "/": () => find("text").focus(),
    "?": () => find("keys").showModal(),
    e: edit,
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function listen() {
  addEventListener("keydown", onKey);
  addEventListener("hashchange", recall);
  addEventListener("leave", keep);
  prefersDark.addEventListener("change", () => { setTheme(state.theme); draw(); });
  find("filters").addEventListener("submit", (event) => event.preventDefault());
  find("text").addEventListener("input", ({ target }) => filter({ text: target.value }));
  find("module").addEventListener("change", ({ target }) => filter({ module: Number(target.value), chapter: -1 }));
  find("clear").addEventListener("click", () => { filter(NOTHING); find("card").focus({ preventScroll: true }); });
  find("flip").addEventListener("click", flip);
  find("previous").addEventListener("click", () => step(-1));
  find("next").addEventListener("click", () => step(1));
  find("card").addEventListener("click", (event) => {
    const isControl = event.composedPath().some((each) => each.matches?.("a, summary"));
    if (!isControl && (event.ctrlKey || event.metaKey) && data.editor) edit();
    else if (!isControl && !String(getSelection())) flip();
  });
  find("card").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.composedPath()[0] !== find("card")) return;
    event.preventDefault();
    flip();
  });
  for (const theme of ["light", "dark"]) find(theme).addEventListener("click", () => { setTheme(theme); draw(); });
  find("phone").addEventListener("click", ({ target }) => {
    setPhone(target.getAttribute("aria-pressed") !== "true");
    remember();
  });
  find("help").addEventListener("click", () => find("keys").showModal());
  // A pointer's next wish is to read cards; the keyboard stays where it is.
  addEventListener("click", (event) => {
    const isButton = event.target.closest("button") && !find("keys").open;
    if (event.detail && isButton) find("card").focus({ preventScroll: true });
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    find("card").focus();
  });
}

fillPage();
recall();
listen();
