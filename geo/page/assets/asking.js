// Asking the host for passages (docs/page.md): what is in view first, few requests at a time, each until it is answered.

const OPEN_AT_ONCE = 3;
const PASSAGES_AT_ONCE = 120;
const RETRY_MS = 6000;
const LONGEST_RETRY_MS = 60_000;

class Asking {
  /** @param send tells the host all requests that are open */
  constructor(revision, send) {
    Object.assign(this, { revision, send, open: new Map(), wanted: new Set(), tries: 0 });
    this.last = Date.now() * 1000; // a page that is loaded again uses no number twice
  }

  /** Ask for passages; those asked for last come first, for they are in view. */
  passages(numbers) {
    const ranges = [...this.open.values()].filter((request) => "count" in request);
    for (const number of numbers) {
      this.wanted.delete(number);
      if (!ranges.some(({ from, count }) => number >= from && number < from + count)) this.wanted.add(number);
    }
    this.soon();
  }

  /** Ask for the passages of a subject from a number on, or before it; what was asked of another is forgotten. */
  subject(subject, filter, { from, back = false }) {
    this.forgetSubject();
    const { minConfidence, demonyms, literalOnly } = filter;
    this.add({ subject: subject.lost ? ~subject.index : subject.index, from, back, minConfidence, demonyms, literalOnly });
    this.soon();
  }

  forgetSubject() {
    for (const [id, request] of this.open) if ("subject" in request) this.open.delete(id);
  }

  add(request) {
    this.last += 1;
    this.open.set(this.last, { id: this.last, revision: this.revision, ...request });
    this.isNews = true;
  }

  soon() {
    this.waiting ??= Promise.resolve().then(() => {
      this.waiting = null;
      while (this.wanted.size && this.open.size < OPEN_AT_ONCE) this.add(this.nextRange());
      if (this.isNews) this.post();
    });
  }

  /** Take the stretch of wanted passages around the one that was asked for last. */
  nextRange() {
    const latest = [...this.wanted].at(-1);
    let from = latest, end = latest + 1;
    while (this.wanted.has(from - 1) && end - from < PASSAGES_AT_ONCE) from -= 1;
    while (this.wanted.has(end) && end - from < PASSAGES_AT_ONCE) end += 1;
    for (let number = from; number < end; number += 1) this.wanted.delete(number);
    return { from, count: end - from };
  }

  post() {
    this.isNews = false;
    clearTimeout(this.timer);
    if (!this.open.size) return;
    this.send({ type: "wherein:requests", tries: this.tries, requests: [...this.open.values()] });
    // An answer can be lost with the connection, or be late while the host is busy.
    this.timer = setTimeout(() => {
      this.tries += 1;
      this.post();
    }, Math.min(RETRY_MS * 2 ** this.tries, LONGEST_RETRY_MS));
  }

  /** Return the request that an answer is for, once; null for what was not asked or is no longer wanted. */
  take({ id, revision }) {
    const request = this.open.get(id);
    if (!request || revision !== this.revision) return null;
    this.open.delete(id);
    this.tries = 0;
    if (!this.open.size) clearTimeout(this.timer);
    this.soon();
    return request;
  }
}
