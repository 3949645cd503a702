// Small things that every part of the page uses.

const find = (id) => document.getElementById(id);

/** Make an element: properties that aren't `null`, then children. Text never becomes markup. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A moment in milliseconds as players write it. */
function formatTime(time) {
  const seconds = Math.floor(time / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** Text as it is compared: no case, no accents. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** A title that runs from right to left, to stand in a sentence of ours without turning it round. */
const isolate = (title) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(title) ? `\u2068${title}\u2069` : title;

const isWeb = (url) => /^https?:\/\//i.test(url);
