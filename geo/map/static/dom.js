// Elements of the page. Text enters the page here and only as text.

/** Make an element; `on` takes listeners, `class`, `text` and attributes by name, null leaves out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "text") element.textContent = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** Append children: elements, texts, lists of these; null and "" are left out. */
export function append(element, children) {
  for (const child of children.flat(5)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** Replace all that an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

/** Make an SVG element. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return append(element, children);
}

/** Make a button with its listener. */
export function button(text, listener, attributes = {}) {
  return h("button", { type: "button", on: { click: listener }, ...attributes }, text);
}

/** Return a link to an http or https address; anything else becomes plain text. */
export function link(address, text) {
  const url = URL.canParse(address) ? new URL(address) : null;
  const safe = url && (url.protocol === "https:" || url.protocol === "http:") && url.hostname;
  if (!safe) return h("span", {}, text || address || "");
  return h(
    "a",
    { href: url.href, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" },
    text || address,
  );
}

let live = null;

/** Say something to screen readers. */
export function announce(text) {
  if (!live) {
    live = h("div", { class: "hidden-text", role: "status", "aria-live": "polite" });
    (document.querySelector("#app") || document.body).append(live);
  }
  live.textContent = text;
}

/** Keep a list of pairs as a definition list, without empty ones. */
export function pairs(rows) {
  const kept = rows.filter(([, value]) => !(value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)));
  return kept.length
    ? h("dl", {}, kept.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))
    : null;
}
