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
    const token = form.querySelector("[name=csrfmiddlewaretoken]");
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

    /* Somebody signed in again in another window: the form needs that session's token. */
    async function renewed() {
      const answer = await fetch(form.action);
      if (!answer.ok || answer.redirected) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const given = page.querySelector("[name=csrfmiddlewaretoken]");
      if (!given || given.value === token.value) return false;
      token.value = given.value;
      return true;
    }

    function send() {
      return fetch(form.dataset.unsaved, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token.value },
        body: JSON.stringify(fields()),
      });
    }

    async function keep() {
      clearTimeout(waiting);
      try {
        let answer = await send();
        if (answer.status === 403 && await renewed()) answer = await send();
        if (answer.ok) {
          dirty = failed = false;
          told.textContent = `${form.dataset.kept} ${(await answer.json()).at}`;
          return;
        }
        failed = answer.status === 403;
        told.textContent = form.dataset.refused;
      } catch {
        failed = true;
        told.textContent = form.dataset.lost;
      }
      if (failed) waiting = setTimeout(keep, 10000);
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

  /* the stand of an action, in its row: the same small form, fetched; without it the link leads to its page ---------- */
  all("[data-quick-link]").forEach((link) => link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = link.closest("[data-row]");
    if (row.querySelector(".quick-place")) return;
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const quick = page.querySelector("[data-quick]");
      if (!answer.ok || !quick) throw new Error(String(answer.status));
      const place = document.createElement("div");
      place.className = "quick-place";
      place.append(document.adoptNode(quick));
      row.append(place);
      const close = () => { place.remove(); link.focus(); };
      place.querySelector("[data-cancel]").addEventListener("click", (leaving) => { leaving.preventDefault(); close(); });
      place.addEventListener("keydown", (key) => { if (key.key === "Escape") close(); });
      place.querySelector("select").focus();
    } catch {
      location.assign(link.href);
    }
  }));

  /* how many are ticked ------------------------------------------------------------------------------------------------ */
  const picked = document.querySelector("[data-picked]");
  const ticks = all("input[name=code][form=samen]");
  if (picked && ticks.length) {
    const hint = picked.textContent;
    const count = () => {
      const chosen = ticks.filter((tick) => tick.checked).length;
      picked.textContent = chosen ? picked.dataset.words.replace("#", chosen) : hint;
    };
    const every = document.querySelector("[data-pick-all]");
    every.hidden = false;
    every.addEventListener("click", () => {
      const on = ticks.some((tick) => !tick.checked);
      ticks.forEach((tick) => { tick.checked = on; });
      count();
    });
    ticks.forEach((tick) => tick.addEventListener("change", count));
    addEventListener("pageshow", count);
  }

  /* keys: never while somebody types, never together with Ctrl, Alt or Meta ------------------------------------------------ */
  const keys = document.querySelector("template[data-keys]");
  if (keys) {
    const rows = all("[data-row]");
    let current = -1;

    const go = (to) => {
      if (!rows.length) return;
      current = Math.min(Math.max(to, 0), rows.length - 1);
      rows.forEach((row, place) => row.classList.toggle("is-current", place === current));
      rows[current].querySelector(".action-title").focus();
    };
    const help = () => {
      const dialog = document.querySelector("dialog.keys")
        || document.body.appendChild(keys.content.querySelector("dialog").cloneNode(true));
      dialog.showModal();
    };
    const doing = {
      j: () => go(current + 1),
      k: () => go(current - 1),
      o: () => rows[current] && rows[current].querySelector(".action-title").click(),
      e: () => {
        const place = rows.length ? rows[current] && rows[current].querySelector("[data-quick-link]") : document.querySelector("[data-edit]");
        if (place) place.click();
      },
      x: () => { const tick = rows[current] && rows[current].querySelector(".tick input"); if (tick) tick.click(); },
      "/": () => { const field = document.querySelector("[data-search]") || document.getElementById("zoekterm"); if (field) field.focus(); },
      "?": help,
    };
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
      if (!Object.hasOwn(doing, event.key)) return;
      event.preventDefault();
      doing[event.key]();
    });
  }
})();
