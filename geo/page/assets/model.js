// The atlas as the page keeps it. A subject is what can be selected: a pin, or a name that is not on the map.

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/**
 * Tie the parts together: subjects know their mentions, mentions their subject, verdict and passage. What was parsed is
 * made into what is kept, in place: a large page has half a million of these values.
 */
function readAtlas(content, positions) {
  const { pins, unplaced, verdicts } = content;
  const passages = [];
  const ready = (subject, index) => Object.assign(subject, { index, mentions: [], shown: [] });
  pins.forEach((pin, index) => Object.assign(ready(pin, index), { lat: positions[2 * index], lon: positions[2 * index + 1] }));
  unplaced.forEach((name, index) => Object.assign(ready(name, index), { lost: true, shown: name.mentions }));
  content.documents.forEach((document, documentNumber) => {
    document.passages.forEach((segments, passageNumber) => {
      const passage = { key: `${documentNumber}:${passageNumber}`, document, first: passageNumber === 0, segments };
      segments.forEach((segment, position) => {
        if (typeof segment === "string") return;
        const [surface, number, verdict] = segment;
        const subject = number < 0 ? unplaced[~number] : pins[number];
        segments[position] = { surface, subject, verdict: verdicts[verdict], passage, isShown: false };
        subject.mentions.push(segments[position]);
      });
      passages.push(passage);
    });
  });
  return { pins, unplaced, passages, pinById: new Map(pins.map((pin) => [pin.id, pin])) };
}

/** Settle which mentions are shown, and with them which pins, as `Atlas.filter` does; return whether any changed. */
function applyFilter(atlas, filter) {
  const wanted = filter.visible && new Set(filter.visible);
  const query = fold(filter.query);
  let changed = false;
  for (const pin of atlas.pins) {
    const kept = (!wanted || wanted.has(pin.index)) && (!query || matches(pin, query));
    for (const mention of pin.mentions) {
      const { demonym, nonliteral, confidence } = mention.verdict;
      const isShown = kept && (filter.demonyms || !demonym) && !(filter.literalOnly && nonliteral) && (confidence ?? 0) >= filter.minConfidence;
      changed ||= isShown !== mention.isShown;
      mention.isShown = isShown;
    }
    pin.shown = pin.mentions.filter((mention) => mention.isShown);
  }
  return changed;
}

function matches(pin, query) {
  pin.keys ??= [...new Set([pin.name, ...pin.mentions.map((mention) => mention.surface)])].map(fold);
  return pin.keys.some((key) => key.includes(query));
}

const confidenceOf = (subject) => Math.max(0, ...subject.shown.map((mention) => mention.verdict.confidence ?? 0));

const isUnsure = (pin) =>
  confidenceOf(pin) < 0.6 || pin.precision === "parent" || pin.shown.every((mention) => mention.verdict.status === "ambiguous");

const KINDS = readJson("kinds"); // what is true of each kind of place, from geo/kinds.py
const isArea = (pin) => KINDS[pin.kind].area || Boolean(pin.part);

function confidenceInWords(verdict) {
  if (verdict.status === "corrected") return "Set by a person";
  const value = verdict.confidence;
  if (value == null) return "Confidence not known";
  const word = value >= 0.85 ? "High confidence" : value >= 0.6 ? "Fair confidence" : "Low confidence";
  return `${word}, ${Math.round(100 * value)} %`;
}
