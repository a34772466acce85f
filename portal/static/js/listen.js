// Listen: each sentence is shown as it is heard, and said again, slower or from here. Without this, the plain player
// in each passage still works, at the reader's own speed and with their pauses.
"use strict";
(() => {
  const copy = document.querySelector(".copy"), parts = document.getElementById("sounds");
  if (!copy || !parts) return;
  const rates = [0.5, 0.65, 0.8, 1, 1.2, 1.4], volumes = [0.2, 0.4, 0.6, 0.8, 1];
  const kept = (sessionStorage.getItem("clywed-sound") || "").split(" ").map(Number);
  const within = (number, all, usual) => (Number.isInteger(number) && number in all ? number : usual);
  let speed = kept.length === 2 ? within(kept[0], rates, 3) : 3, volume = kept.length === 2 ? within(kept[1], volumes, 3) : 3;
  let shown = null;

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

  // One passage: its sound, its buttons, and the sentences that it says.
  class Player {
    constructor(audio) {
      this.audio = audio;
      this.box = audio.closest("details");
      this.passage = audio.closest(".passage");
      this.cues = [];
      this.readBy = "";
      this.first = Number(audio.dataset.first || 0);
      this.learning = null;
      this.goOn = false;
      audio.controls = false;
      audio.hidden = true;
      this.box.append(parts.content.cloneNode(true));
      this.passage.classList.toggle("listening", this.box.open);
      this.parts = this.box.querySelector(".player");
      this.told = this.parts.querySelector("[data-sound-told]");
      this.button = this.parts.querySelector("[data-sound=play]");
      this.parts.addEventListener("click", (event) => {
        const button = event.target.closest("[data-sound]");
        if (button) this[button.dataset.sound]();
      });
      this.passage.addEventListener("click", (event) => this.from(event));
      this.box.addEventListener("toggle", () => this.toggled());
      audio.addEventListener("play", () => this.begun());
      audio.addEventListener("pause", () => this.stopped());
      audio.addEventListener("ended", () => this.ended());
      audio.addEventListener("error", () => this.failed());
      audio.addEventListener("timeupdate", () => { if (!audio.paused) this.follow(); });
    }

    // Buttons
    play() { if (this.audio.paused) this.start(); else this.audio.pause(); }
    again() { this.move(0); }
    back() { this.move(-1); }
    forward() { this.move(1); }
    // By sentences; in a reading by a person in which nobody has marked them, by five seconds.
    async move(by) {
      await this.learn();
      if (this.cues[0] || !this.readBy) return this.to(Math.max(0, this.number() + by));
      this.audio.currentTime = by && Math.max(0, this.audio.currentTime + 5 * by);
      this.start();
    }
    on() { this.goOn = true; this.start(); }
    slower() { set(speed - 1, volume); this.tell(); }
    faster() { set(speed + 1, volume); this.tell(); }
    quieter() { set(speed, volume - 1); this.tell(); }
    louder() { set(speed, volume + 1); this.tell(); }

    async start() {
      this.told.textContent = "";
      if (this.audio.error) this.audio.load();
      try { await this.audio.play(); } catch { /* told by the error itself, or stopped before it began */ }
    }
    // From the beginning of a sentence, by its number.
    async to(number) {
      await this.learn();
      const cue = this.cues[number];
      if (!cue) return;
      const go = () => { this.audio.currentTime = Math.max(0, cue.start_ms - 20) / 1000; this.start(); };
      if (this.audio.readyState > 0) return go();
      this.audio.addEventListener("loadedmetadata", go, { once: true });
      this.audio.preload = "auto";
      this.audio.load();
    }
    // A press on a sentence of the passage that is being listened to.
    from(event) {
      const sentence = event.target.closest(".s");
      if (!this.box.open || !sentence || event.target.closest("a, button, summary, input") || String(getSelection())) return;
      const number = sentence.id.slice(this.audio.dataset.passage.length + 1);
      if (/^\d+$/.test(number)) this.to(Number(number) - this.first);
    }

    number() {
      const now = this.audio.currentTime * 1000 + 50;
      return Math.max(0, this.cues.findLastIndex((cue) => cue.start_ms <= now));
    }
    // When each sentence is said; asked for once, and again only if it was not to be had.
    learn() {
      this.learning = this.learning || this.ask();
      return this.learning;
    }
    async ask() {
      try {
        const answer = await fetch(this.audio.src.replace(".mp3", ".json"));
        if (!answer.ok) throw new Error();
        const times = await answer.json();
        this.cues = times.cues;
        this.readBy = times.read_by;
        if (this.readBy && !this.box.querySelector(".read-by")) this.told.textContent = this.parts.dataset.readBy.replace("{name}", this.readBy);
      } catch { this.learning = null; this.failed(); }
    }
    follow() {
      if (!this.cues[0]) return this.readBy && show(this.passage.querySelector(".words-text"));
      const now = this.audio.currentTime * 1000 + 50, number = this.number();
      const sentence = document.getElementById(`${this.audio.dataset.passage}-${this.first + number}`);
      const word = (this.cues[number].words || []).findLast((one) => one[0] <= now);
      show(sentence);
      point(sentence, word ? word[2] : 0, word ? word[3] : 0);
    }
    begun() {
      players.forEach((other) => { if (other !== this) other.audio.pause(); });
      apply();
      this.button.textContent = this.button.dataset.pause;
      this.learn();
    }
    stopped() { this.button.textContent = this.button.dataset.play; }
    ended() {
      show(null);
      const next = players[players.indexOf(this) + 1];
      if (this.goOn && next) { next.goOn = true; next.box.open = true; next.start(); }
      this.goOn = false;
    }
    failed() {
      this.stopped();
      if (this.audio.getAttribute("src")) this.told.textContent = this.parts.dataset.notYet;
    }
    toggled() {
      this.passage.classList.toggle("listening", this.box.open);
      if (this.box.open) return;
      this.audio.pause();
      show(null);
    }
    tell() {
      const now = { speed: Math.round(rates[speed] * 100), loudness: Math.round(volumes[volume] * 100) };
      this.told.textContent = this.parts.dataset.is.replace(/\{(\w+)\}/g, (_, name) => now[name]);
    }
  }

  const set = (newSpeed, newVolume) => {
    speed = within(newSpeed, rates, speed);
    volume = within(newVolume, volumes, volume);
    sessionStorage.setItem("clywed-sound", `${speed} ${volume}`);
    apply();
  };
  const apply = () => players.forEach(({ audio }) => { audio.playbackRate = rates[speed]; audio.volume = volumes[volume]; });
  const players = [...copy.querySelectorAll("audio[data-passage]")].map((audio) => new Player(audio));
  document.addEventListener("leaving", () => show(null));
})();
