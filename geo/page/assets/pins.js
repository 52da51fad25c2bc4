// The pins: one circle a place, whose radius grows with its mentions. Their sign never rests on colour alone:
// filled is a place, hollow an area drawn at its middle, dashed uncertain, ringed selected.

const MAX_SVG_PINS = 2000;
const TOUCH_PX = 12;
const VAST_SQUARE_DEG = 150;

class Pins {
  constructor(map, positions) {
    this.map = map;
    this.positions = positions;
    this.onCanvas = positions.length / 2 > MAX_SVG_PINS;
    for (const [name, depth] of [["areas", 410], ["pins", 450], ["rings", 460]]) map.createPane(name).style.zIndex = depth;
    this.renderer = this.onCanvas ? L.canvas({ pane: "pins", padding: 0.3 }) : L.svg({ pane: "pins", padding: 0.3 });
    this.areaRenderer = L.svg({ pane: "areas", padding: 0.3 });
    this.ringRenderer = L.svg({ pane: "rings", padding: 0.3 });
    this.markers = [];
    this.rings = L.layerGroup().addTo(map);
    this.areas = L.layerGroup().addTo(map);
    this.worldX = new Float64Array(positions.length / 2);
    this.worldY = new Float64Array(positions.length / 2);
  }

  /** Take the pins of the atlas, in the order of the positions. */
  setPins(pins) {
    this.pins = pins;
    this.spreadFromAntimeridian();
    pins.forEach((pin, index) => {
      this.worldX[index] = worldX(pin.lon);
      this.worldY[index] = worldY(pin.lat);
    });
  }

  /** Where the pins lie on both sides of the 180th meridian, draw the western ones a turn further east. */
  spreadFromAntimeridian() {
    const lons = this.pins.map((pin) => pin.lon).sort((a, b) => a - b);
    let widest = 360 + lons[0] - lons.at(-1), edge = null;
    for (let number = 1; number < lons.length; number += 1) {
      if (lons[number] - lons[number - 1] > widest) [widest, edge] = [lons[number] - lons[number - 1], lons[number]];
    }
    if (edge === null || widest < 200) return;
    for (const pin of this.pins) if (pin.lon < edge) pin.lon += 360;
  }

  /** Bring the circles and areas in line with what is shown. */
  update() {
    this.areas.clearLayers();
    for (const pin of this.pins) {
      if (!pin.count) {
        this.markers[pin.index]?.remove();
        continue;
      }
      const marker = (this.markers[pin.index] ??= this.makeMarker(pin));
      const look = this.look(pin);
      if (!this.map.hasLayer(marker)) {
        Object.assign(marker.options, look);
        marker.addTo(this.map);
      } else if (marker.options.radius !== look.radius || marker.options.dashArray !== look.dashArray) {
        marker.setStyle(look).setRadius(look.radius);
      }
      const path = marker.getElement?.();
      path?.setAttribute("data-pin", pin.id);
      path?.classList.toggle("hollow", isArea(pin) || isUnsure(pin));
      if (pin.part && (pin.outline || pin.lines)) this.areas.addLayer(this.makeArea(pin, isVast(pin) ? "area vast" : "area"));
    }
  }

  /** Draw anew what cannot follow the style sheet, after a change of theme. */
  recolour() {
    this.palette = null;
    if (!this.onCanvas) return;
    for (const pin of this.pins) this.markers[pin.index]?.setStyle(this.look(pin));
  }

  radius(pin) {
    return Math.min(5 + 2.2 * Math.sqrt(pin.count), 20);
  }

  look(pin) {
    const unsure = isUnsure(pin);
    const look = { radius: this.radius(pin), dashArray: unsure ? "3 3" : null, weight: unsure || isArea(pin) ? 2.5 : 1.5 };
    if (!this.onCanvas) return look;
    this.palette ??= readColours(["pin", "pin-line", "pin-hollow"]);
    const fillColor = this.palette[unsure || isArea(pin) ? "pin-hollow" : "pin"];
    return { ...look, color: this.palette["pin-line"], fillColor, fillOpacity: 0.9 };
  }

  makeMarker(pin) {
    return L.circleMarker([pin.lat, pin.lon], {
      pane: "pins", renderer: this.renderer, interactive: !this.onCanvas, className: "pin",
    });
  }

  makeArea(pin, className) {
    if (pin.lines) {
      const lines = pin.lines.map((line) => line.map(([lon, lat]) => [lat, lon]));
      return L.polyline(lines, { pane: "areas", renderer: this.areaRenderer, interactive: false, className: `${className} line`, weight: 5 });
    }
    const rings = pin.outline.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [lat, lon])));
    return L.polygon(rings, { pane: "areas", renderer: this.areaRenderer, interactive: false, className, weight: 1.5 });
  }

  /** Mark the selected pin with a ring and, where it is an area, with its outline or the box it fills. */
  mark(pin) {
    this.rings.clearLayers();
    this.selectedArea?.remove();
    this.selectedArea = null;
    if (!pin) return;
    const ring = (radius, className) =>
      L.circleMarker([pin.lat, pin.lon], { pane: "rings", renderer: this.ringRenderer, radius, className, interactive: false, fill: false });
    this.rings.addLayer(ring(this.radius(pin) + 6, "ring-halo")).addLayer(ring(this.radius(pin) + 6, "ring"));
    if (pin.outline || pin.lines) this.selectedArea = this.makeArea(pin, "area selected");
    else if (pin.bbox && isArea(pin) && !pin.code) {
      this.selectedArea = L.rectangle(boundsOf(pin.bbox), {
        pane: "areas", renderer: this.areaRenderer, interactive: false, className: "area selected box", weight: 1.5,
      });
    }
    this.selectedArea?.addTo(this.map);
  }

  /** Show where a rival candidate lies. */
  ghost(rival) {
    this.rings.addLayer(
      L.circleMarker([rival.lat, rival.lon], {
        pane: "rings", renderer: this.ringRenderer, radius: 10, className: "ghost", interactive: false, dashArray: "2 4",
      }),
    );
  }

  /** The shown pins under a position on the map, nearest first. */
  at(latlng, withinPx = 0) {
    const scale = 2 ** this.map.getZoom();
    const x = worldX(latlng.lng), y = worldY(latlng.lat);
    const found = [];
    for (let index = 0; index < this.pins.length; index += 1) {
      const distance = Math.hypot(this.worldX[index] - x, this.worldY[index] - y) * scale;
      if (distance < 24 && this.pins[index].count) {
        if (distance <= Math.max(this.radius(this.pins[index]) + 2, withinPx)) found.push([distance, this.pins[index]]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, pin]) => pin);
  }

  /** The shown pins whose middles all but coincide with this one's at the present zoom, itself first. */
  together(pin, withinPx = 7) {
    const scale = 2 ** this.map.getZoom();
    const near = this.pins.filter(
      (other) =>
        other !== pin && other.count &&
        Math.hypot(this.worldX[other.index] - this.worldX[pin.index], this.worldY[other.index] - this.worldY[pin.index]) * scale <= withinPx,
    );
    return [pin, ...near];
  }
}

/** Whether an area is so large that filling it would hide the map; "central Europe" is, "northern Syria" is not. */
function isVast({ outline }) {
  if (!outline) return false;
  const points = outline.flatMap(([ring]) => ring);
  const extent = (axis) => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
  return extent(0) * extent(1) > VAST_SQUARE_DEG;
}

const boundsOf = ([south, west, north, east]) => L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);

const pins = (map, positions) => new Pins(map, positions);
