/** FHIR R4: bulk exports (NDJSON, a resource a line) and Bundles. */
import type { Checked, Location } from '../../../language/diagnostic.ts';
import type { Format, InputFile, Intake } from '../../import/format.ts';
import { head } from '../shared/bytes.ts';
import { millionths } from '../shared/decimal.ts';
import { Findings } from '../shared/findings.ts';
import { StagedRows } from '../shared/staged-rows.ts';
import type { Differs } from './claims.ts';
import { claimRows } from './claims.ts';
import type { ClinicalContext } from './clinical.ts';
import { CLINICAL } from './clinical.ts';
import { at, isObject, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { report } from './messages.ts';
import { coverageRow, patientRow, providerRow } from './people.ts';
import { questionnaireResponse } from './questionnaires.ts';
import { Registry } from './registry.ts';
import { numberOf, target } from './references.ts';
import { answerOf } from './responses.ts';
import { resourcesOf } from './resources.ts';
import type { Found } from './resources.ts';
import { Staging } from './staging.ts';
import { isInError, notInForce } from './values.ts';

const READERS: typeof CLINICAL = { ...CLINICAL, QuestionnaireResponse: questionnaireResponse };

export const fhir: Format = {
  name: 'fhir',
  title: { en: 'FHIR R4 (bulk export or Bundle)', zh: 'FHIR R4（批量导出或 Bundle）' },
  unpacks: true,
  choose,
  async read(files, intake) {
    const registry = new Registry();
    await registry.look(files);
    const staging = new Staging(intake);
    const staged = new StagedRows(intake);
    for (const file of files) await new FileReader(file, intake, registry, staging, staged).read();
    await staging.flush(true);
    await staging.eligibility(files);
    const findings = new Map(files.map((file) => [file, new Findings()]));
    await staging.claims(files, staged, (file, line, key) => differing(findings.get(file)!, line, key));
    for (const [file, found] of findings) found.tell(intake, file);
    await staged.finish();
  },
};

/** What a claim states of itself as a whole, where it is not what its lines add up to. */
function differing(findings: Findings, place: number, key: string | undefined): Differs {
  return (column, stated, lines) => {
    const [whole, parts] = [millionths(stated), millionths(lines)];
    const amount = whole === undefined || parts === undefined ? undefined : whole - parts;
    findings.add('fhir-claim-differs', { place, key, text: `${column} ${stated} ≠ ${lines}`, amount });
  };
}

async function choose(paths: readonly string[]): Promise<Checked<Omit<InputFile, 'index'>[]>> {
  const value: Omit<InputFile, 'index'>[] = [];
  const diagnostics = [];
  for (const path of paths) {
    const here: Location = { file: path };
    try {
      const start = (await head(path))
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .trimStart();
      // The kind is the first resource's: a bulk export has one kind a file.
      const part = /"resourceType"\s*:\s*"(\w+)"/.exec(start)?.[1] ?? 'resources';
      if (/^[{[]/.test(start)) value.push({ path, part });
      else diagnostics.push(report('fhir-file-other', {}, here));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      diagnostics.push(report('fhir-file-unreadable', { reason }, here));
    }
  }
  if (value.length === 0) return { diagnostics: [...diagnostics, report('fhir-no-files')] };
  return { value, diagnostics };
}

class FileReader {
  readonly #file: InputFile;
  readonly #intake: Intake;
  readonly #registry: Registry;
  readonly #staging: Staging;
  readonly #staged: StagedRows;
  readonly #findings = new Findings();
  readonly #passed = new Map<string, number>();
  /** Of the resource at hand. */
  #line = 0;
  #key: string | undefined;

  constructor(file: InputFile, intake: Intake, registry: Registry, staging: Staging, staged: StagedRows) {
    this.#file = file;
    this.#intake = intake;
    this.#registry = registry;
    this.#staging = staging;
    this.#staged = staged;
  }

  async read(): Promise<void> {
    let bytes = 0;
    for await (const found of resourcesOf(this.#file.path, { onRead: (count) => (bytes += count) })) {
      if ('fault' in found) {
        const { line, fault, text: shown } = found;
        this.#intake.refuse({ file: this.#file, line, reason: fault, text: shown });
        continue;
      }
      this.#line = found.line;
      this.#key = text(found.resource, 'id');
      this.#take(found);
      await this.#staged.flush();
      await this.#staging.flush();
      this.#intake.progress(this.#file, bytes);
    }
    for (const [reason, count] of this.#passed) this.#intake.passOver(this.#file, reason, count);
    this.#findings.tell(this.#intake, this.#file);
  }

  #take({ resource, beside }: Found): void {
    const type = text(resource, 'resourceType')!;
    if (isInError(resource)) return this.#pass('fhir-entered-in-error');
    const context = {
      registry: this.#registry,
      beside,
      person: (reference: Json | undefined, within: JsonObject) => this.#person(reference, within, beside),
      notes: this,
    };
    const clinical = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
    if (clinical) {
      const read = clinical(resource, context);
      if (!read) return this.#pass('fhir-not-in-force');
      if (read.rows.length === 0) return this.#pass('fhir-no-answers');
      for (const row of read.rows) this.#staged.add(read.table, this.#file, this.#line, row);
      return;
    }
    switch (type) {
      case 'ExplanationOfBenefit':
      case 'Claim':
        return this.#claim(resource, type, context);
      case 'ClaimResponse':
        return this.#response(resource, context);
      case 'Patient':
        this.#staging.patient(this.#file, this.#line, patientRow(resource, this));
        return this.#pass('fhir-patient');
      case 'Coverage':
        return this.#coverage(resource, context);
      case 'Questionnaire':
        return this.#pass('fhir-questionnaire');
      case 'Organization':
      case 'Practitioner':
        return this.#staged.add('provider', this.#file, this.#line, providerRow(resource));
      default:
        return this.#pass('part-unused');
    }
  }

  /**
   * By the status codes of R4 (fm-status) `cancelled` is "withdrawn, rescinded or reversed". Medicare and others write it of coverage that has ended,
   * with the day it ended: that coverage stands until then. Without that day it is not known until when it stood, and nothing is counted.
   */
  #coverage(resource: JsonObject, context: ClinicalContext): void {
    const status = text(resource, 'status');
    if (status === 'draft') return this.#pass('fhir-coverage-draft');
    const person = context.person(at(resource, 'beneficiary'), resource);
    const row = coverageRow(resource, person, this.#registry, context.beside, this);
    const [file, line] = [this.#file, this.#line];
    if (status === 'cancelled') {
      const span = `${row['enrollment_start_date'] ?? '?'}/${row['enrollment_end_date'] ?? '?'}`;
      if (row['enrollment_end_date'] === undefined) {
        const reason = 'fhir-coverage-cancelled-open';
        return this.#intake.refuse({ file, line, table: 'eligibility', reason, text: span });
      }
      this.note('fhir-coverage-cancelled', span);
    } else if (status !== 'active') this.note('fhir-coverage-status', status);
    this.#staging.coverage(file, line, row);
  }

  #claim(
    resource: JsonObject,
    type: string,
    context: Omit<Parameters<typeof claimRows>[1], 'differs'>,
  ): void {
    if (notInForce(resource, ['draft'])) return this.#pass('fhir-not-in-force');
    const use = text(resource, 'use');
    if (use !== undefined && use !== 'claim') return this.#pass('fhir-no-claim');
    const { table, rows, names } = claimRows(resource, {
      ...context,
      differs: differing(this.#findings, this.#line, this.#key),
    });
    if (type === 'Claim') return this.#staging.claim(this.#file, this.#line, table, names, rows);
    // The id of an explanation of benefit may by chance be that of another Claim.
    const own = text(resource, 'id');
    const answered = target(at(resource, 'claim'), resource, context.beside).id;
    this.#staging.answered(names.filter((name) => name !== own || name === answered));
    for (const row of rows) this.#staged.add(table, this.#file, this.#line, row);
  }

  #response(resource: JsonObject, { beside }: ClinicalContext): void {
    if (notInForce(resource, ['draft', 'cancelled'])) return this.#pass('fhir-not-in-force');
    const use = text(resource, 'use');
    if (use !== undefined && use !== 'claim') return this.#pass('fhir-no-claim');
    const answer = answerOf(resource, beside, this);
    if (!answer) return this.#pass('fhir-response-empty');
    this.#staging.response(this.#file, this.#line, answer);
  }

  /** The id of a Patient; of one that is contained, or named by a number only, the number. */
  #person(reference: Json | undefined, within: JsonObject, beside: Found['beside']): string | undefined {
    const named = target(reference, within, beside);
    const contained = text(reference, 'reference')?.startsWith('#') === true;
    if (named.resource && !contained) return text(named.resource, 'id') ?? named.id;
    if (named.id !== undefined) return named.id;
    const number = named.identifier?.value ?? (named.resource && numberOfPerson(named.resource));
    if (number === undefined) return undefined;
    for (const resource of beside.values())
      if (text(resource, 'resourceType') === 'Patient' && hasNumber(resource, number))
        return text(resource, 'id');
    this.note('fhir-person-by-number', number);
    return number;
  }

  note(code: string, shown?: string): void {
    this.#findings.add(code, { place: this.#line, key: this.#key, text: shown });
  }

  #pass(reason: string): void {
    this.#passed.set(reason, (this.#passed.get(reason) ?? 0) + 1);
  }
}

function numberOfPerson(patient: JsonObject): string | undefined {
  return numberOf(patient, 'MB') ?? numberOf(patient, 'MC') ?? text(patient, 'identifier', 'value');
}

function hasNumber(patient: JsonObject, number: string): boolean {
  const identifiers = patient['identifier'];
  return (
    Array.isArray(identifiers) && identifiers.some((one) => isObject(one) && text(one, 'value') === number)
  );
}
