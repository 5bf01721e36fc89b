/* Set the chosen theme before the first paint. Loaded in <head> without defer, because a flash of the wrong paper hurts. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.setAttribute("data-theme", chosen);
  } catch (refused) {
    /* storage is switched off: the system's preference holds */
  }
})();
