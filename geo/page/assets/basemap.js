// The base map: countries, borders, coasts and a graticule on one canvas under everything, redrawn when the map rests.
// The shapes are kept as paths in world pixels; a zoom only changes the transform they are drawn with.

const BASE_COLOURS = ["land", "land-mentioned", "land-selected", "coast", "border", "graticule", "outline-selected"];

const BaseMap = L.Renderer.extend({
  options: { padding: 0.4, pane: "base" },

  initialize(options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._world = null;
    this._mentioned = new Set();
    this._selected = null;
  },

  /** Take the world's shapes and draw them. */
  setWorld(world) {
    this._world = world;
    this._update();
  },

  /** Tint the countries of these codes; mark one of them (or none) as selected. */
  mark(mentioned, selected) {
    this._mentioned = mentioned;
    this._selected = selected;
    this._drawSoon();
  },

  /** Draw anew after a change of theme. */
  recolour() {
    this._colours = null;
    this._drawSoon();
  },

  /** Draw in the next frame: the text answers a click first. */
  _drawSoon() {
    cancelAnimationFrame(this._waiting);
    this._waiting = requestAnimationFrame(() => this._draw());
  },

  _initContainer() {
    this._container = L.DomUtil.create("canvas", "base-canvas");
    this._container.setAttribute("aria-hidden", "true");
  },

  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },

  _updatePaths() {},

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    if (!this._world) return;
    const size = this._bounds.getSize();
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    canvas.width = Math.ceil(size.x * ratio);
    canvas.height = Math.ceil(size.y * ratio);
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    this._draw();
  },

  _draw() {
    if (!this._map || !this._world) return;
    const canvas = this._container;
    const context = canvas.getContext("2d");
    const scale = 2 ** this._zoom;
    const ratio = canvas.width / this._bounds.getSize().x;
    const corner = this._bounds.min.add(this._map.getPixelOrigin());
    const view = [corner.x / scale, corner.y / scale, (corner.x + canvas.width / ratio) / scale, (corner.y + canvas.height / ratio) / scale];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    this._colours ??= readColours(BASE_COLOURS);
    for (let copy = Math.floor(view[0] / WORLD_PX); copy * WORLD_PX < view[2]; copy += 1) {
      const shift = copy * WORLD_PX;
      context.setTransform(ratio * scale, 0, 0, ratio * scale, (shift * scale - corner.x) * ratio, -corner.y * ratio);
      this._drawCopy(context, [view[0] - shift, view[1], view[2] - shift, view[3]], 1 / scale, this._colours);
    }
  },

  _drawCopy(context, view, pixel, colours) {
    const inView = ({ box }) => box[0] < view[2] && box[2] > view[0] && box[1] < view[3] && box[3] > view[1];
    context.lineJoin = "round";
    this._drawGraticule(context, view, pixel, colours.graticule);
    const countries = this._world.countries.filter(inView);
    for (const country of countries) {
      const tint = country.code === null ? "land" : this._mentioned.has(country.code) ? "land-mentioned" : "land";
      context.fillStyle = colours[country.code !== null && country.code === this._selected ? "land-selected" : tint];
      context.fill(pathOf(country), "evenodd");
    }
    for (const line of this._world.lines.filter(inView)) {
      context.strokeStyle = line.border ? colours.border : colours.coast;
      context.lineWidth = (line.border ? 0.9 : 1) * pixel;
      context.stroke(pathOf(line));
    }
    const selected = this._selected !== null && countries.find((country) => country.code === this._selected);
    if (selected) {
      context.strokeStyle = colours["outline-selected"];
      context.lineWidth = 2 * pixel;
      context.stroke(pathOf(selected));
    }
  },

  _drawGraticule(context, view, pixel, strokeStyle) {
    const step = pixel > 1 / 12 ? 30 : pixel > 1 / 48 ? 10 : 5;
    context.strokeStyle = strokeStyle;
    context.lineWidth = 0.7 * pixel;
    context.beginPath();
    for (let lon = -180; lon < 180; lon += step) {
      context.moveTo(worldX(lon), view[1]);
      context.lineTo(worldX(lon), view[3]);
    }
    for (let lat = -90 + step; lat < 90; lat += step) {
      context.moveTo(0, worldY(lat));
      context.lineTo(WORLD_PX, worldY(lat));
    }
    context.stroke();
  },
});

/** Add the base map to a map; its shapes come later, with `setWorld`. */
function baseMap(map) {
  map.createPane("base").style.zIndex = 150; // under the tiles, which are at 200
  return new BaseMap().addTo(map);
}
