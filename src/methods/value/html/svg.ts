/** What charts are drawn with: scales, ticks, texts in both languages. */
import { escape } from '../../../data/quality/html/text.ts';
import type { Localized } from '../../../language/plan.ts';

export const WIDE = 960;

type Scaler = (value: number) => number;

export const scaler =
  (from: number, to: number, low: number, high: number): Scaler =>
  (value) =>
    to === from ? (low + high) / 2 : low + ((value - from) / (to - from)) * (high - low);

export const at = (value: number): string => value.toFixed(1);

/** Round numbers, about so many, that lie within. */
export function ticks(from: number, to: number, about = 5): number[] {
  const raw = (to - from) / about;
  if (!(raw > 0) || !Number.isFinite(raw)) return [from];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const found: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i += 1)
    found.push(Number((i * step).toPrecision(12)));
  return found;
}

/** A text of the language that is shown: one element for each. */
export function label(of: Localized, attributes: string): string {
  if (of.en === of.zh) return `<text ${attributes}>${escape(of.en)}</text>`;
  return `<text lang="en" ${attributes}>${escape(of.en)}</text><text lang="zh-CN" ${attributes}>${escape(of.zh)}</text>`;
}

export const plain = (text: string): Localized => ({ en: text, zh: text });

export const title = (of: Localized): string =>
  `<title>${escape(of.en === of.zh ? of.en : `${of.en} / ${of.zh}`)}</title>`;

export function svg(
  width: number,
  height: number,
  name: Localized,
  parts: readonly string[],
  cls = '',
): string {
  return `<svg${cls === '' ? '' : ` class="${cls}"`} viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(`${name.en} / ${name.zh}`)}">
${parts.filter((part) => part !== '').join('\n')}
</svg>`;
}

export const cut = (text: string, most = 26): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Lines and labels of both axes. */
export function axes(
  { left, right, top, bottom }: Frame,
  x: { scale: Scaler; ticks: readonly number[]; text: (value: number) => Localized; name: Localized },
  y: { scale: Scaler; ticks: readonly number[]; text: (value: number) => Localized; name: Localized },
): string {
  const across = y.ticks.map(
    (value) =>
      `<line x1="${left}" x2="${right}" y1="${at(y.scale(value))}" y2="${at(y.scale(value))}" class="grid"/>` +
      label(y.text(value), `x="${left - 8}" y="${at(y.scale(value) + 4)}" text-anchor="end"`),
  );
  const along = x.ticks.map(
    (value) =>
      `<line x1="${at(x.scale(value))}" x2="${at(x.scale(value))}" y1="${bottom}" y2="${bottom + 5}" class="axis"/>` +
      label(x.text(value), `x="${at(x.scale(value))}" y="${bottom + 19}" text-anchor="middle"`),
  );
  return [
    ...across,
    ...along,
    `<line x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" class="axis"/>`,
    label(x.name, `x="${right}" y="${bottom + 36}" text-anchor="end" class="name"`),
    label(y.name, `x="${left - 8}" y="${top - 12}" class="name" text-anchor="start"`),
  ].join('\n');
}

/** Colours and shapes beside those of all reports: who does not see colours sees shapes. */
export const CHART_STYLE = `
:root{--good:#1a7f4b;--bad:#b3372f;--tint:#e7f4ec;--warn:#fbeeec;--c0:#0b5c8f;--c1:#d08a1d;--c2:#7a5ba6;--c3:#2f8f83;--c4:#9aa5b1}
@media screen and (prefers-color-scheme:dark){:root{--good:#5fd39a;--bad:#ff8f86;--tint:#173326;--warn:#3a2220;--c0:#6cb6e8;--c1:#e6b15a;--c2:#b79be0;--c3:#63c7b9;--c4:#6b7683}}
svg .grid{stroke:var(--line);stroke-width:.6}svg .mean{stroke:var(--grey);stroke-width:1.2;stroke-dasharray:5 4}
svg .name{font-weight:600}svg .corner{font-size:12px;font-weight:600;fill:var(--grey)}svg .corner.good{fill:var(--good)}svg .corner.bad{fill:var(--bad)}
svg .goodfield{fill:var(--tint)}svg .badfield{fill:var(--warn)}
svg .whisker{stroke:var(--grey);stroke-width:1.1;opacity:.55}
svg .point{fill:var(--accent);stroke:var(--paper);stroke-width:1.2}svg .point.better,svg .point.rather-better{fill:var(--good)}svg .point.worse,svg .point.rather-worse{fill:var(--bad)}
svg .point.small{fill:var(--paper);stroke:var(--grey);stroke-dasharray:2 2}
svg text.in{fill:#fff;font-size:10px;font-weight:700}svg text.in.small{fill:var(--grey)}
@media screen and (prefers-color-scheme:dark){svg text.in{fill:#101418}}
svg .limit{fill:none;stroke:var(--accent);stroke-width:1.2}svg .limit.outer{stroke-dasharray:none}svg .limit.inner{stroke-dasharray:4 3;opacity:.8}
svg .band{fill:var(--accent);opacity:.13}svg .line{fill:none;stroke:var(--grey);stroke-width:1;opacity:.5}svg .line.all{stroke:var(--accent);stroke-width:2.6;opacity:1}
svg .p0{fill:var(--c0)}svg .p1{fill:var(--c1)}svg .p2{fill:var(--c2)}svg .p3{fill:var(--c3)}svg .p4{fill:var(--c4)}svg .tick{stroke:var(--ink);stroke-width:2.4}
td.better,td.rather-better{color:var(--good)}td.worse,td.rather-worse{color:var(--bad)}.mark{font-size:.8em;margin-inline-start:.25em}
span.better,span.rather-better{color:var(--good);font-weight:600}span.worse,span.rather-worse{color:var(--bad);font-weight:600}
.compare td,.compare th{padding-inline-end:.7rem}.compare th{white-space:normal;overflow-wrap:normal;vertical-align:bottom;min-width:4.2rem}.compare td{overflow-wrap:normal}.compare.first td:first-child{min-width:8rem}.compare td:nth-child(2){min-width:8rem}.compare.all td:nth-child(4){min-width:9rem}
details{margin:.6rem 0}summary{cursor:pointer;font-weight:600}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.7rem;margin:1rem 0;padding:0;list-style:none}
.cards li{border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;background:var(--soft)}.cards b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}.cards small{color:var(--grey);display:block}
@media print{.compare td,.compare th{padding-inline-end:.35rem;font-size:7.5pt}.cards{grid-template-columns:repeat(4,1fr)}}
`;
