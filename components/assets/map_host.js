// Holds the map page in a sandboxed frame, passes commands and answers in, selections and requests out.
//
// The controller (map_controller.js) and the courier (passage_courier.js) are components of their own, so that a filter
// sends a few numbers, and an answer a few passages, instead of the page. They meet in one object on the window.
const channel = (window.wherein ??= { command: null, sent: 0 });

const MAX_OPEN = 16;

const isPlace = (value) => value === null || (typeof value === "string" && value.length <= 500);
const isCountOrNone = (value) => (value ?? null) === null || Number.isSafeInteger(value);
const isSelection = ({ place, mention, passage }) => isPlace(place) && isCountOrNone(mention) && isCountOrNone(passage);
const isView = ({ lat, lon, zoom }) => [lat, lon, zoom].every(Number.isFinite);

export default function ({ data, parentElement, setStateValue }) {
  const frame = parentElement.querySelector("iframe");

  const send = (more = {}) => {
    // A frame that was taken off the page has no window; its listeners may outlive it by a moment.
    if (channel.command && frame.dataset.ready && frame.contentWindow) {
      channel.sent += 1;
      // Which theme is on only the browser knows for sure; Streamlit draws its components again when it changes.
      const theme = getComputedStyle(frame).colorScheme === "dark" ? "dark" : "light";
      const command = { type: "wherein:command", seq: channel.sent, theme, ...channel.command, ...more };
      frame.contentWindow.postMessage(command, "*");
    }
  };

  const receive = (event) => {
    // The frame's origin is opaque, so the sender is known by its window.
    if (event.source === null || event.source !== frame.contentWindow || typeof event.data !== "object" || event.data === null) return;
    if (event.data.type === "wherein:ready") {
      frame.dataset.ready = "yes";
      // Loaded again for the same documents, the map goes on where it was, at the mention that was being read.
      const { view, mention, passage } = channel, { focus } = channel.command ?? {};
      send(view?.documents === data.documents ? { view, focus: { ...focus, mention, passage } } : {});
    } else if (event.data.type === "wherein:selected" && isSelection(event.data)) {
      channel.mention = event.data.mention ?? undefined;
      channel.passage = event.data.passage ?? undefined;
      // Another mention of the same place is no news to Python.
      if (channel.place !== event.data.place) setStateValue("place", event.data.place);
      channel.place = event.data.place;
    } else if (event.data.type === "wherein:requests" && Array.isArray(event.data.requests) && event.data.requests.length <= MAX_OPEN) {
      channel.asked = { tries: event.data.tries, requests: event.data.requests };
      window.dispatchEvent(new CustomEvent("wherein:requests"));
    } else if (event.data.type === "wherein:view" && isView(event.data) && frame.dataset.ready) {
      const { lat, lon, zoom } = event.data;
      channel.view = { documents: data.documents, lat, lon, zoom };
    }
  };

  const obey = () => send();
  const answer = ({ detail }) => frame.contentWindow?.postMessage({ type: "wherein:answers", answers: detail }, "*");
  window.addEventListener("message", receive);
  window.addEventListener("wherein:command", obey);
  window.addEventListener("wherein:answers", answer);
  const revision = `${data.documents}/${data.tiles}`;
  if (frame.dataset.revision !== revision) {
    frame.dataset.revision = revision;
    delete frame.dataset.ready;
    channel.place = undefined;
    frame.srcdoc = data.html;
  }
  return () => {
    window.removeEventListener("message", receive);
    window.removeEventListener("wherein:command", obey);
    window.removeEventListener("wherein:answers", answer);
  };
}
