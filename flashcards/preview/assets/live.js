// Only on a page that is being served: take a newer version as soon as there is one.

const page = decodeURIComponent(location.pathname.split("/").at(-1)).replace(/\.html$/, "");
const banner = document.createElement("pre");
banner.className = "banner";
banner.hidden = true;
banner.setAttribute("role", "alert");
document.body.prepend(banner);

const source = new EventSource(`/events?page=${encodeURIComponent(page)}`);
source.addEventListener("message", ({ data }) => {
  const { version, problems } = JSON.parse(data);
  if (version && version !== document.documentElement.dataset.version) {
    source.close();
    dispatchEvent(new Event("leave"));
    location.reload();
    return;
  }
  banner.textContent = problems;
  banner.hidden = !problems;
});
addEventListener("pagehide", () => source.close());
