// The measures of a text as it is typed: the server measures, so that they are the same without this.
"use strict";
(() => {
  document.querySelectorAll("textarea[data-measure]").forEach((area) => {
    const list = area.form.querySelector("[data-measures]");
    let timer = 0, turn = 0;
    const measure = async () => {
      const mine = ++turn;
      try {
        const answer = await fetch(area.dataset.measure, { method: "POST", body: new URLSearchParams(new FormData(area.form)), credentials: "same-origin", redirect: "error" });
        if (!answer.ok || mine !== turn) return;
        list.innerHTML = (await answer.json()).said;
      } catch { /* The measures stay as they were; keeping the text tells them anew. */ }
    };
    area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(measure, 400); });
  });
})();
