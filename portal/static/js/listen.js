// Read along: each sentence is shown as it is heard. Without this, the plain player in each passage still works.
"use strict";
(() => {
  const copy = document.querySelector(".copy");
  if (!copy) return;
  const players = [...copy.querySelectorAll("audio[data-passage]")];
  const rates = [0.6, 0.8, 1, 1.2];
  let speed = 2, shown = null;

  const show = (sentence) => {
    if (!sentence) point(null, 0, 0);
    if (shown === sentence) return;
    if (shown) shown.classList.remove("heard");
    shown = sentence;
    if (!shown) return;
    shown.classList.add("heard");
    const box = shown.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) shown.scrollIntoView({ block: "center" });
  };
  // The characters `start` to `end` of a sentence, marked without touching it, where the browser can.
  const point = (sentence, start, end) => {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("word");
    if (!sentence || end <= start) return;
    const range = new Range(), walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    for (let before = 0; walker.nextNode(); before += walker.currentNode.length) {
      const node = walker.currentNode, after = before + node.length;
      if (before <= start && start < after) range.setStart(node, start - before);
      if (before < end && end <= after) { range.setEnd(node, end - before); CSS.highlights.set("word", new Highlight(range)); return; }
    }
  };
  const follow = (audio) => {
    const now = audio.currentTime * 1000 + 50;
    const number = audio.cues.findLastIndex((cue) => cue.start_ms <= now);
    const sentence = document.getElementById(`${audio.dataset.passage}-${number}`);
    const word = number < 0 ? null : (audio.cues[number].words || []).findLast((one) => one[0] <= now);
    show(sentence);
    point(sentence, word ? word[2] : 0, word ? word[3] : 0);
  };
  const begin = async (audio) => {
    if (audio.cues) return;
    audio.cues = [];
    try { audio.cues = (await (await fetch(audio.src.replace(/mp3$/, "json"))).json()).cues; } catch { /* heard without being shown */ }
  };
  const back = (audio) => {
    const before = (audio.cues || []).findLast((cue) => cue.start_ms < audio.currentTime * 1000 - 800);
    audio.currentTime = before ? before.start_ms / 1000 : 0;
  };

  players.forEach((audio, number) => {
    const box = audio.closest("details");
    box.append(document.getElementById("sounds").content.cloneNode(true));
    box.querySelectorAll("[data-sound]").forEach((button) => {
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
    audio.addEventListener("timeupdate", () => { if (!audio.paused && audio.cues) follow(audio); });
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
