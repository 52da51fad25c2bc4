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
 * makes larger than all of them, is left out where nothing lies there.
 */
function readWorld(topology, { withAntarctica }) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [worldX(x * scale[0] + translate[0]), worldY(y * scale[1] + translate[1])];
    });
  });
  const uses = new Uint8Array(arcs.length);
  const ring = (numbers) => {
    const points = [];
    for (const number of numbers) {
      const arc = arcs[number < 0 ? ~number : number];
      uses[number < 0 ? ~number : number] += 1;
      if (points.length) points.pop(); // an arc starts where the last one ended
      for (let index = 0; index < arc.length; index += 1) points.push(arc[number < 0 ? arc.length - 1 - index : index]);
    }
    return points;
  };
  const countries = topology.objects.countries.geometries.filter((geometry) => geometry.arcs && (withAntarctica || geometry.id !== "AQ")).map((geometry) => {
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    const parts = polygons.map((polygon) => polygon.map(ring)).map((rings) => ({ rings, box: boxOf(rings[0]), size: areaOf(rings[0]) }));
    parts.sort((a, b) => b.size - a.size);
    return { code: geometry.id ?? null, parts, path: pathOf(parts.flatMap((part) => part.rings)), box: joined(parts.map((part) => part.box)) };
  });
  const lines = arcs
    .map((arc, number) => ({ path: pathOf(withoutSeams(arc)), box: boxOf(arc), border: uses[number] > 1, isUsed: uses[number] > 0 }))
    .filter((line) => line.isUsed);
  return { countries, lines, byCode: new Map(countries.map((country) => [country.code, country])) };
}

function pathOf(rings) {
  const path = new Path2D();
  for (const points of rings) points.forEach(([x, y], number) => (number ? path.lineTo(x, y) : path.moveTo(x, y)));
  return path;
}

/** Cut a line where it runs along the edge of the world: there a country is split, and has neither coast nor border. */
function withoutSeams(points) {
  const onEdge = ([x, y]) => x < 0.001 || x > WORLD_PX - 0.001 || y > WORLD_PX - 0.001;
  const runs = [[]];
  points.forEach((point, number) => {
    if (number && onEdge(point) && onEdge(points[number - 1])) runs.push([]);
    runs.at(-1).push(point);
  });
  return runs;
}

function boxOf(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const joined = (boxes) => boxOf(boxes.flatMap(([west, north, east, south]) => [[west, north], [east, south]]));

/** Twice the area of a ring by the shoelace formula: only compared, never shown. */
function areaOf(points) {
  let sum = 0;
  points.forEach(([x, y], number) => {
    const [nextX, nextY] = points[(number + 1) % points.length];
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum);
}

/** The middle of a country's largest part, where its name is written. */
function middleOf(country) {
  const points = country.parts[0].rings[0];
  let sum = 0, x = 0, y = 0;
  points.forEach(([ax, ay], number) => {
    const [bx, by] = points[(number + 1) % points.length];
    const cross = ax * by - bx * ay;
    sum += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  return sum ? [x / (3 * sum), y / (3 * sum)] : points[0];
}
