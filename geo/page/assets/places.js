// The place index, and the list of names that are not on the map. They are the map's equal, and its keyboard.

const ROW_PX = 46;

function signOf(pin) {
  return make("i", { class: `sign ${isArea(pin) ? "area" : "point"}${isUnsure(pin) ? " unsure" : ""}`, "aria-hidden": "true" });
}

function countOf(subject) {
  const count = subject.count;
  return make("span", { class: "row-count" }, inDigits(count), make("span", { class: "unseen" }, count === 1 ? " mention" : " mentions"));
}

function rowOf(subject, attributes, sign, detail) {
  return makeButton(
    { class: "row", "aria-pressed": "false", ...attributes },
    sign,
    make("span", { class: "row-name" }, subject.name, make("small", {}, detail)),
    countOf(subject),
  );
}

class PlaceIndex {
  constructor(root, atlas, onSelect) {
    this.root = root;
    this.atlas = atlas;
    this.subjectOf = new WeakMap();
    const scroller = find(".index-scroller", root);
    const list = (selector, build) =>
      new LazyList(find(selector, root), scroller, { tag: "ul", height: () => ROW_PX, build: (subject) => this.buildRow(subject, build) });
    this.places = list(".places", (pin) => {
      const detail = pin.where || KINDS[pin.kind].name;
      const row = rowOf(pin, { "data-place": pin.id }, signOf(pin), detail);
      if (isUnsure(pin)) find("small", row).append(" · ", make("em", {}, "uncertain"));
      return row;
    });
    this.unplaced = list(".unplaced", (name) => rowOf(name, { "data-unplaced": name.index }, make("i", { class: "sign none", "aria-hidden": "true" }), name.reason));
    this.unplaced.setItems(atlas.unplaced);
    find(".lost", root).hidden = !atlas.unplaced.length;
    find(".lost .tally", root).textContent = inDigits(atlas.unplaced.length);
    root.addEventListener("click", (event) => {
      const subject = this.subjectOf.get(event.target.closest("button"));
      if (subject) onSelect(subject, 0, "index");
    });
  }

  buildRow(subject, build) {
    const row = build(subject);
    this.subjectOf.set(row, subject);
    row.setAttribute("aria-pressed", subject === this.subject);
    return make("li", {}, row);
  }

  /** List the shown places, those with most mentions first. */
  update() {
    const shown = this.atlas.pins.filter((pin) => pin.count);
    shown.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index));
    this.places.setItems(shown);
  }

  mark(subject, { scroll }) {
    const before = this.subject;
    this.subject = subject;
    for (const list of [this.places, this.unplaced]) {
      find("button", list.elements.get(before) ?? document.createElement("i"))?.setAttribute("aria-pressed", "false");
      const item = subject && list.reveal(subject);
      if (!item) continue;
      find("button", item).setAttribute("aria-pressed", "true");
      if (scroll) list.scrollTo(item);
    }
  }
}
