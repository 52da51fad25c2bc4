// A list that is built as it comes into view. Short lists are built whole, so that everything in them can be found;
// long ones are cut into chunks, each an empty box of about the right height until it is near.

const WHOLE_LIST = 400;
const CHUNK = 40;

class LazyList {
  /**
   * @param root the element that holds the list
   * @param scroller the element that scrolls
   * @param tag what a chunk is made of: "ul" or "div"
   * @param build makes the element of an item
   * @param height estimates an item's height in pixels
   */
  constructor(root, scroller, { tag, build, height }) {
    Object.assign(this, { root, scroller, tag, build, height, chunks: [], chunkOf: new Map(), elements: new Map() });
    this.observer = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => this.fill(this.chunkOf.get(entry.target))),
      { root: scroller, rootMargin: "800px 0px" },
    );
  }

  setItems(items) {
    this.observer.disconnect();
    this.elements.clear();
    this.chunkOf.clear();
    this.items = items;
    this.numbers = new Map(items.map((item, number) => [item, number]));
    const size = items.length <= WHOLE_LIST ? WHOLE_LIST : CHUNK;
    this.size = size;
    this.chunks = [];
    for (let start = 0; start < items.length; start += size) {
      const chunk = { items: items.slice(start, start + size), box: make(this.tag, { class: "chunk" }), filled: false };
      this.chunks.push(chunk);
      this.chunkOf.set(chunk.box, chunk);
    }
    this.root.replaceChildren(...this.chunks.map((chunk) => chunk.box));
    if (this.chunks.length === 1) this.fill(this.chunks[0]);
    else for (const chunk of this.chunks) this.watch(chunk);
  }

  watch(chunk) {
    chunk.box.style.height = `${chunk.items.reduce((sum, item) => sum + this.height(item), 0)}px`;
    this.observer.observe(chunk.box);
  }

  fill(chunk) {
    if (!chunk || chunk.filled) return;
    chunk.filled = true;
    this.observer.unobserve(chunk.box);
    chunk.box.style.height = "";
    chunk.box.append(...chunk.items.map((item) => {
      const element = this.build(item);
      this.elements.set(item, element);
      return element;
    }));
  }

  /** Build one item again, if it is built. */
  rebuild(item) {
    const old = this.elements.get(item);
    if (!old) return;
    const element = this.build(item);
    this.elements.set(item, element);
    old.replaceWith(element);
  }

  /** Build again what is built, after what it shows has changed. */
  refresh() {
    for (const chunk of this.chunks.filter((one) => one.filled)) {
      chunk.filled = false;
      chunk.box.replaceChildren();
      this.fill(chunk);
    }
  }

  /** Return an item's element, built if need be with its neighbours, so that nothing jumps once it is in view. */
  reveal(item) {
    const number = this.numbers.get(item);
    if (number === undefined) return null;
    const chunk = Math.floor(number / this.size);
    for (const near of [chunk - 1, chunk, chunk + 1]) this.fill(this.chunks[near]);
    return this.elements.get(item);
  }

  /** Scroll an element of the list into view, unless it is; only this list scrolls, never what is around it. */
  scrollTo(element, { smooth = false } = {}) {
    const box = element.getBoundingClientRect(), frame = this.scroller.getBoundingClientRect();
    if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 8) return;
    const top = this.scroller.scrollTop + box.top - frame.top - frame.height / 3;
    this.scroller.scrollTo({ top, behavior: smooth && !prefersStillness() ? "smooth" : "auto" });
  }
}
