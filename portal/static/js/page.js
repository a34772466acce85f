// What makes a page quicker to use. Every page works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];

  // Exit this page: cover everything at once, stop all sound, then go.
  const exits = all("a[data-exit]");
  const leave = () => {
    root.classList.add("gone");
    all("audio, video").forEach((sound) => { sound.pause(); sound.removeAttribute("src"); });
    document.dispatchEvent(new Event("leaving"));
    document.title = "";
    location.replace(exits[0].href);
  };
  exits.forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); leave(); }));
  let presses = [];
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !exits.length) { presses = []; return; }
    const now = Date.now();
    presses = [...presses.filter((then) => now - then < 5000), now];
    const say = document.querySelector("[data-exit-say]");
    if (presses.length > 2) leave();
    else if (say) say.textContent = presses.length === 1 ? say.dataset.two : say.dataset.one;
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { root.classList.add("gone"); location.reload(); } });

  // After an error the page begins at what needs putting right.
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();

  // Words are saved on the server as they are typed.
  all("form[data-draft]").forEach((form) => {
    const status = form.querySelector("[data-draft-status]");
    const tell = (how) => { if (status) status.textContent = status.dataset[how]; };
    let timer = 0, sent = "", busy = false, leaves = false;
    const text = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const save = async (last) => {
      const body = text();
      if (String(body) === sent || (busy && !last)) return;
      busy = true;
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: Boolean(last), credentials: "same-origin", redirect: "error" });
        if (!answer.ok) throw new Error();
        sent = String(body);
        tell("saved");
      } catch { tell("failed"); }
      busy = false;
      if (!last && String(text()) !== sent) later(4000);
    };
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
    sent = String(text());
    form.addEventListener("input", () => { leaves = false; later(1200); });
    // Saved before it is sent: as the page goes is after.
    form.addEventListener("submit", () => { clearTimeout(timer); save(true); leaves = true; });
    addEventListener("pagehide", () => { clearTimeout(timer); if (!leaves) save(true); });
    document.addEventListener("leaving", () => save(true));
  });

  // How many words and sentences there are in a text, and how long the longest sentence is.
  all("textarea[data-count]").forEach((area) => {
    const line = document.getElementById(area.dataset.count);
    const words = (text) => (text.match(/\S+/g) || []).length;
    const count = () => {
      const sentences = area.value.split(/[.!?]+(?:\s|$)|\n+/).filter((one) => one.trim());
      const found = { words: words(area.value), sentences: sentences.length, longest: Math.max(0, ...sentences.map(words)) };
      line.textContent = line.dataset.words.replace(/\{(\w+)\}/g, (_, name) => found[name]);
    };
    area.addEventListener("input", count);
    count();
  });
})();
