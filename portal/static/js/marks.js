// Mark by ear where each sentence of a reading begins: a press fills in the sentence's seconds. Without this they are
// written by hand, into the same fields.
"use strict";
(() => {
  const form = document.querySelector("form[data-marks]"), audio = document.querySelector("audio[data-marked]");
  if (!form || !audio) return;
  const rows = [...form.querySelectorAll("[data-sentence]")], fields = rows.map((row) => row.querySelector("input"));
  const words = (number) => rows[number].querySelector("label, p");
  form.before(document.getElementById("marking").content.cloneNode(true));
  const parts = form.previousElementSibling;
  const next = parts.querySelector("[data-next]"), again = parts.querySelector("[data-again]");
  const coming = parts.querySelector("[data-coming]"), told = parts.querySelector("[data-told]");
  const first = next.textContent;
  // People press a little after they hear.
  const late = 0.2;
  // The sentence whose beginning is waited for; 0 while nobody marks. Once all are marked, a press too many does nothing.
  let marking = 0, done = false;

  const begins = (number) => (fields[number] ? Number(fields[number].value) : 0);
  const show = () => {
    const now = audio.currentTime + 0.05;
    const heard = marking ? marking - 1 : rows.findLastIndex((_, number) => begins(number) <= now);
    rows.forEach((row, number) => row.classList.toggle("heard", !audio.paused && number === heard));
  };
  const wait = (number) => {
    marking = number;
    next.textContent = number || done ? next.dataset.next : first;
    coming.replaceChildren(...(number ? [...words(number).childNodes].map((one) => one.cloneNode(true)) : []));
  };
  const play = (seconds) => {
    told.textContent = "";
    audio.currentTime = seconds;
    audio.play().catch(() => { wait(0); told.textContent = told.dataset.refused; });
  };
  const begin = () => {
    done = false;
    next.removeAttribute("aria-disabled");
    wait(1);
    play(0);
    next.focus();
  };
  next.addEventListener("click", () => {
    if (done) return;
    if (!marking) return begin();
    if (audio.paused) return audio.play();
    fields[marking].value = Math.max(begins(marking - 1) + 0.1, audio.currentTime - late).toFixed(1);
    done = marking === rows.length - 1;
    next.setAttribute("aria-disabled", String(done));
    wait(done ? 0 : marking + 1);
    if (done) told.textContent = told.dataset.done;
    show();
  });
  // A key that is held down is one press.
  next.addEventListener("keydown", (event) => { if (event.repeat) event.preventDefault(); });
  again.addEventListener("click", begin);
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("pause", show);
  audio.addEventListener("ended", () => { if (marking) { wait(0); told.textContent = told.dataset.over; } });
  rows.forEach((row, number) => {
    row.querySelector(".at").append(document.getElementById("from-here").content.cloneNode(true));
    const from = row.querySelector("[data-from]");
    from.setAttribute("aria-describedby", words(number).id);
    from.addEventListener("click", () => { wait(0); play(begins(number)); });
  });
  document.addEventListener("leaving", () => audio.pause());
})();
