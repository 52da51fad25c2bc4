// What is selected, and at which mention; in a page that asks for its passages the mention may be still to come.

class Selecting {
  subject = null;
  mention = null;
  nth = 0; // which of the subject's shown mentions; -1 while that is not known
  sought = null;

  /**
   * Select a subject, or null for none. `from` says where it was asked for: "map", "text", "index", "step" (to another
   * mention), "filter", "answer" (what was sought has come) or "outside". What the reader has just touched stays where
   * it is. Which mention is said by its number `nth`, by itself, or by `at`, where it once was.
   */
  select(subject, { nth = 0, mention = null, at = null, from = "outside" } = {}) {
    this.closeChooser();
    if (!subject?.count) [subject, mention] = [null, null];
    if (mention) nth = subject.shown.indexOf(mention);
    else if (subject && !at) mention = subject.shown[nth] ?? null;
    const changed = subject !== this.subject || mention !== this.mention;
    const sought = subject && (!mention || nth < 0) ? { nth, mention, at, stays: from === "text" } : null;
    const stays = from === "text" || (from === "answer" && this.sought.stays);
    Object.assign(this, { subject, mention, nth, sought });
    const pin = subject && !subject.lost ? subject : null;
    // First, because the host works on its answer while this page does.
    this.seek();
    if (changed && this.embedded) this.tell(pin);
    this.passages.mark(subject, mention, { scroll: !stays });
    this.places.mark(subject, { scroll: from !== "index" && from !== "answer" });
    this.card.show(subject, nth, mention);
    if (from !== "answer") this.markOnMap(pin, from);
    const touched = document.activeElement;
    if (subject && !this.card.holds(touched)) this.opener = touched;
    if (!changed) return;
    if (!sought) this.announce(subject, nth);
    if (!this.embedded) this.writeHash(pin);
  }

  markOnMap(pin, from) {
    this.pins.mark(pin);
    this.base.mark(this.mentionedCountries, pin?.code ?? null);
    this.labels.mark(pin);
    if (pin && (from === "index" || from === "outside")) this.view.flyTo(pin);
    else if (pin && from === "text") this.view.keepInView(pin);
    else if (from === "map" || from === "step") this.uncover();
  }

  tell(pin) {
    const mention = pin && this.mention;
    this.host.send({
      type: "wherein:selected",
      place: pin?.id ?? null,
      mention: mention ? pin.mentions.indexOf(mention) : null,
      passage: mention ? mention.passage.number : null,
    });
  }

  /** Go on with what is selected after the filter changed. */
  reselect() {
    const { subject, mention } = this;
    if (!subject.count) this.select(null, { from: "filter" });
    else this.select(subject, { mention: this.atlas.asks && mention?.isShown ? mention : null, from: "filter" });
  }

  step(by) {
    const count = this.subject?.count;
    if (count && !this.sought) this.select(this.subject, { nth: (this.nth + by + count) % count, from: "step" });
  }

  // ---- mentions that are still to come

  /** Ask for the passages in which the sought mention stands. */
  seek() {
    const { subject, sought } = this;
    if (!sought) return this.asking.forgetSubject();
    const before = subject.shown[sought.nth - 1], after = subject.shown[sought.nth + 1];
    const known = sought.mention?.passage.number ?? sought.at?.passage;
    if (known !== undefined) this.asking.subject(subject, this.filter, { from: known });
    else if (before) this.asking.subject(subject, this.filter, { from: before.passage.number + 1 });
    else if (after || sought.nth > 0) this.asking.subject(subject, this.filter, { from: after?.passage.number ?? this.atlas.passages.length, back: true });
    else this.asking.subject(subject, this.filter, { from: 0 });
    return undefined;
  }

  /** Take the host's answers: passages, and with them the mentions of what is selected. */
  take(answers) {
    let isNews = false;
    for (const answer of answers) {
      const request = this.asking.take(answer);
      if (!request) continue;
      const fresh = takePiece(this.atlas, answer);
      for (const mention of fresh.flatMap(mentionsIn)) mention.isShown = mention.subject.lost || (mention.subject.count > 0 && passes(mention.verdict, this.filter));
      this.passages.arrive(fresh);
      if ("subject" in request) {
        this.number(answer);
        isNews = true;
      }
    }
    if (isNews && this.sought) this.resume();
  }

  /** Number the mentions of the selected subject in passages that follow each other. */
  number({ before, numbers }) {
    const { subject } = this;
    const mentions = numbers.flatMap((number) => mentionsIn(this.atlas.passages[number]));
    mentions.filter((mention) => mention.subject === subject && mention.isShown).forEach((mention, at) => (subject.shown[before + at] = mention));
  }

  resume() {
    const { subject, sought: { nth, mention, at } } = this;
    const there = mention ?? (at && subject.mentions[at.ordinal]);
    if (there && subject.shown.includes(there)) this.select(subject, { mention: there, from: "answer" });
    else if (subject.shown[nth]) this.select(subject, { nth, from: "answer" });
    else if (nth || mention || at) this.select(subject, { from: "answer" }); // it is not there any more: the first
  }

  // ---- the card

  /** Keep the selected pin out from under the card. */
  uncover() {
    if (this.subject && !this.subject.lost) this.view.uncover(this.subject);
  }

  /** Go between the card and what it was opened from, by keyboard. */
  toggleCard() {
    if (!this.subject) return;
    if (this.card.holds(document.activeElement)) {
      this.card.setOpen(false);
      this.leaveCard();
      return;
    }
    this.opener = document.activeElement;
    this.card.setOpen(true);
    this.card.focus();
  }

  closeCard() {
    this.leaveCard();
    this.select(null);
  }

  /** Put the keyboard back on what the card was opened from, or on the next best that can be seen. */
  leaveCard() {
    const present = this.passages.buttons.get(this.mention);
    const homes = [this.opener, find('.index [aria-pressed="true"]'), present, this.map.getContainer()];
    const canHold = (element) => element?.matches("button, input, [tabindex]") && element.getClientRects().length > 0;
    homes.find(canHold).focus({ preventScroll: true });
  }

  announce(subject, nth) {
    const name = subject && (subject.lost ? `${subject.name}, not on the map` : subject.name);
    find("[role=status]").textContent = subject ? `${name}, mention ${nth + 1} of ${subject.count}` : "Nothing selected";
  }

  showRival(rival) {
    this.pins.mark(this.subject);
    if (rival) {
      const near = { ...rival, lon: rival.lon + (this.subject.lon > 180 && rival.lon < 0 ? 360 : 0) };
      this.pins.ghost(near);
      this.view.move(L.latLngBounds([[near.lat, near.lon], [this.subject.lat, this.subject.lon]]), 8);
    }
    this.labels.mark(this.subject, rival);
  }
}
