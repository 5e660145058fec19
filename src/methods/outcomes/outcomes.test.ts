import { describe, expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { curves } from './curves.ts';
import { timeToEvent } from './time-to-event.ts';

const treatment = (id: string, start: string, more: Given = {}): Given => ({
  treatment_id: id,
  person_id: `p${id}`,
  product: 'drug',
  start_date: start,
  ...more,
});
const event = (id: string, what: string, date: string, more: Given = {}): Given => ({
  person_id: `p${id}`,
  event: what,
  event_date: date,
  ...more,
});
const asOf = '2024-07-01';
const period = { from: '2023-01-01', to: '2024-01-01' };

describe('outcomes.time-to-event', () => {
  it('tells what did not happen from what is not known yet', async () => {
    const { rows, lines, diagnostics } = await computeExample(timeToEvent, {
      asOf,
      period,
      tables: {
        treatment: [
          treatment('1', '2023-01-01', { last_seen_date: '2023-03-01' }),
          treatment('2', '2023-01-01', { last_seen_date: '2024-01-01' }),
          treatment('3', '2024-01-01', { last_seen_date: '2024-06-30' }),
          treatment('4', '2023-01-01', { last_seen_date: '2023-05-01' }),
          treatment('5', '2023-01-01'),
          treatment('6', '2023-01-01', { last_seen_date: '2023-02-01' }),
        ],
        outcome_event: [
          event('1', 'progression', '2023-08-15'),
          event('1', 'death', '2023-09-15'),
          event('2', 'progression', '2024-01-01'),
          event('3', 'progression', '2024-08-01'),
          event('5', 'progression', '2022-12-01'),
          event('6', 'transplant', '2023-04-01'),
        ],
      },
      options: {
        events: 'progression, death',
        competing: 'transplant',
        milestone: 'P12M',
        lost_after: 'P6M',
      },
    });
    expect(
      rows.map(({ treatment_id, event_date, seen_until, days, state, final }) =>
        [treatment_id, event_date, seen_until, days, state, final].join(' '),
      ),
    ).toEqual([
      '1 2023-08-15 2023-09-15 226 not-reached true',
      // An event on the day of the milestone comes after it.
      '2 2024-01-01 2024-01-01 365 reached true',
      // What happened after the date is not known on it.
      '3  2024-06-30 181 at-risk false',
      '4  2023-05-01 120 lost true',
      '5  2023-01-01 0 lost true',
      '6  2023-04-01 90 lost true',
    ]);
    expect(
      lines.map(({ key, service_date, counted, reason }) => [key, service_date, counted, reason]),
    ).toEqual([
      ['1', '2023-08-15', true, 'event'],
      ['1', '2023-09-15', true, 'event'],
      ['2', '2024-01-01', true, 'event'],
      ['3', '2024-08-01', false, 'after-date'],
      ['5', '2022-12-01', false, 'before-start'],
      ['6', '2023-04-01', true, 'competing'],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['event-before-start', 'not-followed']);
  });

  it('follows everybody to the date where events are reported without fail', async () => {
    const { rows } = await computeExample(timeToEvent, {
      asOf,
      period,
      tables: {
        treatment: [treatment('1', '2023-01-01'), treatment('2', '2024-01-01')],
        outcome_event: [event('9', 'death', '2023-01-01')],
      },
      options: { events: 'death', milestone: 'P1Y', followed: 'until-date' },
    });
    expect(rows.map(({ state, days }) => [state, days])).toEqual([
      ['reached', 547],
      ['at-risk', 182],
    ]);
  });

  it('knows a death whichever treatment it was recorded with, and from the eligibility', async () => {
    const { rows, lines, diagnostics } = await computeExample(timeToEvent, {
      asOf,
      period,
      tables: {
        treatment: [
          treatment('1', '2023-01-01'),
          // A second treatment of the first person: the death is recorded with it.
          treatment('2', '2023-03-01', { person_id: 'p1' }),
          treatment('3', '2023-01-01'),
          treatment('4', '2023-01-01'),
        ],
        outcome_event: [event('1', 'Death', '2023-06-01', { treatment_id: '2' })],
        eligibility: [
          { person_id: 'p3', death_date: '2023-08-01' },
          { person_id: 'p3', death_date: '2023-08-01' },
          { person_id: 'p4', death_flag: true },
        ],
      },
      options: { events: 'death', milestone: 'P1Y', followed: 'until-date' },
    });
    expect(rows.map(({ state, event_date }) => [state, event_date])).toEqual([
      ['not-reached', '2023-06-01'],
      ['not-reached', '2023-06-01'],
      ['not-reached', '2023-08-01'],
      // Died on a day nobody has written down: said.
      ['reached', null],
    ]);
    expect(lines.map(({ key, table, reason }) => [key, table, reason])).toEqual([
      ['1', 'outcome_event', 'event'],
      ['2', 'outcome_event', 'event'],
      ['3', 'eligibility', 'event'],
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ['death-undated', { count: 1, treatment: '4' }],
    ]);
  });

  it('follows nobody beyond their death, though it neither counts nor competes', async () => {
    const { rows, diagnostics } = await computeExample(timeToEvent, {
      asOf,
      period,
      tables: {
        treatment: [treatment('1', '2023-01-01'), treatment('2', '2023-01-01')],
        outcome_event: [
          event('1', 'death', '2023-03-01'),
          event('2', 'progression', '2023-02-01'),
          event('2', 'death', '2023-03-01'),
        ],
      },
      options: { events: 'progression', milestone: 'P1Y', followed: 'until-date' },
    });
    expect(rows.map(({ state, seen_until }) => [state, seen_until])).toEqual([
      ['at-risk', '2023-03-01'],
      ['not-reached', '2023-03-01'],
    ]);
    expect(diagnostics.map(({ code, message }) => [code, message.en.slice(0, 11)])).toEqual([
      ['death-aside', '1 treatment'],
    ]);
  });

  it('counts an event of another treatment there only, and of none for all', async () => {
    const tables = {
      treatment: [
        treatment('a', '2023-01-01', { person_id: 'p' }),
        treatment('b', '2023-06-01', { person_id: 'p' }),
        treatment('c', '2025-01-01', { person_id: 'p' }),
      ],
      outcome_event: [
        { person_id: 'p', treatment_id: 'a', event: 'relapse', event_date: '2023-07-01' },
        { person_id: 'p', event: 'relapse', event_date: '2023-09-01' },
      ],
    };
    const { rows, diagnostics } = await computeExample(timeToEvent, {
      asOf,
      period,
      tables,
      options: { events: 'relapse, remission' },
    });
    expect(rows.map(({ treatment_id, event_date }) => [treatment_id, event_date])).toEqual([
      ['a', '2023-07-01'],
      ['b', '2023-09-01'],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-such-event', 'start-after']);
  });
});

describe('outcomes.curves', () => {
  const times = {
    rows: [
      ['a', 10, true],
      ['a', 20, false],
      ['a', 30, true],
      ['b', 5, true],
      ['b', 10, true],
      ['b', 40, true],
      ['b', null, null],
    ].map(([product, days, occurred]): Given => ({
      product: String(product),
      days: days as number,
      occurred: occurred as boolean,
      competing_date: null,
    })),
    types: { days: 'bigint', occurred: 'boolean', competing_date: 'date' },
  };

  it('gives each group its shares, median, mean and the test of all', async () => {
    const { rows, diagnostics } = await computeExample(curves, {
      results: { times },
      options: { times: 'times', by: 'product', days: '10, 35', mean_days: '40' },
    });
    expect(
      rows.map(({ group, day, people, events, at_risk, free, median, mean }) => [
        group,
        day,
        people,
        events,
        at_risk,
        free,
        median,
        mean,
      ]),
    ).toEqual([
      ['a', 10, 3, 2, 3, '0.666666666667', '30', '23.333333333333'],
      ['a', 35, 3, 2, 0, '0', '30', '23.333333333333'],
      ['b', 10, 3, 3, 2, '0.333333333333', '10', '18.333333333333'],
      ['b', 35, 3, 3, 1, '0.333333333333', '10', '18.333333333333'],
    ]);
    expect(new Set(rows.map(({ degrees }) => degrees))).toEqual(new Set([1]));
    expect(diagnostics.map(({ code }) => code)).toEqual(['time-unknown']);
  });

  const some = (...people: [string | null, number, boolean, string?][]) => ({
    rows: people.map(([product, days, occurred, region]): Given => ({
      product,
      days,
      occurred,
      competing_date: null,
      region: region ?? null,
    })),
    types: { days: 'bigint', occurred: 'boolean', competing_date: 'date' },
  });

  it('says nothing of the mean beyond the last day anybody was followed', async () => {
    const { rows, diagnostics } = await computeExample(curves, {
      results: { times: some(['a', 10, true], ['a', 20, false], ['b', 10, true]) },
      options: { times: 'times', by: 'product', mean_days: '21' },
    });
    expect(rows.map(({ group, mean }) => [group, mean])).toEqual([
      ['a', null],
      ['b', '10'],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['mean-beyond']);
  });

  it('compares nobody whose group or stratum is not known, and a day asked for twice once', async () => {
    const { rows, diagnostics } = await computeExample(curves, {
      results: {
        times: some(['a', 5, true, 'x'], ['b', 6, true, 'x'], [null, 7, true, 'x'], ['a', 8, true]),
      },
      options: { times: 'times', by: 'product', strata: 'region', days: '5, 5' },
    });
    expect(rows.map(({ group, people, chi_square }) => [group, people, chi_square])).toEqual([
      ['a', 2, '1'],
      ['b', 1, '1'],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['group-unknown', 'stratum-unknown']);
  });

  it('refuses what cannot be meant', async () => {
    const codes = async (options: Record<string, string>) =>
      (
        await computeExample(curves, { results: { times }, options: { times: 'times', ...options } })
      ).diagnostics.map(({ code }) => code);
    expect(await codes({ days: '0' })).toEqual(['days-wanted']);
    expect(await codes({ days: 'P1Y' })).toEqual(['days-wanted']);
    expect(await codes({ level: '95' })).toEqual(['level-outside']);
    expect(await codes({ by: 'colour' })).toEqual(['result-column-missing']);
  });
});
