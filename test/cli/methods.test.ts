/** `openvbp methods`: the list, one method in both languages, a slip of the pen. */
import { expect, it } from 'vitest';
import { openvbp } from './command.ts';

it('lists methods by family', () => {
  const { code, out } = openvbp(['methods']);
  expect(code).toBe(0);
  expect(out).toMatch(/attribution\.two-step +Two-step attribution by primary care/);
  expect(out).toMatch(/spending\.strata/);
  const { result } = openvbp(['methods', '--json']).json();
  expect(result.map((method: { name: string }) => method.name)).toContain('spending.person-year');
});

it('documents one, in English and Chinese', () => {
  const english = openvbp(['methods', 'spending.strata']).out;
  expect(english).toMatch(/Source: 42 CFR 425\.601/);
  expect(english).toMatch(/truncate +decimal +may be left out/);
  expect(english).toMatch(/Reads: .*Medical claims \(medical_claim\)/);
  const chinese = openvbp(['methods', 'attribution.registration', '--lang', 'zh']).out;
  expect(chinese).toMatch(/家庭医生签约/);
  expect(chinese).toMatch(/结果的列/);
  expect(chinese).toMatch(/读取：参保区间（eligibility）/);
  expect(chinese).toMatch(/person_id +文本/);
  const list = openvbp(['methods', '--lang', 'zh']).out;
  // Headings are words, in the reader's language.
  expect(list.split('\n').filter((line) => /^[a-z-]+$/.test(line))).toEqual([]);
  expect(list).toMatch(/^患者归属\n +attribution\.plurality/m);
});

it('tells what using an instrument needs of its owner', () => {
  expect(openvbp(['methods', 'outcomes.scores']).out).toMatch(
    /eq-5d-5l +EQ-5D-5L +.*EuroQol Research Foundation/,
  );
  expect(openvbp(['methods', 'outcomes.scores', '--lang', 'zh']).out).toMatch(/phq-9 +.*可免费使用/);
});

it('knows what was meant', () => {
  const { code, err } = openvbp(['methods', 'spendng.strata']);
  expect(code).toBe(2);
  expect(err).toMatch(/spending\.strata/);
});
