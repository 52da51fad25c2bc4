// The atlas as the page keeps it. A subject is what can be selected: a pin, or a name that is not on the map.

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/**
 * Make the atlas of what was parsed, in place: a large page has half a million of these values. A page that has no text
 * (`atlas.asks`) knows of every pin how many mentions are shown and how sure they are; mentions and passages come in pieces.
 */
function readAtlas(content, positions) {
  const { pins, unplaced } = content;
  const passages = [], documents = [];
  const ready = (subject, index) => Object.assign(subject, { index, mentions: [], shown: [] });
  pins.forEach((pin, index) => Object.assign(ready(pin, index), { count: 0, lat: positions[2 * index], lon: positions[2 * index + 1] }));
  unplaced.forEach((name, index) => Object.assign(ready(name, index), { lost: true }));
  content.documents.forEach(([count, chars], number) => {
    const document = { number, title: "", source: "", chars: Math.ceil(chars / (count || 1)) };
    documents.push(document);
    for (let index = 0; index < count; index += 1) {
      passages.push({ key: `${number}:${index}`, number: passages.length, document, first: index === 0, segments: null });
    }
  });
  const atlas = { pins, unplaced, documents, passages, asks: !content.text, pinById: new Map(pins.map((pin) => [pin.id, pin])) };
  if (content.text) {
    takePiece(atlas, content.text);
    for (const name of unplaced) name.shown = name.mentions;
  }
  return atlas;
}

/**
 * Take passages as they come: subjects then know their mentions, mentions their subject, verdict and passage. Return the
 * passages that were not there before.
 */
function takePiece(atlas, { numbers, passages, titles, verdicts, places, changes }) {
  for (const [number, title, source] of titles) Object.assign(atlas.documents[number], { title, source });
  for (const verdict of verdicts) Object.assign(verdict, { places, changes });
  return passages.map((segments, at) => {
    const passage = atlas.passages[numbers ? numbers[at] : at];
    if (passage.segments) return null;
    passage.segments = segments;
    segments.forEach((segment, position) => {
      if (typeof segment === "string") return;
      const [surface, number, verdict, ordinal] = segment;
      const subject = number < 0 ? atlas.unplaced[~number] : atlas.pins[number];
      const mention = { surface, subject, verdict: verdicts[verdict], passage, isShown: false };
      segments[position] = mention;
      subject.mentions[ordinal ?? subject.mentions.length] = mention;
    });
    return passage;
  }).filter(Boolean);
}

const mentionsIn = (passage) => passage.segments?.filter((segment) => typeof segment !== "string") ?? [];

/** Whether a filter lets a mention through, as `Atlas.filter` does, once its pin is. */
function passes({ demonym, nonliteral, confidence }, filter) {
  return (filter.demonyms || !demonym) && !(filter.literalOnly && nonliteral) && (confidence ?? 0) >= filter.minConfidence;
}

/** Settle which mentions are shown, and with them which pins; return whether any changed. */
function applyFilter(atlas, filter) {
  const wanted = filter.visible && new Map(filter.visible.map((index, at) => [index, at]));
  const query = fold(filter.query);
  let changed = false;
  for (const pin of atlas.pins) {
    const kept = (!wanted || wanted.has(pin.index)) && (!query || matches(pin, query));
    pin.mentions.forEach((mention) => {
      const isShown = kept && passes(mention.verdict, filter);
      changed ||= isShown !== mention.isShown;
      mention.isShown = isShown;
    });
    if (atlas.asks) changed = tally(pin, kept ? filter.tallies : [0, 0, 0], kept ? 3 * wanted.get(pin.index) : 0) || changed;
    else count(pin);
  }
  const rules = [filter.minConfidence, filter.demonyms, filter.literalOnly].join();
  if (atlas.asks && rules !== atlas.rules) {
    for (const pin of atlas.pins) pin.shown = []; // which mention is the nth has to be asked anew
    changed ||= atlas.rules !== undefined;
  }
  atlas.rules = rules;
  return changed;
}

/** Take what the host counted of a pin; return whether it differs. */
function tally(pin, tallies, at) {
  const [number, percent, ambiguous] = [tallies[at], tallies[at + 1], Boolean(tallies[at + 2])];
  const changed = pin.count !== number || pin.percent !== percent || pin.ambiguous !== ambiguous;
  Object.assign(pin, { count: number, percent, confidence: percent / 100, ambiguous });
  return changed;
}

function count(pin) {
  pin.shown = pin.mentions.filter((mention) => mention.isShown);
  pin.count = pin.shown.length;
  pin.confidence = pin.shown.reduce((most, { verdict }) => Math.max(most, verdict.confidence ?? 0), 0);
  pin.ambiguous = pin.shown.every((mention) => mention.verdict.status === "ambiguous");
}

function matches(pin, query) {
  pin.keys ??= [...new Set([pin.name, ...pin.mentions.map((mention) => mention.surface)])].map(fold);
  return pin.keys.some((key) => key.includes(query));
}

const isUnsure = (pin) => pin.confidence < 0.6 || pin.precision === "parent" || pin.ambiguous;

const KINDS = readJson("kinds"); // what is true of each kind of place, from geo/kinds.py
const WORDS = readJson("words"); // how things are put to people, from geo/wording.py
const isArea = (pin) => KINDS[pin.kind].area || Boolean(pin.part);

function confidenceInWords(verdict) {
  if (verdict.status === "corrected") return WORDS.setByAPerson;
  const value = verdict.confidence;
  if (value == null) return WORDS.notKnown;
  const [, word] = WORDS.confidences.find(([least]) => value >= least);
  return `${word}, ${Math.round(100 * value)} %`;
}
