// The text: every passage of every document, each mention of a shown place a button.

const CHARS_PER_LINE = 52;
const LINE_PX = 27;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/; // signs that turn the direction of all that follows

/** A stretch of text as it stands; what turns its direction ends with it, and leaves the names behind it readable. */
const plain = (text) => (TURNING.test(text) ? make("bdi", {}, text) : text);

class Passages {
  /**
   * @param onSelect is told which mention was clicked
   * @param onMissing is told the numbers of passages that are wanted and not there
   */
  constructor(root, scroller, { onSelect, onMissing }) {
    this.onMissing = onMissing;
    this.buttons = new Map();
    this.marked = [];
    this.subject = null;
    this.list = new LazyList(root, scroller, { tag: "div", build: (item) => this.build(item), height: Passages.height });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const mention = button && this.mentionOf.get(button);
      if (mention) onSelect(mention);
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
    const chars = passage.segments?.reduce((sum, segment) => sum + (segment.surface ?? segment).length, 0) ?? passage.document.chars;
    return (passage.first ? 56 : 0) + 14 + LINE_PX * Math.ceil(chars / CHARS_PER_LINE);
  }

  build(passage) {
    const paragraph = make("p", { "data-passage": passage.key, dir: "auto" });
    if (!passage.segments) return this.await(passage, paragraph);
    for (const segment of passage.segments) paragraph.append(typeof segment === "string" ? plain(segment) : this.buildMention(segment));
    this.light(passage, paragraph);
    if (!passage.first) return paragraph;
    const heading = make("h2", { dir: "auto" }, passage.document.title || "Untitled");
    const { source, title } = passage.document;
    const saysMore = source && source.toLowerCase() !== title.toLowerCase();
    return make("div", { class: "opening" }, heading, saysMore && make("p", { class: "source" }, source), paragraph);
  }

  await(passage, paragraph) {
    paragraph.classList.add("awaited");
    paragraph.setAttribute("aria-busy", "true");
    paragraph.style.minHeight = `${Passages.height(passage)}px`;
    paragraph.append("Loading passages…");
    this.onMissing([passage.number]);
    return paragraph;
  }

  /** Show passages that have come, and leave what is being read where it is. */
  arrive(passages) {
    const scroller = this.list.scroller;
    const anchor = this.anchor();
    const top = anchor?.getBoundingClientRect().top;
    const key = anchor?.closest("[data-passage]").dataset.passage;
    for (const passage of passages) this.list.rebuild(passage);
    const after = anchor?.isConnected ? anchor : key && find(`[data-passage="${key}"]`, this.list.root);
    if (after) scroller.scrollTop += after.getBoundingClientRect().top - top;
  }

  /** What the reader has in view: the present mention, else the first passage. */
  anchor() {
    const frame = this.list.scroller.getBoundingClientRect();
    const isInView = (element) => {
      const box = element.getBoundingClientRect();
      return box.bottom > frame.top && box.top < frame.bottom;
    };
    const present = this.buttons.get(this.present);
    if (present?.isConnected && isInView(present)) return present;
    return document.elementFromPoint(frame.left + frame.width / 2, frame.top + 12)?.closest("[data-passage]") ?? null;
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

  /** Mark all mentions of a subject, one as the present one, and bring that into view. */
  mark(subject, mention, { scroll }) {
    const before = this.subject;
    this.subject = subject;
    this.present = mention;
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
    for (const mention of mentionsIn(passage)) {
      const button = this.buttons.get(mention);
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
