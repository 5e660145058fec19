/** A data folder → CSV files of the Tuva input layer: the rows that stand. */
import { join } from 'node:path';
import { makeFolder } from '../../disk/folders.ts';
import { quoteIdentifier, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { canonicalTable } from '../../canonical/index.ts';
import type { OpenedData } from '../../open/index.ts';
import { standingRows } from '../../open/index.ts';
import { TUVA_TABLES } from './tuva.ts';

/** Columns the input layer has and the canonical tables have not: there, and empty. */
export const TUVA_ONLY: Record<(typeof TUVA_TABLES)[number], readonly string[]> = {
  medical_claim: ['file_name', 'file_date', 'ingest_datetime'],
  pharmacy_claim: ['file_name', 'file_date', 'ingest_datetime'],
  eligibility: [
    'name_suffix',
    'middle_name',
    'social_security_number',
    'phone',
    'email',
    'file_name',
    'file_date',
    'ingest_datetime',
    'enrollment_status',
    'snp_type',
    'medicaid_indicator',
    'part_d_raf_type',
    'metal_level',
    'csr_indicator',
    'enrollment_duration_months',
    'transplant_duration_months',
  ],
  provider_attribution: [
    'patient_id',
    'custom_attributed_provider',
    'custom_attributed_provider_practice',
    'custom_attributed_provider_organization',
    'custom_attributed_provider_lob',
  ],
};

/**
 * Writes `<table>.csv` of each table that has rows into `folder`, in the order they were read, and gives the names. Columns of ours that the
 * input layer has not (how versions of claims stand, with whom a person is registered) come after its own. Throws `WarehouseError`.
 */
export async function writeTuva(warehouse: Warehouse, data: OpenedData, folder: string): Promise<string[]> {
  await makeFolder(folder);
  const written: string[] = [];
  for (const name of TUVA_TABLES) {
    const table = canonicalTable(name);
    const rows = standingRows(data, table);
    const [[count]] = (await warehouse.values(`select count(*) from (${rows})`)) as [[bigint]];
    if (count === 0n) continue;
    const columns = [
      ...table.columns.map((column) => quoteIdentifier(column.name)),
      ...TUVA_ONLY[name].map((column) => `null as ${quoteIdentifier(column)}`),
    ];
    const order = ['_source', '_file', '_line', ...table.key.map(quoteIdentifier)].join(', ');
    const file = `${name}.csv`;
    await warehouse.run(
      `copy (select ${columns.join(', ')} from (${rows}) order by ${order})
       to ${quoteLiteral(join(folder, file))} (format csv, header)`,
    );
    written.push(file);
  }
  return written;
}
