// The head of the page: title, search and tools; on a phone the tools stand behind a button.

import { store } from "./data.js";
import { button, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { makeSearch } from "./search.js";
import { state, update } from "./state.js";

const LANGUAGES = { en: "English", vi: "Tiếng Việt", km: "ខ្មែរ" };

/** Draw the head; `actions` say what its buttons do, `side` tells whether the legend is open. */
export function drawHeader(element, actions, side) {
  const title = store.meta.title || t("title");
  document.title = title;
  fill(element,
    h("button", { type: "button", class: "tool menu", "aria-label": t("side.label"), "aria-controls": "side", "aria-expanded": String(side), on: { click: actions.side } },
      h("span", { "aria-hidden": "true" }, "☰"), h("span", { class: "menu-name", "aria-hidden": "true" }, t("tool.layers"))),
    h("h1", { dir: "auto", title }, title),
    makeSearch(actions.find),
    button("⋯", () => openTools(element), { class: "tool more", "aria-label": t("tool.more"), title: t("tool.more"), "aria-controls": "tools", "aria-expanded": String(element.classList.contains("is-open")) }),
    h("div", { class: "tools", id: "tools" }, tools(actions), languages(actions), themes()));
}

function tools({ list, add, print }) {
  const act = (what) => () => {
    closeTools();
    what();
  };
  const tool = (key, what, extra = {}) => button(t(key), act(what), { class: "tool", ...extra });
  return [
    tool("tool.table", () => update({ table: state.table ? null : "checkpoints" }), { "aria-controls": "table", "aria-expanded": String(Boolean(state.table)) }),
    store.unplaced.length ? tool("list.unplaced", () => list("unplaced")) : null,
    (store.layers.get("review") || []).length ? tool("list.review", () => list("review")) : null,
    tool("add.title", add), tool("list.sources", () => list("sources")), tool("tool.print", print), tool("list.help", () => list("help")),
  ];
}

function languages({ language }) {
  return h("select", { "aria-label": t("language"), class: "language", on: { change: (event) => language(event.target.value) } },
    Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, lang: code, selected: code === state.lang }, name)));
}

function themes() {
  const next = { auto: "dark", dark: "light", light: "auto" }[state.theme];
  const name = `${t("theme")}: ${t(`theme.${state.theme}`)}`;
  return button(["◐", h("span", { class: "theme-name" }, ` ${name}`)], () => update({ theme: next }), { class: "tool theme", "aria-label": name, title: name });
}

function openTools(element) {
  const open = element.classList.toggle("is-open");
  element.querySelector(".more").setAttribute("aria-expanded", String(open));
  if (open) element.querySelector(".tools button").focus();
}

/** Put the tools of a phone away again; returns whether they were open. */
export function closeTools() {
  const element = document.querySelector(".top.is-open");
  if (!element) return false;
  const more = element.querySelector(".more");
  if (element.querySelector(".tools").contains(document.activeElement)) more.focus();
  element.classList.remove("is-open");
  more.setAttribute("aria-expanded", "false");
  return true;
}

/** Put the tools away when something else is touched. */
export function watchTools() {
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".tools, .more")) closeTools();
  });
}
