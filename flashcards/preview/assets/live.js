// Only on a page that is being served: take a newer version as soon as there is one.

const page = decodeURIComponent(location.pathname.split("/").at(-1)).replace(/\.html$/, "");
const banner = document.createElement("div");
banner.className = "banner";
banner.hidden = true;
banner.setAttribute("role", "alert");
document.body.prepend(banner);

/** What is wrong: its first line says where, and leads there if it has an address. */
function troubleItem({ text, link }) {
  const item = document.createElement("pre");
  const [first, ...rest] = text.split("\n");
  const head = document.createElement(link ? "a" : "span");
  if (link) head.href = link;
  head.textContent = first;
  item.append(head, ...rest.map((line) => `\n${line}`));
  return item;
}

const source = new EventSource(`/events?page=${encodeURIComponent(page)}`);
source.addEventListener("message", ({ data }) => {
  const { version, troubles } = JSON.parse(data);
  if (version !== document.documentElement.dataset.version) {
    source.close();
    dispatchEvent(new Event("leave"));
    if (version) location.reload();
    else location.replace("/");
    return;
  }
  banner.replaceChildren(...troubles.map(troubleItem));
  banner.hidden = !troubles.length;
});
addEventListener("pagehide", () => source.close());
