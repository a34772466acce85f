// Using a page with one switch or two. Things light up one after another, group by group; a press chooses.
// Nothing is timed out and nothing traps: Exit and Stop come first, and each group has a way back at its end.
"use strict";
(() => {
  const told = document.currentScript.dataset;
  const automatic = told.scan === "auto";
  const seconds = Number(told.seconds);
  const most = 6; // as many as may light up before the last of a group does
  const keys = { space: [" ", "Enter"], numbers: ["1", "2"], arrows: ["ArrowRight", "ArrowLeft"] }[told.keys];
  const items = "a[href]:not(.skip), button, summary, input:not([type=hidden]), select, textarea, audio";
  const groups = "header, nav, main, footer, section, form, fieldset, article, details, ul, ol, dl, [role=group], .passage, .foot, .row, .buttons, .grid, .field";
  const typed = (one) => one.matches("textarea, input:not([type=radio], [type=checkbox], [type=submit], [type=button], [type=file])");
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0 && !one.disabled && !one.closest("[inert], [aria-hidden=true]");

  // What there is to light up: { element, boxes of, nodes inside }. A thing that can be pressed has no nodes.
  const leaves = (node) => node.nodes ? node.nodes.flatMap(leaves) : [node];
  const top = (node) => leaves(node)[0].element.getBoundingClientRect().top;
  const few = (nodes) => nodes.flatMap(leaves).length <= most;
  const grouped = (nodes, element) => nodes.length === 1 ? nodes[0] : { element, nodes: rows(few(nodes) ? nodes.flatMap(leaves) : nodes) };
  // Too many side by side: by the lines in which they stand, and if that is still too many, a few at a time.
  const rows = (nodes) => {
    if (nodes.length <= most) return nodes;
    const lines = [];
    nodes.forEach((node) => {
      const line = lines.at(-1);
      if (line && line.length < most && Math.abs(top(line[0]) - top(node)) < 12) line.push(node); else lines.push([node]);
    });
    const beside = lines.length > 1 && lines.length < nodes.length;
    const parts = beside ? lines : nodes.reduce((all, node, at) => { if (at % (most - 1)) all.at(-1).push(node); else all.push([node]); return all; }, []);
    return rows(parts.map((part) => grouped(part, null)));
  };
  const inside = (element) => {
    if (element === bar || !element.checkVisibility()) return [];
    const nodes = element.matches(items) ? (shown(element) ? [{ element }] : []) : [...element.children].flatMap(inside);
    return nodes.length > 1 && element.matches(groups) ? [grouped(nodes, element)] : nodes;
  };

  // The bar at the foot, and the frame around what is lit up.
  const bar = document.getElementById("scan-bar");
  const frame = document.getElementById("scan-frame");
  const note = bar.querySelector("[role=status]");
  const button = (what) => bar.querySelector(`[data-scan-${what}]`);
  const say = (text) => { note.textContent = text; };

  let path = [], at = 0, rounds = 0, timer = 0, stopped = false, waits = false, pressed = 0, touched = false;
  const nodes = () => path.at(-1).nodes;
  const whole = () => {
    const exit = document.querySelector("a[data-exit]");
    const first = [exit, button("stop")].map((element) => ({ element }));
    const end = document.documentElement.scrollHeight - innerHeight;
    if (scrollY < end - 4) first.push({ element: button("down") });
    if (scrollY > 4) first.push({ element: button("up") });
    const [main, header, footer] = ["main", "header.bar", "footer"].map((one) => inside(document.querySelector(one)));
    const rest = few(main) ? main.flatMap(leaves) : main.length === 1 && main[0].nodes ? main[0].nodes : main;
    return { nodes: [...first, ...rows(rest), ...[header, footer].filter((one) => one.length).map((one) => grouped(one, null))] };
  };
  const here = () => nodes()[at];
  const place = () => {
    if (stopped || !path.length) return;
    const boxes = leaves(here()).map((one) => one.element.getBoundingClientRect());
    if (here().element) boxes.push(here().element.getBoundingClientRect());
    const [left, upper] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])) - 6);
    const [right, lower] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])) + 6);
    Object.assign(frame.style, { left: `${left}px`, top: `${upper}px`, width: `${right - left}px`, height: `${lower - upper}px` });
  };
  const nameOf = (node) => {
    const one = node.element || leaves(node)[0].element;
    const label = one.getAttribute("aria-label") || [...(one.labels || [])].map((each) => each.textContent).join(" ");
    const heading = node.nodes && one.querySelector && one.querySelector("h1, h2, h3, legend");
    return (label || (heading || one).textContent).trim().replace(/\s+/g, " ").slice(0, 120);
  };
  // Aloud only if wanted, and only by a voice of this device: no word leaves it.
  const aloud = (text) => {
    if (told.sound !== "on" || !window.speechSynthesis) return;
    const voice = speechSynthesis.getVoices().find((one) => one.localService && one.lang.startsWith(document.documentElement.lang));
    speechSynthesis.cancel();
    if (voice) speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang }));
  };
  const show = () => {
    const one = leaves(here())[0].element;
    if (!bar.contains(one) && !one.matches("[data-exit]")) {
      const box = (here().element || one).getBoundingClientRect();
      if (box.top < 70 || box.bottom > bar.getBoundingClientRect().top - 12) (here().element || one).scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center" });
    }
    frame.hidden = false;
    frame.classList.toggle("group", Boolean(here().nodes));
    place();
    aloud(nameOf(here()));
    later();
  };
  const later = () => { clearTimeout(timer); if (automatic && !stopped) timer = setTimeout(move, seconds * 1000); };
  const into = (node) => {
    path.push({ nodes: [...node.nodes, { element: button("back") }] });
    button("back").hidden = false;
    at = rounds = 0;
    show();
  };
  // From the top, or at whatever holds this. The first thing is Exit: a press that was meant for what went before it is none.
  const begin = (from) => {
    stopped = waits = false;
    path = [whole()];
    at = Math.max(0, nodes().findIndex((node) => leaves(node).some((one) => one.element === from)));
    rounds = 0;
    pressed = performance.now() + 400;
    button("back").hidden = true;
    button("stop").hidden = false;
    show();
  };
  // Twice round a group and nothing chosen: it was not meant.
  const move = () => {
    at += 1;
    if (at === nodes().length) { at = 0; rounds += 1; }
    if (path.length > 1 && rounds === 2) return begin();
    if (!leaves(here()).every((one) => shown(one.element))) return begin();
    show();
  };
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    frame.hidden = true;
    button("back").hidden = true;
    button("stop").hidden = true;
    say(bar.dataset.stopped);
  };
  const back = () => { path.pop(); at = rounds = 0; button("back").hidden = path.length === 1; show(); };
  const page = (way) => { scrollBy({ top: way * (innerHeight - 200), behavior: "instant" }); begin(button(way > 0 ? "down" : "up")); };
  const use = (one) => {
    say("");
    if (typed(one)) { say(bar.dataset.typing); return begin(one); }
    if (one.matches("select")) { one.selectedIndex = (one.selectedIndex + 1) % one.options.length; one.dispatchEvent(new Event("change", { bubbles: true })); return show(); }
    if (one.matches("audio")) { if (one.paused) one.play(); else one.pause(); return show(); }
    if (bar.contains(one)) return one.click();
    // What leads to another page is pressed once; if it leads nowhere, things light up again.
    waits = one.matches("a[href], button:not([type=button])");
    clearTimeout(timer);
    one.click();
    if (!stopped) timer = setTimeout(() => begin(one), waits ? 3000 : 0);
  };
  const choose = () => { if (here().nodes) into(here()); else use(here().element); };

  button("stop").addEventListener("click", stop);
  button("back").addEventListener("click", back);
  button("down").addEventListener("click", () => page(1));
  button("up").addEventListener("click", () => page(-1));

  // A switch: a key, or a tap anywhere. A press that lasts, or a second one at once, is one press.
  const press = (number) => {
    const now = performance.now();
    if (waits || now - pressed < 150) return;
    pressed = now;
    if (stopped) return begin();
    if (automatic || number === 1) choose(); else move();
  };
  const writing = () => document.activeElement && document.activeElement !== document.body && typed(document.activeElement);
  const ours = (event) => !writing() && !event.ctrlKey && !event.altKey && !event.metaKey && keys.includes(event.key) && (!stopped || document.activeElement === document.body);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return writing() ? document.activeElement.blur() : stop();
    if (!ours(event)) return;
    event.preventDefault();
    if (!event.repeat) press(keys.indexOf(event.key));
  }, true);
  addEventListener("keyup", (event) => { if (ours(event)) event.preventDefault(); }, true);
  // On glass the page is the switch; with two, its left half moves on and its right half chooses. Exit stays itself.
  const apart = (event) => stopped || event.target.closest("a[data-exit], [data-scan-stop]");
  addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (touched && !apart(event)) press(event.clientX > innerWidth / 2 ? 1 : 0);
  }, true);
  addEventListener("click", (event) => {
    if (!touched || !event.isTrusted || apart(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  for (const what of ["scroll", "resize", "load"]) addEventListener(what, place, true);
  document.addEventListener("leaving", () => { stop(); if (window.speechSynthesis) speechSynthesis.cancel(); });
  bar.hidden = false;
  begin();
})();
