// The page as a whole: what is selected, what is filtered, and who hears of it.

class Page {
  constructor(map, base, pins, content) {
    Object.assign(this, { map, base, pins, content });
    this.embedded = content.embedded;
    this.atlas = readAtlas(content, pins.positions);
    this.filter = { visible: null, minConfidence: 0, demonyms: content.demonyms, literalOnly: false, query: "" };
    this.subject = null;
    this.mention = null;
    this.shortcuts = true;
    this.view = new View(map, this.atlas);
    this.labels = new Labels(map, pins);
    const select = (subject, nth, from) => this.select(subject, { nth, from });
    this.passages = new Passages(find(".passages"), find(".text-scroller"), select);
    this.places = new PlaceIndex(find(".index"), this.atlas, (subject, nth, from) => {
      this.showIndex(false);
      select(subject, nth, from);
    });
    const actions = { step: (by) => this.step(by), clear: () => this.closeCard(), showRival: (rival) => this.showRival(rival), opened: () => this.uncover() };
    this.card = new Card(find(".card"), { linked: !this.embedded, actions });
    Object.assign(this.card, { places: content.places, changes: content.changes });
  }

  start() {
    find(".bar").hidden = this.embedded; // first, for it takes room from the map
    document.documentElement.classList.toggle("embedded", this.embedded);
    creditSources(this); // next, for the credits lie over the map
    this.pins.setPins(this.atlas.pins);
    applyFilter(this.atlas, this.filter);
    this.view.fit();
    this.showFiltered();
    this.passages.setPassages(this.atlas.passages);
    this.listen();
    if (this.content.tiles) addTiles(this.map, this.content.tiles);
    if (this.embedded) this.joinHost();
    else dressHeader(this);
    if (!this.embedded) this.readHash();
  }

  // ---- selection

  get nth() {
    return this.subject ? Math.max(0, this.subject.shown.indexOf(this.mention)) : 0;
  }

  /**
   * Select a subject, or null for none. `from` says where it was asked for: "map", "text", "index", "step" (to another
   * mention), "filter" or "outside". What the reader has just touched stays where it is.
   */
  select(subject, { nth = 0, from = "outside" } = {}) {
    this.closeChooser();
    if (subject && !subject.shown.length) subject = null;
    const changed = subject !== this.subject || (subject && subject.shown[nth] !== this.mention);
    this.subject = subject;
    this.mention = subject?.shown[nth] ?? null;
    const pin = subject && !subject.lost ? subject : null;
    // First, because the host works on its answer while this page does.
    if (changed && this.embedded) this.host.send({ type: "wherein:selected", place: pin?.id ?? null, mention: pin ? pin.mentions.indexOf(this.mention) : null });
    this.passages.mark(subject, nth, { scroll: from !== "text" });
    this.places.mark(subject, { scroll: from !== "index" });
    this.card.show(subject, nth);
    this.pins.mark(pin);
    this.base.mark(this.mentionedCountries, pin?.code ?? null);
    this.labels.mark(pin);
    if (pin && (from === "index" || from === "outside")) this.view.flyTo(pin);
    else if (pin && from === "text") this.view.keepInView(pin);
    else if (from === "map" || from === "step") this.uncover();
    const touched = document.activeElement;
    if (subject && !this.card.holds(touched)) this.opener = touched;
    if (!changed) return;
    this.announce(subject, nth);
    if (!this.embedded) this.writeHash(pin);
  }

  step(by) {
    const count = this.subject?.shown.length;
    if (count) this.select(this.subject, { nth: (this.nth + by + count) % count, from: "step" });
  }

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
    find("[role=status]").textContent = subject ? `${name}, mention ${nth + 1} of ${subject.shown.length}` : "Nothing selected";
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

  // ---- filtering

  refilter(changes) {
    Object.assign(this.filter, changes);
    if (applyFilter(this.atlas, this.filter)) this.showFiltered();
  }

  /** Bring everything in line with what the filter lets through, and leave the map where it is. */
  showFiltered() {
    this.mentionedCountries = new Set(this.atlas.pins.filter((pin) => pin.code && pin.shown.length).map((pin) => pin.code));
    this.pins.update();
    this.places.update();
    this.passages.refresh();
    this.count();
    const lost = this.subject && !this.subject.shown.includes(this.mention);
    if (lost) this.select(this.subject.shown.length ? this.subject : null, { from: "filter" });
    else {
      this.base.mark(this.mentionedCountries, this.subject?.code ?? null);
      this.pins.mark(this.subject?.lost ? null : this.subject);
      this.labels.drawSoon();
      this.places.mark(this.subject, { scroll: false });
      this.card.show(this.subject, this.nth);
    }
  }

  count() {
    const shown = this.atlas.pins.filter((pin) => pin.shown.length);
    const mentions = shown.reduce((sum, pin) => sum + pin.shown.length, 0);
    for (const tally of [find(".index-head .tally"), find(".open-index .tally")]) tally.textContent = inDigits(shown.length);
    find(".counts").textContent = [plural(this.content.documents.length, "document"), plural(shown.length, "place"), plural(mentions, "mention")].join(" · ");
    explainEmptiness(this.content, this.atlas, shown.length);
  }

  // ---- surroundings

  listen() {
    this.map.on("click", (event) => this.clickMap(event));
    this.map.on("movestart zoomstart", () => this.closeChooser());
    this.map.on("mousemove", (event) => this.hover(event.latlng));
    this.map.on("mouseout", () => this.hover(null));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    document.addEventListener("keydown", (event) => this.press(event));
    find(".open-index").addEventListener("click", () => this.showIndex(true));
    find(".close-index").addEventListener("click", () => this.showIndex(false));
    if (!this.embedded) addEventListener("hashchange", () => this.readHash());
  }

  clickMap({ latlng, containerPoint }) {
    const [pin] = this.pins.at(latlng, TOUCH_PX);
    if (!pin) return;
    const together = this.pins.together(pin);
    if (together.length === 1) this.select(pin, { from: "map" });
    else this.choose(together, containerPoint);
  }

  /** Ask which of several pins in one spot is meant. */
  choose(pins, { x, y }) {
    const chooser = find(".chooser");
    const rows = pins.map((pin) => {
      const row = rowOf(pin, { "data-choice": pin.id, "aria-pressed": pin === this.subject }, signOf(pin), pin.where || KINDS[pin.kind].name);
      row.addEventListener("click", () => this.select(pin, { from: "map" }));
      return make("li", {}, row);
    });
    chooser.setAttribute("aria-label", `${pins.length} places here`);
    chooser.replaceChildren(make("h2", {}, `${pins.length} places here`), make("ul", {}, ...rows));
    chooser.hidden = false;
    const size = this.map.getSize();
    chooser.style.left = `${Math.max(8, Math.min(x + 10, size.x - chooser.offsetWidth - 8))}px`;
    chooser.style.top = `${Math.max(8, Math.min(y + 10, size.y - chooser.offsetHeight - 8))}px`;
    find("button", chooser).focus();
  }

  closeChooser() {
    find(".chooser").hidden = true;
  }

  hover(latlng) {
    cancelAnimationFrame(this.hovering);
    this.hovering = requestAnimationFrame(() => {
      const [pin] = latlng ? this.pins.at(latlng) : [];
      this.map.getContainer().classList.toggle("over-pin", Boolean(pin));
      this.labels.point(pin);
    });
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") return this.escape(typing ? event.target : null);
    if (typing || !this.shortcuts) return;
    if (event.key === "j") this.step(1);
    else if (event.key === "k") this.step(-1);
    else if (event.key === "w") this.toggleCard();
    else if (event.key === "/" && !this.embedded) {
      event.preventDefault();
      showControls(true);
      find(".search input").focus();
    }
  }

  escape(search) {
    const frame = find(".frame");
    if (!find(".chooser").hidden) this.closeChooser();
    else if (search?.value) {
      search.value = "";
      this.refilter({ query: "" });
    } else if (frame.classList.contains("index-open")) this.showIndex(false);
    else if (this.card.holds(document.activeElement)) this.leaveCard();
    else this.select(null);
  }

  showIndex(open) {
    const frame = find(".frame"), opener = find(".open-index");
    if (frame.classList.contains("index-open") === open) return;
    frame.classList.toggle("index-open", open);
    opener.setAttribute("aria-expanded", open);
    (open ? find(".close-index") : opener).focus();
  }

  readHash() {
    const id = new URLSearchParams(location.hash.slice(1)).get("place");
    const pin = id === null ? null : this.atlas.pinById.get(id);
    if (pin && pin !== this.subject) this.select(pin);
  }

  writeHash(pin) {
    if (location.protocol === "about:") return; // a notebook's frame, which has no address of its own
    history.replaceState(null, "", pin ? `#place=${encodeURIComponent(pin.id)}` : "#");
  }

  joinHost() {
    this.host = new Host(this.atlas.pins.length, ({ visible, minConfidence, demonyms, literalOnly, theme, view, focus }) => {
      this.refilter({ visible, minConfidence, demonyms, literalOnly });
      if (theme !== document.documentElement.dataset.theme) {
        if (theme) document.documentElement.dataset.theme = theme;
        else delete document.documentElement.dataset.theme;
        this.recolour();
      }
      if (view) this.view.set(view);
      if (focus) this.focus(focus, { isMoving: !view });
    });
    this.map.on("moveend", () => this.host.send({ type: "wherein:view", ...this.view.get() }));
  }

  focus({ place, mention }, { isMoving }) {
    const pin = place === null ? null : this.atlas.pinById.get(place);
    if (pin === undefined) return;
    this.select(pin, { nth: Math.max(0, pin ? pin.shown.indexOf(pin.mentions[mention ?? 0]) : 0), from: isMoving ? "outside" : "filter" });
  }

  recolour() {
    this.base.recolour();
    this.pins.recolour();
  }

  /** Take the base map's shapes. */
  setWorld(world) {
    this.view.world = world;
    this.base.setWorld(world);
    if (!this.content.tiles) this.labels.setWorld(world);
  }
}

async function start(map, base, pins) {
  const page = new Page(map, base, pins, readJson("content"));
  page.start();
  window.wherein.select = (placeId) => page.select(placeId === null ? null : (page.atlas.pinById.get(placeId) ?? null));
  performance.mark("wherein-ready");
  const withAntarctica = page.atlas.pins.some((pin) => pin.lat < ANTARCTIC_LAT);
  page.setWorld(readWorld(JSON.parse(await inflate(readJson("world"))), { withAntarctica }));
  performance.mark("wherein-drawn");
  page.host?.send({ type: "wherein:ready", pins: page.atlas.pins.length });
}

window.wherein = { baseMap, pins, start };
