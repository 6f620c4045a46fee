// The page works without this: it lets files be dropped anywhere on it, sends them at once, and says that they are read.
const form = document.querySelector("form.upload");
const input = form.querySelector("input[type=file]");
const zone = form.querySelector(".drop");
const status = form.querySelector("[data-busy]");
zone.dataset.ready = "";
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  zone.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) zone.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});
form.addEventListener("submit", () => {
  status.textContent = status.dataset.busy;
  form.classList.add("busy");
});
addEventListener("pageshow", () => {
  status.textContent = "";
  form.classList.remove("busy");
});
