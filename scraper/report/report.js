"use strict";
// Texts of pages reach the document through textContent and attributes only, never as markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const PAGE = 50;
const NUMBERS = new Set(["count", "large", "number", "share"]);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function large(count) {
  for (const [unit, size] of [["T", 1e12], ["B", 1e9], ["M", 1e6], ["K", 1e3]])
    if (count >= size) return `${+(count / size).toPrecision(4)}${unit}`;
  return String(count);
}

const WORDS = {
  text: String,
  code: String,
  outcome: String,
  count: (value) => value.toLocaleString("en"),
  large,
  number: (value) => value.toLocaleString("en", { maximumFractionDigits: 4 }),
  date: (value) => String(value).slice(0, 10),
  moment: (value) => String(value).slice(0, 16).replace("T", " "),
  share: (value) => `${(100 * value).toFixed(1)} %`,
};

function cell(column, value, url, first) {
  const day = column.show === "date" || column.show === "moment";
  const kind = NUMBERS.has(column.show) ? "num" : day ? "day" : "";
  if (value === null || value === undefined || value === "") return element("td", { class: `${kind} none` }, "–");
  const words = WORDS[column.show](value);
  if (column.show === "share")
    return element("td", { class: "num" }, element("meter", { min: 0, max: 1, value, "aria-hidden": "true" }),
      element("span", {}, words));
  if (column.show === "outcome") return element("td", {}, element("span", { class: `pill ${words}` }, words));
  if (column.show === "code") return element("td", {}, element("code", {}, words));
  const content = url && (first || kind) ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : words;
  // Only long texts may break inside words: elsewhere that would squeeze columns to a few letters.
  return element("td", { class: kind || (words.length > 60 || /\S{25}/.test(words) ? "long" : "") }, content);
}

function compare(a, b) {
  if (a === null || b === null) return (a === null) - (b === null);
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
}

function address(table, at) {
  return table.urls[at] === null ? null : table.base + table.urls[at];
}

// Rows of a table as the charts take them.
function objects(table) {
  return table.rows.map((row, at) =>
    Object.fromEntries([["url", address(table, at)], ...table.columns.map(({ key }, place) => [key, row[place]])]));
}

DATA.rows = {
  models: objects(DATA.tables.models), benchmarks: objects(DATA.tables.benchmarks), pillars: DATA.pillars,
};

class Table {
  constructor(place) {
    Object.assign(this, DATA.tables[place.dataset.table], { place, limit: PAGE, sorted: null, down: false });
    this.drawn = this.columns.flatMap((column, at) => (column.show === "none" ? [] : [at]));
    this.all = this.rows.map((row, at) => (
      { row, url: address(this, at), text: this.drawn.map((place) => row[place]).join("\n").toLowerCase() }));
    this.kept = this.all;
    if (!this.all.length) {
      place.querySelector(".scroll").replaceWith(element("p", { class: "nothing" }, this.empty));
      place.querySelector("label").hidden = true;
      return;
    }
    place.querySelector("thead").append(element("tr", {}, ...this.drawn.map((at) => this.head(this.columns[at], at))));
    place.querySelector("input").addEventListener("input", (event) => this.filter(event.target.value));
    place.querySelector(".more").addEventListener("click", () => { this.limit += 4 * PAGE; this.draw(); });
    this.draw();
  }

  head(column, at) {
    const button = element("button", { type: "button", title: column.about || null }, column.title);
    button.addEventListener("click", () => this.sort(at));
    const kind = NUMBERS.has(column.show) ? "num" : "";
    return element("th", { scope: "col", class: kind, "aria-sort": "none" }, button);
  }

  sort(at) {
    // Ranks, names and dates are wanted from the front; sizes and scores from the top.
    const biggestFirst = NUMBERS.has(this.columns[at].show) && !/rank|coding|run/i.test(this.columns[at].key);
    this.down = this.sorted === at ? !this.down : biggestFirst;
    this.sorted = at;
    this.place.querySelectorAll("th").forEach((th, number) =>
      th.setAttribute("aria-sort", this.drawn[number] !== at ? "none" : this.down ? "descending" : "ascending"));
    this.draw();
  }

  filter(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    this.kept = this.all.filter(({ text }) => wanted.every((word) => text.includes(word)));
    this.limit = PAGE;
    this.draw();
  }

  draw() {
    const at = this.sorted;
    const rows = at === null ? this.kept : [...this.kept].sort((a, b) => {
      const empty = (a.row[at] === null) - (b.row[at] === null);
      return empty || (this.down ? -1 : 1) * compare(a.row[at], b.row[at]);
    });
    const drawn = rows.slice(0, this.limit).map(({ row, url }) =>
      element("tr", {}, ...this.drawn.map((place) => cell(this.columns[place], row[place], url, place === 0))));
    this.place.querySelector("tbody").replaceChildren(...drawn);
    const more = rows.length - drawn.length;
    this.place.querySelector(".more").hidden = more <= 0;
    this.place.querySelector(".more").textContent = `Show more (${more.toLocaleString("en")} left)`;
    const all = `${this.all.length.toLocaleString("en")} ${this.all.length === 1 ? "row" : "rows"}`;
    this.place.querySelector("output").textContent =
      rows.length === this.all.length ? all : `${rows.length.toLocaleString("en")} of ${all}`;
  }
}

// Charts take their colours from the style sheet, so that both themes stand in one place.
function colours() {
  const styles = getComputedStyle(document.documentElement);
  return (name) => styles.getPropertyValue(`--${name}`).trim();
}

function chartConfig() {
  const colour = colours();
  const font = getComputedStyle(document.body).fontFamily;
  const narrow = innerWidth < 600;
  const words = { labelColor: colour("soft"), titleColor: colour("soft"), labelFont: font, titleFont: font };
  return {
    background: null, font,
    view: { stroke: null },
    axis: { ...words, gridColor: colour("grid"), domainColor: colour("line"), tickColor: colour("line"),
      titleFontWeight: "normal", labelFontSize: 11.5, titleFontSize: 11.5, titlePadding: 10, labelLimit: narrow ? 110 : 200 },
    legend: { ...words, labelFontSize: 12, symbolSize: 90, columns: narrow ? 1 : 0, labelLimit: 240 },
    range: { category: ["one", "two", "four", "three"].map(colour), ordinal: ["one", "two", "three"].map(colour) },
    circle: { color: colour("one") }, bar: { color: colour("one") },
  };
}

const views = new Map();

function height(name) {
  if (name !== "transparency") return DATA.charts[name].height;
  return 20 * new Set(DATA.rows.pillars.map((row) => row.label)).size;
}

async function draw(place) {
  const name = place.dataset.chart;
  const spec = { ...structuredClone(DATA.charts[name]), datasets: DATA.rows };
  if (name === "benchmark") spec.params[0].value = document.getElementById("benchmark").value;
  const wanted = spec.data ? spec.data.name : spec.layer[0].data.name;
  if (!DATA.rows[wanted].length) {
    place.classList.add("empty");
    place.style.minHeight = "";
    place.textContent = "No page publishes this yet.";
    return;
  }
  spec.height = height(name);
  spec.config = chartConfig();
  // ast: the library interprets its expressions instead of compiling them, so the page needs no right to eval.
  const result = await vegaEmbed(place, spec, {
    ast: true, actions: false, renderer: "canvas", defaultStyle: false,
    loader: { target: "_blank", rel: "noopener noreferrer" }, tooltip: { disableDefaultStyle: true },
  });
  views.get(name)?.finalize();
  views.set(name, result);
  place.dataset.drawn = "yes";
}

function choose(benchmark) {
  views.get("benchmark")?.view.signal("benchmark", benchmark).runAsync();
}

function benchmarkChoice() {
  const counts = new Map();
  for (const row of DATA.rows.benchmarks)
    if (row.score !== null && row.rank !== null) counts.set(row.benchmark, (counts.get(row.benchmark) || 0) + 1);
  const select = document.getElementById("benchmark");
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])))
    select.append(element("option", { value: name }, `${name} (${count})`));
  select.addEventListener("change", () => choose(select.value));
  select.parentElement.hidden = !counts.size;
}

function theme(wanted) {
  document.documentElement.dataset.theme = wanted;
  const button = document.getElementById("theme");
  button.setAttribute("aria-pressed", String(wanted === "dark"));
  button.textContent = wanted === "dark" ? "Light colours" : "Dark colours";
  document.querySelectorAll("[data-drawn]").forEach(draw);
}

const system = matchMedia("(prefers-color-scheme: dark)");
theme(system.matches ? "dark" : "light");
system.addEventListener("change", () => theme(system.matches ? "dark" : "light"));
document.getElementById("theme").addEventListener("click", () =>
  theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
benchmarkChoice();
document.querySelectorAll("[data-table]").forEach((place) => new Table(place));
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter(({ isIntersecting }) => isIntersecting)) {
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "400px" });
for (const place of document.querySelectorAll("[data-chart]")) {
  // The place is kept free, so that nothing moves under the reader when the chart comes.
  place.style.minHeight = `${height(place.dataset.chart) + 75}px`;
  seen.observe(place);
}
