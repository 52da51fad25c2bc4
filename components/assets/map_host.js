// Holds the map page in a sandboxed frame, passes commands in and selections out.
//
// The controller (map_controller.js) is a component of its own, so that a filter sends a few numbers instead of the
// page. Both meet in one object on the window: the last command, and how many were sent.
const channel = (window.wherein ??= { command: null, sent: 0 });

const isPlace = (value) => value === null || (typeof value === "string" && value.length <= 500);

export default function ({ data, parentElement, setStateValue }) {
  const frame = parentElement.querySelector("iframe");

  const send = () => {
    // A frame that was taken off the page has no window; its listeners may outlive it by a moment.
    if (channel.command && frame.dataset.ready && frame.contentWindow) {
      channel.sent += 1;
      // Which theme is on only the browser knows for sure; Streamlit draws its components again when it changes.
      const theme = getComputedStyle(frame).colorScheme === "dark" ? "dark" : "light";
      const command = { type: "wherein:command", seq: channel.sent, theme, ...channel.command };
      frame.contentWindow.postMessage(command, "*");
    }
  };

  const receive = (event) => {
    // The frame's origin is opaque, so the sender is known by its window.
    if (event.source === null || event.source !== frame.contentWindow || typeof event.data !== "object" || event.data === null) return;
    if (event.data.type === "wherein:ready") {
      frame.dataset.ready = "yes";
      send();
    } else if (event.data.type === "wherein:selected" && isPlace(event.data.place)) {
      setStateValue("place", event.data.place);
    }
  };

  window.addEventListener("message", receive);
  window.addEventListener("wherein:command", send);
  if (frame.dataset.revision !== data.revision) {
    frame.dataset.revision = data.revision;
    delete frame.dataset.ready;
    frame.srcdoc = data.html;
  }
  return () => {
    window.removeEventListener("message", receive);
    window.removeEventListener("wherein:command", send);
  };
}
