/** `openvbp methods [NAME]`: what a contract may ask of data, or one method with its options and columns. */
import { canonicalTable } from '../../data/canonical/index.ts';
import { SUMS } from '../../data/sums/sums.ts';
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Method } from '../../methods/method.ts';
import { CallError, didYouMean, report } from '../arguments.ts';
import { methodFamilies, methodTypes, methodWords } from '../messages/methods.ts';
import { words } from '../messages/words.ts';
import { table } from '../render/table.ts';
import { wrap } from '../render/width.ts';
import { commandName, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish } from './shared.ts';

export async function methods(terminal: Terminal, [name]: string[]): Promise<ExitCode> {
  const { METHODS, findMethod } = await import('../../methods/registry.ts');
  if (name === undefined) return list(terminal, METHODS);
  const method = findMethod(name);
  if (method) return describe(terminal, method);
  const names = METHODS.map((one) => one.name);
  throw new CallError(didYouMean(report('no-method', { name }), name, names));
}

function list(terminal: Terminal, all: readonly Method[]): ExitCode {
  const { lang, colors: c, width } = terminal;
  const families = Map.groupBy(all, ({ name }) => name.split('.')[0] as string);
  const longest = Math.max(0, ...all.map(({ name }) => name.length));
  const lines = [...families].flatMap(([family, members]) => [
    c.bold(methodFamilies[family]?.[lang] ?? family),
    ...table(
      [{ header: '' }, { header: '' }],
      members.map(({ name, title }) => ({ cells: [name.padEnd(longest), title[lang]] })),
      { width, indent: 2, dim: c.dim },
    ),
    '',
  ]);
  const command = `${commandName()} methods ${all[0]?.name ?? ''}`;
  return finish(terminal, {
    result: all.map(documented),
    lines: [...lines, c.dim(fill(words.methodsNext[lang], { command }))],
    exit: OK,
  });
}

function describe(terminal: Terminal, method: Method): ExitCode {
  const { lang, colors: c, width } = terminal;
  const { name, title, about, source, reads, options, columns } = method;
  const ships = method.ships?.() ?? [];
  const optionRows = options.map((option) => {
    const rule =
      option.default !== undefined
        ? fill(words.optionDefault[lang], { value: defaultText(option) })
        : words[option.optional === true ? 'optionOptional' : 'optionNeeded'][lang];
    const allowed = option.oneOf ? option.oneOf.join(' | ') : typeName(option.type, lang);
    return { cells: [option.name, allowed, rule, option.label[lang]] };
  });
  const columnRows = columns.map((column) => ({
    cells: [
      column.name,
      typeName(column.type, lang) + (column.key === true ? words.columnKey[lang] : ''),
      column.label[lang],
    ],
  }));
  const layout = { width, indent: 2, dim: c.dim };
  const three = [{ header: '' }, { header: '' }, { header: '' }];
  return finish(terminal, {
    result: documented(method),
    lines: [
      c.bold(`${name}  ${title[lang]}`),
      '',
      ...wrap(about[lang], width),
      '',
      ...wrap(fill(words.methodSource[lang], { source }), width).map(c.dim),
      ...wrap(fill(words.methodReads[lang], { tables: tableNames(reads, lang) }), width).map(c.dim),
      ...(options.length > 0
        ? ['', c.bold(words.methodOptions[lang]), ...table([...three, { header: '' }], optionRows, layout)]
        : []),
      '',
      c.bold(words.methodColumns[lang]),
      ...table(three, columnRows, layout),
      ...(ships.length > 0
        ? [
            '',
            c.bold(words.methodShips[lang]),
            ...table(
              three,
              ships.map((one) => ({ cells: [one.name, one.title[lang], one.licence[lang]] })),
              layout,
            ),
          ]
        : []),
    ],
    exit: OK,
  });
}

/** Items apart, so that a line is not broken within one. */
const defaultText = ({ type, default: value = '' }: Method['options'][number]) =>
  type === 'list' ? value.replace(/,(?=\S)/g, ', ') : value;

function typeName(type: string, lang: Lang): string {
  return methodTypes[type]?.[lang] ?? type;
}

/** Tables by what they are, and by the name a query or the guide has for them. */
function tableNames(names: readonly string[], lang: Lang): string {
  const said = names.map((name) => {
    const { label: words } = SUMS.find((one) => one.name === name) ?? canonicalTable(name);
    const { [lang]: whole } = words;
    // `Medical claims, line by line`: the first words say which table it is.
    const label = whole.split(/[,:(（]/)[0]?.trim() ?? whole;
    return fill(methodWords.table[lang], { label, name });
  });
  return said.join(methodWords.listSeparator[lang]);
}

/** A method without its code. */
function documented({ name, title, about, source, reads, options, columns, reasons = {}, ships }: Method) {
  return { name, title, about, source, reads, options, columns, reasons, ...(ships && { ships: ships() }) };
}
