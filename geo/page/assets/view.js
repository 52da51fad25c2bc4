// Where the map looks: at all pins first, then at what is selected, beside or above the card.

const FLIGHT_S = 0.6;
const PIN_ROOM = 30; // pixels between a pin and what must not cover it
const ANTARCTIC_LAT = -60;

class View {
  constructor(map, atlas) {
    Object.assign(this, { map, atlas, world: null, isFitted: false });
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", "Map; the list of places offers the same by keyboard");
    new ResizeObserver(() => {
      if (container.clientWidth === map.getSize().x && container.clientHeight === map.getSize().y) return;
      map.invalidateSize({ animate: false, pan: false });
      if (!this.isFitted) this.fit();
    }).observe(container);
    map.on("moveend", () => this.stayOnPins());
    // Leaflet does not draw the map anew for paper, so the map is printed as wide and high as it is.
    addEventListener("beforeprint", () => {
      for (const side of ["width", "height"]) document.documentElement.style.setProperty(`--map-${side}`, `${container.getBoundingClientRect()[side]}px`);
    });
  }

  /** Show all pins. A frame that is not laid out yet has no size; it is fitted when it gets one. */
  fit() {
    const points = this.atlas.pins.filter((pin) => pin.count).map((pin) => [pin.lat, pin.lon]);
    const { x, y } = this.map.getSize();
    this.isFitted = x > 0 && y > 0;
    this.middle = points.length ? L.latLngBounds(points).getCenter().lng : 0;
    if (!points.length || !this.isFitted) {
      this.map.setView([25, 10], 2, { animate: false });
      return;
    }
    const legend = find(".legend"), above = legend.offsetTop + legend.offsetHeight; // 0 where it is not shown
    const padding = [30, Math.max(above, find(".attribution").offsetHeight) + PIN_ROOM];
    this.map.fitBounds(points, { padding, maxZoom: 6, animate: false });
  }

  get() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng, zoom: this.map.getZoom() };
  }

  set({ lat, lon, zoom }) {
    this.isFitted = true;
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** The base map repeats east and west, the pins do not: once the map shows the next world, move it a turn back. */
  stayOnPins() {
    const { lat, lng } = this.map.getCenter();
    const turns = Math.round((lng - this.middle) / 360);
    if (turns) this.map.setView([lat, lng - 360 * turns], this.map.getZoom(), { animate: false });
  }

  flyTo(pin) {
    const bounds = this.extentOf(pin);
    const zoom = KINDS[pin.kind].zoom;
    const nearest = Math.max(zoom, Math.min(this.map.getZoom(), zoom + 2));
    this.move(bounds ?? L.latLngBounds([[pin.lat, pin.lon]]), bounds ? 9 : nearest);
  }

  keepInView(pin) {
    if (!this.map.getBounds().pad(-0.05).contains([pin.lat, pin.lon])) this.flyTo(pin);
    else this.uncover(pin);
  }

  /** Move a pin that the card has come to lie on to the edge of what is free, if anything is. */
  uncover(pin) {
    const { left, bottom } = this.covered(4 * PIN_ROOM);
    const { x, y } = this.map.latLngToContainerPoint([pin.lat, pin.lon]);
    const box = this.map.getContainer().getBoundingClientRect(), card = find(".card").getBoundingClientRect();
    const isCovered = x + box.left < card.right + PIN_ROOM && y + box.top > card.top - PIN_ROOM;
    if (find(".card").hidden || !isCovered || !(left || bottom)) return;
    const by = left ? [x - left - PIN_ROOM, 0] : [0, y - (box.height - bottom - PIN_ROOM)];
    this.map.panBy(by, { animate: !prefersStillness() });
  }

  /** How much of the map the card takes: from the left where enough is left beside it, else from below; else nothing. */
  covered(enough = 260) {
    const card = find(".card"), size = this.map.getSize();
    const above = card.getBoundingClientRect().top - this.map.getContainer().getBoundingClientRect().top;
    if (card.hidden) return { left: 0, bottom: 0 };
    if (size.x - card.offsetWidth > enough) return { left: card.offsetLeft + card.offsetWidth, bottom: 0 };
    return { left: 0, bottom: above > 120 ? size.y - above : 0 };
  }

  extentOf(pin) {
    if (pin.outline) return L.latLngBounds(pin.outline.flatMap((polygon) => polygon[0].map(([lon, lat]) => [lat, lon])));
    const country = this.world?.byCode.get(pin.code);
    if (country) return countryBounds(country, pin.lon);
    return isArea(pin) && pin.bbox ? boundsOf(pin.bbox) : null;
  }

  /** Move to bounds, beside or above the card, in the next frame: the text answers a click first. */
  move(bounds, maxZoom) {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.moveNow(bounds, maxZoom));
  }

  moveNow(bounds, maxZoom) {
    const { left, bottom } = this.covered();
    const padding = { paddingTopLeft: [left + 30, 30], paddingBottomRight: [30, bottom ? bottom + 10 : 40] };
    const animate = !prefersStillness();
    this.map.flyToBounds(bounds, { ...padding, maxZoom, animate, duration: animate ? FLIGHT_S : 0 });
  }
}

/** The bounds of a country without its far and small parts, on the same side of the world as its pin. */
function countryBounds(country, lon) {
  const parts = country.parts.filter((part) => part.size >= country.parts[0].size / 5);
  const [west, north, east, south] = joined(parts.map((part) => part.box));
  const turn = lon > 180 ? 360 : 0;
  const corner = (x, y) => {
    const { lat, lng } = L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
    return [lat, lng + turn];
  };
  return L.latLngBounds([corner(west, north), corner(east, south)]);
}

function addTiles(map, { url, maxZoom }) {
  L.tileLayer(url, { maxZoom }).addTo(map);
  map.setMaxZoom(maxZoom);
}
