// Where the map looks: at all pins first, then at what is selected, beside or above the card.

const ZOOMS = { continent: 3, country: 5, bloc: 4, region: 6, water: 6, mountain: 6, admin1: 6, admin2: 7, settlement: 6, facility: 8 };
const FLIGHT_S = 0.6;
const SOUTHERN_RIM = -58; // no map of the inhabited world is better for the Antarctic that Mercator makes of it

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
  }

  /** Show all pins. A frame that is not laid out yet has no size; it is fitted when it gets one. */
  fit() {
    const points = this.atlas.pins.filter((pin) => pin.shown.length).map((pin) => [pin.lat, pin.lon]);
    const { x, y } = this.map.getSize();
    this.isFitted = x > 0 && y > 0;
    this.middle = points.length ? L.latLngBounds(points).getCenter().lng : 0;
    if (!points.length || !this.isFitted) {
      this.map.setView([25, 10], 2, { animate: false });
      return;
    }
    this.map.fitBounds(points, { padding: [50, 50], maxZoom: 6, animate: false });
    const below = y - this.map.latLngToContainerPoint([SOUTHERN_RIM, 0]).y;
    if (below > 0 && points.every(([lat]) => lat > SOUTHERN_RIM + 8)) this.map.panBy([0, -below], { animate: false });
  }

  /** The base map repeats east and west, the pins do not: once the map shows the next world, move it a turn back. */
  stayOnPins() {
    const { lat, lng } = this.map.getCenter();
    const turns = Math.round((lng - this.middle) / 360);
    if (turns) this.map.setView([lat, lng - 360 * turns], this.map.getZoom(), { animate: false });
  }

  flyTo(pin) {
    const bounds = this.extentOf(pin);
    const zoom = ZOOMS[pin.kind] ?? 6;
    const nearest = Math.max(zoom, Math.min(this.map.getZoom(), zoom + 2));
    this.move(bounds ?? L.latLngBounds([[pin.lat, pin.lon]]), bounds ? 9 : nearest);
  }

  keepInView(pin) {
    if (!this.map.getBounds().pad(-0.05).contains([pin.lat, pin.lon])) this.flyTo(pin);
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
    const size = this.map.getSize();
    const card = find(".card");
    const padding = { paddingTopLeft: [30, 30], paddingBottomRight: [30, 40] };
    const above = card.getBoundingClientRect().top - this.map.getContainer().getBoundingClientRect().top;
    if (!card.hidden && size.x - card.offsetWidth > 260) padding.paddingTopLeft = [card.offsetWidth + 30, 30];
    else if (!card.hidden && above > 120) padding.paddingBottomRight = [30, size.y - above + 10];
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
