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

const LETTERS = { ı: "i", ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", ħ: "h", ə: "e", ς: "σ" };
const INITIALS = /(?<![\p{L}\p{N}_])((?:[\p{L}\p{N}_]\.){2,}[\p{L}\p{N}_]?)(?![\p{L}\p{N}_])/gu;

/** Fold a name as `geo.text.toponym.fold` does in the scripts of Europe and the Near East: "U.S." is "us". */
function fold(name) {
  const bare = name.replace(/['’‘ʼʻ`´ʿʾ‛′ʹ]/g, "").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const latin = bare.replace(/[ıøłđßæœþðħəς]/g, (letter) => LETTERS[letter]).normalize("NFC");
  const closed = latin.replace(INITIALS, (initials) => initials.replaceAll(".", ""));
  return closed.replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^(the )+/, "");
}

/** The values of colours of the style sheet, for what is drawn on a canvas; read together, so the style is settled once. */
function readColours(names) {
  const probe = document.body.appendChild(make("div", { class: "unseen" }, ...names.map(() => make("i"))));
  names.forEach((name, number) => (probe.children[number].style.color = `var(--${name})`));
  const colours = Object.fromEntries(names.map((name, number) => [name, getComputedStyle(probe.children[number]).color]));
  probe.remove();
  return colours;
}
