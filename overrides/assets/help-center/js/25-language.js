// A language chosen by hand counts from then on where the host picks one: at the root and for addresses
// without a language. Hosts read this cookie (Netlify by this very name); no page of ours does.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[hreflang]");
  if (!link || link.origin !== location.origin) return;
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `nf_lang=${encodeURIComponent(link.hreflang)};path=/;max-age=31536000;samesite=lax${secure}`;
});
