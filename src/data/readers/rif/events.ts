/** Prescription drug events (PDE) → pharmacy_claim: each is a claim of one line. */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import { stacked } from '../shared/stacked.ts';
import { PDE } from './columns.ts';
import { action, added, date } from './sql.ts';

/** ADJSTMT_DLTN_CD: blank original, A adjusted, R resubmitted, D deleted. */
const adjustment = `when "ADJSTMT_DLTN_CD" = 'D' then 'void' when "ADJSTMT_DLTN_CD" in ('A', 'R') then 'replacement'`;

const cells: Record<string, string> = {
  claim_id: '"PDE_ID"',
  claim_line_number: `'1'`,
  person_id: '"BENE_ID"',
  payer: `'Medicare'`,
  plan: `'Part D'`,
  prescribing_provider_npi: '"PRSCRBR_ID"',
  dispensing_provider_npi: '"SRVC_PRVDR_ID"',
  dispensing_date: date('"SRVC_DT"'),
  ndc_code: '"PROD_SRVC_ID"',
  quantity: '"QTY_DSPNSD_NUM"',
  days_supply: '"DAYS_SUPLY_NUM"',
  refills: '"FILL_NUM"',
  paid_date: date('"PD_DT"'),
  // The plan for covered drugs, and CMS for the low-income subsidy. What a plan pays beyond the benefit of the law (NCVRD_PLAN_PD_AMT) is not Medicare's.
  paid_amount: added('"CVRD_D_PLAN_PD_AMT"', '"LICS_AMT"'),
  allowed_amount: '"TOT_RX_CST_AMT"',
  charge_amount: '"TOT_RX_CST_AMT"',
  copayment_amount: '"PTNT_PAY_AMT"',
  data_source: `'medicare-rif'`,
  claim_group_id: 'coalesce("CLM_GRP_ID", "PDE_ID")',
  claim_action: action('coalesce("CLM_GRP_ID", "PDE_ID")', adjustment),
  claim_received: date('"PD_DT"'),
};

export async function readEvents(files: readonly InputFile[], intake: Intake): Promise<void> {
  const { view } = await stacked(intake, 'rif_pde', files, PDE, { delimiter: '|', quote: false });
  const list = Object.entries(cells).map(([name, cell]) => `${cell} as ${quoteIdentifier(name)}`);
  await intake.query('pharmacy_claim', `select ${[...list, '_file', '_line'].join(', ')} from ${view}`);
}
