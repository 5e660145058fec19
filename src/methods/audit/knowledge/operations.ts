/** Operations of ICD-9-CM-3 whose charge is a fee for surgery everywhere, by category. Ours, from the classification's chapters; each city amends it. */
export const OPERATIONS =
  '01.2* 01.5* 03.0* 06.2* 06.3* 06.4* 13.1* 13.2* 13.3* 13.4* 13.5* 13.6* 28.2* 28.3* 32.2* 32.3* 32.4* 32.5* 35.2* 36.1* 42.4* 43.5* 43.6* 43.7* 43.8* 43.9* ' +
  '45.6* 45.7* 45.8* 47.0* 48.4* 48.5* 48.6* 50.2* 50.3* 51.2* 52.5* 52.6* 52.7* 53.0* 53.1* 55.4* 55.5* 57.7* 60.2* 60.3* 60.4* 60.5* 60.6* 65.3* 65.4* 65.5* ' +
  '65.6* 68.3* 68.4* 68.5* 68.6* 68.7* 74.0* 74.1* 74.4* 78.5* 79.2* 79.3* 81.0* 81.5* 85.2* 85.4*';

/**
 * Operations and the diagnoses they are done for (ICD-10): where the principal diagnosis is none of these and another diagnosis is, the principal
 * one was probably chosen wrongly. Short on purpose: only operations with a narrow purpose. Ours, unverified; a city replaces the list.
 */
export const PURPOSES: readonly { operation: string; diagnoses: string }[] = [
  {
    operation: '13.1* 13.2* 13.3* 13.4* 13.5*',
    diagnoses: 'H25* H26* H27* H28* Q12* E10.3* E11.3* E13.3* E14.3* H20* H40* S05* T26*',
  },
  { operation: '47.0*', diagnoses: 'K35* K36* K37* K38* C18* D12* D37* C78* K65* N70* N73* K50* C56* D3A*' },
  {
    operation: '51.2*',
    diagnoses: 'K80* K81* K82* K83* K85* K86* C22* C23* C24* C25* C78* D13* D37* Q44* S36* K56*',
  },
  { operation: '53.0* 53.1*', diagnoses: 'K40* K41* K43* K45* K46* N43* Q53* K56*' },
  { operation: '74.0* 74.1* 74.4*', diagnoses: 'O*' },
  {
    operation: '81.51* 81.52*',
    diagnoses:
      'S72* M16* M80* M84* M87* M93* M05* M06* M45* Q65* T84* T93* C40* C41* C79* D16* D48* M00* M24* M25* M12* M13*',
  },
  {
    operation: '81.54*',
    diagnoses:
      'M17* M05* M06* M87* M23* M25* M24* M12* M13* M14* M21* T84* T93* S82* C40* C79* D16* D48* E10.6* E11.6* M36* D66* D67*',
  },
  { operation: '36.06* 36.07*', diagnoses: 'I20* I21* I22* I23* I24* I25* T82* R57* I46* I50* Z95*' },
];
