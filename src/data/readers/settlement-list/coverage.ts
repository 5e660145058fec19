/** What lists say of who is insured, and of hospitals: spans that a person was certainly covered, each hospital once. */
import type { InputFile, Intake, TextRow } from '../../import/format.ts';
import { cell, name } from './cells.ts';
import type { ListRecord } from './record.ts';

interface Span {
  from: string;
  to: string;
  file: InputFile;
  line: number;
  row: TextRow;
}

const ISO = /^\d{4}-\d\d-\d\d$/;

export class Coverage {
  readonly #source: string;
  readonly #people = new Map<string, Span[]>();
  readonly #hospitals = new Map<string, { file: InputFile; line: number; row: TextRow }>();

  constructor(source: string) {
    this.#source = source;
  }

  add(record: ListRecord, row: TextRow): void {
    const { file, line, info } = record;
    const get = (field: string) => cell(info.get(field));
    const person = row['person_id'];
    const [from, to] = [
      row['admission_date'] ?? row['settlement_start_date'],
      row['discharge_date'] ?? row['settlement_end_date'],
    ];
    const payer = name(info.get('hsorg')) ?? row['insurance_region'];
    const plan = row['insurance_type'];
    if (person && from && ISO.test(from)) {
      const key = JSON.stringify([person, payer ?? '', plan ?? '']);
      const spans = this.#people.get(key) ?? [];
      this.#people.set(key, spans);
      spans.push({
        from,
        to: to && ISO.test(to) && to >= from ? to : from,
        file,
        line,
        row: {
          person_id: person,
          member_id: get('hi_no'),
          gender: row['sex'],
          birth_date: row['birth_date'],
          payer,
          plan,
          data_source: this.#source,
        },
      });
    }
    const hospital = row['hospital_id'];
    if (hospital && !this.#hospitals.has(hospital)) {
      this.#hospitals.set(hospital, {
        file,
        line,
        row: {
          provider_id: hospital,
          name: row['hospital_name'],
          kind: 'institution',
          level: get('hi_setl_lv'),
          data_source: this.#source,
        },
      });
    }
  }

  /** Stays that touch are one span: a transfer is not a second coverage. */
  async tell(intake: Intake): Promise<void> {
    const eligible = new Map<InputFile, { line: number; row: TextRow }[]>();
    const put = (to: typeof eligible, file: InputFile, line: number, row: TextRow) => {
      const list = to.get(file) ?? [];
      to.set(file, list);
      list.push({ line, row });
    };
    for (const spans of this.#people.values()) {
      spans.sort((a, b) =>
        a.from === b.from ? a.file.index - b.file.index || a.line - b.line : a.from < b.from ? -1 : 1,
      );
      let open: Span | undefined;
      const close = () => {
        if (open)
          put(eligible, open.file, open.line, {
            ...open.row,
            enrollment_start_date: open.from,
            enrollment_end_date: open.to,
          });
      };
      for (const span of spans) {
        const said =
          open &&
          open.row['gender'] === span.row['gender'] &&
          open.row['birth_date'] === span.row['birth_date'];
        if (open && said && span.from <= open.to)
          open = { ...open, to: span.to > open.to ? span.to : open.to };
        else {
          close();
          open = span;
        }
      }
      close();
    }
    const hospitals: typeof eligible = new Map();
    for (const { file, line, row } of this.#hospitals.values()) put(hospitals, file, line, row);
    const order = (rows: typeof eligible) => [...rows].sort(([a], [b]) => a.index - b.index);
    for (const [file, rows] of order(eligible))
      await intake.rows(
        'eligibility',
        file,
        rows.sort((a, b) => a.line - b.line),
      );
    for (const [file, rows] of order(hospitals))
      await intake.rows(
        'provider',
        file,
        rows.sort((a, b) => a.line - b.line),
      );
  }
}
