// What a machine can measure of a laid-out page. Each measure gives a list of what is wrong, in words.
(() => {
  const named = (element) => {
    const text = (element.getAttribute("aria-label") || element.textContent || element.value || "").trim();
    const name = element.id ? `#${element.id}` : element.className && typeof element.className === "string" ? `.${element.className}` : "";
    return `<${element.localName}${name}> "${text.replace(/\s+/g, " ").slice(0, 50)}"`;
  };
  const seen = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  const size = (element) => { const box = element.getBoundingClientRect(); return [box.width, box.height]; };
  const all = (what) => [...document.querySelectorAll(what)];

  // Something wider than the window: the whole page scrolls sideways, or a box does that no reader asked for.
  const sideways = () => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = all("body *").filter((one) => seen(one) && one.getBoundingClientRect().right > root.clientWidth + 1);
    const inner = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
    return [`${root.scrollWidth} px of page in ${root.clientWidth} px`, ...inner.slice(0, 5).map(named)];
  };

  // A link in the middle of a sentence may be as low as its line (WCAG 2.2, 2.5.5, "inline").
  const inSentence = (link) => {
    if (link.localName !== "a" || getComputedStyle(link).display !== "inline") return false;
    const block = link.closest("p, li, dd, td, th, figcaption, legend, label, blockquote, div") || link.parentElement;
    const rest = block.cloneNode(true);
    rest.querySelectorAll("a, button, .hidden, svg").forEach((one) => one.remove());
    return /\p{L}{2,}/u.test(rest.textContent);
  };
  // What can be pressed: a link that is stretched over its card has the card's size, a radio button its label's too.
  const boxOf = (element) => {
    if (getComputedStyle(element, "::after").position === "absolute") {
      let over = element;
      while (over !== document.body && getComputedStyle(over).position === "static") over = over.parentElement;
      return over.getBoundingClientRect();
    }
    if (!element.matches("input[type=radio], input[type=checkbox]")) return element.getBoundingClientRect();
    const boxes = [element, ...(element.labels || [])].map((one) => one.getBoundingClientRect());
    const [left, top, right, bottom] = ["left", "top", "right", "bottom"].map((side, at) => (at < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])));
    return new DOMRect(left, top, right - left, bottom - top);
  };
  const reach = (element) => { const box = boxOf(element); return [box.width, box.height]; };
  const targets = () => all("a[href], button, input:not([type=hidden]), select, textarea, summary").filter(seen);
  // What stands nearer to another than a finger, or a look, that is not steady can tell. What lies over another (the way out) is not beside it.
  const close = (least) => {
    const found = targets().filter((one) => !inSentence(one) && !one.matches(".skip") && !one.closest("[inert], [aria-hidden=true]")).map((one) => [one, boxOf(one)]);
    return found.flatMap(([one, here], at) => found.slice(at + 1).flatMap(([other, there]) => {
      const beside = Math.max(here.left, there.left) - Math.min(here.right, there.right);
      const below = Math.max(here.top, there.top) - Math.min(here.bottom, there.bottom);
      if (beside < 0 && below < 0) return [];
      return Math.max(beside, below) < least - 0.5 ? [`${Math.round(Math.max(beside, below))} px between ${named(one)} and ${named(other)}`] : [];
    }));
  };
  const small = (least) => targets().flatMap((one) => {
    if (inSentence(one) || one.closest("[inert], [aria-hidden=true]")) return [];
    const before = document.activeElement;
    let [width, height] = reach(one);
    if (width <= 1 || height <= 1 || one.getBoundingClientRect().bottom <= 0) {
      one.focus();
      [width, height] = reach(one);
      if (before) before.focus(); else one.blur();
    }
    return width < least - 0.5 || height < least - 0.5 ? [`${Math.round(width)} × ${Math.round(height)} px: ${named(one)}`] : [];
  });

  // Text that its own box cuts off, or hides under an ellipsis.
  const cut = () => all("body *").filter((one) => {
    if (!seen(one) || !one.textContent.trim() || one.matches(".hidden, .hidden *, script, style, option")) return false;
    const look = getComputedStyle(one);
    if (one.clientWidth <= 1 && one.clientHeight <= 1) return false;
    const clips = (overflow) => overflow === "hidden" || overflow === "clip";
    return (clips(look.overflowX) && one.scrollWidth > one.clientWidth + 1) || (clips(look.overflowY) && one.scrollHeight > one.clientHeight + 1);
  }).map(named);

  // WCAG 2.2, 1.4.12: a reader's own spacing.
  const space = (on) => {
    const sheet = new CSSStyleSheet();
    if (on) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  };
  // Text at another size, as a browser that enlarges text only does it; a reader's own large size is large already.
  const enlarge = (times) => {
    const root = document.documentElement;
    root.style.removeProperty("font-size");
    const usual = parseFloat(getComputedStyle(root).fontSize);
    if (times !== 1) root.style.setProperty("font-size", `${Math.max(usual, Math.min(usual * times, 48))}px`, "important");
  };
  const open = () => { all("details:not([open])").forEach((one) => { one.open = true; }); };
  // Where the focus is. A field says its label; it is seen if any of it is in the window with nothing over it.
  const labelled = (one) => {
    const said = [...(one.labels || [])].map((label) => label.textContent).join(" ") || one.getAttribute("aria-label") || one.textContent || "";
    return said.trim().replace(/\s+/g, " ");
  };
  const focus = () => {
    const one = document.activeElement;
    const look = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const answers = one.type === "radio" ? [...one.form.querySelectorAll(`input[name="${one.name}"]`)].map(labelled) : [];
    const points = [0.02, 0.5, 0.98].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
    const over = points.map(([x, y]) => document.elementFromPoint(x, y));
    return { name: named(one), tag: one.localName, text: labelled(one), answers,
             outline: look.outlineStyle === "none" ? 0 : parseFloat(look.outlineWidth),
             seen: over.some((top) => top && (top === one || one.contains(top) || top.contains(one))) };
  };
  globalThis.measures = { sideways, small, close, cut, space, enlarge, open, focus };
})();
