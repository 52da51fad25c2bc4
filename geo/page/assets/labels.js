// Names on the map: of the pins with most mentions first, then, where there is room, of countries.
// They are drawn for the eye only; the place index says the same to everybody.

const MAX_PIN_LABELS = 45;
const MAX_CANDIDATES = 400;
const LYING_OVER = ".legend, .attribution, .open-index, .leaflet-control-zoom";

class Labels {
  constructor(map, pins) {
    this.map = map;
    this.pins = pins;
    this.pane = map.createPane("labels");
    this.pane.style.zIndex = 470;
    this.pane.setAttribute("aria-hidden", "true");
    this.layer = this.pane.appendChild(make("div", { class: "leaflet-zoom-hide" }));
    this.pointed = this.pane.appendChild(make("span", { class: "name pointed leaflet-zoom-hide", hidden: true }));
    this.pencil = document.createElement("canvas").getContext("2d");
    this.countries = [];
    map.on("moveend resize", () => this.drawSoon());
  }

  setWorld(world) {
    this.countries = world.countries.filter((country) => /^[A-Z]{2}$/.test(country.code ?? "")).sort((a, b) => b.parts[0].size - a.parts[0].size);
    this.drawSoon();
  }

  /** Name the selected pin whatever stands in the way, and the rival candidate that is being shown. */
  mark(selected, ghost = null) {
    this.selected = selected;
    this.ghost = ghost;
    this.drawSoon();
  }

  /** Lay the labels out anew in the next frame: the text answers a click first. */
  drawSoon() {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.draw());
  }

  draw() {
    const { selected, ghost } = this;
    const origin = this.map.getPixelOrigin();
    this.scale = 2 ** this.map.getZoom();
    this.origin = origin;
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const size = this.map.getSize();
    this.view = [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
    this.taken = this.boxesLyingOver(corner);
    this.placed = [];
    this.font = getComputedStyle(this.map.getContainer()).fontFamily;
    const drawn = this.pins.pins.filter((pin) => pin.count && this.isInView(this.pointOf(pin)));
    drawn.sort((a, b) => (b === selected) - (a === selected) || b.count - a.count);
    drawn.length = Math.min(drawn.length, MAX_CANDIDATES);
    for (const pin of drawn) {
      const [x, y] = this.pointOf(pin), r = this.pins.radius(pin);
      this.taken.push([x - r, y - r, x + r, y + r, pin]);
    }
    if (ghost) this.tryBeside([...this.toLayer(worldX(ghost.lon), worldY(ghost.lat))], 12, ghost.name, "name ghost-name", true);
    let count = 0;
    for (const pin of drawn) {
      if (count >= MAX_PIN_LABELS) break;
      const radius = this.pins.radius(pin) + (pin === selected ? 8 : 0);
      if (this.tryBeside(this.pointOf(pin), radius, pin.name, pin === selected ? "name selected" : "name", pin === selected, pin)) count += 1;
    }
    this.drawCountries(drawn);
    this.layer.replaceChildren(...this.placed);
  }

  /** The boxes of what lies over the map; where it is not shown they are empty, and in nobody's way. */
  boxesLyingOver(corner) {
    const { left, top } = this.map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(LYING_OVER)].map((element) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [corner.x - left, corner.y - top];
      return [box.left + x, box.top + y, box.right + x, box.bottom + y];
    });
  }

  /** Name the pin under the pointer, or none. */
  point(pin) {
    this.pointed.hidden = !pin;
    if (!pin) return;
    this.pointed.replaceChildren(make("bdi", {}, pin.name), ` · ${plural(pin.count, "mention")}`);
    const [x, y] = this.pointOf(pin);
    L.DomUtil.setPosition(this.pointed, L.point(x + this.pins.radius(pin) + 6, y - 12).round());
  }

  drawCountries(drawn) {
    const named = new Set(drawn.map((pin) => pin.code));
    for (const country of this.countries) {
      const [west, , east] = country.parts[0].box, width = (east - west) * this.scale;
      if (width < 34 || named.has(country.code)) continue;
      const text = this.nameOf(country);
      const measured = this.measure(text, "600 10px", 1.2);
      if (!text || measured > width * 1.15) continue;
      country.middle ??= middleOf(country);
      for (const turn of [0, WORLD_PX, -WORLD_PX]) {
        const [x, y] = this.toLayer(country.middle[0] + turn, country.middle[1]);
        this.put([x - measured / 2, y - 7, x + measured / 2, y + 7], text, "country");
      }
    }
  }

  nameOf(country) {
    this.names ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
    return (country.name ??= this.names.of(country.code)?.toUpperCase() ?? "");
  }

  /** Write a name on the first free side of a circle; where none is free, only if it must be there. */
  tryBeside([x, y], radius, text, className, must = false, own = null) {
    const width = this.measure(text, "600 12px"), gap = radius + 4;
    const sides = [
      [x + gap, y - 8, x + gap + width, y + 8],
      [x - gap - width, y - 8, x - gap, y + 8],
      [x - width / 2, y - gap - 15, x + width / 2, y - gap + 1],
      [x - width / 2, y + gap - 1, x + width / 2, y + gap + 15],
    ];
    return sides.some((box) => this.put(box, text, className, own)) || (must && this.put(sides[0], text, className, own, true));
  }

  put(box, text, className, own = null, must = false) {
    const clashes = (other) => other[4] !== own && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1];
    const [left, top, right, bottom] = this.view;
    if (!must && (box[0] < left || box[1] < top || box[2] > right || box[3] > bottom || this.taken.some(clashes))) return false;
    this.taken.push(box);
    const element = make("span", { class: className }, text);
    L.DomUtil.setPosition(element, L.point(box[0], box[1]).round());
    this.placed.push(element);
    return true;
  }

  measure(text, font, spacing = 0) {
    this.pencil.font = `${font} ${this.font}`;
    return this.pencil.measureText(text).width + spacing * text.length + 4;
  }

  toLayer(x, y) {
    return [x * this.scale - this.origin.x, y * this.scale - this.origin.y];
  }

  pointOf(pin) {
    return this.toLayer(this.pins.worldX[pin.index], this.pins.worldY[pin.index]);
  }

  isInView([x, y]) {
    return x > this.view[0] && y > this.view[1] && x < this.view[2] && y < this.view[3];
  }
}
