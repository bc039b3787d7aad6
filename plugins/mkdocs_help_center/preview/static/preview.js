// The writers' preview: shows this page anew when what it shows has changed, where the writer was.
(function () {
  var script = document.currentScript;
  var base = script.src.replace(/preview\.js.*$/, "");
  var etag = script.dataset.etag;
  var place = "help-center-preview-place";
  var source = null;
  var asking = false;
  var again = false;

  function remember(key, value) {
    try {
      if (value === undefined) return sessionStorage.getItem(key);
      sessionStorage.setItem(key, value);
    } catch (error) {
      // Storage may be forbidden; the browser's own memory of the place has to do.
    }
    return null;
  }

  // Where the focus is: an id, else the way to it through the page, which an edit of the text leaves alone.
  function focused() {
    var way = [];
    for (var one = document.activeElement; one && one !== document.body; one = one.parentElement) {
      if (one.id) return ["#" + CSS.escape(one.id)].concat(way).join(" > ");
      way.unshift(":nth-child(" + (Array.prototype.indexOf.call(one.parentElement.children, one) + 1) + ")");
    }
    return way.length ? ["body"].concat(way).join(" > ") : "";
  }

  function reload() {
    remember(place, JSON.stringify([location.pathname, scrollX, scrollY, focused()]));
    location.reload();
  }

  // Not every save is about this page: it is asked for, and shown anew only where it differs.
  function check() {
    again = asking;
    if (asking) return;
    asking = true;
    fetch(location.href.split("#")[0], { method: "HEAD", cache: "no-store" })
      .then(function (answer) {
        asking = false;
        if (answer.headers.get("ETag") !== etag) reload();
        // What was saved meanwhile may not be in this answer.
        else if (again) check();
      })
      .catch(function () {
        asking = false; // The server is away; the event source tries again.
      });
  }

  function listen() {
    if (source) return;
    source = new EventSource(base + "events");
    source.addEventListener("version", check);
    source.addEventListener("files", reload);
  }

  function pause() {
    if (source) source.close();
    source = null;
  }

  // A hidden tab gives up its connection: a browser has six for one host.
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") listen();
    else pause();
  });
  window.addEventListener("pagehide", pause);
  window.addEventListener("pageshow", function () {
    if (document.visibilityState === "visible") listen();
  });

  // Who goes elsewhere before all is loaded stays there.
  var moved = false;
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (input) {
    window.addEventListener(input, function () { moved = true; }, { capture: true, once: true, passive: true });
  });

  window.addEventListener("load", function () {
    var kept = remember(place);
    if (!kept) return;
    remember(place, "");
    var parts = JSON.parse(kept);
    if (moved || parts[0] !== location.pathname) return;
    var element = parts[3] && document.querySelector(parts[3]);
    if (element) element.focus({ preventScroll: true });
    scrollTo({ left: parts[1], top: parts[2], behavior: "instant" });
  });

  var panel = document.querySelector(".hc-live");
  if (panel) {
    var button = panel.querySelector(".hc-live__close");
    var closed = "help-center-preview-closed";
    if (remember(closed) === panel.dataset.key) panel.hidden = true;
    button.hidden = false;
    button.addEventListener("click", function () {
      panel.hidden = true;
      remember(closed, panel.dataset.key);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && panel.contains(document.activeElement)) button.click();
    });
  }
})();
