/** A run in brief, from its own files: nothing of it is opened that the card does not show. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { money } from '../../engine/statement-rows.ts';
import { STATEMENT } from '../../engine/payments/statement.ts';
import { AGREEMENT, DATABASE, MANIFEST, PLAN } from '../../engine/run/folder.ts';
import type { RunManifest } from '../../engine/types.ts';
import type { Agreement } from '../../language/agreement.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { RunCard } from '../api.ts';

/** What a card is made from, kept as long as `run.json` is the same. */
export interface CardParts {
  card: Omit<RunCard, 'stale' | 'run'>;
  inputs: Inputs;
  manifest: RunManifest;
  /** The contract's file when the run was made. */
  contractFile: string;
}

/** Files a run was made from, where they lay then, and their hashes. */
type Inputs = { file: string; sha256: string }[];

/** Undefined where the folder's files are none of a run's. */
export async function cardParts(folder: string): Promise<CardParts | undefined> {
  try {
    const read = async <T>(name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as T;
    const manifest = await read<RunManifest>(MANIFEST);
    const plan = await read<Plan>(PLAN);
    const agreement = await read<Agreement>(AGREEMENT);
    const payments = await paymentsOf(folder, plan, manifest);
    return {
      card: {
        contract: manifest.contract,
        model: `${manifest.model}@${manifest.modelVersion}`,
        currency: manifest.currency,
        minorUnit: plan.minorUnit,
        period: manifest.period,
        asOf: manifest.asOf,
        written: statSync(join(folder, MANIFEST)).mtime.toISOString(),
        payments,
        warnings: manifest.diagnostics.filter(({ severity }) => severity === 'warning').length,
      },
      inputs: inputsOf(agreement, manifest),
      manifest,
      contractFile: agreement.file,
    };
  } catch {
    return undefined;
  }
}

async function paymentsOf(
  folder: string,
  plan: Plan,
  { parties }: RunManifest,
): Promise<RunCard['payments']> {
  const warehouse = await openDuckdb({ path: join(folder, DATABASE), readOnly: true, threads: 1 });
  try {
    const of = (status: string) => `count(*) filter (where status = '${status}')`;
    const rows = await warehouse.values(
      `with flows as (select payment, "from", "to", coalesce(sum(amount), 0)::hugeint as amount, coalesce(sum(amount) filter (where status = 'pending'), 0)::hugeint as waiting, ${of('final')} as f, ${of('pending')} as p, ${of('undetermined')} as u
         from ${STATEMENT} group by 1, 2, 3),
       ranked as (select *, row_number() over (partition by payment order by abs(amount) desc, "from" nulls last, "to" nulls last) as place from flows)
       select payment, any_value("from") filter (where place = 1 and (amount <> 0 or u > 0)), any_value("to") filter (where place = 1 and (amount <> 0 or u > 0)), sum(amount)::hugeint, sum(waiting)::hugeint, count(*), sum(f), sum(p), sum(u)
       from ranked group by 1`,
    );
    const found = new Map(rows.map(([payment, ...cells]) => [String(payment), cells]));
    const inUnits = (cell: unknown) => money(BigInt(String(cell ?? 0)), plan.minorUnit);
    const named = (cell: unknown): Localized | null => {
      if (cell === null || cell === undefined) return null;
      const party = String(cell);
      return parties.find((one) => one.id === party)?.name ?? { en: party, zh: party };
    };
    return plan.payments.map(({ id, title }) => {
      const [from, to, amount, waiting, flows, final, pending, undetermined] = found.get(id) ?? [];
      return {
        id,
        title: title ?? null,
        from: named(from),
        to: named(to),
        flows: Number(flows ?? 0),
        amount: inUnits(amount),
        pendingAmount: inUnits(waiting),
        final: Number(final ?? 0),
        pending: Number(pending ?? 0),
        undetermined: Number(undetermined ?? 0),
      };
    });
  } finally {
    warehouse.close();
  }
}

function inputsOf(agreement: Agreement, manifest: RunManifest): Inputs {
  const inputs = Object.entries(agreement.documents).map(([file, sha256]) => ({ file, sha256 }));
  const hashes = new Map(manifest.sources.map(({ file, sha256 }) => [file, sha256]));
  for (const { sources } of Object.values(agreement.bindings))
    for (const source of sources) {
      if (source.kind !== 'table') continue;
      const sha256 = hashes.get(source.file.split(/[\\/]/).at(-1) ?? '');
      if (sha256 !== undefined) inputs.push({ file: source.file, sha256 });
    }
  if (agreement.data && manifest.data)
    inputs.push({ file: join(agreement.data.folder, 'data.json'), sha256: manifest.data.sha256 });
  return inputs;
}

const hashes = new Map<string, { stamp: string; sha256: string }>();

/**
 * Is one of the files no longer what the run was made from? A file that is no longer where it lay says so too, if its contract is still
 * here. Only files written after the run are read.
 */
export function isStale({ inputs, card }: CardParts, contractIsHere: boolean): boolean {
  const made = Date.parse(card.written);
  return inputs.some(({ file, sha256 }) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) return contractIsHere;
    if (stat.mtimeMs < made || !stat.isFile()) return false;
    const stamp = `${stat.mtimeMs} ${stat.size}`;
    let known = hashes.get(file);
    if (known?.stamp !== stamp) {
      known = { stamp, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
      hashes.set(file, known);
    }
    return known.sha256 !== sha256;
  });
}
