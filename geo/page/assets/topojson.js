// The base map's TopoJSON (github.com/topojson/topojson-specification), unpacked into shapes in world pixels:
// the plane of the Mercator projection at zoom 0, 256 pixels wide, y downwards.

const WORLD_PX = 256;
const MAX_LAT = 85.0511;

const worldX = (lon) => (WORLD_PX * (lon + 180)) / 360;
function worldY(lat) {
  const angle = (Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180;
  return WORLD_PX / 2 - (WORLD_PX * Math.asinh(Math.tan(angle))) / (2 * Math.PI);
}

async function inflate(base64) {
  const packed = atob(base64);
  const bytes = new Uint8Array(packed.length);
  for (let index = 0; index < packed.length; index += 1) bytes[index] = packed.charCodeAt(index);
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  writer.write(bytes);
  writer.close();
  return new Response(stream.readable).text();
}

/**
 * Return the world's countries, each with its parts, and the lines between and around them. Antarctica, which Mercator
 * makes larger than all of them, is left out where nothing lies there. A line or ring is one flat array, x before y: an
 * array for each of its points would take twice the time.
 */
function readWorld(topology, { withAntarctica }) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((deltas) => {
    const line = new Float64Array(2 * deltas.length);
    let x = 0, y = 0, at = 0;
    for (const [dx, dy] of deltas) {
      x += dx;
      y += dy;
      line[at++] = worldX(x * scale[0] + translate[0]);
      line[at++] = worldY(y * scale[1] + translate[1]);
    }
    return line;
  });
  const uses = new Uint8Array(arcs.length);
  const ring = (numbers) => {
    const points = [];
    for (const number of numbers) {
      const arc = arcs[number < 0 ? ~number : number];
      uses[number < 0 ? ~number : number] += 1;
      points.length = Math.max(0, points.length - 2); // an arc starts where the last one ended
      for (let at = 0; at < arc.length; at += 2) {
        const from = number < 0 ? arc.length - 2 - at : at;
        points.push(arc[from], arc[from + 1]);
      }
    }
    return points;
  };
  const countries = topology.objects.countries.geometries.filter((geometry) => geometry.arcs && (withAntarctica || geometry.id !== "AQ")).map((geometry) => {
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    const parts = polygons.map((polygon) => polygon.map(ring)).map((rings) => ({ rings, box: boxOf(rings[0]), size: areaOf(rings[0]) }));
    parts.sort((a, b) => b.size - a.size);
    return { code: geometry.id ?? null, parts, box: joined(parts.map((part) => part.box)), outline: () => parts.flatMap((part) => part.rings) };
  });
  const lines = arcs
    .map((arc, number) => ({ box: boxOf(arc), border: uses[number] > 1, isUsed: uses[number] > 0, outline: () => withoutSeams(arc) }))
    .filter((line) => line.isUsed);
  return { countries, lines, byCode: new Map(countries.map((country) => [country.code, country])) };
}

/** The path of a country or line, made when it is first drawn: at first most of the world is out of view. */
function pathOf(shape) {
  if (shape.path) return shape.path;
  shape.path = new Path2D();
  for (const points of shape.outline()) {
    shape.path.moveTo(points[0], points[1]);
    for (let at = 2; at < points.length; at += 2) shape.path.lineTo(points[at], points[at + 1]);
  }
  return shape.path;
}

/** Cut a line where it runs along the edge of the world: there a country is split, and has neither coast nor border. */
function withoutSeams(points) {
  const onEdge = (at) => points[at] < 0.001 || points[at] > WORLD_PX - 0.001 || points[at + 1] > WORLD_PX - 0.001;
  const runs = [];
  let start = 0;
  for (let at = 2; at < points.length; at += 2) {
    if (!onEdge(at) || !onEdge(at - 2)) continue;
    runs.push(points.subarray(start, at));
    start = at;
  }
  return [...runs, points.subarray(start)];
}

function boxOf(points) {
  let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at], y = points[at + 1];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  return [west, north, east, south];
}

const joined = (boxes) => boxOf(boxes.flat());

/** Call `each` for every side of a ring with its part in twice the area, and with the sums of its ends' x and y. */
function alongSides(points, each) {
  for (let at = 0; at < points.length; at += 2) {
    const next = (at + 2) % points.length;
    const x = points[at], y = points[at + 1], nextX = points[next], nextY = points[next + 1];
    each(x * nextY - nextX * y, x + nextX, y + nextY);
  }
}

/** Twice the area of a ring by the shoelace formula: only compared, never shown. */
function areaOf(points) {
  let sum = 0;
  alongSides(points, (cross) => (sum += cross));
  return Math.abs(sum);
}

/** The middle of a country's largest part, where its name is written. */
function middleOf(country) {
  const points = country.parts[0].rings[0];
  let sum = 0, x = 0, y = 0;
  alongSides(points, (cross, xs, ys) => {
    sum += cross;
    x += xs * cross;
    y += ys * cross;
  });
  return sum ? [x / (3 * sum), y / (3 * sum)] : [points[0], points[1]];
}
