/**
 * Columns of Synthea's CSV export, of all generations (2.6 to 3.3): the CSV File Data Dictionary of its wiki
 * (https://github.com/synthetichealth/synthea/wiki/CSV-File-Data-Dictionary) and the tables of OHDSI's ETL-Synthea for 2.6.1–3.3.
 * Later ones renamed START_YEAR to START_DATE and DATE of procedures to START, and added SYSTEM, CATEGORY and the claims.
 */

export type SyntheaPart =
  | 'patients'
  | 'payer_transitions'
  | 'payers'
  | 'claims'
  | 'claims_transactions'
  | 'medications'
  | 'encounters'
  | 'conditions'
  | 'procedures'
  | 'observations'
  | 'providers'
  | 'organizations';

export const COLUMNS: Record<SyntheaPart, readonly string[]> = {
  patients: [
    'ID',
    'BIRTHDATE',
    'DEATHDATE',
    'FIRST',
    'LAST',
    'RACE',
    'ETHNICITY',
    'GENDER',
    'ADDRESS',
    'CITY',
    'STATE',
    'ZIP',
  ],
  payer_transitions: [
    'PATIENT',
    'MEMBERID',
    'START_YEAR',
    'START_DATE',
    'END_YEAR',
    'END_DATE',
    'PAYER',
    'OWNERSHIP',
    'PLAN_OWNERSHIP',
  ],
  payers: ['ID', 'NAME', 'OWNERSHIP'],
  claims: [
    'ID',
    'PATIENTID',
    'PROVIDERID',
    'PRIMARYPATIENTINSURANCEID',
    ...Array.from({ length: 8 }, (_, i) => `DIAGNOSIS${i + 1}`),
    'APPOINTMENTID',
    'SERVICEDATE',
    'LASTBILLEDDATE1',
    'HEALTHCARECLAIMTYPEID1',
  ],
  claims_transactions: [
    'ID',
    'CLAIMID',
    'CHARGEID',
    'PATIENTID',
    'TYPE',
    'AMOUNT',
    'METHOD',
    'FROMDATE',
    'TODATE',
    'PLACEOFSERVICE',
    'PROCEDURECODE',
    'MODIFIER1',
    'MODIFIER2',
    'UNITS',
    'TRANSFERTYPE',
    'PAYMENTS',
    'ADJUSTMENTS',
    'PROVIDERID',
  ],
  medications: [
    'START',
    'STOP',
    'PATIENT',
    'PAYER',
    'ENCOUNTER',
    'CODE',
    'PAYER_COVERAGE',
    'DISPENSES',
    'TOTALCOST',
  ],
  encounters: [
    'ID',
    'START',
    'STOP',
    'PATIENT',
    'ORGANIZATION',
    'PROVIDER',
    'PAYER',
    'ENCOUNTERCLASS',
    'CODE',
    'BASE_ENCOUNTER_COST',
    'COST',
    'TOTAL_CLAIM_COST',
    'PAYER_COVERAGE',
    'REASONCODE',
  ],
  conditions: ['START', 'STOP', 'PATIENT', 'ENCOUNTER', 'SYSTEM', 'CODE', 'DESCRIPTION'],
  procedures: ['START', 'DATE', 'PATIENT', 'ENCOUNTER', 'SYSTEM', 'CODE', 'DESCRIPTION'],
  observations: ['DATE', 'PATIENT', 'ENCOUNTER', 'CATEGORY', 'CODE', 'DESCRIPTION', 'VALUE', 'UNITS', 'TYPE'],
  providers: ['ID', 'ORGANIZATION', 'NAME', 'SPECIALITY', 'SPECIALTY', 'CITY', 'STATE'],
  organizations: ['ID', 'NAME', 'CITY', 'STATE'],
};

/** Headers a file must have, of any generation. */
export const NEEDED: Record<SyntheaPart, readonly string[]> = {
  patients: ['ID', 'BIRTHDATE', 'GENDER'],
  payer_transitions: ['PATIENT', 'PAYER'],
  payers: ['ID', 'NAME'],
  claims: ['ID', 'PATIENTID', 'SERVICEDATE'],
  claims_transactions: ['ID', 'CLAIMID', 'CHARGEID', 'PATIENTID', 'TYPE', 'AMOUNT', 'PAYMENTS'],
  medications: ['START', 'PATIENT', 'CODE'],
  encounters: ['ID', 'START', 'PATIENT', 'ENCOUNTERCLASS'],
  conditions: ['START', 'PATIENT', 'CODE'],
  procedures: ['PATIENT', 'CODE'],
  observations: ['DATE', 'PATIENT', 'CODE', 'VALUE'],
  providers: ['ID', 'NAME'],
  organizations: ['ID', 'NAME'],
};

/** Of the same export, but with nothing in them that a canonical table holds (the money of devices and immunisations is in the claims). */
export const UNUSED = [
  'allergies',
  'careplans',
  'devices',
  'imaging_studies',
  'immunizations',
  'supplies',
] as const;
