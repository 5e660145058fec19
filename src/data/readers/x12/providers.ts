/** Providers that claims name, gathered over an import: one row each, from where it was first named. */
import type { InputFile } from '../../import/format.ts';
import type { StagedRows } from '../shared/staged-rows.ts';
import type { ClaimLoop, Submission } from './claim-loops.ts';
import type { Party } from './values.ts';
import { npi } from './values.ts';

interface Known {
  file: InputFile;
  line: number;
  row: Record<string, string | undefined>;
}

export class Providers {
  readonly #known = new Map<string, Known>();

  addFrom({ billing }: Submission, claim: ClaimLoop, file: InputFile): void {
    const { tin, taxonomy, city, state } = billing;
    this.#add(billing.party, billing.place, file, { tin, specialty: taxonomy, city, state });
    for (const kind of ['82', '77']) {
      const named = claim.providers.get(kind);
      if (named) this.#add(named.party, named.place, file, { specialty: named.taxonomy });
    }
    for (const { rendering } of claim.lines)
      if (rendering) this.#add(rendering.party, rendering.place, file, { specialty: rendering.taxonomy });
  }

  tell(staged: StagedRows): void {
    for (const { file, line, row } of this.#known.values()) staged.add('provider', file, line, row);
  }

  /** What was said first stands; what was not said yet is added. */
  #add(of: Party | undefined, line: number, file: InputFile, more: Known['row']): void {
    const id = npi(of);
    if (!of || !id) return;
    let known = this.#known.get(id);
    if (!known) {
      const name = [of.first, of.name].filter(Boolean).join(' ') || undefined;
      const row = { provider_id: id, name, kind: of.person ? 'person' : 'institution' };
      this.#known.set(id, (known = { file, line, row }));
    }
    for (const [column, value] of Object.entries(more)) known.row[column] ??= value;
  }
}
