// What machines measure of each module, from the site's endpoint. An old measurement says nothing: past the
// configured age it reads "unknown", and so does everything when the endpoint does not answer in time.
const settings = document.querySelector("[data-healthcheck]")?.dataset;

if (settings) {
  const words = JSON.parse(settings.words);
  const oldest = Number(settings.maxAge) * 60_000;
  const timeout = Number(settings.timeout) * 1000;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "medium" });
  const tones = { healthy: "good", unstable: "warning", unavailable: "danger", unknown: "neutral" };
  let modules = {};

  // { modules: { id: { status, updatedAt } } }, or a list of { id, status, updatedAt }.
  const byId = (data) => {
    const found = data?.modules ?? data;
    if (Array.isArray(found)) return Object.fromEntries(found.map((one) => [one?.id, one]));
    return found && typeof found === "object" ? found : {};
  };

  const show = () => {
    for (const row of document.querySelectorAll("[data-healthcheck] [data-module]")) {
      const known = Object.hasOwn(modules, row.dataset.module) ? modules[row.dataset.module] : null;
      const at = Date.parse(known?.updatedAt ?? "");
      // A clock that runs ahead by more than a minute is no measurement either.
      const fresh = at <= Date.now() + 60_000 && Date.now() - at <= oldest;
      const status = fresh && Object.hasOwn(tones, known.status) ? known.status : "unknown";
      const badge = row.querySelector("[data-health]");
      badge.textContent = words[status];
      badge.className = `hc-badge hc-badge--${tones[status]}`;
      badge.dataset.health = status;
      row.querySelector("[data-health-at]").textContent = Number.isNaN(at)
        ? ""
        : words.at.replace("{time}", clock.format(at));
    }
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(settings.healthcheck, {
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(timeout),
      });
      if (answer.ok) modules = byId(await answer.json());
    } catch {
      // No answer: what is known grows old and turns unknown by itself.
    }
    show();
  };

  ask();
  setInterval(ask, 60_000);
  document.addEventListener("visibilitychange", ask);
  // The board was replaced by a newer one.
  document.addEventListener("hc:status", show);
}
