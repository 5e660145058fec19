/**
 * The models by worked examples, with coefficients made up for the purpose: no table of CMS is in this file. What is tested is which
 * variables a person has in each model; for RxHCC and ESRD there are no scores of others here to compare with.
 */
import { expect, test } from 'vitest';
import { ESRD_V21, ESRD_V24, MODELS, RX_V05, V22, V24, V28 } from './models.ts';
import { scoresOf } from './testing.ts';
import { SEGMENT_WORDS } from './messages.ts';
import { SEGMENTS } from './people.ts';

test('the graver category counts alone, and every diagnosis says what became of it', async () => {
  const [one] = await scoresOf(
    V28,
    {
      mapping: { 37: 'E1140', 38: 'E119 E1165', 226: 'I509', 223: 'Z95811', 221: 'I5084' },
      coefficients: { CNA_M70_74: '0.4', CNA_HCC37: '0.2', CNA_HCC38: '0.1', CNA_HCC226: '0.3' },
      hierarchies: { 37: '38' },
    },
    [{ age: 71, sex: 'M', dx: ['E1140', 'E119', 'E1165', 'I509', 'Z000'] }],
  );
  expect(one).toEqual({
    score: '0.900',
    segment: 'CNA',
    parts: { M70_74: '0.400', HCC37: '0.200', HCC226: '0.300' },
    dx: {
      E1140: 'counted 37',
      E119: 'below 38 by 37',
      E1165: 'below 38 by 37',
      I509: 'counted 226',
      Z000: 'not-mapped',
    },
  });
});

test('V28: an assist device is heart failure only beside heart failure', async () => {
  const tables = {
    mapping: { 223: 'Z95811', 226: 'I509' },
    coefficients: { CNA_F65_69: '0.3', CNA_HCC223: '1', CNA_HCC226: '0.36' },
    hierarchies: { 223: '226' },
  };
  const [alone, beside] = await scoresOf(V28, tables, [
    { age: 65, sex: 'F', dx: ['Z95811'] },
    { age: 65, sex: 'F', dx: ['Z95811', 'I509'] },
  ]);
  expect([alone?.score, alone?.dx]).toEqual(['0.300', { Z95811: 'alone 223' }]);
  expect([beside?.score, beside?.dx]).toEqual(['1.300', { Z95811: 'counted 223', I509: 'below 226 by 223' }]);
});

test('V24: edits by age and sex of the software where the table has none', async () => {
  const tables = {
    mapping: { 46: 'D66', 48: 'D685', 59: 'F3481' },
    coefficients: {
      CNA_F65_69: '0.3',
      CNA_M65_69: '0.3',
      CNA_HCC46: '1',
      CNA_HCC48: '0.2',
      CNA_HCC59: '0.3',
    },
  };
  const people = ['F', 'M'].map((sex) => ({ age: 66, sex, dx: ['D66', 'F3481'] }));
  const [her, him] = await scoresOf(V24, tables, people);
  expect([her?.score, her?.dx]).toEqual(['0.500', { D66: 'changed 48', F3481: 'age-or-sex' }]);
  expect([him?.score, him?.dx]).toEqual(['1.300', { D66: 'counted 46', F3481: 'age-or-sex' }]);
});

test('segments of the community models; who is new has neither categories nor bands of the others', async () => {
  const tables = {
    mapping: { 85: 'I509' },
    coefficients: {
      CFA_F75_79: '0.5',
      CPD_F55_59: '0.4',
      CPD_HCC85: '0.2',
      INS_M80_84: '0.9',
      INS_LTIMCAID: '0.06',
      INS_HCC85: '0.19',
      NE_NMCAID_NORIGDIS_NEF65: '0.52',
      NE_MCAID_ORIGDIS_NEM70_74: '1.9',
      SNPNE_NMCAID_NORIGDIS_NEF66: '1.3',
    },
  };
  const scores = await scoresOf(V24, tables, [
    { age: 77, sex: 'F', dual: '02' },
    { age: 58, sex: 'F', dual: '01', orec: '1', dx: ['I509'] },
    { age: 82, sex: 'M', dual: '02', institution: true, dx: ['I509'] },
    // 64 and entitled by age: counted as 65.
    { age: 64, sex: 'F', orec: '0', new_enrollee: true, dx: ['I509'] },
    { age: 72, sex: 'M', orec: '1', dual: '04', new_enrollee: true },
    { age: 66, sex: 'F', new_enrollee: true, snp: true },
  ]);
  expect(scores.map(({ segment, score }) => [segment, score])).toEqual([
    ['CFA', '0.500'],
    ['CPD', '0.600'],
    ['INS', '1.150'],
    ['NE', '0.520'],
    ['NE', '1.900'],
    ['SNPNE', '1.300'],
  ]);
});

test('without age, sex or a segment that fits them there is no score, and the reason is said', async () => {
  const scores = await scoresOf(V24, { coefficients: { CNA_F65_69: '0.3', CND_F55_59: '0.2' } }, [
    { sex: 'F' },
    { age: 66 },
    { age: 66, sex: 'F', segment: 'XYZ' },
    { age: 66, sex: 'F', segment: 'CND' },
    { age: 66, sex: 'F' },
  ]);
  expect(scores.map(({ score, reason }) => [score, reason])).toEqual([
    [null, 'age-unknown'],
    [null, 'sex-unknown'],
    [null, 'segment-unknown'],
    [null, 'segment-age'],
    ['0.300', undefined],
  ]);
});

test('V22 names its interactions of the community otherwise than those of institutions', async () => {
  const tables = {
    mapping: { 85: 'I509', 111: 'J449' },
    coefficients: {
      CNA_M70_74: '0.4',
      CNA_HCC85: '0.3',
      CNA_HCC111: '0.3',
      CNA_HCC85_gCopdCF: '0.19',
      INS_M70_74: '1',
      INS_HCC85: '0.2',
      INS_HCC111: '0.3',
      INS_CHF_gCopdCF: '0.16',
    },
  };
  const dx = ['I509', 'J449'];
  const [home, institution] = await scoresOf(V22, tables, [
    { age: 70, sex: 'M', dx },
    { age: 70, sex: 'M', institution: true, dx },
  ]);
  expect([home?.score, institution?.score]).toEqual(['1.190', '1.660']);
});

test('ESRD V24: dialysis, months after a transplant, and kidneys that fail anyway', async () => {
  const tables = {
    mapping: { 134: 'Z992', 85: 'I509' },
    coefficients: {
      DI_F60_64: '0.6',
      DI_HCC85: '0.05',
      DI_HCC134: '0',
      DI_NONAGED_HCC85: '0.04',
      DI_FBDual_Female_NonAged: '0.08',
      TRANSPLANT_KIDNEY_ONLY_1M: '5.985',
      GFN_F60_64: '0.3',
      GFN_HCC85: '0.2',
      FGC_LT65_DUR4_9_FBD: '2.083',
      GNE_ND_PBD_NORIGDIS_G_NEF70_74: '0.9',
      FGC_GE65_DUR10PL_ND_PBD: '0.905',
      ActAdj_DUR10PL: '0.698',
    },
  };
  const dx = ['Z992', 'I509'];
  const [dialysis, first, fifth, fresh] = await scoresOf(ESRD_V24, tables, [
    { age: 62, sex: 'F', dual: '02', orec: '2', dx },
    { age: 62, sex: 'F', dual: '02', orec: '2', graft_months: 1, dx },
    { age: 62, sex: 'F', dual: '02', orec: '2', graft_months: 5, dx },
    { age: 71, sex: 'F', new_enrollee: true, graft_months: 12 },
  ]);
  expect(dialysis?.parts).toEqual({
    F60_64: '0.600',
    HCC85: '0.050',
    NONAGED_HCC85: '0.040',
    FBDual_Female_NonAged: '0.080',
  });
  expect(dialysis?.dx['Z992']).toBe('not-in-model 134');
  expect([first?.segment, first?.score]).toEqual(['TRANSPLANT_KIDNEY_ONLY', '5.985']);
  expect([fifth?.segment, fifth?.score]).toEqual(['GFN', '2.583']);
  // (0.9 + 0.905) ÷ 0.698 = 2.586.
  expect([fresh?.score, fresh?.parts['ActAdj_DUR10PL']]).toEqual(['2.586', '0.781']);
});

test('ESRD V21: Medicaid by age and sex, and the months of the graft', async () => {
  const tables = {
    coefficients: {
      GC_M65_69: '0.4',
      GC_MCAID_Male_Aged: '0.3',
      GE65_DUR10PL: '1.1',
      GC_Originally_ESRD_Male: '0',
    },
  };
  const [one] = await scoresOf(ESRD_V21, tables, [
    { age: 66, sex: 'M', dual: '01', orec: '2', graft_months: 30 },
  ]);
  expect([one?.segment, one?.score]).toEqual(['GC', '1.800']);
});

test('RxHCC V05: low income, institution, the young in it; no count of categories', async () => {
  const tables = {
    mapping: { 1: 'B20', 30: 'E119' },
    coefficients: {
      Rx_CE_LowAged_F65_69: '0.4',
      Rx_CE_LowAged_F65OD: '0.2',
      Rx_CE_LowAged_RXHCC30: '0.3',
      Rx_CE_LTI_M45_54: '2',
      Rx_CE_LTI_RXHCC1: '2.6',
      Rx_CE_LTI_NonAged_RXHCC1: '0.9',
      Rx_NE_NoLo_NESRD_NOD_x_M67: '1.1',
    },
  };
  const scores = await scoresOf(RX_V05, tables, [
    { age: 68, sex: 'F', orec: '1', low_income: true, dx: ['E119'] },
    { age: 50, sex: 'M', institution: true, dx: ['B20'] },
    { age: 67, sex: 'M', new_enrollee: true, dx: ['B20'] },
  ]);
  expect(scores.map(({ segment, score }) => [segment, score])).toEqual([
    ['Rx_CE_LowAged', '0.900'],
    ['Rx_CE_LTI', '5.500'],
    ['Rx_NE_NoLo', '1.100'],
  ]);
});

test('no model has more categories than two masks hold, nor an interaction twice', () => {
  for (const { name, interactions } of MODELS) {
    const names = interactions.map((one) => one.name);
    expect([name, names.length]).toEqual([name, new Set(names).size]);
  }
});

test('every segment has its words', () => {
  expect(Object.keys(SEGMENT_WORDS)).toEqual(Object.values(SEGMENTS).flat());
});
