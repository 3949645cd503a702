// One card, drawn in a shadow root: the page's style can't reach it, nor its style the page.
//
// A field's HTML was sanitised when the notes were made. It is still taken for hostile here: it
// is parsed in a template, which runs nothing, and only known tags and attributes are let through.

const CARD_EXTRAS = `
:host { display: grid; }
.card { box-sizing: border-box; min-inline-size: 0; overflow-x: auto; }
.tex { padding: .05em .3em; border-radius: .25rem; background: var(--tint);
  font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", Georgia, serif; }
.tex.display { display: block; margin-block: .6rem; padding: .6rem .75rem; text-align: center; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .2rem; }
`;
const MATH = /\\\(([^]*?)\\\)|\\\[([^]*?)\\\]/g;

/** Make the place for cards; the result draws one side of one. */
function makeCardView(host, css, allowed, media) {
  const root = host.attachShadow({ mode: "open" });
  const body = make("div");
  root.append(make("style", {}, css), make("style", {}, CARD_EXTRAS), body);
  const tags = new Set(allowed.tags);
  const attributes = new Set(allowed.attributes);

  return {
    body,
    draw(html, isDark) {
      const template = document.createElement("template");
      template.innerHTML = html;
      const parsed = template.content;
      for (const image of parsed.querySelectorAll("img")) {
        image.setAttribute("src", media[image.getAttribute("src")] ?? "");
      }
      clean(parsed, tags, attributes);
      showMath(parsed);
      body.className = isDark ? "card nightMode night_mode" : "card";
      body.replaceChildren(parsed);
    },
  };
}

function clean(parsed, tags, attributes) {
  for (const element of [...parsed.querySelectorAll("*")]) {
    if (!tags.has(element.localName)) {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      const isLink = name === "href" && element.localName === "a";
      const isSafe = isLink
        ? /^(https?:|mailto:|#$)/i.test(value)
        : name === "src"
          ? value.startsWith("data:image/")
          : attributes.has(name) && name !== "href";
      if (!isSafe) element.removeAttribute(name);
    }
    if (element.localName === "a" && isWeb(element.getAttribute("href") ?? "")) {
      element.target = "_blank";
      element.rel = "noopener";
    }
  }
}

/** MathJax is Anki's and not here: math shows as its source. */
function showMath(parsed) {
  const walker = parsed.ownerDocument.createTreeWalker(parsed, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.includes("\\")) texts.push(walker.currentNode);
  for (const text of texts) {
    const parts = [];
    let end = 0;
    for (const found of text.data.matchAll(MATH)) {
      const source = (found[1] ?? found[2]).trim();
      parts.push(text.data.slice(end, found.index));
      parts.push(make("span", { class: found[1] === undefined ? "tex display" : "tex" }, source));
      end = found.index + found[0].length;
    }
    text.replaceWith(...parts, text.data.slice(end));
  }
}

/** What a screen reader hears of a side: of a back, what is new on it. */
function spokenText(body, isBack) {
  const answer = isBack && body.querySelector("hr#answer");
  if (!answer) return body.innerText.trim();
  const texts = [];
  for (let node = answer.nextSibling; node; node = node.nextSibling) texts.push(node.textContent.trim());
  return texts.filter(Boolean).join(". ");
}
