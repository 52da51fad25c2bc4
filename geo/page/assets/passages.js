// The text: every passage of every document, each mention of a shown place a button.

const CHARS_PER_LINE = 52;
const LINE_PX = 27;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/; // signs that turn the direction of all that follows

/** A stretch of text as it stands; what turns its direction ends with it, and leaves the names behind it readable. */
const plain = (text) => (TURNING.test(text) ? make("bdi", {}, text) : text);

class Passages {
  constructor(root, scroller, onSelect) {
    this.buttons = new Map();
    this.marked = [];
    this.subject = null;
    this.list = new LazyList(root, scroller, { tag: "div", build: (item) => this.build(item), height: Passages.height });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const mention = button && this.mentionOf.get(button);
      if (mention) onSelect(mention.subject, mention.subject.shown.indexOf(mention), "text");
    });
    this.mentionOf = new WeakMap();
  }

  setPassages(passages) {
    this.list.setItems(passages);
  }

  refresh() {
    this.list.refresh();
  }

  static height(passage) {
    const chars = passage.segments.reduce((sum, segment) => sum + (segment.surface ?? segment).length, 0);
    return (passage.first ? 56 : 0) + 14 + LINE_PX * Math.ceil(chars / CHARS_PER_LINE);
  }

  build(passage) {
    const paragraph = make("p", { "data-passage": passage.key, dir: "auto" });
    for (const segment of passage.segments) paragraph.append(typeof segment === "string" ? plain(segment) : this.buildMention(segment));
    this.light(passage, paragraph);
    if (!passage.first) return paragraph;
    const heading = make("h2", { dir: "auto" }, passage.document.title || "Untitled");
    const { source, title } = passage.document;
    const saysMore = source && source.toLowerCase() !== title.toLowerCase();
    return make("div", { class: "opening" }, heading, saysMore && make("p", { class: "source" }, source), paragraph);
  }

  buildMention(mention) {
    const { subject } = mention;
    let element;
    if (subject.lost) element = make("span", { class: "lost-name", title: subject.reason }, mention.surface);
    else if (!mention.isShown) return make("bdi", {}, mention.surface);
    else element = makeButton({ class: "mention", "data-place": subject.id, "aria-pressed": "false" }, mention.surface);
    this.mentionOf.set(element, mention);
    this.buttons.set(mention, element);
    return element;
  }

  /** Mark all mentions of a subject, the nth as the present one, and bring that into view. */
  mark(subject, nth, { scroll }) {
    const before = this.subject;
    this.subject = subject;
    this.present = subject?.shown[nth] ?? null;
    const passages = new Set([before, subject].filter(Boolean).flatMap((one) => one.mentions.map((mention) => mention.passage)));
    for (const passage of passages) this.light(passage, this.list.elements.get(passage));
    if (!this.present) return;
    const element = this.list.reveal(this.present.passage);
    if (scroll && element) this.list.scrollTo(this.buttons.get(this.present) ?? element, { smooth: false });
  }

  /** Bring a built passage in line with the selection. */
  light(passage, element) {
    if (!element) return;
    const paragraph = element.matches("p") ? element : element.querySelector("p[data-passage]");
    let holds = false;
    for (const mention of passage.segments) {
      const button = typeof mention === "string" ? null : this.buttons.get(mention);
      if (!button) continue;
      const chosen = mention.subject === this.subject;
      holds ||= chosen;
      if (button.matches("button")) button.setAttribute("aria-pressed", chosen);
      button.classList.toggle("chosen", chosen);
      button.classList.toggle("present", mention === this.present);
    }
    if (holds) paragraph.setAttribute("aria-current", "true");
    else paragraph.removeAttribute("aria-current");
  }
}
