// Building and reading the document. Text only ever becomes a text node: nothing from outside is parsed as HTML.

const find = (selector, root = document) => root.querySelector(selector);

/** Make an element; `attributes` may hold strings, numbers and booleans, `children` nodes and strings. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

const makeButton = (attributes, ...children) => make("button", { type: "button", ...attributes }, ...children);

const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const inWords = (number) => number.toLocaleString("en");

const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Fold a name as the gazetteer does, near enough to search by: case, accents and punctuation do not count. */
function fold(name) {
  const bare = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’‘ʼʻ`´]/g, "");
  return bare.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^(the )+/, "");
}

/** The value of a colour of the style sheet, for what is drawn on a canvas. */
function colour(name) {
  const probe = (colour.probe ??= document.body.appendChild(make("i", { class: "unseen" })));
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
