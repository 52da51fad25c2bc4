// Talking with the page around the frame (docs/page.md). What comes in is checked field by field; what is not as
// promised is dropped whole.

const isWhole = (value) => Number.isInteger(value) && value >= 0;

function readCommand(message, pinCount) {
  if (message === null || typeof message !== "object" || message.type !== "wherein:command" || !isWhole(message.seq)) return null;
  const { seq, visible, minConfidence, demonyms, literalOnly, theme, view, focus } = message;
  const isFine =
    (visible === null || (Array.isArray(visible) && visible.every((index) => isWhole(index) && index < pinCount))) &&
    typeof minConfidence === "number" && minConfidence >= 0 && minConfidence <= 1 &&
    typeof demonyms === "boolean" && typeof literalOnly === "boolean" &&
    (theme === undefined || theme === "light" || theme === "dark") &&
    (view === undefined || isView(view)) &&
    (focus === undefined || isFocus(focus));
  return isFine ? { seq, visible, minConfidence, demonyms, literalOnly, theme, view, focus } : null;
}

const isView = (view) => view !== null && typeof view === "object" && [view.lat, view.lon, view.zoom].every(Number.isFinite);

function isFocus(focus) {
  return (
    focus !== null && typeof focus === "object" && isWhole(focus.seq) &&
    (focus.place === null || typeof focus.place === "string") && (focus.mention === undefined || isWhole(focus.mention))
  );
}

class Host {
  /** Obey the commands of the parent window, each sequence number once. */
  constructor(pinCount, obey) {
    let last = -1, lastFocus = -1;
    addEventListener("message", (event) => {
      if (event.source !== window.parent || window.parent === window) return;
      const command = readCommand(event.data, pinCount);
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
