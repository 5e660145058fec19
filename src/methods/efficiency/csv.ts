/** The report as one table: a row for all, each unit, each group and each group of a unit. Figures as they are, without thousands apart. */
import { csvCell } from '../../data/disk/cells.ts';
import { FIGURE_NAMES } from './figures.ts';
import type { EfficiencyReport, GroupReport, UnitReport } from './report.ts';
import { RISKS } from './standard.ts';

export function reportCsv(found: EfficiencyReport): string {
  const compared = found.before !== null;
  const heads = [
    'level',
    'hospital',
    'department',
    'group',
    'group_weight',
    'group_risk',
    'withheld',
    ...FIGURE_NAMES,
    ...RISKS.flatMap((risk) => [`cases_${name(risk)}`, `deaths_${name(risk)}`]),
    ...(compared
      ? FIGURE_NAMES.flatMap((one) => [`${one}_before`, `${one}_change`, `${one}_low`, `${one}_high`])
      : []),
  ];
  const rows = [
    unitRow('all', found.all, compared),
    ...found.units.map((unit) => unitRow('unit', unit, compared)),
    ...found.groups.map((group) => groupRow('group', group)),
    ...found.cells.map((group) => groupRow('unit-group', group)),
  ];
  return [heads, ...rows].map((row) => `${heads.map((_, i) => csvCell(row[i])).join(',')}\n`).join('');
}

const name = (risk: string) => risk.replaceAll('-', '_');

function unitRow(level: string, unit: UnitReport, compared: boolean): (string | null)[] {
  return [
    level,
    unit.hospital,
    unit.department,
    null,
    null,
    null,
    String(unit.withheld),
    ...FIGURE_NAMES.map((one) => unit.figures[one]),
    ...unit.risks.flatMap(({ cases, deaths }) => [cases, deaths]),
    ...(compared
      ? FIGURE_NAMES.flatMap((one) => {
          const change = unit.changes?.[one];
          return [
            change?.before ?? null,
            change?.difference ?? null,
            change?.interval?.low ?? null,
            change?.interval?.high ?? null,
          ];
        })
      : []),
  ];
}

function groupRow(level: string, one: GroupReport): (string | null)[] {
  const figures = one.figures as Partial<Record<string, string | null>>;
  return [
    level,
    one.hospital,
    one.department,
    one.group,
    one.weight,
    one.risk,
    String(one.withheld),
    ...FIGURE_NAMES.map((figure) => figures[figure] ?? null),
  ];
}
