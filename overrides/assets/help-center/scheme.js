// Runs before the first paint: the reader's own choice of colours, the sign that scripts run, and that
// something is asked: the search page then keeps room for the answer, for as long as one may come.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  if (/[?&]q=[^&]/.test(location.search)) {
    root.classList.add("asked");
    setTimeout(function () {
      root.classList.remove("asked");
    }, 5000);
  }
  try {
    var scheme = localStorage.getItem("hc-scheme");
    if (scheme === "slate" || scheme === "default") root.setAttribute("data-md-color-scheme", scheme);
  } catch (error) {
    // Storage may be forbidden; the system's scheme holds.
  }
})();
