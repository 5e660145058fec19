import { describe, expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { pathwayVariance } from './variance.ts';

// Surgeon at 6.00 a minute, nurse at 1.20.
const resources = 'resource,cost,minutes\nsurgeon,600000,100000\nnurse,120000,100000\n';
const pathways = [
  'pathway,step,resource,minutes,probability,quantity,supplies,by_day',
  'knee,consult,surgeon,20,,,,0',
  'knee,operate,surgeon,60,,,5000,1',
  'knee,operate,nurse,90,,,,',
  'knee,physiotherapy,nurse,30,,3,,2',
  'knee,transfuse,nurse,45,0.2,,400,',
].join('\n');

const stay = (case_id: string, provider_group = 'knee'): Given => ({
  case_id,
  person_id: 'p',
  hospital_id: 'H1',
  provider_group,
  admission_date: '2023-05-01',
  discharge_date: '2023-05-06',
});

const run = async (events: readonly string[], options: Record<string, string> = {}, cases = ['a']) =>
  computeExample(pathwayVariance, {
    tables: { inpatient_case: cases.map((id) => stay(id)) },
    files: { resources, pathways, events: ['case_id,step,minutes,quantity,date', ...events].join('\n') },
    options: { resources: 'resources', pathways: 'pathways', events: 'events', ...options },
  });

const asPlanned = ['a,consult,20,1,2023-05-01', 'a,operate,90,1,2023-05-02', 'a,physiotherapy,,3,2023-05-03'];

describe('a case', () => {
  it('that did as planned has no variance and cost what was planned', async () => {
    const { rows, lines } = await run(asPlanned);
    expect(rows).toMatchObject([
      {
        steps: 3,
        done: 3,
        missing: 0,
        extra: 0,
        repeated: 0,
        late: 0,
        over: 0,
        variances: 0,
        cost_effect: '0',
        undated: 0,
      },
    ]);
    expect(lines.map(({ reason }) => reason)).toEqual(['as-planned', 'as-planned', 'as-planned']);
  });

  it('is judged by items only in the steps that items can show', async () => {
    const map = [
      'pathway,step,resource,minutes,codes',
      'knee,consult,surgeon,20,',
      'knee,operate,surgeon,60,81.54',
      'knee,discharge,nurse,30,D1',
    ].join('\n');
    const { rows, diagnostics } = await computeExample(pathwayVariance, {
      tables: {
        inpatient_case: [stay('a')],
        cost_item: [{ case_id: 'a', item_number: 1, person_id: 'p', code: '81.54', item_date: '2023-05-02' }],
      },
      files: { resources, pathways: map },
      options: { resources: 'resources', pathways: 'pathways' },
    });
    // No item can say that nobody consulted; that nobody discharged the patient, one would.
    expect(rows).toMatchObject([{ steps: 2, done: 1, missing: 1, cost_effect: '-36' }]);
    expect(diagnostics.map(({ code, data }) => [code, data['steps']])).toContainEqual([
      'steps-without-codes',
      'knee / consult',
    ]);
  });

  it('without a step that all need misses it, and saved its cost', async () => {
    const { rows, lines } = await run(asPlanned.slice(0, 2));
    expect(rows).toMatchObject([{ done: 2, missing: 1, variances: 1, cost_effect: '-108' }]);
    const line = lines.find(({ reason }) => reason === 'step-missing');
    // The step's line of the process map stands beside the case.
    expect(line).toMatchObject({
      table: 'inpatient_case',
      claim_line_number: 5,
      amount: '-108',
      counted: true,
    });
  });

  it('over its minutes, late and repeated says each, with the cost once', async () => {
    const { rows, lines } = await run([
      'a,consult,26,1,2023-05-01',
      'a,operate,90,1,2023-05-04',
      'a,physiotherapy,,3,2023-05-03',
      'a,physiotherapy,,1,2023-05-05',
    ]);
    // 6 minutes at 6.00; one more physiotherapy of 30 minutes at 1.20.
    expect(rows).toMatchObject([
      { missing: 0, repeated: 1, late: 1, over: 1, variances: 3, minutes_over: '6', cost_effect: '72' },
    ]);
    expect(lines.map(({ amount, reason }) => [amount, reason])).toEqual([
      ['36', 'minutes-over'],
      ['0', 'as-planned'],
      ['0', 'step-late'],
      ['36', 'step-repeated'],
    ]);
  });

  it('within the tolerance is not over', async () => {
    const events = ['a,consult,24,1,2023-05-01', ...asPlanned.slice(1)];
    expect((await run(events, { tolerance: '0.2' })).rows).toMatchObject([{ over: 0, cost_effect: '24' }]);
    expect((await run(events, { tolerance: '0.19' })).rows).toMatchObject([{ over: 1, minutes_over: '4' }]);
  });

  it('with a step of no plan of its own has an extra one; one that only some need is none', async () => {
    const { rows, lines } = await run([
      ...asPlanned,
      'a,transfuse,45,1,2023-05-02',
      'a,second opinion,,1,2023-05-02',
    ]);
    expect(rows).toMatchObject([{ extra: 1, variances: 1, cost_effect: '0' }]);
    expect(lines.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['optional-done', 'step-extra']),
    );
  });

  it('whose step has no day is not judged late, nor in time', async () => {
    const { rows, lines } = await run(['a,consult,20,1,', ...asPlanned.slice(1)]);
    expect(rows).toMatchObject([{ late: 0, undated: 1 }]);
    expect(lines).toContainEqual(expect.objectContaining({ counted: false, reason: 'date-unknown' }));
  });

  it('whose step was taken back did not have it', async () => {
    const { rows } = await run([...asPlanned, 'a,consult,20,-1,2023-05-01']);
    expect(rows).toMatchObject([{ missing: 1, cost_effect: '-120' }]);
  });

  it('is explained from itself alone', async () => {
    const example = {
      tables: { inpatient_case: [stay('a'), stay('b')] },
      files: {
        resources,
        pathways,
        events: ['case_id,step,minutes,quantity,date', ...asPlanned, 'b,consult,50,1,2023-05-01'].join('\n'),
      },
      options: { resources: 'resources', pathways: 'pathways', events: 'events' },
    };
    const { lines } = await computeExample(pathwayVariance, example);
    const explained = await computeExample(pathwayVariance, { ...example, explain: ['b'] });
    expect(explained.lines).toEqual(lines.filter(({ key }) => key === 'b'));
    expect(explained.lines.map(({ reason }) => reason)).toContain('minutes-over');
  });

  it('of no pathway is not judged', async () => {
    const { rows } = await computeExample(pathwayVariance, {
      tables: { inpatient_case: [stay('a', 'hip')] },
      files: { resources, pathways },
      options: { resources: 'resources', pathways: 'pathways' },
    });
    expect(rows).toMatchObject([{ missing: null, variances: null, reason: 'no-pathway' }]);
  });
});
