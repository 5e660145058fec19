import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { scores } from './scores.ts';

let id = 0;
const answers = (person: string, day: string, type: string, given: Record<string, number>): Given[] =>
  Object.entries(given).map(([code, value]) => ({
    observation_id: String((id += 1)),
    person_id: person,
    observation_date: day,
    code_type: type,
    code,
    value_number: value,
  }));
const state = (person: string, day: string, text: string) =>
  answers(
    person,
    day,
    'eq-5d-5l',
    Object.fromEntries(
      ['MO', 'SC', 'UA', 'PD', 'AD'].slice(0, text.length).map((item, i) => [item, Number(text[i])]),
    ),
  );
const operated = (...people: string[]) => ({
  who: {
    rows: people.map((person_id): Given => ({ person_id, start_date: '2023-06-01' })),
    types: { start_date: 'date' },
  },
});
const base: Example = { asOf: '2024-12-31', period: { from: '2023-01-01', to: '2024-01-01' } };

describe('outcomes.scores', () => {
  it('values states before and after an operation, and says who is better by what matters', async () => {
    const { rows, lines, diagnostics } = await computeExample(scores, {
      ...base,
      tables: {
        observation: [
          ...state('a', '2023-05-01', '33333'),
          ...state('a', '2023-05-20', '22232'),
          ...state('a', '2024-05-25', '11111'),
          ...state('a', '2024-06-20', '21111'),
          ...state('b', '2023-05-20', '22232'),
          ...state('c', '2023-05-20', '2223'),
          ...state('d', '2024-06-01', '11111'),
        ],
      },
      results: operated('a', 'b', 'c', 'd'),
      options: { instrument: 'eq-5d-5l', value_set: 'eq-5d-5l/china', index: 'who', important: '0.05' },
    });
    const utility = rows.filter(({ scale }) => scale === 'utility');
    expect(
      utility.map(
        ({ person_id, baseline, baseline_date, followup, followup_date, gain, responder, reason }) => [
          person_id,
          baseline,
          baseline_date,
          followup,
          followup_date,
          gain,
          responder,
          reason,
        ],
      ),
    ).toEqual([
      // Luo and others 2017: 22232 is 1 − 0.066 − 0.048 − 0.045 − 0.138 − 0.049.
      ['a', '0.654', '2023-05-20', '1', '2024-05-25', '0.346', true, null],
      ['b', '0.654', '2023-05-20', null, null, null, null, 'no-followup'],
      // Four answers of five spell no state.
      ['c', null, null, null, null, null, null, 'no-scores'],
      ['d', null, null, '1', '2024-06-01', null, null, 'no-baseline'],
    ]);
    const own = lines.filter(({ key }) => String(key) === 'a,2023-06-01,utility');
    expect(own.filter(({ counted }) => counted)).toHaveLength(10);
    expect(own.filter(({ reason }) => reason === 'other-day')).toHaveLength(10);
    expect(diagnostics).toEqual([]);
  });

  it('scales up for answers left out, as far as the instrument lets it; lower is better', async () => {
    const phq = (person: string, day: string, list: number[]) =>
      answers(person, day, 'phq-9', Object.fromEntries(list.map((value, i) => [String(i + 1), value])));
    const { rows, diagnostics } = await computeExample(scores, {
      ...base,
      asOf: '2024-06-15',
      tables: {
        observation: [
          ...phq('a', '2023-06-01', [3, 3, 3, 3, 2, 2, 2, 2, 1]),
          // Seven answers adding up to 7 stand for nine adding up to 9.
          ...phq('a', '2024-05-01', [1, 1, 1, 1, 1, 1, 1]),
          ...phq('b', '2023-05-01', [1, 1, 1, 1, 1, 1]),
          ...phq('b', '2023-05-02', [1, 1, 1, 1, 1, 1, 7]),
          ...answers('c', '2023-05-02', 'LOINC', {
            '44250-9': 3,
            '44255-8': 3,
            '44259-0': 3,
            '44254-1': 3,
            '44251-7': 3,
            '44258-2': 3,
            '44252-5': 3,
          }),
        ],
      },
      results: operated('a', 'b', 'c'),
      options: { instrument: 'phq-9', index: 'who' },
    });
    expect(
      rows.map(({ person_id, baseline, followup, change, gain, responder, reason }) => [
        person_id,
        baseline,
        followup,
        change,
        gain,
        responder,
        reason,
      ]),
    ).toEqual([
      ['a', '21', '9', '-12', '12', true, null],
      ['b', null, null, null, null, null, 'no-scores'],
      ['c', '27', null, null, null, null, 'not-due'],
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data['count']])).toEqual([['answer-outside', 1]]);
  });

  it('Oswestry: per cent of what the answered sections could be; RAND-36: means of recoded answers', async () => {
    const { rows } = await computeExample(scores, {
      ...base,
      tables: {
        observation: answers('a', '2023-06-01', 'oswestry', {
          '1': 3,
          '2': 2,
          '3': 5,
          '4': 1,
          '5': 2,
          '6': 3,
          '7': 1,
          '9': 2,
          '10': 3,
        }),
      },
      results: operated('a'),
      options: { instrument: 'oswestry', index: 'who' },
    });
    // 22 of 45.
    expect(rows[0]?.['baseline']).toBe('48.8889');
    const rand = await computeExample(scores, {
      ...base,
      tables: {
        observation: answers('a', '2023-06-01', 'rand-36', {
          '20': 2,
          '32': 4,
          '21': 2,
          '22': 3,
          '13': 2,
          '14': 1,
        }),
      },
      results: operated('a'),
      options: { instrument: 'rand-36', index: 'who' },
    });
    expect(Object.fromEntries(rand.rows.map(({ scale, baseline }) => [scale, baseline]))).toMatchObject({
      social: '75',
      pain: '65',
      'role-physical': '50',
      energy: null,
    });
  });

  it('PROMIS: a sum is read in the table its owners publish, and nothing is read for three answers of four', async () => {
    const given = {
      Global03: 3,
      Global06: 4,
      Global07: 5,
      Global08: 4,
      Global02: 3,
      Global04: 3,
      Global05: 4,
    };
    const { rows } = await computeExample(scores, {
      ...base,
      tables: { observation: answers('a', '2023-06-01', 'promis-global', given) },
      results: operated('a'),
      options: { instrument: 'promis-global', index: 'who' },
    });
    // Pain 5 counts 3: 3 + 4 + 3 + 4 = 14.
    expect(rows.map(({ scale, baseline }) => [scale, baseline])).toEqual([
      ['mental', null],
      ['physical', '44.9'],
    ]);
  });

  it('a summary is the mean of scales of the day, where enough of them have a score; its answers are theirs', async () => {
    const scale = (name: string, rest: string) =>
      `  - { scale: ${name}, title: { en: ${name}, zh: ${name} }, ${rest}, better: higher }`;
    const document = [
      'instrument: knee',
      "version: '1'",
      'title: { en: Knee, zh: 膝 }',
      'source: made up, in the manner of KOOS',
      'licence: { en: none, zh: 无 }',
      'answers: { from: 0, to: 4 }',
      'items: [{ item: P1, reversed: true }, { item: P2, reversed: true }, { item: S1 }, { item: Q1 }]',
      'scales:',
      scale('pain', 'items: [P1, P2], score: percent, answered: 1'),
      scale('symptoms', 'items: [S1], score: percent'),
      scale('life', 'items: [Q1], score: percent'),
      scale('summary', 'scales: [pain, symptoms, life], score: mean, answered: 2'),
    ].join('\n');
    const { rows, lines, diagnostics } = await computeExample(scores, {
      ...base,
      files: { 'knee.yaml': document },
      tables: {
        observation: [
          ...answers('a', '2023-05-01', 'knee', { P1: 1, P2: 2, S1: 3 }),
          ...answers('b', '2023-05-01', 'knee', { P1: 1, P2: 2 }),
        ],
      },
      results: operated('a', 'b'),
      options: { instrument: 'knee.yaml', index: 'who' },
    });
    const summary = rows.filter((row) => row.scale === 'summary');
    // 100 − 3 of 8 is 62.5, and 3 of 4 is 75; one scale of three is too few.
    expect(summary.map(({ person_id, baseline }) => [person_id, baseline])).toEqual([
      ['a', '68.75'],
      ['b', null],
    ]);
    expect(lines.filter(({ key }) => key === 'a,2023-06-01,summary')).toHaveLength(3);
    expect(diagnostics).toEqual([]);
  });

  it('says what is missing or does not fit', async () => {
    const codes = async (options: Record<string, string>) =>
      (
        await computeExample(scores, {
          ...base,
          results: operated('a'),
          options: { index: 'who', ...options },
        })
      ).diagnostics.map(({ code }) => code);
    expect(await codes({ instrument: 'happiness' })).toEqual(['method-document-missing']);
    expect(await codes({ instrument: 'eq-5d-5l', value_set: 'eq-5d-3l/uk' })).toEqual(['value-set-other']);
    // The scale of own health needs none.
    expect(await codes({ instrument: 'eq-5d-5l' })).toEqual(['value-set-absent']);
    expect(await codes({ instrument: 'eq-5d-5l', value_set: 'eq-5d-5l/atlantis' })).toEqual([
      'method-document-missing',
    ]);
  });

  it('explains one score by its answers', async () => {
    const { lines } = await computeExample(scores, {
      ...base,
      tables: {
        observation: [
          ...answers('a', '2023-06-01', 'pain-nrs', { pain: 8 }),
          ...answers('a', '2024-06-02', 'pain-nrs', { pain: 3 }),
          ...answers('b', '2023-06-01', 'pain-nrs', { pain: 8 }),
        ],
      },
      results: operated('a', 'b'),
      options: { instrument: 'pain-nrs', index: 'who' },
      explain: ['a', '2023-06-01', 'pain'],
    });
    expect(lines.map(({ service_date, counted, reason }) => [service_date, counted, reason])).toEqual([
      ['2023-06-01', true, 'baseline'],
      ['2024-06-02', true, 'followup'],
    ]);
  });

  it('takes answers of a clinic’s own questionnaire by its links, and says what fits nothing', async () => {
    const own = 'https://clinic.example/Questionnaire/eq5d';
    const said = (person: string, day: string, list: [string, string][]): Given[] =>
      list.map(([code, value_text]) => ({
        observation_id: String((id += 1)),
        person_id: person,
        observation_date: day,
        code_type: own,
        code,
        value_text,
      }));
    const all = (day: string, word: string) =>
      said(
        'a',
        day,
        ['q1', 'q2', 'q3', 'q4', 'q5'].map((link) => [link, word]),
      );
    const links = (items: string) =>
      `links: clinic\nversion: '1'\ninstrument: eq-5d-5l\nquestionnaires:\n  - questionnaire: ${own}\n    answers: { none: 1, slight: 2 }\n    items: [${items}]\n`;
    const of = (items: string, more: Given[] = [], important = '0.05') =>
      computeExample(scores, {
        ...base,
        tables: {
          observation: [...all('2023-05-20', 'slight'), ...all('2024-05-25', 'none'), ...more],
        },
        results: operated('a'),
        files: { 'links.yaml': links(items) },
        options: {
          instrument: 'eq-5d-5l',
          value_set: 'eq-5d-5l/china',
          index: 'who',
          links: 'links.yaml',
          important,
        },
      });
    const items = ['MO', 'SC', 'UA', 'PD', 'AD'].map((item, i) => `{ link: q${i + 1}, item: ${item} }`);
    const { rows, diagnostics } = await of(items.join(', '), [
      ...said('a', '2024-06-01', [
        ['q1', 'none'],
        ['q1', 'slight'],
        ['q2', 'dreadful'],
        ['q6', 'none'],
      ]),
    ]);
    expect(rows.filter(({ scale }) => scale === 'utility')).toMatchObject([
      // Luo and others 2017: 22222 is 1 − 0.066 − 0.048 − 0.045 − 0.058 − 0.049.
      { baseline: '0.734', followup: '1', gain: '0.266', responder: true, final: true },
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data['count'], data['text'] ?? data['link']])).toEqual([
      ['answer-unread', 1, 'dreadful'],
      ['answered-twice', 1, 'slight'],
      ['answers-unlinked', 1, 'q6'],
    ]);
    const codes = async (...given: Parameters<typeof of>) =>
      (await of(...given)).diagnostics.map(({ code, data }) => [code, data['where'] ?? data['link']]);
    expect(
      await codes(
        '{ link: q1, item: ME }, { link: q1, item: MO }, { link: q2, item: SC, answers: { none: 9 } }',
      ),
    ).toEqual([
      ['instrument-misfit', 'questionnaires.0.items.0.item'],
      ['instrument-misfit', 'questionnaires.0.items.1.link'],
      ['instrument-misfit', 'questionnaires.0.items.2.answers.none'],
    ]);
    expect((await codes('{ link: q9, item: MO }'))[0]).toEqual(['link-unseen', 'q9']);
    expect(await codes(items[0]!, [], '0.00005')).toEqual([['important-digits', undefined]]);
  });

  it('knows the answers of LOINC’s list by their codes, whole numbers as text, and no others', async () => {
    const items = [
      '44250-9',
      '44255-8',
      '44259-0',
      '44254-1',
      '44251-7',
      '44258-2',
      '44252-5',
      '44253-3',
      '44260-8',
    ];
    const said = (day: string, answer: (i: number) => string): Given[] =>
      items.map((code, i) => ({
        observation_id: String((id += 1)),
        person_id: 'a',
        observation_date: day,
        code_type: 'loinc',
        code,
        value_text: answer(i),
      }));
    const { rows, diagnostics } = await computeExample(scores, {
      ...base,
      tables: {
        observation: [
          ...said('2023-06-01', () => 'LA6571-9'),
          ...said('2024-06-01', (i) => ['LA6568-5', '1', 'several days'][i % 3]!),
        ],
      },
      results: operated('a'),
      options: { instrument: 'phq-9', index: 'who' },
    });
    // Six answers are too few.
    expect(rows.map(({ baseline, followup }) => [baseline, followup])).toEqual([['27', null]]);
    expect(diagnostics.map(({ code, data }) => [code, data['count'], data['text']])).toEqual([
      ['answer-unread', 3, 'several days'],
    ]);
  });

  it('is final only when no answer nearer to the day can come any more; what is after the day of the position is not there', async () => {
    const pain = (day: string, value: number) => answers('a', day, 'pain-nrs', { pain: value });
    const on = async (asOf: string) =>
      (
        await computeExample(scores, {
          ...base,
          asOf,
          tables: {
            observation: [...pain('2023-06-01', 8), ...pain('2024-05-01', 6), ...pain('2024-06-01', 3)],
          },
          results: operated('a'),
          options: { instrument: 'pain-nrs', index: 'who' },
        })
      ).rows.map(({ followup, final, reason }) => [followup, final, reason]);
    expect(await on('2024-04-15')).toEqual([[null, false, 'not-due']]);
    expect(await on('2024-05-31')).toEqual([['6', false, null]]);
    expect(await on('2024-06-01')).toEqual([['3', true, null]]);
  });
});
