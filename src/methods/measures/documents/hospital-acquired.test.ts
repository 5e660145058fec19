/** Complications: the hospital-acquired conditions of CMS, beside what looks like one. The period is 2023. */
import { expect, it } from 'vitest';
import { covered, people, stay } from './testing.ts';

it('counts conditions of the list that were acquired, some of them only after their procedure', async () => {
  const cases: Record<string, Record<string, string>> = {
    'urethral catheter': { diagnosis_code_2: 'T83.511A', diagnosis_poa_2: 'N' },
    'clinically undetermined': { diagnosis_code_2: 'T83.511A', diagnosis_poa_2: 'W' },
    'not documented': { diagnosis_code_9: 'T80.211A', diagnosis_poa_9: 'U' },
    'nephrostomy catheter': { diagnosis_code_2: 'T83.512A', diagnosis_poa_2: 'N' },
    'broken hip': { diagnosis_code_2: 'S72.001A', diagnosis_poa_2: 'N' },
    'later encounter': { diagnosis_code_2: 'S72.001D', diagnosis_poa_2: 'N' },
    'ulcer of stage 3': { diagnosis_code_2: 'L89.153', diagnosis_poa_2: 'N' },
    'ulcer of stage 2': { diagnosis_code_2: 'L89.152', diagnosis_poa_2: 'N' },
    // Only with a venous catheter is it one.
    pneumothorax: { diagnosis_code_2: 'J95.811', diagnosis_poa_2: 'N' },
    'pneumothorax, catheter': {
      diagnosis_code_2: 'J95.811',
      diagnosis_poa_2: 'N',
      procedure_code_2: '02HV33Z',
    },
    'fusion, wound infection': {
      diagnosis_code_2: 'T81.41XA',
      diagnosis_poa_2: 'N',
      procedure_code_1: '0RG10A0',
    },
  };
  const found = await people('complications', {
    tables: {
      eligibility: Object.keys(cases).map((person) => covered(person)),
      medical_claim: Object.entries(cases).map(([person, more]) =>
        stay(person, '2023-03-01', '2023-03-05', more),
      ),
    },
  });
  const counted = Object.entries(found).flatMap(([person, figure]) => (figure === '1/1' ? [person] : []));
  expect(counted.sort()).toEqual([
    'broken hip',
    'fusion, wound infection',
    'not documented',
    'pneumothorax, catheter',
    'ulcer of stage 3',
    'urethral catheter',
  ]);
  expect(Object.keys(found).length).toBe(11);
});

it('counts the conditions whose lists the user gives, with their procedure', async () => {
  const clot = { diagnosis_code_2: 'I26.99', diagnosis_poa_2: 'N' };
  const found = await people('complications', {
    files: { 'codes.csv': 'list,code\nthrombosis,I26.99\nthrombosis-surgery,0SRC0J9\n' },
    options: { codes: 'codes.csv' },
    tables: {
      eligibility: [covered('new knee'), covered('none')],
      medical_claim: [
        stay('new knee', '2023-03-01', '2023-03-05', { ...clot, procedure_code_1: '0SRC0J9' }),
        stay('none', '2023-03-01', '2023-03-05', clot),
      ],
    },
  });
  expect(found).toEqual({ 'new knee': '1/1', none: '0/1' });
});
