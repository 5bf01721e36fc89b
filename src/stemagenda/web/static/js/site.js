/* What is better with JavaScript: theme switch, reading a chart point by point, sorting and copying tables, as-of.
   Every page works without it. No cookie: the theme lives in this browser's storage. */
(function () {
  "use strict";
  var root = document.documentElement;
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function make(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }

  /* theme ------------------------------------------------------------------------------------------------------- */
  function isDark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  all("[data-theme-switch]").forEach(function (button) {
    function name() { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; }
    name();
    button.hidden = false;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", theme);
      try { localStorage.setItem("theme", theme); } catch (refused) { /* holds for this page only */ }
      name();
    });
  });

  /* charts: step through the points, or point at them ------------------------------------------------------------ */
  all("[data-chart]").forEach(function (chart) {
    var points = [];
    var current = -1;
    function visible() { return all("svg.c", chart).filter(function (svg) { return svg.getClientRects().length; })[0]; }
    function collect() {
      var svg = visible();
      points = svg ? all("[data-x]", svg).map(function (mark) {
        return { mark: mark, svg: svg, x: +mark.dataset.x, y: +mark.dataset.y, text: mark.querySelector("title").textContent };
      }) : [];
      points.sort(function (a, b) { return a.x - b.x || a.y - b.y; });
    }
    function clear() {
      all(".c-ring", chart).forEach(function (ring) { ring.remove(); });
      all(".is-picked", chart).forEach(function (series) { series.classList.remove("is-picked"); });
      all(".is-picking", chart).forEach(function (svg) { svg.classList.remove("is-picking"); });
    }
    /* Which of the two drawings is seen is asked at the first touch: asking now would lay the page out twice. */
    if (!all("svg.c", chart).some(function (svg) { return all("[data-x]", svg).length > 1; })) return;
    var bar = make("div", { "class": "readout" });
    var previous = make("button", { type: "button", "aria-label": chart.dataset.previous || "Vorig punt" }, "‹");
    var next = make("button", { type: "button", "aria-label": chart.dataset.next || "Volgend punt" }, "›");
    var output = make("output", { "aria-live": "polite" });
    [previous, next, output].forEach(function (part) { bar.appendChild(part); });
    output.textContent = chart.dataset.hint || "";
    chart.appendChild(bar);

    function show(index) {
      current = (index + points.length) % points.length;
      var point = points[current];
      clear();
      var ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      [["class", "c-ring"], ["cx", point.x], ["cy", point.y], ["r", 9]].forEach(function (pair) { ring.setAttribute(pair[0], pair[1]); });
      point.svg.appendChild(ring);
      if (all(".c-series", point.svg).length > 1) {
        point.svg.classList.add("is-picking");
        point.mark.closest(".c-series").classList.add("is-picked");
      }
      bar.classList.add("is-used");
      if (output.textContent !== point.text) output.textContent = point.text;
    }
    function step(by) { collect(); show(current < 0 ? (by > 0 ? 0 : -1) : current + by); }
    previous.addEventListener("click", function () { step(-1); });
    next.addEventListener("click", function () { step(1); });
    bar.addEventListener("keydown", function (event) {
      var by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by) { event.preventDefault(); step(by); }
      if (event.key === "Escape") { clear(); output.textContent = ""; current = -1; }
    });
    chart.addEventListener("pointermove", function (event) {
      var svg = event.target.closest && event.target.closest("svg.c");
      if (!svg || event.pointerType === "touch") return;
      if (!points.length || points[0].svg !== svg) collect();
      var box = svg.getBoundingClientRect();
      var scale = box.width / svg.viewBox.baseVal.width;
      var x = (event.clientX - box.left) / scale, y = (event.clientY - box.top) / scale;
      var best = 0, least = Infinity;
      points.forEach(function (point, index) {
        var far = Math.pow(point.x - x, 2) + Math.pow((point.y - y) / 2, 2);
        if (far < least) { least = far; best = index; }
      });
      if (best !== current || !svg.querySelector(".c-ring")) show(best);
    });
    chart.addEventListener("pointerleave", function () { clear(); });
  });

  /* tables: sort by a column, copy as tab-separated text ---------------------------------------------------------- */
  function key(cell) {
    var raw = cell ? (cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim()) : "";
    return raw !== "" && !isNaN(raw) ? +raw : raw;
  }
  all("table[data-sortable]").forEach(function (table) {
    var body = table.tBodies[0];
    if (!body || body.rows.length < 2) return;
    all("thead th", table).forEach(function (head) {
      var column = head.cellIndex;
      var button = make("button", { type: "button" });
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        all("th[aria-sort]", table).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        Array.prototype.slice.call(body.rows).map(function (row, place) {
          return { row: row, place: place, key: key(row.cells[column]) };
        }).sort(function (a, b) {
          var order = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key
            : String(a.key).localeCompare(String(b.key), root.lang, { numeric: true });
          return (down ? -order : order) || a.place - b.place;
        }).forEach(function (entry) { body.appendChild(entry.row); });
      });
    });
  });

  /* copying: a table, a citation, a permalink ---------------------------------------------------------------------- */
  function copier(button, text) {
    if (!navigator.clipboard) return;
    var name = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text()).then(function () {
        button.textContent = button.dataset.done || name;
        setTimeout(function () { button.textContent = name; }, 2500);
      });
    });
  }
  all("[data-copy-table]").forEach(function (button) {
    var table = document.getElementById(button.dataset.copyTable);
    if (table) copier(button, function () {
      return all("tr", table).map(function (row) {
        return Array.prototype.map.call(row.cells, function (cell) { return cell.textContent.trim().replace(/\s+/g, " "); }).join("\t");
      }).join("\n");
    });
  });
  all("[data-copy]").forEach(function (button) {
    var source = document.getElementById(button.dataset.copy);
    if (source) copier(button, function () { return source.textContent.trim().replace(/\s+/g, " "); });
  });

  /* as of: Escape closes the panel ---------------------------------------------------------------------------------- */
  all("details[data-asof]").forEach(function (details) {
    details.addEventListener("toggle", function () {
      var field = details.open && details.querySelector("input[type=date]");
      if (field) field.focus();
    });
    details.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && details.open) { details.open = false; details.querySelector("summary").focus(); }
    });
  });
})();
