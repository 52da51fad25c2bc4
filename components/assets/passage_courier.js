// Carries what the map's page asks for to Python, and the answers back to the map's host; draws nothing.
//
// All open requests travel as one value, so that none is lost while Python is busy: the last value holds every one.
const channel = (window.wherein ??= { command: null, sent: 0 });

export default function ({ data, setStateValue }) {
  const ask = () => {
    if (channel.asked) setStateValue("open", channel.asked);
    channel.asked = null;
  };
  window.addEventListener("wherein:requests", ask);
  ask(); // what was asked before this was drawn
  if (data.answers.length) window.dispatchEvent(new CustomEvent("wherein:answers", { detail: data.answers }));
  return () => window.removeEventListener("wherein:requests", ask);
}
