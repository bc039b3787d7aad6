// Runs before the first paint: the reader's own choice of colours, and the sign that scripts run.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var scheme = localStorage.getItem("hc-scheme");
    if (scheme === "slate" || scheme === "default") root.setAttribute("data-md-color-scheme", scheme);
  } catch (error) {
    // Storage may be forbidden; the system's scheme holds.
  }
})();
