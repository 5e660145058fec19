/** A row is one thing with one key: empty and repeated keys are errors that name the lines. */
import type { Agreement } from '../../language/agreement.ts';
import type { MessageData } from '../../language/diagnostic.ts';
import { formatDecimal } from '../../language/number.ts';
import type { PlanEntity, ScalarType } from '../../language/plan.ts';
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable } from '../../warehouse/warehouse.ts';
import { shortened } from './findings.ts';
import type { Problems } from './problems.ts';
import { LISTED } from './problems.ts';
import type { ReadPart } from './source.ts';
import { LINE, SOURCE } from './types.ts';
import type { SourceRead } from './types.ts';

export async function checkKeys(
  warehouse: Warehouse,
  entity: PlanEntity,
  sources: readonly SourceRead[],
  agreement: Agreement,
  problems: Problems,
): Promise<void> {
  const table = quoteTable({ schema: 'facts', name: entity.name });
  if (await isSound(warehouse, entity, table)) return;
  const files = filesOf(entity, sources, agreement);
  for (const part of entity.key) {
    const from = `from ${table} where ${quoteIdentifier(part.name)} is null`;
    const rows = await warehouse.values(
      `select ${SOURCE}, ${LINE}, count(*) over () ${from} order by ${SOURCE}, ${LINE} limit ${LISTED}`,
    );
    const instances = rows.map(([source, line]) => {
      const at = { file: files(Number(source)).path, line: Number(line) };
      return { data: { line: at.line, entity: entity.name, name: part.name }, at };
    });
    const [first] = instances;
    if (first) problems.several('key-empty', Number(rows[0]?.[2]), instances, first.at);
  }
  const key = entity.key.map((part) => quoteIdentifier(part.name)).join(', ');
  const known = entity.key.map((part) => `${quoteIdentifier(part.name)} is not null`).join(' and ');
  const repeated = `select ${key} from ${table} where ${known} group by all having count(*) > 1`;
  const rows = await warehouse.values(
    `select ${SOURCE}, ${LINE}, first_source, first_line, count(*) over (), ${key} from (
       select ${key}, ${SOURCE}, ${LINE},
         first_value(${SOURCE}) over w as first_source, first_value(${LINE}) over w as first_line,
         row_number() over w as place
       from ${table} join (${repeated}) using (${key})
       window w as (partition by ${key} order by ${SOURCE}, ${LINE})
     ) where place > 1 order by ${SOURCE}, ${LINE}, ${key} limit ${LISTED}`,
  );
  const instances = rows.map(([source, line, firstSource, firstLine, , ...parts]) => {
    const [here, there] = [files(Number(source)), files(Number(firstSource))];
    const data: MessageData = {
      entity: entity.name,
      key: shortened(parts.map((part, i) => keyText(part, entity.key[i]?.type)).join(',')),
      line: Number(line),
      file: here.name,
      firstLine: Number(firstLine),
      firstFile: there.name,
    };
    return { data, at: { file: here.path, line: Number(line) } };
  });
  const [first] = instances;
  if (first) problems.several('key-twice', Number(rows[0]?.[4]), instances, { file: first.at.file });
}

/**
 * Whether no part of a key is empty and no key there twice, said without the database, which takes longer to be asked than a few rows to be looked
 * through. False also where only the database can tell: of rows of files, of durations (P1M is P30D to it), of text that is not Unicode.
 */
export function haveSoundKeys(entity: PlanEntity, parts: readonly ReadPart[]): boolean {
  if (entity.key.some(({ type }) => type.kind === 'duration')) return false;
  const seen = new Set<string>();
  for (const { query, rows } of parts) {
    if (query !== undefined) return false;
    for (const row of rows ?? []) {
      const cells = entity.key.map(({ name }) => row.get(name) ?? null);
      if (cells.some((cell) => cell === null || (typeof cell === 'string' && !cell.isWellFormed())))
        return false;
      const key = JSON.stringify(cells.map(String));
      if (seen.has(key)) return false;
      seen.add(key);
    }
  }
  return true;
}

/** Asked first, as it costs a part of finding the lines: no part of a key is empty, and no key is there twice. */
async function isSound(warehouse: Warehouse, entity: PlanEntity, table: string): Promise<boolean> {
  if (entity.key.length === 0) return true;
  const names = entity.key.map((part) => quoteIdentifier(part.name));
  const empty = names.map((name) => `${name} is null`).join(' or ');
  const [[wrong]] = (await warehouse.values(
    `select exists (from ${table} where ${empty}) or exists (select 1 from ${table} group by ${names.join(', ')} having count(*) > 1)`,
  )) as [[boolean]];
  return !wrong;
}

/** Keys are written with numbers without padding zeros (`docs/language.md` §3). */
function keyText(part: Cell, type: ScalarType | undefined): string {
  return typeof part === 'bigint' && type?.kind === 'number' ? formatDecimal(part, type.scale) : String(part);
}

function filesOf(entity: PlanEntity, sources: readonly SourceRead[], agreement: Agreement) {
  const own = sources.flatMap((source, place) => (source.entity === entity.name ? [place] : []));
  return (place: number): { path: string; name: string } => {
    const source = agreement.bindings[entity.name]?.sources[own.indexOf(place)];
    const name = sources[place]?.file ?? '';
    const path = source?.kind === 'table' || source?.kind === 'sql' ? source.file : source?.at.file;
    return { path: path ?? name, name };
  };
}
