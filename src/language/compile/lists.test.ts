/** docs/language.md §4: lists, filters, guards, and the hidden terms that aggregates become. */
import { describe, expect, it } from 'vitest';
import { compileText, entityOf, planOf, terms } from './example.ts';

const entities = `entities:
  region: { facts: { rate: ratio } }
  hospital:
    references: { region: region }
    facts: { tier: text, budget: money, quality: { type: ratio, optional: true } }
  doctor:
    references: { hospital: hospital }
    facts: { score: { type: ratio, optional: true } }
  episode:
    references: { hospital: hospital, doctor: doctor, from: { to: hospital, list: referred } }
    facts: { spending: money, start: date, drg: text, risk: { type: ratio, optional: true } }
  claim:
    references: { episode: episode }
    facts: { paid: money, denied: boolean, kind: text }
`;

const at = (entity: string, formula: string, more = ''): string =>
  `${entities}terms:\n  ${entity}:\n    x: '${formula}'\n${more}`;
const show = (entity: string, formula: string, more = ''): Record<string, string> =>
  terms(planOf(at(entity, formula, more)), entity);
const codes = (entity: string, formula: string): string[] =>
  compileText(at(entity, formula)).found.map((found) => found.split(' ')[0] as string);

describe('lists', () => {
  it('finds rows that lead here, through other entities too', () => {
    expect(show('episode', 'sum(claim.paid)')['x']).toBe(
      'money@6 = sum{episode < claim.episode; of element.paid}',
    );
    expect(show('region', 'count(doctor)')['x']).toBe('count@0 = count{region < doctor.hospital.region}');
    expect(codes('hospital', 'sum(episode.spending)')).toEqual(['ambiguous-list']);
    expect(show('doctor', 'sum(episode.spending)')['x']).toBe(
      'money@6 = sum{doctor < episode.doctor; of element.spending}',
    );
  });

  it('does not count the way through a group and back along its key', () => {
    const plan = planOf(
      'entities:\n  member: {}\n  claim: { references: { member: member }, facts: { cost: money, on: date } }\n' +
        '  plan_year: { group: claim, by: { member: member, year: year(on) } }\n' +
        'terms:\n  member: { total: sum(claim.cost), years: count(plan_year) }\n',
    );
    expect(terms(plan, 'member')).toEqual({
      total: 'money@6 = sum{member < claim.member; of element.cost}',
      years: 'count@0 = count{member < plan_year.member}',
    });
  });

  it('takes a list by the name its reference gives', () => {
    expect(show('hospital', 'sum(referred.spending)')['x']).toBe(
      'money@6 = sum{hospital < episode.from; of element.spending}',
    );
    expect(show('hospital', 'sum(referred.claim.paid)')['x']).toBe(
      'money@6 = sum{hospital < claim.episode.from; of element.paid}',
    );
  });

  it('takes my siblings, and all rows of the agreement', () => {
    expect(show('episode', 'count(doctor.episode)')['x']).toBe(
      'count@0 = count{^doctor doctor < episode.doctor}',
    );
    expect(show('claim', 'count(episode.doctor.episode)')['x']).toBe(
      'count@0 = count{^episode ^doctor doctor < episode.doctor}',
    );
    expect(show('agreement', 'sum(episode.spending)')['x']).toBe(
      'money@6 = sum{agreement < episode; of element.spending}',
    );
    expect(show('claim', 'sum(agreement.episode.spending)')['x']).toBe(
      'money@6 = sum{agreement < episode; of element.spending}',
    );
  });

  it('reads a column through a reference of the element', () => {
    expect(show('doctor', 'sum(episode.hospital.budget)')['x']).toBe(
      'money@6 = sum{doctor < episode.doctor; of element.hospital.budget}',
    );
  });

  it('moves a filter in the middle to the last element', () => {
    expect(show('doctor', 'sum(episode[drg = "470"].claim[not(denied)].paid)')['x']).toBe(
      'money@6 = sum{doctor < claim.episode.doctor; where ((element.episode.drg = 470) and not(element.denied)); of element.paid}',
    );
    expect(show('agreement', 'count(doctor.episode)')['x']).toBe(
      'count@0 = count{agreement < episode; where not(absent(element.doctor))}',
    );
  });

  it('reaches my row from a filter by my entity’s name', () => {
    expect(show('doctor', 'count(agreement.doctor[hospital = doctor.hospital])')['x']).toBe(
      'count@0 = count{agreement < doctor; where (element.hospital = me.hospital); paired}',
    );
    expect(codes('doctor', 'count(agreement.doctor[hospital = hospital])')).toEqual([
      'compares-element-with-itself',
    ]);
  });

  it('reads bare names of a `for` body as mine', () => {
    expect(show('doctor', 'sum(for e in episode return e.spending * otherwise(score, 1))')['x']).toBe(
      'money@6 = sum{doctor < episode.doctor; of (element.spending * otherwise(me.score, 1@15))@6; paired}',
    );
    expect(show('doctor', 'some e in episode satisfies e.drg in ("1", "2")')['x']).toBe(
      'boolean = any{doctor < episode.doctor; of ((element.drg = 1) or (element.drg = 2))}',
    );
    expect(show('doctor', 'every e in episode satisfies e.spending > 0')['x']).toMatch(/^boolean = all\{/);
  });

  it('numbers hidden terms by the term they serve, and shares equal ones', () => {
    const plan = planOf(
      `${entities}terms:\n  doctor:\n    a: sum(episode.spending) / count(episode)\n    b: count(episode) + count(episode)\n    c: count(episode)\n`,
    );
    expect(terms(plan, 'doctor')).toEqual({
      'a#1': 'money@6 = sum{doctor < episode.doctor; of element.spending}',
      'a#2': 'count@0 = count{doctor < episode.doctor}',
      a: 'money@6 = (me.a#1 / me.a#2)@6',
      b: 'count@0 = (me.a#2 + me.a#2)',
      c: 'count@0 = me.a#2',
    });
    expect(entityOf(plan, 'doctor').terms.map((term) => term.hiddenIn)).toEqual([
      'a',
      'a',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('lifts an aggregate inside a list into the element’s entity', () => {
    const plan = planOf(at('doctor', 'count(episode[sum(claim.paid) > spending])'));
    expect(terms(plan, 'episode')).toEqual({
      'doctor.x#1': 'money@6 = sum{episode < claim.episode; of element.paid}',
    });
    expect(terms(plan, 'doctor')['x']).toBe(
      'count@0 = count{doctor < episode.doctor; where (element.doctor.x#1 > element.spending)}',
    );
    expect(entityOf(plan, 'episode').terms[0]?.hiddenIn).toBe('doctor.x');
  });

  it('keeps one that reads only my row in mine', () => {
    const plan = planOf(
      at(
        'doctor',
        'sum(for e in episode return e.spending / count(agreement.doctor[hospital = doctor.hospital]))',
      ),
    );
    expect(Object.values(terms(plan, 'doctor'))).toEqual([
      'count@0 = count{agreement < doctor; where (element.hospital = me.hospital); paired}',
      'money@6 = sum{doctor < episode.doctor; of (element.spending / me.x#1)@6; paired}',
    ]);
  });

  it('refuses one that reads both rows', () => {
    expect(
      codes(
        'doctor',
        'sum(for e in episode return count(agreement.claim[kind = e.drg and paid > e.spending]))',
      ),
    ).toEqual([]);
    expect(
      compileText(
        at(
          'doctor',
          'sum(for e in episode return sum(for c in e.claim return c.paid * otherwise(score, 1)))',
        ),
      ).found,
    ).toEqual(['reads-two-rows 17:37']);
  });

  it('reads the agreement from any row without pairing', () => {
    const more = '  agreement:\n    mean: mean(episode.spending)\n';
    expect(show('doctor', 'count(episode[spending > agreement.mean])', more)['x']).toBe(
      'count@0 = count{doctor < episode.doctor; where (element.spending > element.agreement.mean)}',
    );
    expect(
      show('agreement', 'count(episode[spending > mean])', '    mean: mean(episode.spending)\n')['x'],
    ).toBe('count@0 = count{agreement < episode; where (element.spending > element.agreement.mean)}');
  });

  it('orders, ranks, shares', () => {
    expect(show('episode', 'sum(preceding(doctor.episode[drg = "1"], start).spending)')['x']).toBe(
      'money@6 = sum{^doctor doctor < episode.doctor; where (element.drg = 1); before by element.start; of element.spending}',
    );
    expect(show('episode', 'rank(doctor.episode, -spending)')['x']).toBe(
      'count@0 = rank{^doctor doctor < episode.doctor; by -element.spending}',
    );
    expect(show('episode', 'allocate(hospital.budget, doctor.episode, spending)')['x']).toBe(
      'money@6 = allocate{^doctor doctor < episode.doctor; of element.spending; with me.hospital.budget; unit 4}',
    );
    expect(show('doctor', 'percentile(episode.spending, 1)')['x']).toBe(
      'money@6 = percentile{doctor < episode.doctor; of element.spending; with 1@15}',
    );
  });

  it.each([
    ['episode', 'rank(doctor.claim, paid)', 'not-my-list'],
    ['episode', 'count(hospital)', 'row-not-list'],
    ['claim', 'rank(episode.doctor.episode, start)', 'not-my-list'],
    ['doctor', 'sum(episode)', 'column-expected'],
    ['doctor', 'episode.spending', 'list-not-value'],
    ['doctor', 'episode.spending + 1', 'list-not-value'],
    ['episode', 'sum(spending)', 'list-expected'],
    ['doctor', 'only(episode)', 'column-expected'],
    ['doctor', 'sum(episode.risk)', 'unguarded-optional'],
  ])('in %s %s is refused: %s', (entity, formula, code) => expect(codes(entity, formula)).toEqual([code]));
});

describe('guards of optional facts', () => {
  it.each([
    ['hospital', 'if quality != null then quality else 0'],
    ['hospital', 'if quality = null then 0 else quality'],
    ['hospital', 'quality != null and quality > 0'],
    ['hospital', 'quality = null or quality > 0'],
    ['hospital', 'if not(quality = null) and budget > 0 then quality else 0'],
    ['hospital', 'if quality = null or budget = 0 then 0 else quality'],
    ['episode', 'if hospital.quality != null then hospital.quality else 0'],
    ['doctor', 'sum(episode[risk != null].risk)'],
    ['doctor', 'sum(episode[risk != null][risk > 0].risk)'],
    ['doctor', 'sum(episode[risk != null and risk > 0].claim.episode.risk)'],
    ['doctor', 'sum(for e in episode[risk != null] return e.risk)'],
    ['doctor', 'sum(for e in episode return if e.risk != null then e.risk else 0)'],
    ['episode', 'rank(doctor.episode[risk != null], -risk)'],
    ['hospital', 'if quality != null then (if budget > 0 then quality else 0) else 0'],
  ])('%s: %s', (entity, formula) => expect(compileText(at(entity, formula)).found).toEqual([]));

  it.each([
    ['hospital', 'quality * budget'],
    ['hospital', 'if quality != null then 0 else quality'],
    ['hospital', 'quality != null or quality > 0'],
    ['hospital', 'if budget > 0 or quality != null then quality else 0'],
    ['hospital', 'if quality != null then 0 else if budget > 0 then quality else 0'],
    ['episode', 'if risk != null then hospital.quality else 0'],
    ['doctor', 'sum(episode[risk = null].risk)'],
    ['doctor', 'max(episode[risk != null or spending > 0].risk)'],
    ['episode', 'rank(doctor.episode, -risk)'],
  ])('%s: %s is refused', (entity, formula) =>
    expect(codes(entity, formula)).toEqual(['unguarded-optional']),
  );

  it('remembers what a condition with a name makes sure of', () => {
    const guarded = '    rated: quality != null and quality > 0\n    y: if rated then quality else 0\n';
    expect(compileText(at('hospital', 'budget', guarded)).found).toEqual([]);
    const through =
      '    y: if hospital.rated then hospital.quality else 0\n  hospital:\n    rated: quality != null\n';
    expect(compileText(at('doctor', '0', through)).found).toEqual([]);
  });
});
