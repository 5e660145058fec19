/**
 * What cannot be told row by row waits in tables of the import's database: patients for their coverage, Claims for the explanation of
 * benefit that may answer them. So memory does not grow with the export.
 */
import type { InputFile, Intake, TextRow } from '../../import/format.ts';
import type { Cell, Column } from '../../../warehouse/warehouse.ts';
import type { StagedRows } from '../shared/staged-rows.ts';
import type { Differs } from './claims.ts';
import { COVERAGE, PATIENT } from './people.ts';
import type { Answer } from './responses.ts';
import { answeredRows } from './responses.ts';

/** People no coverage names. */
const UNCOVERED = 'person_id not in (select person_id from reader.fhir_coverage where person_id is not null)';

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
  fhir_response: [...place, ...texts(['name', 'created', 'content'])],
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

  response(file: InputFile, line: number, answer: Answer): void {
    const { name, created } = answer;
    this.#hold('fhir_response', [...at(file, line), name, created, JSON.stringify(answer)]);
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
    await this.#deaths();
  }

  /** Who has no span of eligibility to stand on has died all the same: a register's export has patients and no coverage. */
  async #deaths(): Promise<void> {
    const died = `from reader.fhir_person where death_date is not null and ${UNCOVERED}`;
    const [first] = await this.#intake.warehouse.rows(`select 1 as one ${died} limit 1`);
    if (first)
      await this.#intake.query(
        'outcome_event',
        `select person_id, 'death' as event, death_date as event_date, _place // 1000000000000 as _file, _place % 1000000000000 as _line ${died}`,
      );
  }

  /** Claims that no explanation of benefit answers, with the amounts of the last ClaimResponse that does. */
  async claims(
    files: readonly InputFile[],
    staged: StagedRows,
    differs: (file: InputFile, line: number, key: string) => Differs,
  ): Promise<void> {
    await this.#countResponses(files);
    if (!this.#made.has('fhir_claim')) return;
    await this.#make('fhir_answered');
    await this.#make('fhir_response');
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
    await this.#intake.warehouse.run(
      `create table reader.fhir_reply as select name, max_by(content, created || printf('%08d%016d', _file, _line)) as content
       from reader.fhir_response group by name`,
    );
    const stream = this.#intake.warehouse.stream(
      `select c._file, c._line, c.target, list(c.content order by c.content) as rows, any_value(coalesce(u.content, o.content)) as answer
       from reader.fhir_claim c
       left join reader.fhir_reply u on u.name = c.unique_name
       left join reader.fhir_reply o on o.name = c.own_name
       where ${open} group by all order by c._file, c._line, c.target`,
    );
    for await (const chunk of stream) {
      for (const { _file: index, _line: place, target: table, rows: contents, answer } of chunk) {
        const [file, line] = [files[Number(index)]!, Number(place)];
        const rows = (contents as unknown as string[]).map((content) => JSON.parse(content) as TextRow);
        const key = rows[0]?.['claim_id'] ?? '';
        const told =
          answer === null
            ? rows
            : answeredRows(rows, JSON.parse(String(answer)) as Answer, differs(file, line, key));
        for (const row of told) staged.add(String(table), file, line, row);
      }
      await staged.flush();
    }
  }

  /** Answers to claims of the import make no rows of their own; those to other claims none at all. */
  async #countResponses(files: readonly InputFile[]): Promise<void> {
    if (!this.#made.has('fhir_response')) return;
    await this.#make('fhir_claim');
    const there = (name: string) => `exists (from reader.fhir_claim c where c.${name} = r.name)`;
    const counts = await this.#intake.warehouse.rows(
      `select _file, ${there('unique_name')} or ${there('own_name')} as there, count(*) as n
       from reader.fhir_response r group by all order by all`,
    );
    for (const { _file: index, there: answers, n } of counts)
      this.#intake.passOver(
        files[Number(index)]!,
        answers === true ? 'fhir-response' : 'fhir-response-alone',
        Number(n),
      );
  }

  async #findPatients(files: readonly InputFile[]): Promise<void> {
    for (const [code, when] of [
      ['fhir-patient-twice', '_kinds > 1'],
      ['fhir-patient-uncovered', UNCOVERED],
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
