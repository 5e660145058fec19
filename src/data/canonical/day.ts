/** On which day a row of a table happened: the first of these that is known. Coverage and providers are not things that happen on a day. */
export const DAY: Readonly<Record<string, readonly [string, ...string[]]>> = {
  encounter: ['start_date'],
  medical_claim: ['claim_line_start_date', 'claim_start_date', 'admission_date'],
  pharmacy_claim: ['dispensing_date'],
  inpatient_case: ['discharge_date'],
  cost_item: ['item_date'],
  condition: ['onset_date'],
  procedure: ['procedure_date'],
  observation: ['observation_date'],
  treatment: ['start_date'],
  outcome_event: ['event_date'],
};
