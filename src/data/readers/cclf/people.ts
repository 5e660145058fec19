/** Beneficiaries (CCLF8): a row per person and feed; what the last feed says stands. */
import type { Intake } from '../../import/format.ts';
import { RACES } from '../shared/cms-codes.ts';
import { date, personOf, withCurrent } from './sql.ts';

export async function readPeople(intake: Intake): Promise<void> {
  const start = (part: string) => date(`BENE_PART_${part}_ENRLMT_BGN_DT`);
  await intake.query(
    'eligibility',
    `select ${personOf('b')} as person_id, BENE_MBI_ID as member_id, case BENE_SEX_CD when '1' then 'male' when '2' then 'female' when '0' then 'unknown' end as gender,
       case BENE_RACE_CD ${Object.entries(RACES)
         .map(([code, race]) => `when '${code}' then '${race}'`)
         .join(
           ' ',
         )} end as race, ${date('BENE_DOB')} as birth_date, ${date('BENE_DEATH_DT')} as death_date, (${date('BENE_DEATH_DT')} is not null)::varchar as death_flag,
       -- A person is enrolled in fee-for-service Medicare with both parts from the later of their beginnings.
       greatest(${start('A')}, ${start('B')}) as enrollment_start_date, ${date('BENE_DEATH_DT')} as enrollment_end_date,
       'medicare' as payer, 'medicare' as payer_type, 'FFS' as plan, BENE_ORGNL_ENTLMT_RSN_CD as original_reason_entitlement_code,
       BENE_DUAL_STUS_CD as dual_status_code, BENE_MDCR_STUS_CD as medicare_status_code,
       case when BENE_MDCR_STUS_CD in ('11', '21', '31') then 'true' when BENE_MDCR_STUS_CD is not null then 'false' end as esrd_status,
       case when ${date('BENE_RNG_BGN_DT')} is not null then 'true' end as hospice_flag,
       BENE_1ST_NAME as first_name, BENE_LAST_NAME as last_name, concat_ws(', ', BENE_LINE_1_ADR, BENE_LINE_2_ADR, BENE_LINE_3_ADR) as address,
       GEO_ZIP_PLC_NAME as city, coalesce(GEO_USPS_STATE_CD, BENE_FIPS_STATE_CD) as state, coalesce(GEO_ZIP5_CD, BENE_ZIP_CD) as zip_code, 'cclf' as data_source, _file, _line
     from reader.cclf_8 b ${withCurrent('b')}`,
  );
}
