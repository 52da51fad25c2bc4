// The card of what is selected: what it is, why it is here, and what else the name could have meant.

/** Points of a score, "+8.5" or "−0.4", for a column of figures. */
const inPoints = (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`;

function positionOf({ lat, lon }) {
  const turned = ((((lon + 180) % 360) + 360) % 360) - 180;
  const degrees = (value, positive, negative) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
  return `${degrees(lat, "N", "S")}, ${degrees(turned, "E", "W")}`;
}

/** What a pin is and where; what a phrase describes, by the place that the phrase names. */
function describe({ kind, part, where }) {
  if (part) return `${{ part: "part of", area: "area drawn relative to", line: "line drawn relative to" }[part]} ${where}`;
  return [KINDS[kind].name, where].filter(Boolean).join(" · ");
}

class Card {
  /** @param actions `step(by)`, `clear()`, `showRival(rival or null)` and `opened()` */
  constructor(root, { linked, actions }) {
    Object.assign(this, { root, linked, actions, open: !matchMedia("(max-width: 759px)").matches });
  }

  /** @param mention null while its passage is still to come */
  show(subject, nth, mention) {
    this.root.hidden = !subject;
    if (!subject) return this.root.replaceChildren();
    this.rivalShown = null;
    const body = make("div", { class: "card-body", id: "card-body" }, ...(subject.lost ? this.lost(subject) : mention ? this.pin(subject, mention) : this.awaited(subject)));
    if (!find("button, a", body)) body.tabIndex = 0; // so that keys can scroll it
    body.hidden = !this.open;
    this.root.replaceChildren(this.head(subject), this.pager(subject, nth, body), body);
    return undefined;
  }

  head(subject) {
    const kind = subject.lost ? "not on the map" : describe(subject);
    const close = makeButton({ class: "tool close", "aria-label": "Close" }, "✕");
    close.addEventListener("click", () => this.actions.clear());
    return make("div", { class: "card-head" }, make("div", {}, make("h2", {}, subject.name), make("p", { class: "sub" }, kind)), close);
  }

  pager(subject, nth, body) {
    const count = subject.count;
    const step = (by, sign, label) => {
      const button = makeButton({ class: "tool step", "aria-label": label, disabled: count < 2 }, sign);
      button.addEventListener("click", () => {
        this.actions.step(by);
        find(`[aria-label="${label}"]`, this.root)?.focus();
      });
      return button;
    };
    const more = makeButton({ class: "tool more", "aria-expanded": this.open, "aria-controls": body.id, "aria-keyshortcuts": "w" }, subject.lost ? "Why not?" : "Why here?");
    more.addEventListener("click", () => this.setOpen(!this.open));
    return make(
      "div", { class: "pager" },
      step(-1, "‹", "Previous mention"), make("span", { class: "nth" }, make("b", {}, `${nth < 0 ? "…" : inDigits(nth + 1)} of ${inDigits(count)}`), count === 1 ? " mention" : " mentions"), step(1, "›", "Next mention"),
      more,
    );
  }

  /** Show or hide what is said below the head. */
  setOpen(open) {
    this.open = open;
    find(".card-body", this.root).hidden = !open;
    find(".more", this.root).setAttribute("aria-expanded", open);
    if (open) this.actions.opened();
  }

  holds(element) {
    return this.root.contains(element);
  }

  focus() {
    find(".more", this.root).focus();
  }

  lost(subject) {
    return [make("p", {}, subject.reason)];
  }

  awaited(pin) {
    return [make("p", { class: "note", "aria-busy": "true" }, "Loading passages…"), this.facts(pin)];
  }

  pin(pin, mention) {
    const { verdict } = mention;
    return [
      this.confidence(verdict, pin.part ? pin.name : mention.surface),
      verdict.note && make("p", { class: "note" }, verdict.note),
      verdict.nonliteral && make("p", { class: "note" }, WORDS.notLiteral),
      ...this.reasons(verdict.why ?? []),
      ...(verdict.change == null ? [] : [make("h3", {}, "What would change it"), make("p", {}, verdict.changes[verdict.change])]),
      ...this.rivals(pin, verdict),
      this.facts(pin),
    ].filter(Boolean);
  }

  confidence(verdict, surface) {
    const bar = make("i", { class: "gauge", "aria-hidden": "true" }, make("i"));
    bar.firstChild.style.width = `${Math.round(100 * (verdict.confidence ?? 0))}%`;
    return make("div", { class: "confidence" }, make("p", {}, make("b", {}, confidenceInWords(verdict)), " that “", make("bdi", {}, surface), "” is this place"), bar);
  }

  /** Each reason with its share of the score: a figure, and a bar that is hollow where it speaks against. */
  reasons(why) {
    if (!why.length) return [];
    const most = Math.max(...why.map(([, weight]) => Math.abs(weight)));
    const rows = why.map(([sentence, weight]) => {
      const bar = make("i", { class: weight < 0 ? "against" : "for" });
      bar.style.width = `${Math.round((100 * Math.abs(weight)) / (most || 1))}%`;
      const points = `${weight < 0 ? "Against it" : "For it"}, ${Math.abs(weight).toFixed(1)} points: `;
      return make("li", {}, make("span", { class: "share", "aria-hidden": "true" }, inPoints(weight), bar), make("span", {}, make("span", { class: "unseen" }, points), sentence));
    });
    return [make("h3", {}, "What speaks for and against it, in points"), make("ul", { class: "why" }, ...rows)];
  }

  rivals(pin, verdict) {
    const rivals = (verdict.rivals ?? []).map(([number, gap]) => ({ ...verdict.places[number], gap }));
    if (!rivals.length) return [];
    const rows = rivals.map((rival) => {
      const detail = [rival.kind !== "settlement" && KINDS[rival.kind].name, rival.where, rival.gap != null && `${Math.abs(rival.gap).toFixed(1)}\u00a0points\u00a0${rival.gap < 0 ? "ahead" : "behind"}`];
      const button = makeButton({ class: "rival", "aria-pressed": "false" }, make("span", {}, rival.name), make("small", {}, detail.filter(Boolean).join(" · ")));
      button.addEventListener("click", () => {
        this.rivalShown = this.rivalShown === button ? null : button;
        for (const other of this.root.querySelectorAll(".rival")) other.setAttribute("aria-pressed", other === this.rivalShown);
        this.actions.showRival(this.rivalShown && rival);
      });
      return make("li", {}, button);
    });
    const further = (verdict.rivalCount ?? 0) - rivals.length;
    return [
      make("h3", {}, "It could also have been"),
      make("ul", { class: "rivals" }, ...rows),
      further > 0 && make("p", { class: "further" }, `and ${inDigits(further)} more`),
    ];
  }

  facts(pin) {
    const number = /^geonames:(\d+)(\/|$)/.exec(pin.id)?.[1];
    const name = number ? `GeoNames ${number}` : pin.id;
    const id = number && this.linked
      ? make("a", { href: `https://www.geonames.org/${number}`, target: "_blank", rel: "noopener noreferrer" }, name)
      : name;
    const facts = [
      pin.population && ["Population", inDigits(pin.population)],
      ["Position", `${positionOf(pin)} — ${WORDS.precisions[pin.precision]}`],
      pin.evidence && ["Position from", pin.evidence],
      pin.rule && ["Outline", pin.rule],
      ["Gazetteer", id],
    ].filter(Boolean);
    return make("dl", {}, ...facts.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)]));
  }
}
