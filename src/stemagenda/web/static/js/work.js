// A form that keeps itself: what is typed is sent every few seconds, a lost connection is told calmly, nothing is lost silently.
"use strict";
(() => {
  const form = document.querySelector("form[data-unsaved]");
  if (!form || !form.dataset.unsaved) return;
  const told = form.querySelector("[data-told]");
  let dirty = false;
  let waiting = 0;

  const fields = () => {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken" || name === "drop") continue;
      if (name === "seen") found.seen = value;
      else (found[name] ||= []).push(value);
    }
    return found;
  };

  const keep = async () => {
    try {
      const answer = await fetch(form.dataset.unsaved, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
        body: JSON.stringify(fields()),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      told.textContent = `${form.dataset.kept} ${(await answer.json()).at}`;
    } catch {
      told.textContent = form.dataset.lost;
      waiting = setTimeout(keep, 15000);
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2500);
  });
  form.addEventListener("submit", () => { dirty = false; clearTimeout(waiting); });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(); }
  });
})();
