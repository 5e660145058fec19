/** What happened to people: encounters, conditions, procedures, results, outcomes, treatments. */
import { column, dataSource, person, required } from './types.ts';
import type { CanonicalTable } from './types.ts';

const encounterId = column('encounter_id', 'text', 'Encounter', '就诊', {
  references: { table: 'encounter', column: 'encounter_id' },
});

export const encounter: CanonicalTable = {
  name: 'encounter',
  label: { en: 'Encounters', zh: '就诊记录' },
  key: ['encounter_id'],
  versioned: false,
  columns: [
    column('encounter_id', 'text', 'Encounter', '就诊', required),
    person,
    column('encounter_type', 'text', 'Class: inpatient, outpatient, emergency …', '就诊类别'),
    column('start_date', 'date', 'First day', '开始日期'),
    column('end_date', 'date', 'Last day', '结束日期'),
    column('provider_id', 'text', 'Provider', '医务人员'),
    column('facility_id', 'text', 'Institution', '医疗机构'),
    column('primary_diagnosis_code', 'text', 'Main diagnosis', '主要诊断'),
    dataSource,
  ],
};

export const condition: CanonicalTable = {
  name: 'condition',
  label: { en: 'Conditions', zh: '疾病诊断' },
  key: ['condition_id'],
  versioned: false,
  columns: [
    column('condition_id', 'text', 'Condition', '诊断记录', required),
    person,
    encounterId,
    column('code_type', 'text', 'Code system', '编码体系'),
    column('code', 'text', 'Code', '编码', required),
    column('description', 'text', 'Name', '名称'),
    column('onset_date', 'date', 'Onset', '发病日期'),
    column('resolved_date', 'date', 'Resolved', '痊愈日期'),
    dataSource,
  ],
};

export const procedure: CanonicalTable = {
  name: 'procedure',
  label: { en: 'Procedures', zh: '手术操作' },
  key: ['procedure_id'],
  versioned: false,
  columns: [
    column('procedure_id', 'text', 'Procedure', '操作记录', required),
    person,
    encounterId,
    column('code_type', 'text', 'Code system', '编码体系'),
    column('code', 'text', 'Code', '编码', required),
    column('description', 'text', 'Name', '名称'),
    column('procedure_date', 'date', 'Date', '操作日期'),
    column('provider_id', 'text', 'Provider', '医务人员'),
    dataSource,
  ],
};

export const observation: CanonicalTable = {
  name: 'observation',
  label: {
    en: 'Results: laboratory, vital signs, home devices, patient-reported answers',
    zh: '检验、体征、家庭监测与患者自报',
  },
  key: ['observation_id'],
  versioned: false,
  columns: [
    column('observation_id', 'text', 'Observation', '观察记录', required),
    person,
    encounterId,
    column('category', 'text', 'Laboratory, vital sign, survey …', '类别'),
    column('code_type', 'text', 'Code system', '编码体系'),
    column('code', 'text', 'Code', '编码', required),
    column('description', 'text', 'Name', '名称'),
    column('observation_date', 'date', 'Date', '日期', required),
    column('value_number', 'quantity', 'Value, where it is a number', '数值结果'),
    column('value_text', 'text', 'Value as written', '原始结果'),
    column('unit', 'text', 'Unit', '单位'),
    dataSource,
  ],
};

export const outcomeEvent: CanonicalTable = {
  name: 'outcome_event',
  label: { en: 'Outcomes: death, progression, relapse, cure, readmission …', zh: '结局事件' },
  key: ['person_id', 'event', 'event_date', 'treatment_id'],
  versioned: false,
  columns: [
    person,
    column('treatment_id', 'text', 'Treatment it followed', '所属治疗', {
      references: { table: 'treatment', column: 'treatment_id' },
    }),
    column('event', 'text', 'What happened', '事件', required),
    column('event_date', 'date', 'When', '日期', required),
    column('detail', 'text', 'Detail', '说明'),
    dataSource,
  ],
};

export const treatment: CanonicalTable = {
  name: 'treatment',
  label: { en: 'Courses of treatment', zh: '治疗疗程' },
  key: ['treatment_id'],
  versioned: false,
  columns: [
    column('treatment_id', 'text', 'Treatment', '治疗', required),
    person,
    column('product', 'text', 'Drug, device or procedure', '药品、器械或术式', required),
    column('indication', 'text', 'Indication', '适应症'),
    column('start_date', 'date', 'First day', '起始日', required),
    column('end_date', 'date', 'Last day', '终止日'),
    column('last_seen_date', 'date', 'Last day the person was known to be followed', '末次随访日'),
    column('line', 'integer', 'Line of therapy', '治疗线数'),
    column('price', 'money', 'Price', '价格'),
    column('provider_id', 'text', 'Provider', '医疗机构'),
    dataSource,
  ],
};
