// The video in true proportion: modules, chapters, and how many cards stand in each.

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1440];
const MOST_TICKS = 6;

/** Draw the timeline; `choose(what)` is called with `{module}` or `{chapter}`, or `null`. */
function makeTimeline(data, choose) {
  const { chapters, modules, total } = data;
  const cardsIn = (list, field) => {
    const counts = list.map(() => 0);
    for (const card of data.cards) for (const index of data.notes[card.note][field]) counts[index] += 1;
    return counts;
  };
  const chapterCards = cardsIn(chapters, "chapters");
  const moduleCards = cardsIn(modules, "modules");
  const most = Math.max(1, ...chapterCards);
  const place = (start, end) =>
    `left:${(100 * start) / total}%;width:${(100 * Math.max(0, end - start)) / total}%`;

  const captions = new Map();
  let selected = null;
  const rest = `${count(chapters.length, "chapter")} in ${count(modules.length, "module")}; ` +
    `the higher, the more cards`;
  const say = (button) => {
    find("caption").textContent = captions.get(button ?? selected) ?? rest;
  };
  const segment = (what, style, caption, ...children) => {
    const button = make("button", {
      type: "button",
      "aria-pressed": "false",
      "aria-label": caption,
      tabIndex: -1,
      onclick: () => {
        const isPressed = button.getAttribute("aria-pressed") === "true";
        choose(isPressed ? null : what);
      },
    }, ...children);
    button.style.cssText = style;
    captions.set(button, caption);
    return button;
  };

  const chapterButtons = chapters.map(({ title, start, end }, index) => {
    const cards = chapterCards[index];
    const bar = make("span", { class: cards ? "bar" : "bar empty" });
    bar.style.setProperty("--cards", cards / most);
    const caption = `${formatTime(start)} – ${formatTime(end)}, ${isolate(title)}: ${count(cards, "card")}`;
    const number = make("span", { class: "number" }, String(cards));
    return segment({ chapter: index }, place(start, end), caption, number, bar);
  });
  const moduleButtons = modules.map(({ title }, index) => {
    const own = chapters.filter(({ module }) => module === index);
    const start = Math.min(...own.map((chapter) => chapter.start));
    const end = Math.max(...own.map((chapter) => chapter.end));
    const caption = `${formatTime(start)} – ${formatTime(end)}, ${isolate(title)}: ${count(moduleCards[index], "card")}`;
    const name = make("span", { class: "name", dir: "auto" }, make("span", {}, title));
    return segment({ module: index }, place(start, end), caption, name);
  });
  fillToolbar(find("chapters"), chapterButtons, say);
  fillToolbar(find("modules"), moduleButtons, say);
  drawAxis(total);
  say(null);

  return {
    moduleCards,
    select({ module, chapter }) {
      moduleButtons.forEach((button, index) => button.setAttribute("aria-pressed", String(index === module)));
      chapterButtons.forEach((button, index) => {
        const isInside = chapter < 0 && chapters[index].module === module;
        button.setAttribute("aria-pressed", String(index === chapter));
        button.classList.toggle("inside", isInside);
      });
      selected = chapterButtons[chapter] ?? moduleButtons[module] ?? null;
      document.querySelector(".timeline").classList.toggle("chosen", selected !== null);
      say(null);
    },
    mark(times) {
      find("moments").replaceChildren(...times.map((time) => {
        const line = make("span");
        line.style.left = `${(100 * Math.min(time, total)) / total}%`;
        return line;
      }));
    },
  };
}

/** One stop for Tab, arrows inside: the pattern of a toolbar. */
function fillToolbar(bar, buttons, say) {
  bar.replaceChildren(...buttons);
  let current = 0;
  const enter = (index) => {
    if (buttons[current]) buttons[current].tabIndex = -1;
    current = index;
    if (buttons[current]) buttons[current].tabIndex = 0;
  };
  enter(0);
  bar.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: buttons.length - 1 };
    const index = steps[event.key];
    if (index === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (buttons[index]) buttons[index].focus();
  });
  bar.addEventListener("focusin", ({ target }) => {
    enter(buttons.indexOf(target));
    say(target);
  });
  bar.addEventListener("focusout", () => say(null));
  bar.addEventListener("pointerover", ({ target }) => say(target.closest("button")));
  bar.addEventListener("pointerleave", () => say(null));
}

function drawAxis(total) {
  const minutes = total / 60000;
  const step = STEPS.find((each) => minutes / each <= MOST_TICKS) ?? minutes;
  const ticks = [];
  for (let minute = 0; minute <= minutes; minute += step) {
    const tick = make("span", {}, formatTime(minute * 60000));
    tick.style.left = `${(100 * minute) / minutes}%`;
    if (minute > minutes * 0.95) tick.className = "last";
    ticks.push(tick);
  }
  find("axis").replaceChildren(...ticks);
}
