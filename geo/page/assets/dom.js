// Building and reading the document. Text only ever becomes a text node: nothing from outside is parsed as HTML.

const find = (selector, root = document) => root.querySelector(selector);

/** Make an element; `attributes` may hold strings, numbers and booleans, `children` nodes and strings. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("aria-")) element.setAttribute(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

const makeButton = (attributes, ...children) => make("button", { type: "button", ...attributes }, ...children);

/** Write a whole number with its thousands set apart. (`toLocaleString` costs a page 30 ms at its first use.) */
const inDigits = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

const plural = (count, one, many = `${one}s`) => `${inDigits(count)} ${count === 1 ? one : many}`;

const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Fold a name as the gazetteer does, near enough to search by: case, accents and punctuation do not count. */
function fold(name) {
  const bare = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’‘ʼʻ`´]/g, "");
  return bare.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^(the )+/, "");
}

/** The values of colours of the style sheet, for what is drawn on a canvas; read together, so the style is settled once. */
function readColours(names) {
  const probe = document.body.appendChild(make("div", { class: "unseen" }, ...names.map(() => make("i"))));
  names.forEach((name, number) => (probe.children[number].style.color = `var(--${name})`));
  const colours = Object.fromEntries(names.map((name, number) => [name, getComputedStyle(probe.children[number]).color]));
  probe.remove();
  return colours;
}
