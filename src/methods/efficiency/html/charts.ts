/** Charts as SVG from the report's own figures; each is there as a table too. */
import { escape } from '../../../data/quality/html/text.ts';
import type { Localized } from '../../../language/plan.ts';
import { reportWords as words } from '../messages/words.ts';
import type { EfficiencyReport } from '../report.ts';
import { unitName } from '../lines.ts';

const SIDE = 420;
const MARGIN = 44;

const named = (label: Localized) => `role="img" aria-label="${escape(label.en)} / ${escape(label.zh)}"`;

/** Units by time (across) and cost (up) efficiency, by their number in the table; the cross is where the mean of the same groups lies. */
export function quadrantChart(found: EfficiencyReport): string {
  const points = found.units.flatMap((unit, i) => {
    const { time_index: x, cost_index: y, cases } = unit.figures;
    return x === null || y === null
      ? []
      : [{ unit, place: i + 1, x: Number(x), y: Number(y), cases: Number(cases ?? 0) }];
  });
  if (points.length < 2) return '';
  const away = Math.max(0.1, ...points.flatMap(({ x, y }) => [Math.abs(x - 1), Math.abs(y - 1)])) * 1.12;
  const span = SIDE - 2 * MARGIN;
  const at = (value: number) => MARGIN + ((value - 1 + away) / (2 * away)) * span;
  const most = Math.max(1, ...points.map(({ cases }) => cases));
  const marks = points.map(({ unit, place, x, y, cases }) => {
    const name = unitName(unit, found.by, 'zh');
    const [cx, cy] = [at(x).toFixed(1), (SIDE - at(y)).toFixed(1)];
    const radius = (4 + 10 * Math.sqrt(cases / most)).toFixed(1);
    const label = `<text x="${cx}" y="${(SIDE - at(y) - Number(radius) - 3).toFixed(1)}" text-anchor="middle">${place}</text>`;
    return `<g><title>${escape(`${name}: ${x} × ${y}`)}</title><circle cx="${cx}" cy="${cy}" r="${radius}" class="dot"/>${label}</g>`;
  });
  const ends = [1 - away, 1 + away].map((value) => value.toFixed(2));
  const middle = (SIDE / 2).toFixed(1);
  const [low, high] = [MARGIN.toFixed(1), (SIDE - MARGIN).toFixed(1)];
  return `<svg class="square" viewBox="0 0 ${SIDE} ${SIDE}" ${named(words.quadrants)}>
<line x1="${middle}" y1="${low}" x2="${middle}" y2="${high}" class="axis"/><line x1="${low}" y1="${middle}" x2="${high}" y2="${middle}" class="axis"/>
<text x="${low}" y="${SIDE - 22}">${ends[0]}</text><text x="${middle}" y="${SIDE - 22}" text-anchor="middle">1</text><text x="${high}" y="${SIDE - 22}" text-anchor="end">${ends[1]}</text>
<text x="4" y="${high}">${ends[0]}</text><text x="4" y="${middle}">1</text><text x="4" y="${MARGIN}">${ends[1]}</text>
${marks.join('\n')}
</svg>`;
}

const ROW = 22;
const WIDE = 960;

/** A bar for each unit; where there was a period before, a tick where its bar then ended. */
export function mixChart(found: EfficiencyReport): string {
  const bars = found.units.flatMap((unit) => {
    const { cmi } = unit.figures;
    return cmi === null
      ? []
      : [{ name: unitName(unit, found.by, 'zh'), cmi, before: unit.before?.cmi ?? null }];
  });
  if (bars.length < 2 || bars.length > 60) return '';
  const most = Math.max(...bars.flatMap(({ cmi, before }) => [Number(cmi), Number(before ?? 0)]));
  const [left, room] = [220, WIDE - 220 - 90];
  const length = (value: number) => (most <= 0 ? 0 : (Math.max(0, value) / most) * room);
  const rows = bars.map(({ name, cmi, before }, i) => {
    const y = i * ROW;
    const tick =
      before === null
        ? ''
        : `<line x1="${(left + length(Number(before))).toFixed(1)}" x2="${(left + length(Number(before))).toFixed(1)}" y1="${y + 1}" y2="${y + ROW - 3}" class="tick"/>`;
    return `<g><title>${escape(`${name}: ${cmi}${before === null ? '' : ` (${before})`}`)}</title><text x="${left - 8}" y="${y + 15}" text-anchor="end">${escape(cut(name))}</text><rect x="${left}" y="${y + 4}" width="${length(Number(cmi)).toFixed(1)}" height="${ROW - 9}" class="bar"/>${tick}<text x="${(left + length(Number(cmi)) + 6).toFixed(1)}" y="${y + 15}">${cmi}</text></g>`;
  });
  return `<svg viewBox="0 0 ${WIDE} ${bars.length * ROW}" ${named(words.mix)}>\n${rows.join('\n')}\n</svg>`;
}

const cut = (name: string) => (name.length > 30 ? `${name.slice(0, 29)}…` : name);
