// The dossier on a phone is a sheet: it is pulled up by its head, pulled down, and put away.

const FAR_PX = 30;
const STILL_PX = 5;
const GRIP_PX = 24;

/** Let a panel be pulled; `close` is called when it is pulled down far enough. */
export function makeSheet(panel, close) {
  let start = null;
  panel.addEventListener("pointerdown", (event) => {
    const { target, clientY } = event;
    const grip = target === panel && clientY - panel.getBoundingClientRect().top < GRIP_PX;
    start = grip || (target.closest(".dossier-head") && !target.closest("button")) ? clientY : null;
  });
  panel.addEventListener("pointercancel", () => { start = null; });
  window.addEventListener("pointerup", ({ clientY }) => {
    if (start === null) return;
    const pulled = clientY - start;
    start = null;
    const tall = panel.classList.contains("is-tall");
    if (Math.abs(pulled) < STILL_PX) panel.classList.toggle("is-tall");
    else if (pulled < -FAR_PX) panel.classList.add("is-tall");
    else if (pulled > FAR_PX && tall) panel.classList.remove("is-tall");
    else if (pulled > FAR_PX) close();
  });
}
