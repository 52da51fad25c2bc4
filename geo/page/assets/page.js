// The page as a whole: what is selected, what is filtered, and who hears of it.

class Page {
  constructor(map, base, pins, content) {
    Object.assign(this, { map, base, pins, content });
    this.embedded = content.embedded;
    this.atlas = readAtlas(content, pins.positions);
    this.filter = { visible: null, minConfidence: 0, demonyms: content.demonyms, query: "" };
    this.subject = null;
    this.mention = null;
    this.shortcuts = true;
    this.labels = new Labels(map, pins);
    const select = (subject, nth, from) => this.select(subject, { nth, from });
    this.passages = new Passages(find(".passages"), find(".text-scroller"), select);
    this.places = new PlaceIndex(find(".index"), this.atlas, (subject, nth, from) => {
      this.showIndex(false);
      select(subject, nth, from);
    });
    const actions = { step: (by) => this.step(by), clear: () => this.select(null), showRival: (rival) => this.showRival(rival) };
    this.card = new Card(find(".card"), { linked: !this.embedded, actions });
    this.card.places = content.places;
  }

  start() {
    pinsReady(this);
    this.refilter();
    this.passages.setPassages(this.atlas.passages);
    this.listen();
    if (this.embedded) this.joinHost();
    else this.dressHeader();
    this.creditSources();
    if (!this.embedded) this.readHash();
  }

  // ---- selection

  get nth() {
    return this.subject ? Math.max(0, this.subject.shown.indexOf(this.mention)) : 0;
  }

  /** Select a subject, or null for none. `from` says where: what the reader has just touched does not move. */
  select(subject, { nth = 0, from = "outside", fly = !["map", "text", "step"].includes(from) } = {}) {
    this.closeChooser();
    if (subject && !subject.shown.length) subject = null;
    const changed = subject !== this.subject || (subject && subject.shown[nth] !== this.mention);
    this.subject = subject;
    this.mention = subject?.shown[nth] ?? null;
    const pin = subject && !subject.lost ? subject : null;
    this.passages.mark(subject, nth, { scroll: from !== "text" });
    this.places.mark(subject, { scroll: from !== "index" });
    this.card.show(subject, nth);
    this.pins.mark(pin);
    this.base.mark(this.mentionedCountries, pin?.code ?? null);
    this.labels.draw(pin, null);
    if (pin && fly) this.flyTo(pin);
    else if (pin && from !== "step") this.keepInView(pin);
    if (!changed) return;
    this.announce(subject, nth);
    if (this.embedded) this.host.send({ type: "wherein:selected", place: pin?.id ?? null, mention: pin ? pin.mentions.indexOf(this.mention) : null });
    else this.writeHash(pin);
  }

  step(by) {
    const count = this.subject?.shown.length;
    if (count) this.select(this.subject, { nth: (this.nth + by + count) % count, from: "step" });
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
      this.move(L.latLngBounds([[near.lat, near.lon], [this.subject.lat, this.subject.lon]]), 8);
    }
    this.labels.draw(this.subject, rival);
  }

  // ---- moving the map

  flyTo(pin) {
    const zooms = { continent: 3, country: 5, bloc: 4, region: 6, water: 6, mountain: 6, admin1: 7, admin2: 8, settlement: 7, facility: 10 };
    const bounds = this.extentOf(pin);
    const zoom = zooms[pin.kind] ?? 7;
    this.move(bounds ?? L.latLngBounds([[pin.lat, pin.lon]]), bounds ? 9 : Math.max(zoom, Math.min(this.map.getZoom(), zoom + 2)));
  }

  extentOf(pin) {
    if (pin.outline) return L.latLngBounds(pin.outline.flatMap((polygon) => polygon[0].map(([lon, lat]) => [lat, lon])));
    const country = this.world?.byCode.get(pin.code);
    if (country) return countryBounds(country, pin.lon);
    return isArea(pin) && pin.bbox ? boundsOf(pin.bbox) : null;
  }

  /** Move to bounds, beside or above the card. */
  move(bounds, maxZoom) {
    const size = this.map.getSize();
    const card = find(".card");
    const padding = { paddingTopLeft: [30, 30], paddingBottomRight: [30, 40] };
    if (!card.hidden && size.x - card.offsetWidth > 260) padding.paddingTopLeft = [card.offsetWidth + 30, 30];
    else if (!card.hidden && size.y - card.offsetHeight > 120) padding.paddingBottomRight = [30, card.offsetHeight + 20];
    const animate = !prefersStillness();
    this.map.flyToBounds(bounds, { ...padding, maxZoom, animate, duration: animate ? 0.6 : 0 });
  }

  keepInView(pin) {
    const at = L.latLng(pin.lat, pin.lon);
    if (!this.map.getBounds().pad(-0.05).contains(at)) this.flyTo(pin);
  }

  fit() {
    const shown = this.atlas.pins.filter((pin) => pin.shown.length);
    const size = this.map.getSize();
    this.isFitted = size.x > 0 && size.y > 0;
    if (!shown.length || !this.isFitted) return this.map.setView([25, 10], 2, { animate: false });
    return this.map.fitBounds(shown.map((pin) => [pin.lat, pin.lon]), { padding: [50, 50], maxZoom: 6, animate: false });
  }

  // ---- filtering

  refilter(changes = {}) {
    Object.assign(this.filter, changes);
    applyFilter(this.atlas, this.filter);
    this.mentionedCountries = new Set(this.atlas.pins.filter((pin) => pin.code && pin.shown.length).map((pin) => pin.code));
    this.pins.update();
    this.places.update();
    this.passages.refresh();
    this.count();
    const lost = this.subject && !this.subject.shown.includes(this.mention);
    if (lost) this.select(this.subject.shown.length ? this.subject : null, { from: "filter", fly: false });
    else {
      this.base.mark(this.mentionedCountries, this.subject?.code ?? null);
      this.pins.mark(this.subject?.lost ? null : this.subject);
      this.labels.draw();
      this.places.mark(this.subject, { scroll: false });
      this.card.show(this.subject, this.nth);
    }
  }

  count() {
    const shown = this.atlas.pins.filter((pin) => pin.shown.length);
    const mentions = shown.reduce((sum, pin) => sum + pin.shown.length, 0);
    for (const tally of [find(".index-head .tally"), find(".open-index .tally")]) tally.textContent = inWords(shown.length);
    find(".counts").textContent = [plural(this.content.documents.length, "document"), plural(shown.length, "place"), plural(mentions, "mention")].join(" · ");
    this.explainEmptiness(shown.length);
  }

  explainEmptiness(count) {
    const { documents, placed } = this.content;
    const notice = find(".notice");
    notice.hidden = count > 0;
    const say = (heading, text) => {
      find("h2", notice).textContent = heading;
      find("p", notice).textContent = text;
    };
    if (!documents.length) say("No document", "There is nothing to put on the map yet.");
    else if (this.atlas.pins.length) say("No place passes the filter", `${plural(this.atlas.pins.length, "place")} would be shown without it.`);
    else if (placed) say("No place passes the filter", `${plural(placed, "mention")} were placed and then filtered out.`);
    else if (this.atlas.unplaced.length) say("No place could be put on the map", `${plural(this.atlas.unplaced.length, "name")} read as a place could not be placed; the list “Not on the map” says why.`);
    else if (!this.atlas.passages.length) say("The text is empty", "There is nothing to read in it.");
    else say("No place name was found", "The text was read, and no name in it was taken for a place.");
  }

  // ---- surroundings

  listen() {
    this.map.on("click", (event) => this.clickMap(event));
    this.map.on("movestart zoomstart", () => this.closeChooser());
    this.map.on("mousemove", (event) => this.hover(event.latlng));
    this.map.on("mouseout", () => this.hover(null));
    new ResizeObserver(() => {
      this.map.invalidateSize({ animate: false, pan: false });
      if (!this.isFitted) this.fit();
    }).observe(this.map.getContainer());
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
      const row = rowOf(pin, { "data-choice": pin.id, "aria-pressed": pin === this.subject }, signOf(pin), pin.where || KIND_NAMES[pin.kind]);
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
      const container = this.map.getContainer();
      container.classList.toggle("over-pin", Boolean(pin));
      container.title = pin ? `${pin.name}, ${plural(pin.shown.length, "mention")}` : "";
    });
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") return this.escape(typing ? event.target : null);
    if (typing || !this.shortcuts) return;
    if (event.key === "j") this.step(1);
    else if (event.key === "k") this.step(-1);
    else if (event.key === "/" && !this.embedded) {
      event.preventDefault();
      this.showControls(true);
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
    else this.select(null);
  }

  showIndex(open) {
    const frame = find(".frame"), opener = find(".open-index");
    if (frame.classList.contains("index-open") === open) return;
    frame.classList.toggle("index-open", open);
    opener.setAttribute("aria-expanded", open);
    (open ? find(".close-index") : opener).focus();
  }

  showControls(open) {
    find(".frame").classList.toggle("controls-open", open);
    find(".toggle-controls").setAttribute("aria-expanded", open);
  }

  dressHeader() {
    find(".bar").hidden = false;
    find("h1").textContent = this.content.title;
    const [search, slider, demonyms] = [".search input", ".slider input", ".switch input"].map((selector) => find(selector));
    search.addEventListener("input", () => this.refilter({ query: search.value }));
    slider.addEventListener("input", () => {
      find(".slider output").textContent = `${slider.value} %`;
      this.refilter({ minConfidence: slider.value / 100 });
    });
    demonyms.checked = this.filter.demonyms;
    find(".switch").hidden = !this.content.verdicts.some((verdict) => verdict.demonym);
    demonyms.addEventListener("change", () => this.refilter({ demonyms: demonyms.checked }));
    find(".toggle-controls").addEventListener("click", () => this.showControls(!find(".frame").classList.contains("controls-open")));
  }

  creditSources() {
    const { credits, provenance, tiles } = this.content;
    const links = [["Leaflet", "https://leafletjs.com"], ...credits.map((credit) => [credit.credit, credit.url])];
    if (tiles) links.push([tiles.attribution, tiles.attributionUrl]);
    const strip = find(".attribution .credits");
    links.forEach(([text, url], number) => strip.append(number ? " · " : "", this.linkTo(text, url)));
    const rows = credits.map((credit) => make("li", {}, this.linkTo(credit.title, credit.url), `: ${credit.licence}`));
    const keys = make("input", { type: "checkbox", checked: true });
    keys.addEventListener("change", () => (this.shortcuts = keys.checked));
    find(".licences .sheet").append(
      make("ul", {}, make("li", {}, this.linkTo("Leaflet", "https://leafletjs.com"), ": BSD 2-Clause"), ...rows),
      provenance.length > 0 && make("dl", {}, ...provenance.flatMap(([what, version]) => [make("dt", {}, what), make("dd", {}, version)])),
      make("label", { class: "switch" }, keys, make("span", {}, "Keys: j next mention, k previous, / search, Escape clears")),
    );
  }

  linkTo(text, url) {
    return url && !this.embedded ? make("a", { href: url, target: "_blank", rel: "noopener" }, text) : text;
  }

  readHash() {
    const id = new URLSearchParams(location.hash.slice(1)).get("place");
    const pin = id === null ? null : this.atlas.pinById.get(id);
    if (pin && pin !== this.subject) this.select(pin);
  }

  writeHash(pin) {
    history.replaceState(null, "", pin ? `#place=${encodeURIComponent(pin.id)}` : "#");
  }

  joinHost() {
    this.host = new Host(this.atlas.pins.length, ({ visible, minConfidence, demonyms, theme, focus }) => {
      this.refilter({ visible, minConfidence, demonyms });
      if (theme !== document.documentElement.dataset.theme) {
        if (theme) document.documentElement.dataset.theme = theme;
        else delete document.documentElement.dataset.theme;
        this.recolour();
      }
      if (focus) this.focus(focus);
    });
  }

  focus({ place, mention }) {
    const pin = place === null ? null : this.atlas.pinById.get(place);
    if (pin === undefined) return;
    this.select(pin, { nth: Math.max(0, pin ? pin.shown.indexOf(pin.mentions[mention ?? 0]) : 0) });
  }

  recolour() {
    this.base.redraw();
    this.pins.recolour();
  }

  /** Take the base map's shapes. */
  setWorld(world) {
    this.world = world;
    this.base.setWorld(world);
    if (!this.content.tiles) this.labels.setWorld(world);
  }
}

/** Give the pins their places and the map its view, before anything is drawn. */
function pinsReady(page) {
  const { map, atlas, filter, content } = page;
  page.pins.setPins(atlas.pins);
  applyFilter(atlas, filter);
  page.fit();
  const middle = map.getCenter().lng;
  map.setMaxBounds([[-89, middle - 270], [89, middle + 270]]);
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map; the list of places offers the same by keyboard");
  if (content.tiles) {
    L.tileLayer(content.tiles.url, { maxZoom: content.tiles.maxZoom }).addTo(map);
    map.setMaxZoom(content.tiles.maxZoom);
  }
}

/** The bounds of a country without its far and small parts, on the same side of the world as its pin. */
function countryBounds(country, lon) {
  const parts = country.parts.filter((part) => part.size >= country.parts[0].size / 5);
  const [west, north, east, south] = joined(parts.map((part) => part.box));
  const turn = lon > 180 ? 360 : 0;
  const corner = (x, y) => {
    const { lat, lng } = L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
    return [lat, lng + turn];
  };
  return L.latLngBounds([corner(west, north), corner(east, south)]);
}

async function start(map, base, pins) {
  const page = new Page(map, base, pins, readJson("content"));
  document.documentElement.classList.toggle("embedded", page.embedded);
  page.start();
  window.wherein.select = (placeId) => page.select(placeId === null ? null : (page.atlas.pinById.get(placeId) ?? null));
  page.setWorld(readWorld(JSON.parse(await inflate(readJson("world")))));
  performance.mark("wherein-ready");
  if (page.embedded) page.host.send({ type: "wherein:ready", pins: page.atlas.pins.length });
}

window.wherein = { baseMap, pins, start };
