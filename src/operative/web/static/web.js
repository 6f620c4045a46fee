// Pages work without this. It puts away what was opened when the reader looks elsewhere, and hides notes on Escape.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll(".top details[open]").forEach((one) => one.removeAttribute("open"));
    document.body.classList.add("calm");
    document.activeElement?.blur?.();
  } else if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) {
    event.preventDefault();
    document.getElementById("q")?.focus();
  }
});
document.addEventListener("pointermove", () => document.body.classList.remove("calm"), { passive: true });
document.addEventListener("click", (event) => {
  document.querySelectorAll(".top details[open]").forEach((one) => {
    if (!one.contains(event.target)) one.removeAttribute("open");
  });
});

// A citation that is pointed at or reached shows what it cites; without this its title says the document and its day.
const previews = new Map();
let asked = null;
const shut = () => {
  asked = null;
  document.getElementById("preview")?.remove();
};
const open = async (link) => {
  asked = link;
  await new Promise((done) => setTimeout(done, 250));
  if (asked !== link) return;
  const path = new URL(link.href).pathname;
  if (!previews.has(path)) {
    const answer = await fetch(`/preview${path}`, { headers: { accept: "text/html" } }).catch(() => null);
    previews.set(path, answer?.ok ? await answer.text() : null);
  }
  if (asked !== link || !previews.get(path)) return;
  document.getElementById("preview")?.remove();
  const box = document.createElement("div");
  box.id = "preview";
  box.setAttribute("role", "tooltip");
  box.innerHTML = previews.get(path);
  document.body.append(box);
  link.removeAttribute("title");
  link.setAttribute("aria-describedby", "preview");
  const { left, right, bottom, top } = link.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.offsetWidth - 8;
  const start = getComputedStyle(document.body).direction === "rtl" ? right - box.offsetWidth : left;
  const below = bottom + box.offsetHeight + 8 < innerHeight || top < box.offsetHeight + 8;
  box.style.left = `${scrollX + Math.max(8, Math.min(start, room))}px`;
  box.style.top = `${scrollY + (below ? bottom + 6 : top - box.offsetHeight - 6)}px`;
};
for (const [come, go] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(come, (event) => {
    const link = event.target.closest?.("a.cite");
    if (link && link !== asked) open(link);
  });
  document.addEventListener(go, (event) => {
    if (!event.target.closest?.("a.cite, #preview")) return;
    const link = asked; // whoever goes from the citation to its preview may read on
    setTimeout(() => asked === link && !document.querySelector("a.cite:hover, a.cite:focus, #preview:hover") && shut(), 200);
  });
}
document.addEventListener("keydown", (event) => event.key === "Escape" && shut());

// A page made while follow-up was being computed looks whether that is done, and offers itself anew; it never changes by itself.
const waits = document.querySelector("[data-unfollowed]");
const look = async () => {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || (await answer.text()).includes("data-unfollowed=")) return setTimeout(look, 5000);
  waits.firstChild.textContent = `${waits.dataset.unfollowed} `;
};
if (waits) setTimeout(look, 3000);
