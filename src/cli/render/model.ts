/** A model in brief: what it needs, what it computes, what it pays, and its parameters with dates, sources and marks. */
import { fill } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity } from '../../language/plan.ts';
import { shownDate, shownValue, titled, type ParameterNote, type Style } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table, type TableRow } from './table.ts';
import { wrap } from './width.ts';

export function modelLines(
  terminal: Terminal,
  plan: Plan,
  parameters: readonly ParameterNote[],
  readme: string | undefined,
): string[] {
  const { lang, colors: c, width } = terminal;
  const heading = (name: keyof typeof words) => ['', c.bold(words[name][lang])];
  const style = { lang, currency: plan.currency, minorUnit: plan.minorUnit, exact: true };
  return [
    c.bold(titled(plan.title, plan.model, lang)),
    c.dim(`${plan.model} · ${fill(words.version[lang], { version: plan.modelVersion })} · ${plan.currency}`),
    ...(plan.source === undefined ? [] : wrap(fill(words.source[lang], { source: plan.source }), width)),
    ...(plan.parties.length === 0 ? [] : [fill(words.parties[lang], { names: plan.parties.join(', ') })]),
    ...heading('payments'),
    ...plan.payments.flatMap((payment) => {
      const amount = plan.entities
        .find(({ name }) => name === payment.for)
        ?.terms.find(({ name }) => name === payment.terms.amount);
      return block(terminal, `${titled(payment.title, payment.id, lang)} ${c.dim(payment.id)}`, [
        `${payment.for}: ${partyText(payment.from)} → ${partyText(payment.to)}  = ${amount?.formula ?? ''}`,
        ...(payment.source === undefined ? [] : [payment.source]),
      ]);
    }),
    ...heading('entities'),
    ...plan.entities
      .filter(({ rows }) => rows.kind !== 'root')
      .flatMap((entity) => entityLines(terminal, entity)),
    ...(parameters.length === 0 ? [] : heading('parameters')),
    ...parameterTable(terminal, parameters, style),
    ...(readme === undefined ? [] : [...heading('notes'), ...readmeLines(terminal, readme)]),
  ];
}

function partyText(party: Plan['payments'][number]['from']): string {
  if (party.kind === 'role') return party.role;
  return party.path.join('.') || (party.entity ?? '');
}

function block({ width }: Terminal, head: string, lines: string[]): string[] {
  return [`  ${head}`, ...lines.flatMap((line) => wrap(line, width - 6).map((part) => `      ${part}`))];
}

function entityLines(terminal: Terminal, entity: PlanEntity): string[] {
  const { lang, colors: c } = terminal;
  const comma = lang === 'zh' ? '、' : ', ';
  const facts = entity.facts.map(({ name, optional }) =>
    optional ? fill(words.optional[lang], { name }) : name,
  );
  const terms = entity.terms.filter(
    ({ name, hiddenIn }) => hiddenIn === undefined && /^[a-z]\w*$/.test(name),
  );
  const key = entity.key.map(({ name }) => name).join(', ');
  return block(terminal, `${titled(entity.title, entity.name, lang)} ${c.dim(`${entity.name} [${key}]`)}`, [
    ...(facts.length === 0 ? [] : [fill(words.facts[lang], { names: facts.join(comma) })]),
    ...(terms.length === 0
      ? []
      : [fill(words.terms[lang], { names: terms.map(({ name }) => name).join(comma) })]),
  ]);
}

function parameterTable(terminal: Terminal, parameters: readonly ParameterNote[], style: Style): string[] {
  const { lang, colors: c, width } = terminal;
  const rows = parameters.flatMap((parameter) => {
    const lines = linesOf(parameter, style);
    return lines.map((line, i): TableRow => {
      const mark = line.unverified ? `[${words.unverified[lang]}]` : '';
      const name = i === 0 ? titled(parameter.title, parameter.name, lang) : '';
      return {
        cells: [
          name,
          line.from === null ? '' : shownDate(line.from, lang),
          line.value,
          `${mark} ${line.source ?? ''}`.trim(),
        ],
        ...(line.unverified && { style: c.yellow }),
      };
    });
  });
  return rows.length === 0
    ? []
    : table([{ header: '' }, { header: '' }, { header: '' }, { header: '' }], rows, {
        width,
        indent: 2,
        dim: c.dim,
      });
}

/** One line per dated value; of a table its size, since its rows are for the model's own page. */
function linesOf({ shape }: ParameterNote, style: Style) {
  const { lang } = style;
  switch (shape.kind) {
    case 'scalar':
      return shape.values.map((v) => ({ ...v, value: shownValue(v.value, shape.type, style) ?? '–' }));
    case 'list':
      return shape.values.map((v) => ({
        ...v,
        value: v.value.map((one) => shownValue(one, shape.type, style) ?? '–').join(', '),
      }));
    case 'records': {
      const columns = shape.columns.map(({ name }) => name).join(', ');
      const value = fill(words.recordsOf[lang], { count: shape.rows.length, columns });
      return [{ from: null, value, unverified: false, source: undefined }];
    }
    case 'table': {
      const inputs = shape.inputs.map(({ name }) => name).join(', ');
      return shape.values.map((v) => ({
        ...v,
        value: fill(words.tableOf[lang], { inputs, count: v.value.length }),
      }));
    }
  }
}

/** Markdown as plain lines: the title is above already, links to the other language are of no use here. */
function readmeLines({ width }: Terminal, readme: string): string[] {
  const text = readme
    .replace(/^# .*\n/, '')
    .replace(/\[[^\]]*\]\(README[^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]*)\*\*/g, '$1');
  return text
    .trim()
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [''] : wrap(line, width - 2).map((part) => `  ${part}`)));
}
