// Loads a video's player when the reader asks for it, and only then anything from its host.
const HOSTS = new Set(["www.youtube-nocookie.com", "player.vimeo.com"]);

export function enhance(box) {
  const link = box.querySelector("a");
  const player = new URL(box.dataset.player, location.href);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "hc-video__play";
  button.textContent = box.dataset.play;
  const note = document.createElement("span");
  note.className = "hc-video__note";
  note.textContent = box.dataset.privacy;
  box.classList.add("hc-video--ready");
  box.prepend(button);
  box.append(note);
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = player.href;
    frame.title = box.dataset.title;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin";
    // Our own two hosts need their origin to play; any other is kept from the rest of the page.
    if (!HOSTS.has(player.hostname)) frame.sandbox = "allow-scripts allow-same-origin allow-popups";
    button.replaceWith(frame);
    note.remove();
    box.classList.add("hc-video--playing");
    frame.focus();
  });
  link.classList.add("hc-video__elsewhere");
}
