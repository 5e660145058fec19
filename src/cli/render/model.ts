/** A model in brief: what it needs, what it computes, what it pays, and its parameters with dates, sources and marks. */
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity, PlanFact, ScalarType } from '../../language/plan.ts';
import { shownSource } from '../../language/sources.ts';
import { shownUnit } from '../../language/units.ts';
import {
  roleTitle,
  shownDate,
  shownValue,
  titled,
  type ParameterNote,
  type Style,
} from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
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
    ...(plan.source === undefined
      ? []
      : wrap(fill(words.source[lang], { source: shownSource(plan.source, lang) }), width)),
    ...(plan.parties.length === 0 ? [] : [partiesLine(plan, lang)]),
    ...heading('payments'),
    ...plan.payments.flatMap((payment) => {
      const amount = plan.entities
        .find(({ name }) => name === payment.for)
        ?.terms.find(({ name }) => name === payment.terms.amount);
      return block(terminal, `${titled(payment.title, payment.id, lang)} ${c.dim(payment.id)}`, [
        `${payment.for}: ${partyText(payment.from)} → ${partyText(payment.to)}  = ${amount?.formula ?? ''}`,
        ...(payment.source === undefined ? [] : [shownSource(payment.source, lang)]),
      ]);
    }),
    ...heading('entities'),
    ...plan.entities
      .filter(({ rows }) => rows.kind !== 'root')
      .flatMap((entity) => entityLines(terminal, entity, plan.currency)),
    ...(parameters.length === 0 ? [] : heading('parameters')),
    ...parameterBlocks(terminal, parameters, style),
    ...(readme === undefined ? [] : [...heading('notes'), ...readmeLines(terminal, readme)]),
  ];
}

/** A contract names them by what stands in brackets. */
function partiesLine({ parties, words: own }: Plan, lang: Lang): string {
  const names = parties.map((role) => {
    const title = roleTitle(role, own)?.[lang];
    return title === undefined ? role : lang === 'zh' ? `${title}（${role}）` : `${title} (${role})`;
  });
  return fill(words.parties[lang], { names: names.join(lang === 'zh' ? '、' : ', ') });
}

function partyText(party: Plan['payments'][number]['from']): string {
  if (party.kind === 'role') return party.role;
  return party.path.join('.') || (party.entity ?? '');
}

function block({ width }: Terminal, head: string, lines: string[]): string[] {
  return [`  ${head}`, ...lines.flatMap((line) => wrap(line, width - 6).map((part) => `      ${part}`))];
}

function entityLines(terminal: Terminal, entity: PlanEntity, currency: string): string[] {
  const { lang, colors: c } = terminal;
  const comma = lang === 'zh' ? '、' : ', ';
  const references =
    entity.rows.kind === 'bound' ? entity.references.filter(({ kind }) => kind === 'column') : [];
  const facts = [
    ...references.map(({ name, to }) => ({
      cells: [name, fill(words.factReference[lang], { entity: to }), ''],
    })),
    ...entity.facts.map((fact) => ({
      cells: [fact.name, factType(fact, terminal.lang, currency), fact.title?.[lang] ?? ''],
    })),
  ];
  const terms = entity.terms.filter(
    ({ name, hiddenIn }) => hiddenIn === undefined && /^[a-z]\w*$/.test(name),
  );
  const key = entity.key.map(({ name }) => name).join(', ');
  const head = `${titled(entity.title, entity.name, lang)} ${c.dim(`${entity.name} [${key}]`)}`;
  const three = [{ header: '' }, { header: '' }, { header: '' }];
  return [
    ...block(terminal, head, facts.length === 0 ? [] : [words.facts[lang]]),
    ...(facts.length === 0 ? [] : table(three, facts, { width: terminal.width, indent: 8, dim: c.dim })),
    ...(terms.length === 0
      ? []
      : block(terminal, '', [
          fill(words.terms[lang], { names: terms.map(({ name }) => name).join(comma) }),
        ]).slice(1)),
  ];
}

/** What a column for the fact holds: `USD`, `ratio (0.85 is 85 %), optional`, `I | II | III`. */
function factType({ type, optional, oneOf }: PlanFact, lang: Lang, currency: string): string {
  const said = oneOf ? oneOf.join(' | ') : typeText(type, lang, currency);
  return optional ? fill(words.optional[lang], { type: said }) : said;
}

/** Ratios are the numbers of the finest scale without a unit (docs/language.md, "Units"). */
function typeText(type: ScalarType, lang: Lang, currency: string): string {
  switch (type.kind) {
    case 'number': {
      const unit = shownUnit(type.dimensions, lang, currency);
      return unit || words[type.scale === 15 ? 'factRatio' : 'factNumber'][lang];
    }
    case 'text':
      return words.factText[lang];
    case 'boolean':
      return words.factBoolean[lang];
    case 'date':
      return words.factDate[lang];
    case 'duration':
      return words.factDuration[lang];
    case 'party':
      return words.factParty[lang];
    case 'reference':
      return fill(words.factReference[lang], { entity: type.entity });
  }
}

function parameterBlocks(terminal: Terminal, parameters: readonly ParameterNote[], style: Style): string[] {
  const { lang, colors: c } = terminal;
  return parameters.flatMap((parameter) => {
    const cited = new Set<string>();
    const lines = linesOf(parameter, style).map(({ from, value, unverified, source }) => {
      const since = from === null ? '' : `${fill(words.since[lang], { date: shownDate(from, lang) })}: `;
      const mark = unverified ? `  [${words.unverified[lang]}]` : '';
      // What several values share is cited once.
      const cites = source === undefined || cited.has(source) ? '' : `  — ${shownSource(source, lang)}`;
      if (source !== undefined) cited.add(source);
      return since + value + mark + cites;
    });
    const head = `${titled(parameter.title, parameter.name, lang)}${parameter.title ? ` ${c.dim(parameter.name)}` : ''}`;
    return block(terminal, head, lines);
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
        value:
          v.value.map((one) => shownValue(one, shape.type, style) ?? '–').join(', ') || words.noneGiven[lang],
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
  // A paragraph's lines are one; an item, a table's row and an empty line begin another.
  const paragraphs: string[] = [];
  for (const line of text.trim().split('\n')) {
    const before = paragraphs.at(-1);
    const joins =
      before !== undefined && before !== '' && !/^\s*([-*|]|\d+\. |$)/.test(line) && !before.startsWith('|');
    if (joins) paragraphs[paragraphs.length - 1] = joined(before, line.trim());
    else paragraphs.push(line);
  }
  return paragraphs.flatMap((paragraph) =>
    (paragraph.startsWith('|') ? [paragraph] : wrap(paragraph, width - 2)).map((part) =>
      `  ${part}`.trimEnd(),
    ),
  );
}

/** Han text needs no space where a line was broken. */
function joined(before: string, line: string): string {
  return /[\u2e80-\u9fff\uff00-\uffef]$/.test(before) ? before + line : `${before} ${line}`;
}
