/** The report as one HTML file: nothing is fetched, both languages are in it, it prints on A4, and the same report gives the same bytes. */
import { shell } from '../../../data/quality/html/shell.ts';
import { both, escape, table } from '../../../data/quality/html/text.ts';
import type { Head } from '../../../data/quality/html/text.ts';
import type { Lang } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import type { FigureName } from '../figures.ts';
import { groupName, notesOf, periodOf, relativeText, shown, signed, unitName } from '../lines.ts';
import { figureWords, reportWords as words, riskWords } from '../messages/words.ts';
import type { EfficiencyReport, GroupReport, UnitReport } from '../report.ts';
import { GROUP_FIGURES } from '../report.ts';
import { mixChart, quadrantChart } from './charts.ts';

/** Groups of a unit that are listed; the CSV and the JSON have all. */
const LISTED = 60;

const MORE = `
.dot{fill:var(--accent);fill-opacity:.55;stroke:var(--accent)}.tick{stroke:var(--late);stroke-width:3}
svg.square{max-width:30rem;margin:0 auto}
.figures th{white-space:normal;overflow-wrap:normal;vertical-align:bottom}.figures td{overflow-wrap:normal}.figures td,.figures th{padding-inline-end:.6rem}
@media print{.figures td,.figures th{padding-inline-end:.35rem;font-size:7.5pt}}
`;

export function reportPage(found: EfficiencyReport, lang: Lang = 'en'): string {
  const sections = [
    unitsSection(found),
    risksSection(found),
    changesSection(found),
    groupsSection(found),
    cellsSection(found),
  ];
  const main = `<p>${both(periodOf(found))}</p>
${sections.filter((section) => section !== '').join('\n')}
<ul class="hint">
${notesOf(found)
  .map((note) => `<li>${both(note)}</li>`)
  .join('\n')}
</ul>`;
  return shell({ title: words.title, otherLanguage: words.otherLanguage, main, style: MORE }, lang);
}

const number = (of: Localized): Head => ({ words: of, number: true });
const plain = (of: Localized): Head => ({ words: of });
const figure = (name: FigureName, text: string | null, withheld: boolean) =>
  text === null ? (withheld ? both(words.withheld) : '–') : escape(shown(name, text));

const COLUMNS = [
  'cases',
  'groups',
  'cmi',
  'time_index',
  'cost_index',
  'mean_stay',
  'mean_fee',
  'drug_share',
  'drug_share_without_herbs',
  'materials_share',
  'low_risk_mortality',
] as const satisfies readonly FigureName[];

const nameOf = (unit: UnitReport | GroupReport, { by }: EfficiencyReport): string =>
  both({ en: unitName(unit, by, 'en'), zh: unitName(unit, by, 'zh') });

function unitsSection(found: EfficiencyReport): string {
  const title = found.by === 'department' ? words.departments : words.hospitals;
  const row = (unit: UnitReport, name: string, place = '') => [
    place,
    name,
    ...COLUMNS.map((one) => figure(one, unit.figures[one], unit.hidden.includes(one))),
  ];
  const heads = [
    number({ en: '', zh: '' }),
    plain(found.by === 'department' ? words.department : words.hospital),
    ...COLUMNS.map((one) => number(figureWords[one])),
  ];
  const rows = [
    ...found.units.map((unit, i) => row(unit, nameOf(unit, found), String(i + 1))),
    row(found.all, `<b>${both(words.all)}</b>`),
  ];
  return [
    `<h2>${both(title)}</h2>`,
    chart(words.quadrants, quadrantChart(found)),
    `<div class="figures">${table('', heads, rows)}</div>`,
    chart(found.before ? words.mixBefore : words.mix, mixChart(found)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const chart = (title: Localized, svg: string) => (svg === '' ? '' : `<h3>${both(title)}</h3>\n${svg}`);

function risksSection(found: EfficiencyReport): string {
  const risks = found.all.risks;
  if (risks.every(({ cases }) => cases === '0')) return '';
  const withheld = found.suppress !== null;
  const cell = ({ cases, deaths, mortality }: UnitReport['risks'][number]) =>
    cases === '0'
      ? '–'
      : deaths === null || mortality === null
        ? withheld
          ? both(words.withheld)
          : '–'
        : `${escape(shown('mortality', mortality))} <small>${escape(shown('deaths', deaths))}/${escape(shown('cases', cases))}</small>`;
  const heads = [
    plain(found.by === 'department' ? words.department : words.hospital),
    ...risks.map(({ risk }) => number(riskWords[risk])),
  ];
  const rows = [
    ...found.units.map((unit) => [nameOf(unit, found), ...unit.risks.map(cell)]),
    [`<b>${both(words.all)}</b>`, ...risks.map(cell)],
  ];
  return `<h2>${both(words.risks)}</h2>\n${table('', heads, rows)}`;
}

const COMPARED = [
  'cases',
  'cmi',
  'time_index',
  'cost_index',
  'mean_stay',
  'mean_fee',
  'drug_share',
  'materials_share',
  'mortality',
  'low_risk_mortality',
] as const satisfies readonly FigureName[];

function changesSection(found: EfficiencyReport): string {
  if (!found.before) return '';
  const heads = [
    plain(words.figure),
    number(words.before),
    number(words.after),
    number(words.change),
    number(words.relative),
    number(words.interval),
  ];
  const of = (unit: UnitReport, name: string) => {
    const rows = COMPARED.flatMap((one) => {
      const change = unit.changes?.[one];
      if (!change) return [];
      const { before, after, difference, relative, interval } = change;
      return [
        [
          both(figureWords[one]),
          figure(one, before, found.suppress !== null),
          figure(one, after, found.suppress !== null),
          both(signed(one, difference)),
          relative === null ? '' : escape(relativeText(relative)),
          interval === null ? '' : `${both(signed(one, interval.low))} … ${both(signed(one, interval.high))}`,
        ],
      ];
    });
    return `<h3>${name}</h3>\n${table('', heads, rows)}`;
  };
  const parts = [
    of(found.all, both(words.all)),
    ...found.units.filter((unit) => !unit.withheld).map((unit) => of(unit, nameOf(unit, found))),
  ];
  return `<h2>${both(words.changes)}</h2>\n${parts.join('\n')}`;
}

const groupHeads = [
  plain(words.group),
  number(words.weight),
  plain(words.risk),
  ...GROUP_FIGURES.map((one) => number(figureWords[one])),
];

function groupRows(groups: readonly GroupReport[]): string[][] {
  return groups.map((one) => [
    both({ en: groupName(one, 'en'), zh: groupName(one, 'zh') }),
    one.weight ?? '–',
    one.risk === null ? '' : both(riskWords[one.risk]),
    ...GROUP_FIGURES.map((name) => figure(name, one.figures[name], one.withheld)),
  ]);
}

const most = (groups: readonly GroupReport[]) =>
  groups.toSorted((a, b) => Number(b.figures.cases ?? -1) - Number(a.figures.cases ?? -1)).slice(0, LISTED);

function groupsSection(found: EfficiencyReport): string {
  const rows = groupRows(most(found.groups));
  return `<h2>${both(words.groups)}</h2>\n<div class="figures">${table('', groupHeads, rows)}</div>`;
}

function cellsSection(found: EfficiencyReport): string {
  return found.units
    .map((unit) => {
      const own = found.cells.filter(
        ({ hospital, department }) => hospital === unit.hospital && department === unit.department,
      );
      if (own.length === 0) return '';
      const title = {
        en: words.groupsOf.en.replace('{unit}', unitName(unit, found.by, 'en')),
        zh: words.groupsOf.zh.replace('{unit}', unitName(unit, found.by, 'zh')),
      };
      const rows = groupRows(most(own));
      return `<h3>${both(title)}</h3>\n<div class="figures">${table('', groupHeads, rows)}</div>`;
    })
    .filter((part) => part !== '')
    .join('\n');
}
