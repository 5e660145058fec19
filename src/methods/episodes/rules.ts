/** The rules of an episode that all methods of the family share: window, services, overlap, death, coverage; read from options. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { Codes } from '../shared/codes.ts';
import { csvRows } from '../shared/csv.ts';
import { messages as sharedMessages } from '../shared/messages.ts';
import { messages } from './messages.ts';
import type { Reason } from './messages.ts';
import { CATEGORIES } from './service.ts';

const report = reporter(messages);
const reportShared = reporter(sharedMessages);

/** What of a claim line a code of an `included` or `excluded` list is compared with, and the reason it gives. */
export const SERVICE_KINDS = {
  drg: 'excluded-drg',
  hcpcs: 'excluded-hcpcs',
  diagnosis: 'excluded-diagnosis',
  revenue: 'excluded-revenue',
  place: 'excluded-place',
  drug: 'excluded-drug',
  category: 'excluded-category',
} as const satisfies Record<string, Reason>;

export type ServiceKind = keyof typeof SERVICE_KINDS;
export type ServiceCodes = Partial<Record<ServiceKind, Codes>>;

export interface Rules {
  daysBefore: number;
  /** Days after the anchor's end, or an ISO length from its start. */
  daysAfter: number | undefined;
  length: string | undefined;
  /** Days after the window whose spending is told apart. */
  daysBeyond: number;
  /** Candidates bring the last day of their window themselves. */
  ownEnd: boolean;
  dischargeDayCounts: boolean;
  cleanDays: number;
  coveredBefore: number;
  overlap: string;
  overlapAmong: string;
  onDeath: string;
  coverage: string;
  payers: string[];
  plans: string[];
  excludedEntitlement: string[];
  periodBy: string;
  proration: string;
  amount: string;
  pharmacy: boolean;
  excluded: ServiceCodes;
  included: ServiceCodes;
  /** Geometric mean stay by DRG, for claims paid by the stay. */
  stayDays: Map<string, string> | undefined;
}

export async function readRules(context: MethodContext, fixed: Partial<Rules> = {}): Promise<Checked<Rules>> {
  const options = new Options(context.options);
  const diagnostics: Diagnostic[] = [];
  const days = (name: string) => {
    const value = options.maybeInteger(name);
    if (value === undefined || (Number.isSafeInteger(value) && value >= 0 && value <= 36_525)) return value;
    diagnostics.push(report('days-not-whole', { option: name, text: options.maybe(name) ?? '' }, context.at));
    return undefined;
  };
  const length = options.maybe('length') ?? fixed.length;
  if (length !== undefined && !/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(length)) {
    diagnostics.push(report('length-not-duration', { text: length }, context.at));
  }
  if (length !== undefined && options.has('days_after'))
    diagnostics.push(report('two-windows', {}, context.at));
  const stayDays = await readStayDays(context);
  const excluded = await readServices(context, 'excluded');
  const included = await readServices(context, 'included');
  diagnostics.push(...stayDays.diagnostics, ...excluded.diagnostics, ...included.diagnostics);
  const rules: Rules = {
    daysBefore: days('days_before') ?? 0,
    daysAfter: length === undefined ? (days('days_after') ?? 90) : undefined,
    length,
    ownEnd: false,
    dischargeDayCounts: options.maybe('discharge_day_counts') !== 'false',
    daysBeyond: days('days_beyond') ?? 0,
    cleanDays: days('clean_days') ?? 0,
    coveredBefore: days('covered_before') ?? 0,
    overlap: options.maybe('overlap') ?? 'first-wins',
    overlapAmong: options.maybe('overlap_among') ?? 'all',
    onDeath: options.maybe('on_death') ?? 'keep',
    coverage: options.maybe('coverage') ?? 'required',
    payers: options.list('payers'),
    plans: options.list('plans'),
    excludedEntitlement: options.list('excluded_entitlement'),
    periodBy: options.maybe('period_by') ?? 'start',
    proration: options.maybe('proration') ?? 'days',
    amount: options.maybe('amount') ?? 'paid',
    pharmacy: options.maybe('pharmacy') === 'true',
    excluded: excluded.value ?? {},
    included: included.value ?? {},
    stayDays: stayDays.value,
    ...fixed,
  };
  return { value: rules, diagnostics };
}

/** The file (`kind`, `code`) and the lists `<option>_drgs`, `_hcpcs`, `_diagnoses`, `_categories` together. */
async function readServices(context: MethodContext, option: string): Promise<Checked<ServiceCodes>> {
  const options = new Options(context.options);
  const codes: ServiceCodes = {};
  const add = (kind: ServiceKind, code: string) => (codes[kind] ??= new Codes()).add(code);
  const lists = { drgs: 'drg', hcpcs: 'hcpcs', diagnoses: 'diagnosis' } as const;
  for (const [name, kind] of Object.entries(lists)) {
    for (const code of options.list(`${option}_${name}`)) add(kind, code);
  }
  const diagnostics: Diagnostic[] = [];
  const addCategory = (code: string, row: string) => {
    if ((CATEGORIES as readonly string[]).includes(code)) add('category', code);
    else {
      const data = { option, row, column: 'category', text: code, expected: CATEGORIES.join(', ') };
      diagnostics.push(reportShared('file-row-refused', data, context.at));
    }
  };
  for (const code of options.list(`${option}_categories`)) add('category', code);
  const file = await csvRows(context, option, ['kind', 'code']);
  diagnostics.push(...file.diagnostics);
  for (const { row, cell } of file.value ?? []) {
    const kind = cell('kind')?.toLowerCase() ?? '';
    const code = cell('code');
    const refuse = (column: string, text: string, expected: string) =>
      diagnostics.push(reportShared('file-row-refused', { option, row, column, text, expected }, context.at));
    if (!(kind in SERVICE_KINDS)) refuse('kind', kind, Object.keys(SERVICE_KINDS).join(', '));
    else if (code === undefined) refuse('code', '', 'A10, A10*');
    else if (kind === 'category') addCategory(code, String(row));
    else add(kind as ServiceKind, code);
  }
  return { value: codes, diagnostics };
}

async function readStayDays(context: MethodContext): Promise<Checked<Map<string, string>>> {
  const file = await csvRows(context, 'stay_days', ['drg', 'days']);
  if (!file.value) return { diagnostics: file.diagnostics };
  const diagnostics = [...file.diagnostics];
  const value = new Map<string, string>();
  const firsts = new Map<string, number>();
  for (const { row, cell } of file.value ?? []) {
    const drg = cell('drg');
    const days = cell('days') ?? '';
    if (drg === undefined || !/^\d{1,4}(\.\d{1,4})?$/.test(days) || Number(days) === 0) {
      const [column, text] = drg === undefined ? ['drg', ''] : ['days', days];
      const data = { option: 'stay_days', row, column, text, expected: '470, 2.4' };
      diagnostics.push(reportShared('file-row-refused', data, context.at));
    } else if (value.has(drg) && value.get(drg) !== days) {
      const data = { option: 'stay_days', first: firsts.get(drg) ?? row, row, what: drg };
      diagnostics.push(reportShared('file-row-repeated', data, context.at));
    } else {
      value.set(drg, days);
      firsts.set(drg, row);
    }
  }
  return { value, diagnostics };
}
