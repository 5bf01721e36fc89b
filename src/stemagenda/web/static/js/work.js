/* Actions: a form that keeps itself, lines that can be added, a list that answers to the keyboard. Every page works
   without it. */
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* a form that keeps itself: sent every few seconds, a lost connection told calmly, nothing lost silently ------------ */
  const form = document.querySelector("form[data-unsaved]");
  if (form) {
    keepItself(form);
    all("[data-lines]", form).forEach((lines) => growing(lines, form.dataset.more));
  }

  /* parts with several lines: another empty one where two are not enough */
  function growing(lines, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain-button";
    button.textContent = words;
    button.addEventListener("click", () => {
      const line = all(".line", lines).pop().cloneNode(true);
      all("input, textarea", line).forEach((field) => { field.value = ""; });
      all("select", line).forEach((field) => { field.selectedIndex = 0; });
      button.before(line);
      line.querySelector("input, select, textarea").focus();
    });
    lines.append(button);
  }

  function keepItself(form) {
    const told = form.querySelector("[data-told]");
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    let dirty = false;
    let failed = false;
    let waiting = 0;

    function fields() {
      const found = {};
      for (const [name, value] of new FormData(form)) {
        if (["csrfmiddlewaretoken", "drop", "take"].includes(name)) continue;
        if (name === "seen") found.seen = value;
        else (found[name] ||= []).push(value);
      }
      return found;
    }

    async function keep() {
      clearTimeout(waiting);
      try {
        const answer = await fetch(form.dataset.unsaved, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": token },
          body: JSON.stringify(fields()),
        });
        if (answer.ok) {
          dirty = failed = false;
          told.textContent = `${form.dataset.kept} ${(await answer.json()).at}`;
        } else {
          failed = false;
          told.textContent = form.dataset.refused;
        }
      } catch {
        failed = true;
        told.textContent = form.dataset.lost;
        waiting = setTimeout(keep, 10000);
      }
    }

    form.addEventListener("input", () => {
      dirty = true;
      clearTimeout(waiting);
      waiting = setTimeout(keep, 1500);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(waiting);
      if (!failed && navigator.onLine) {
        dirty = false;
        return;
      }
      /* Sending the form into the void would show the browser's own error page, without the text. */
      event.preventDefault();
      const button = event.submitter;
      keep().then(() => { if (!failed) { dirty = false; form.requestSubmit(button); } });
    });
    addEventListener("online", () => { if (dirty) keep(); });
    addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(); }
    });
  }
})();
