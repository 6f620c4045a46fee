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
