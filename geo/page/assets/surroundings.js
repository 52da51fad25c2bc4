// Around the map: the header with its filters, the credits, and what is said when there is nothing to show.

function dressHeader(page) {
  find("h1").textContent = page.content.title;
  const [search, slider, demonyms] = [".search input", ".slider input", ".switch input"].map((selector) => find(selector));
  search.addEventListener("input", () => page.refilter({ query: search.value }));
  slider.addEventListener("input", () => {
    find(".slider .value").textContent = `${slider.value} %`;
    page.refilter({ minConfidence: slider.value / 100 });
  });
  demonyms.checked = page.filter.demonyms;
  find(".switch").hidden = !page.content.text.verdicts.some((verdict) => verdict.demonym);
  demonyms.addEventListener("change", () => page.refilter({ demonyms: demonyms.checked }));
  find(".toggle-controls").addEventListener("click", () => showControls(!find(".frame").classList.contains("controls-open")));
}

function showControls(open) {
  find(".frame").classList.toggle("controls-open", open);
  find(".toggle-controls").setAttribute("aria-expanded", open);
}

function creditSources(page) {
  const { credits, provenance, tiles } = page.content;
  const linkTo = (text, url) => (url && !page.embedded ? make("a", { href: url, target: "_blank", rel: "noopener" }, text) : text);
  const all = [...credits, { title: "Leaflet", credit: "Drawn with Leaflet, BSD 2-Clause", licence: "BSD 2-Clause", url: "https://leafletjs.com", shown: true }];
  const strip = find(".attribution .credits");
  const shown = all.filter((credit) => credit.shown).map(({ title, licence, url }) => [title === "Natural Earth" ? "Made with Natural Earth" : inBrief(title, licence), url]);
  if (tiles) shown.push([tiles.attribution, tiles.attributionUrl]);
  shown.forEach(([text, url], number) => strip.append(number ? " · " : "", linkTo(text, url)));
  const keys = make("input", { type: "checkbox", checked: true });
  keys.addEventListener("change", () => (page.shortcuts = keys.checked));
  find(".licences .sheet").append(
    make("ul", {}, ...all.map(({ credit, url }) => make("li", {}, linkTo(credit, url)))),
    provenance.length ? make("dl", {}, ...provenance.flatMap(([what, version]) => [make("dt", {}, what), make("dd", {}, version)])) : "",
    make("label", { class: "switch" }, keys, make("span", {}, `Keys: j next mention, k previous, w to “Why here?” and back,${page.embedded ? "" : " / search,"} Escape back or clear`)),
  );
}

/** The name of a source with the licence that asks to be named beside it; the sheet has all of it. */
function inBrief(title, licence) {
  const [name] = title.split(":");
  return licence.startsWith("CC") && licence.length <= 12 ? `${name} (${licence})` : name;
}

/** Say why the map is empty, if it is. */
function explainEmptiness({ documents, placed }, { pins, unplaced }, shownCount) {
  const notice = find(".notice");
  notice.hidden = shownCount > 0;
  const say = (heading, text) => {
    find("h2", notice).textContent = heading;
    find("p", notice).textContent = text;
  };
  if (!documents.length) say("No document", "There is nothing to put on the map yet.");
  else if (pins.length) say("No place passes the filter", `${plural(pins.length, "place")} would be shown without it.`);
  else if (placed) say("No place passes the filter", `${plural(placed, "mention")} had a place and did not pass it.`);
  else if (unplaced.length) say("No place could be put on the map", `Names read as places: ${inDigits(unplaced.length)}. The list “Not on the map” says why each is missing.`);
  else if (!documents.some(([, chars]) => chars)) say("The text is empty", "There is nothing to read in it.");
  else say("No place name was found", "The text was read, and no name in it was taken for a place.");
}
