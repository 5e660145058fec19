/**
 * What cannot be told row by row waits in tables of the import's database: patients for their coverage, Claims for the explanation of
 * benefit that may answer them. So memory does not grow with the export.
 */
import type { InputFile, Intake, TextRow } from '../../import/format.ts';
import type { Cell, Column } from '../../../warehouse/warehouse.ts';
import type { StagedRows } from '../shared/staged-rows.ts';
import { COVERAGE, PATIENT } from './people.ts';

const place: Column[] = [
  { name: '_file', type: 'integer' },
  { name: '_line', type: 'bigint' },
];
const texts = (names: readonly string[]): Column[] => names.map((name) => ({ name, type: 'varchar' }));

const TABLES = {
  fhir_patient: [...place, ...texts(PATIENT)],
  fhir_coverage: [...place, ...texts(COVERAGE)],
  fhir_claim: [...place, ...texts(['target', 'unique_name', 'own_name', 'content'])],
  fhir_answered: texts(['name']),
} satisfies Record<string, Column[]>;
type Staged = keyof typeof TABLES;

const ROWS = 4096;

export class Staging {
  readonly #intake: Intake;
  readonly #held = new Map<Staged, Cell[][]>();
  readonly #made = new Set<Staged>();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  patient(file: InputFile, line: number, row: TextRow): void {
    this.#hold('fhir_patient', [...at(file, line), ...PATIENT.map((name) => row[name] ?? null)]);
  }

  coverage(file: InputFile, line: number, row: TextRow): void {
    this.#hold('fhir_coverage', [...at(file, line), ...COVERAGE.map((name) => row[name] ?? null)]);
  }

  /** Rows of a Claim, to be taken in if nothing answers it. */
  claim(
    file: InputFile,
    line: number,
    table: string,
    names: readonly string[],
    rows: readonly TextRow[],
  ): void {
    const [unique = null, own = null] = names;
    for (const row of rows)
      this.#hold('fhir_claim', [...at(file, line), table, unique, own ?? unique, JSON.stringify(row)]);
  }

  answered(names: readonly string[]): void {
    for (const name of names) this.#hold('fhir_answered', [name]);
  }

  async flush(all = false): Promise<void> {
    for (const [name, rows] of this.#held) {
      if (rows.length === 0 || (rows.length < ROWS && !all)) continue;
      const table = { schema: 'reader', name };
      if (!this.#made.has(name)) {
        this.#made.add(name);
        await this.#intake.warehouse.create(table, TABLES[name]);
      }
      await this.#intake.warehouse.insert(table, TABLES[name], rows);
      this.#held.set(name, []);
    }
  }

  /** Spans of coverage with what is known of their people. */
  async eligibility(files: readonly InputFile[]): Promise<void> {
    const { warehouse } = this.#intake;
    if (!this.#made.has('fhir_patient') && !this.#made.has('fhir_coverage')) return;
    await this.#make('fhir_patient');
    await this.#make('fhir_coverage');
    const own = PATIENT.filter((name) => name !== 'person_id');
    // The last of several stands.
    await warehouse.run(
      `create table reader.fhir_person as
         select person_id, ${own.map((name) => `max_by(struct_pack(v := "${name}"), _file * 1000000000000 + _line).v as "${name}"`).join(', ')},
           count(distinct hash(${own.map((name) => `"${name}"`).join(', ')})) as _kinds,
           max(_file * 1000000000000 + _line) as _place
         from reader.fhir_patient where person_id is not null group by person_id`,
    );
    await this.#findPatients(files);
    const columns = [...COVERAGE.map((name) => `c."${name}"`), ...own.map((name) => `p."${name}"`)];
    await this.#intake.query(
      'eligibility',
      `select ${columns.join(', ')}, c._file, c._line
       from reader.fhir_coverage c left join reader.fhir_person p on p.person_id = c.person_id`,
    );
  }

  /** Claims that nothing answers. */
  async claims(files: readonly InputFile[], staged: StagedRows): Promise<void> {
    if (!this.#made.has('fhir_claim')) return;
    await this.#make('fhir_answered');
    // One question for each name: asked as one, every claim would be held against every answer.
    const unanswered = (name: string) => `not exists (from reader.fhir_answered a where a.name = c.${name})`;
    const open = `${unanswered('unique_name')} and ${unanswered('own_name')}`;
    const counts = await this.#intake.warehouse.rows(
      `select _file, count(*) as n from (select distinct _file, _line from reader.fhir_claim c where not (${open})) group by _file order by _file`,
    );
    for (const { _file: index, n } of counts) {
      const file = files[Number(index)];
      if (file) this.#intake.passOver(file, 'fhir-claim-answered', Number(n));
    }
    const stream = this.#intake.warehouse.stream(
      `select _file, _line, target, content from reader.fhir_claim c where ${open} order by _file, _line, content`,
    );
    for await (const chunk of stream) {
      for (const { _file: index, _line: line, target: table, content } of chunk)
        staged.add(
          String(table),
          files[Number(index)]!,
          Number(line),
          JSON.parse(String(content)) as TextRow,
        );
      await staged.flush();
    }
  }

  async #findPatients(files: readonly InputFile[]): Promise<void> {
    const uncovered = `person_id not in (select person_id from reader.fhir_coverage where person_id is not null)`;
    for (const [code, when] of [
      ['fhir-patient-twice', '_kinds > 1'],
      ['fhir-patient-uncovered', uncovered],
    ] as const) {
      const rows = await this.#intake.warehouse.rows(
        `select person_id, _place, count(*) over () as n from reader.fhir_person where ${when} order by _place limit 10`,
      );
      if (rows.length === 0) continue;
      this.#intake.find({
        code,
        table: 'eligibility',
        count: Number(rows[0]!['n']),
        examples: rows.map(({ person_id: key, _place }) => {
          const file = files[Number((_place as bigint) / 1_000_000_000_000n)];
          const line = Number((_place as bigint) % 1_000_000_000_000n);
          return { key: String(key), ...(file && { at: { file: file.path, line } }) };
        }),
      });
    }
  }

  async #make(name: Staged): Promise<void> {
    if (this.#made.has(name)) return;
    this.#made.add(name);
    await this.#intake.warehouse.create({ schema: 'reader', name }, TABLES[name]);
  }

  #hold(name: Staged, row: Cell[]): void {
    const rows = this.#held.get(name);
    if (rows) rows.push(row);
    else this.#held.set(name, [row]);
  }
}

function at(file: InputFile, line: number): Cell[] {
  return [BigInt(file.index), BigInt(line)];
}
