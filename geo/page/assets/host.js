// Talking with the page around the frame (docs/page.md). What comes in is checked field by field; what is not as
// promised is dropped whole.

const isWhole = (value) => Number.isInteger(value) && value >= 0;

function readCommand(message, atlas) {
  if (message === null || typeof message !== "object" || message.type !== "wherein:command" || !isWhole(message.seq)) return null;
  const { seq, visible, tallies, minConfidence, demonyms, literalOnly, theme, view, focus } = message;
  const isFine =
    (visible === null ? !atlas.asks : isBelow(visible, atlas.pins.length)) &&
    (!atlas.asks || (isBelow(tallies, Infinity) && tallies.length === 3 * visible.length)) &&
    typeof minConfidence === "number" && minConfidence >= 0 && minConfidence <= 1 &&
    typeof demonyms === "boolean" && typeof literalOnly === "boolean" &&
    (theme === undefined || theme === "light" || theme === "dark") &&
    (view === undefined || isView(view)) &&
    (focus === undefined || isFocus(focus));
  return isFine ? { seq, visible, tallies, minConfidence, demonyms, literalOnly, theme, view, focus } : null;
}

const isBelow = (values, end) => Array.isArray(values) && values.every((value) => isWhole(value) && value < end);

const isView = (view) => view !== null && typeof view === "object" && [view.lat, view.lon, view.zoom].every(Number.isFinite);

function isFocus(focus) {
  return (
    focus !== null && typeof focus === "object" && isWhole(focus.seq) &&
    (focus.place === null || typeof focus.place === "string") && (focus.mention === undefined || isWhole(focus.mention)) &&
    (focus.passage === undefined || isWhole(focus.passage))
  );
}

/** Whether an answer holds passages as promised; its words are only ever written as text. */
function isAnswer(answer, { passages, documents, pins, unplaced }) {
  if (answer === null || typeof answer !== "object" || !isWhole(answer.id) || typeof answer.revision !== "string") return false;
  const { numbers, titles, verdicts, places, changes, before = 0 } = answer;
  const isObject = (value) => value !== null && typeof value === "object";
  const isSegment = (segment) =>
    typeof segment === "string" ||
    (Array.isArray(segment) && typeof segment[0] === "string" && Number.isInteger(segment[1]) && segment[1] < pins.length && ~segment[1] < unplaced.length &&
      isWhole(segment[2]) && segment[2] < verdicts.length && isWhole(segment[3]));
  return (
    isBelow(numbers, passages.length) && isWhole(before) && [answer.passages, titles, verdicts, places, changes].every(Array.isArray) &&
    verdicts.every(isObject) && answer.passages.length === numbers.length && answer.passages.every((one) => Array.isArray(one) && one.every(isSegment)) &&
    titles.every((one) => Array.isArray(one) && isBelow([one[0]], documents.length) && typeof one[1] === "string" && typeof one[2] === "string")
  );
}

class Host {
  /** Obey the commands of the parent window, each sequence number once, and take its answers. */
  constructor(atlas, { obey, take }) {
    let last = -1, lastFocus = -1;
    addEventListener("message", (event) => {
      if (event.source !== window.parent || window.parent === window) return;
      if (event.data?.type === "wherein:answers" && Array.isArray(event.data.answers)) take(event.data.answers.filter((answer) => isAnswer(answer, atlas)));
      const command = readCommand(event.data, atlas);
      if (!command || command.seq <= last) return;
      last = command.seq;
      if (command.focus && command.focus.seq <= lastFocus) command.focus = undefined;
      if (command.focus) lastFocus = command.focus.seq;
      obey(command);
    });
  }

  // The frame's origin is opaque and it cannot know its host's, so a message goes to whoever holds the frame.
  send(message) {
    window.parent.postMessage(message, "*");
  }
}
