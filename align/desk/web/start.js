// The desk without a report: takes the files, starts the work, shows how far it is.
"use strict";
const taken = new Set();
const begun = new Map(); // the last choice of each kind
const stages = all("#stages li").map((item) => item.dataset.stage);
const go = one("#go");
let working = false;

function tell(text, isProblem = false) {
  one("#state").textContent = text;
  one("#state").classList.toggle("problem", isProblem);
}

/** The desk's answer where it did what was asked; else null, and why is told. */
async function asked(path, options = {}) {
  const found = await ask(path, options);
  if (found && !found.isDone) tell(found.answer.problem, true);
  return found?.isDone ? found.answer : null;
}

async function take(kind, file) {
  const box = one(`[data-kind="${kind}"]`);
  const mine = {};
  begun.set(kind, mine);
  showTaken(box, false, "…");
  const found = await ask(`/files/${kind}?name=${encodeURIComponent(file.name)}`, { method: "PUT", body: file });
  if (begun.get(kind) !== mine) return; // another one is on its way
  if (found) tell(found.isDone ? "" : found.answer.problem, !found.isDone);
  showTaken(box, Boolean(found?.isDone), found?.isDone ? file.name : "");
}

/** Shows whether a file of the box's kind is there, and its name. */
function showTaken(box, isTaken, name) {
  if (isTaken) taken.add(box.dataset.kind);
  else taken.delete(box.dataset.kind);
  box.classList.toggle("taken", isTaken);
  one("output", box).textContent = name;
  go.disabled = taken.size < 2;
}

for (const box of all(".drop")) {
  const input = one("input", box);
  input.addEventListener("change", () => input.files[0] && take(box.dataset.kind, input.files[0]));
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.classList.add("over");
    });
  }
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (event.dataTransfer.files[0]) take(box.dataset.kind, event.dataTransfer.files[0]);
  });
}
for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());

one("#order").addEventListener("submit", async (event) => {
  event.preventDefault();
  const order = { model: one("#model").value.trim(), language: one("#language").value.trim() };
  const answer = await asked("/job", message(order));
  if (answer) show(answer);
});
one("#stop").addEventListener("click", () => asked("/job", { method: "DELETE" }));

function clockOf(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return `${minutes}:${String(rest).padStart(2, "0")}`;
}

function show(job) {
  working = job.state === "working";
  go.hidden = working;
  one("#stop").hidden = !working;
  go.dataset.t = job.state === "stopped" ? "desk.go_on" : "desk.go";
  go.textContent = say(go.dataset.t);
  const at = stages.indexOf(job.stage);
  all("#stages li").forEach((item, index) => {
    item.classList.toggle("done", index < at || job.state === "done");
    item.classList.toggle("now", working && index === at);
    one(".left", item).textContent = working && index === at && job.left !== null ? say("desk.left", { time: clockOf(job.left) }) : "";
  });
  const bar = one("#progress");
  bar.hidden = !working;
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  } else bar.removeAttribute("value");
  if (job.state === "stopped") tell(say("desk.stopped"));
  else if (job.state === "failed") tell(job.problem, true);
  else if (working) tell("");
  if (job.state === "done") location.reload();
}

/** Also a page that was loaded anew goes on with what is under way. */
async function follow() {
  const job = await asked("/job");
  if (!job) return;
  for (const [kind, name] of Object.entries(job.files)) {
    if (!begun.has(kind)) showTaken(one(`[data-kind="${kind}"]`), true, name);
  }
  if (job.state !== "waiting") show(job);
}
follow();
setInterval(() => (working || isUnwell) && follow(), 700);
