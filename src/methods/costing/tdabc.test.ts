import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { capacity, tdabc } from './tdabc.ts';

const stay = (case_id: string, extra: Given = {}): Given => ({
  case_id,
  person_id: 'p',
  hospital_id: 'H1',
  provider_group: 'knee',
  admission_date: '2023-05-01',
  discharge_date: '2023-05-04',
  total_fee: 20000,
  fund_payment: 15000,
  personal_payment: 5000,
  ...extra,
});

const example = (
  cases: readonly Given[],
  files: Record<string, string>,
  options: Record<string, string> = {},
  tables: Example['tables'] = {},
): Example => ({
  tables: { inpatient_case: cases, ...tables },
  files,
  options: { ...Object.fromEntries(Object.keys(files).map((name) => [name, name])), ...options },
});

describe('the customer service department of Kaplan and Anderson', () => {
  // Harvard Business School Working Paper 04-045: $560,000 a quarter, 700,000 minutes of practical capacity, $0.80 a minute; orders of 40
  // minutes, complaints of 220, credit checks of 250; 9,800, 280 and 500 of them in the quarter.
  const files = {
    resources: 'resource,cost,minutes\nstaff,560000,700000\n',
    pathways: [
      'pathway,step,resource,minutes',
      'service,handle order,staff,40',
      'service,process complaint,staff,220',
      'service,check credit,staff,250',
    ].join('\n'),
    events: [
      'case_id,step,quantity',
      'quarter,handle order,9800',
      'quarter,process complaint,280',
      'quarter,check credit,500',
    ].join('\n'),
  };
  const quarter = [stay('quarter', { provider_group: 'service' })];

  it('costs $32, $176 and $200 an activity', async () => {
    const { lines } = await computeExample(
      tdabc,
      example(quarter, { ...files, events: files.events.replaceAll(/,\d+$/gm, ',1') }, { basis: 'events' }),
    );
    expect(lines.map(({ amount }) => amount)).toEqual(['32', '176', '200']);
  });

  it('costs $462,880 in all: $313,600, $49,280 and $100,000', async () => {
    const { rows, lines } = await computeExample(tdabc, example(quarter, files, { basis: 'events' }));
    expect(lines.map(({ amount }) => amount)).toEqual(['313600', '49280', '100000']);
    expect(rows).toMatchObject([{ minutes: '578600', cost: '462880', reason: null }]);
  });

  it('leaves 121,400 minutes unused, which cost $97,120: 83 per cent of the capacity worked', async () => {
    const { rows, diagnostics } = await computeExample(
      capacity,
      example(quarter, files, { basis: 'events' }),
    );
    expect(rows).toEqual([
      {
        id: 'staff',
        resource: 'staff',
        hospital_id: null,
        cost: '560000',
        minutes: '700000',
        rate: '0.8',
        used_minutes: '578600',
        used_cost: '462880',
        unused_minutes: '121400',
        unused_cost: '97120',
        utilisation: '0.8266',
      },
    ]);
    expect(diagnostics).toEqual([]);
  });
});

const knee = {
  resources: [
    'resource,hospital_id,cost,minutes,available_minutes,practical_share',
    'surgeon,,600000,,125000,0.8',
    'nurse,,120000,100000,,',
    'nurse,H2,180000,100000,,',
  ].join('\n'),
  pathways: [
    'pathway,step,resource,minutes,probability,quantity,supplies,codes,by_day',
    'knee,consult,surgeon,20,,,,,',
    'knee,operate,surgeon,60,,,5000,8154|81.54x,1',
    'knee,operate,nurse,90,,,,,',
    'knee,physiotherapy,nurse,30,,3,,9339,',
    'knee,transfuse,nurse,45,0.2,,400,9904,',
  ].join('\n'),
};

describe('a process map', () => {
  it('costs each step its minutes × times × probability × rate, and supplies', async () => {
    const { rows, lines } = await computeExample(
      tdabc,
      example([stay('a'), stay('b', { hospital_id: 'H2' })], knee),
    );
    // Surgeon at 6.00: 20 + 60; nurse at 1.20 (H2: 1.80): 90 + 3 × 30 + 0.2 × 45; supplies 5,000 + 0.2 × 400.
    expect(rows).toMatchObject([
      {
        case_id: 'a',
        minutes: '269',
        time_cost: '706.8',
        supplies: '5080',
        cost: '5786.8',
        margin: '14213.2',
      },
      { case_id: 'b', time_cost: '820.2', cost: '5900.2' },
    ]);
    const own = lines.filter(({ key }) => key === 'a');
    expect(own.map(({ claim_line_number, amount, reason }) => [claim_line_number, amount, reason])).toEqual([
      [2, '120', 'standard-time'],
      [3, '360', 'standard-time'],
      [3, '5000', 'standard-supplies'],
      [4, '108', 'standard-time'],
      [5, '108', 'standard-time'],
      [6, '10.8', 'standard-time'],
      [6, '80', 'standard-supplies'],
    ]);
  });

  it('shows capacity by hospital where a hospital has its own', async () => {
    const { rows } = await computeExample(
      capacity,
      example([stay('a'), stay('b', { hospital_id: 'H2' })], knee),
    );
    expect(rows.map(({ id, rate, used_minutes, used_cost }) => [id, rate, used_minutes, used_cost])).toEqual([
      ['H2/nurse', '1.8', '189', '340.2'],
      ['nurse', '1.2', '189', '226.8'],
      ['surgeon', '6', '160', '960'],
    ]);
  });

  it('says which resource was used beyond its capacity', async () => {
    const resources = 'resource,cost,minutes\nsurgeon,600,100\nnurse,10,1000\n';
    const cases = [stay('a'), stay('b')];
    const { rows, diagnostics } = await computeExample(capacity, example(cases, { ...knee, resources }));
    expect(rows.find(({ id }) => id === 'surgeon')).toMatchObject({
      unused_minutes: '-60',
      unused_cost: '-360',
      utilisation: '1.6',
    });
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ['overused', { resource: 'surgeon', used: '160', minutes: '100' }],
    ]);
  });
});

describe('what was done', () => {
  const item = (case_id: string, code: string, extra: Given = {}): Given => ({
    case_id,
    item_number: 1,
    person_id: 'p',
    code,
    quantity: 1,
    item_date: '2023-05-02',
    ...extra,
  });

  it('costs its own minutes, in the proportion of the step; without minutes those of the map', async () => {
    const items = [
      item('a', '8154', { minutes: 120 }),
      item('a', '9339', { item_number: 2, quantity: 2 }),
      item('a', 'other', { item_number: 3 }),
    ];
    const { rows, lines } = await computeExample(
      tdabc,
      example([stay('a')], knee, { basis: 'events' }, { cost_item: items }),
    );
    // 120 minutes: nurse 120 × 1.20, surgeon 80 × 6.00; physiotherapy 2 × 30 × 1.20; supplies 5,000.
    expect(rows).toMatchObject([{ minutes: '260', time_cost: '696', supplies: '5000', cost: '5696' }]);
    expect(
      lines.map(({ table, claim_line_number, amount, reason }) => [table, claim_line_number, amount, reason]),
    ).toEqual([
      ['cost_item', 1, '144', 'event-time'],
      ['cost_item', 1, '480', 'event-time'],
      ['cost_item', 1, '5000', 'event-supplies'],
      ['cost_item', 2, '72', 'event-standard-time'],
      ['cost_item', 3, null, 'no-step'],
    ]);
  });

  it('that is taken back takes its minutes back', async () => {
    const items = [item('a', '9339', { quantity: 3 }), item('a', '9339', { item_number: 2, quantity: -1 })];
    const { rows } = await computeExample(
      tdabc,
      example([stay('a')], knee, { basis: 'events' }, { cost_item: items }),
    );
    expect(rows).toMatchObject([{ minutes: '60', cost: '72' }]);
  });

  it('may name the resource; that of no step, no case or no group leaves a trace', async () => {
    const events = [
      'case_id,step,resource,minutes,date',
      'a,operate,surgeon,100,2023-05-02',
      'a,dance,,,',
      'z,operate,,,',
    ].join('\n');
    const { rows, diagnostics } = await computeExample(
      tdabc,
      example(
        [stay('a'), stay('b'), stay('c', { provider_group: 'hip' })],
        { ...knee, events },
        { basis: 'events' },
      ),
    );
    expect(rows.map(({ case_id, cost, reason }) => [case_id, cost, reason])).toEqual([
      ['a', '5600', null],
      ['b', null, 'no-events'],
      ['c', null, 'no-pathway'],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'no-pathway',
      'events-of-no-case',
      'events-without-step',
    ]);
  });

  it('groups may share a pathway', async () => {
    const { rows } = await computeExample(
      tdabc,
      example([stay('a', { provider_group: 'IC29' })], {
        ...knee,
        assignments: 'case_group,pathway\nIC29,knee\n',
      }),
    );
    expect(rows).toMatchObject([{ pathway: 'knee', cost: '5786.8' }]);
  });
});

describe('refused', () => {
  const row = (text: string) => `pathway,step,resource,minutes,probability,codes\n${text}\n`;
  it.each([
    ['a resource without minutes', { resources: 'resource,cost\nnurse,5\n' }, 'row-refused'],
    ['a capacity of nothing', { resources: 'resource,cost,minutes\nnurse,5,0\n' }, 'row-refused'],
    [
      'a share above one',
      { resources: 'resource,cost,available_minutes,practical_share\nnurse,5,9,80\n' },
      'row-refused',
    ],
    ['a resource twice', { resources: `${knee.resources}\nnurse,,1,1,,` }, 'resource-twice'],
    ['a step of no known resource', { pathways: row('knee,x,robot,5,,') }, 'resource-unknown'],
    ['a probability above one', { pathways: row('knee,x,nurse,5,20,') }, 'row-refused'],
    ['minutes that are none', { pathways: row('knee,x,nurse,long,,') }, 'row-refused'],
    ['a step said two ways', { pathways: row('knee,x,nurse,5,0.5,\nknee,x,surgeon,5,0.6,') }, 'step-differs'],
    [
      'a resource twice in a step',
      { pathways: row('knee,x,nurse,5,,\nknee,x,nurse,6,,') },
      'step-resource-twice',
    ],
    ['a code of two steps', { pathways: row('knee,x,nurse,5,,A1\nknee,y,nurse,5,,a1') }, 'code-twice'],
    ['a pathway that is none', { assignments: 'case_group,pathway\nIC29,hip\n' }, 'pathway-unknown'],
    [
      'a group with two',
      { assignments: 'case_group,pathway\nIC29,knee\nIC29,knee\n' },
      'group-assigned-twice',
    ],
    ['an event without a step', { events: 'case_id,minutes\na,5\n' }, 'event-refused'],
    ['an event of minus minutes', { events: 'case_id,step,minutes\na,operate,-5\n' }, 'event-refused'],
    ['an event on no day', { events: 'case_id,step,date\na,operate,soon\n' }, 'event-refused'],
    [
      'an event of another resource',
      { events: 'case_id,step,resource\na,consult,nurse\n' },
      'events-resource',
    ],
  ])('%s', async (_, files, code) => {
    const all = { ...knee, ...files };
    const { diagnostics } = await computeExample(tdabc, example([stay('a')], all, { basis: 'events' }));
    expect(diagnostics.filter(({ severity }) => severity === 'error').map((one) => one.code)).toEqual([code]);
  });
});
