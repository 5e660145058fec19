/** Encounters, conditions, procedures, observations, providers: a row each. */
import type { InputFile, Intake } from '../../import/format.ts';
import { day, madeKey, SOURCE } from './sql.ts';
import { passOverRows } from '../shared/stacked.ts';
import type { Views } from './views.ts';

/** SNOMED CT unless the row names another system, by name or address. */
const system = `case when "SYSTEM" is null or lower("SYSTEM") in ('snomed-ct', 'http://snomed.info/sct') then 'snomed-ct' else lower("SYSTEM") end`;

export async function readClinical(files: readonly InputFile[], views: Views, intake: Intake): Promise<void> {
  await intake.query(
    'provider',
    `select "ID" as provider_id, "NAME" as name, 'institution' as kind, "CITY" as city, "STATE" as state, ${SOURCE}, _file, _line
     from ${views.organizations}`,
  );
  const specialty = 'coalesce("SPECIALITY", "SPECIALTY")';
  await intake.query(
    'provider',
    `select "ID" as provider_id, "NAME" as name, 'person' as kind, ${specialty} as specialty,
       case when upper(${specialty}) in ('GENERAL PRACTICE', 'FAMILY PRACTICE', 'INTERNAL MEDICINE', 'PEDIATRIC MEDICINE', 'GERIATRIC MEDICINE')
         then 'true' end as primary_care,
       "ORGANIZATION" as organization_id, "CITY" as city, "STATE" as state, ${SOURCE}, _file, _line
     from ${views.providers}`,
  );
  await intake.query(
    'encounter',
    `select "ID" as encounter_id, "PATIENT" as person_id, "ENCOUNTERCLASS" as encounter_type, ${day('"START"')} as start_date,
       ${day('"STOP"')} as end_date, "PROVIDER" as provider_id, "ORGANIZATION" as facility_id, "REASONCODE" as primary_diagnosis_code,
       ${SOURCE}, _file, _line
     from ${views.encounters}`,
  );
  await intake.query(
    'condition',
    `select ${madeKey('"PATIENT"', '"ENCOUNTER"', '"CODE"', '"START"')} as condition_id, "PATIENT" as person_id, "ENCOUNTER" as encounter_id,
       ${system} as code_type, "CODE" as code, "DESCRIPTION" as description, ${day('"START"')} as onset_date, ${day('"STOP"')} as resolved_date,
       ${SOURCE}, _file, _line
     from ${views.conditions}`,
  );
  const start = 'coalesce("START", "DATE")';
  await intake.query(
    'procedure',
    `select ${madeKey('"PATIENT"', '"ENCOUNTER"', '"CODE"', start)} as procedure_id, "PATIENT" as person_id, "ENCOUNTER" as encounter_id,
       ${system} as code_type, "CODE" as code, "DESCRIPTION" as description, ${day(start)} as procedure_date, ${SOURCE}, _file, _line
     from ${views.procedures}`,
  );
  await intake.query(
    'observation',
    `select ${madeKey('"PATIENT"', '"ENCOUNTER"', '"CODE"', '"DATE"')} as observation_id, "PATIENT" as person_id, "ENCOUNTER" as encounter_id,
       "CATEGORY" as category, case when regexp_full_match("CODE", '\\d{1,6}-\\d') then 'loinc' else 'synthea' end as code_type, "CODE" as code,
       "DESCRIPTION" as description, ${day('"DATE"')} as observation_date,
       case when lower("TYPE") = 'numeric' then "VALUE" end as value_number, "VALUE" as value_text, "UNITS" as unit, ${SOURCE}, _file, _line
     from ${views.observations}`,
  );
  await passOverRows(intake, files, 'joined', views.payers);
}
