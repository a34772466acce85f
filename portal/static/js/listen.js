// Read along: each sentence is shown as it is heard. Without this, the plain player in each passage still works.
"use strict";
(() => {
  const copy = document.querySelector(".copy");
  if (!copy) return;
  const players = [...copy.querySelectorAll("audio[data-times]")];
  const rates = [0.6, 0.8, 1, 1.2];
  let speed = 2, shown = null;

  const show = (sentence) => {
    if (shown === sentence) return;
    if (shown) shown.classList.remove("heard");
    shown = sentence;
    if (!shown) return;
    shown.classList.add("heard");
    const box = shown.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) shown.scrollIntoView({ block: "center" });
  };
  const follow = (audio) => {
    const now = audio.currentTime + 0.05;
    const one = (audio.times || []).findLast((time) => time.begin <= now);
    show(one ? document.getElementById(one.id) : null);
  };
  const begin = async (audio) => {
    audio.closest("details").open = true;
    if (!audio.times) {
      audio.times = [];
      try { audio.times = await (await fetch(audio.dataset.times, { credentials: "same-origin" })).json(); } catch { audio.times = []; }
    }
  };
  const back = (audio) => {
    const now = audio.currentTime;
    const before = (audio.times || []).filter((time) => time.begin < now - 0.8);
    audio.currentTime = before.length ? before[before.length - 1].begin : 0;
  };

  players.forEach((audio, number) => {
    const box = audio.closest("details");
    box.querySelectorAll("[data-sound]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const what = button.dataset.sound;
        if (what === "back") return back(audio);
        if (what === "on") { audio.goOn = true; return audio.play(); }
        speed = Math.max(0, Math.min(rates.length - 1, speed + (what === "slower" ? -1 : 1)));
        players.forEach((one) => { one.playbackRate = rates[speed]; });
      });
    });
    audio.addEventListener("play", () => {
      players.forEach((other) => { if (other !== audio) other.pause(); });
      audio.playbackRate = rates[speed];
      begin(audio);
    });
    audio.addEventListener("timeupdate", () => { if (!audio.paused) follow(audio); });
    audio.addEventListener("ended", () => {
      show(null);
      const next = players[number + 1];
      if (audio.goOn && next) { next.goOn = true; next.closest("details").open = true; next.play(); }
      audio.goOn = false;
    });
    box.addEventListener("toggle", () => { if (!box.open) { audio.pause(); show(null); } });
  });
  document.addEventListener("leaving", () => show(null));
})();
