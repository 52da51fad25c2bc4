// The page as a whole: what is selected, what is filtered, and who hears of it.

class Page extends Selecting {
  constructor(map, base, pins, content) {
    super();
    Object.assign(this, { map, base, pins, content });
    this.embedded = content.embedded;
    this.atlas = readAtlas(content, pins.positions);
    this.filter = { visible: null, tallies: null, ...content.shown, minConfidence: 0, demonyms: content.demonyms, literalOnly: false, query: "" };
    this.shortcuts = true;
    this.view = new View(map, this.atlas);
    this.labels = new Labels(map, pins);
    this.asking = new Asking(content.revision, (message) => this.host.send(message));
    this.passages = new Passages(find(".passages"), find(".text-scroller"), {
      onSelect: (mention) => this.select(mention.subject, { mention, from: "text" }),
      onMissing: (numbers) => this.asking.passages(numbers),
    });
    this.places = new PlaceIndex(find(".index"), this.atlas, (subject) => {
      this.showIndex(false);
      this.select(subject, { from: "index" });
    });
    const actions = { step: (by) => this.step(by), clear: () => this.closeCard(), showRival: (rival) => this.showRival(rival), opened: () => this.uncover() };
    this.card = new Card(find(".card"), { linked: !this.embedded, actions });
  }

  start() {
    find(".bar").hidden = this.embedded; // first, for it takes room from the map
    document.documentElement.classList.toggle("embedded", this.embedded);
    creditSources(this); // next, for the credits lie over the map
    this.pins.setPins(this.atlas.pins);
    applyFilter(this.atlas, this.filter);
    this.view.fit();
    this.showFiltered();
    if (this.embedded) this.joinHost(); // before the passages, which may have to be asked for
    this.passages.setPassages(this.atlas.passages);
    this.listen();
    if (this.content.tiles) addTiles(this.map, this.content.tiles);
    if (!this.embedded) {
      dressHeader(this);
      this.readHash();
    }
  }

  // ---- filtering

  refilter(changes) {
    Object.assign(this.filter, changes);
    if (applyFilter(this.atlas, this.filter)) this.showFiltered();
  }

  /** Bring everything in line with what the filter lets through, and leave the map where it is. */
  showFiltered() {
    this.mentionedCountries = new Set(this.atlas.pins.filter((pin) => pin.code && pin.count).map((pin) => pin.code));
    this.pins.update();
    this.places.update();
    this.passages.refresh();
    this.count();
    const lost = this.subject && !this.subject.shown.includes(this.mention);
    if (lost) this.reselect();
    else {
      this.base.mark(this.mentionedCountries, this.subject?.code ?? null);
      this.pins.mark(this.subject?.lost ? null : this.subject);
      this.labels.drawSoon();
      this.places.mark(this.subject, { scroll: false });
      this.card.show(this.subject, this.nth, this.mention);
    }
  }

  count() {
    const shown = this.atlas.pins.filter((pin) => pin.count);
    const mentions = shown.reduce((sum, pin) => sum + pin.count, 0);
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
    this.host = new Host(this.atlas, {
      obey: ({ visible, tallies, minConfidence, demonyms, literalOnly, theme, view, focus }) => {
        this.refilter({ visible, tallies, minConfidence, demonyms, literalOnly });
        if (theme !== document.documentElement.dataset.theme) {
          if (theme) document.documentElement.dataset.theme = theme;
          else delete document.documentElement.dataset.theme;
          this.recolour();
        }
        if (view) this.view.set(view);
        if (focus) this.focus(focus, { isMoving: !view });
      },
      take: (answers) => this.take(answers),
    });
    this.map.on("moveend", () => this.host.send({ type: "wherein:view", ...this.view.get() }));
  }

  focus({ place, mention, passage }, { isMoving }) {
    const pin = place === null ? null : this.atlas.pinById.get(place);
    if (pin === undefined) return;
    const from = isMoving ? "outside" : "filter";
    const there = pin?.mentions[mention ?? 0];
    if (pin && this.atlas.asks && passage !== undefined && mention !== undefined) this.select(pin, { from, at: { passage, ordinal: mention } });
    else this.select(pin, { nth: Math.max(0, pin ? pin.shown.indexOf(there) : 0), from });
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
