// Hands what Python wants shown to the map's host; draws nothing.
const channel = (window.wherein ??= { command: null, sent: 0 });

export default function ({ data }) {
  channel.command = data;
  window.dispatchEvent(new CustomEvent("wherein:command"));
}
