/** People, their coverage, and who treats them. Names of the Tuva input layer where it has them. */
import { column, person, required } from './types.ts';
import type { CanonicalTable } from './types.ts';

const dataSource = column('data_source', 'text', 'Data source', '数据来源');

export const eligibility: CanonicalTable = {
  name: 'eligibility',
  label: { en: 'Spans of coverage of a person', zh: '参保区间' },
  key: ['person_id', 'payer', 'plan', 'enrollment_start_date'],
  versioned: false,
  columns: [
    column('person_id', 'text', 'Person', '参保人', required),
    column('member_id', 'text', 'Member identifier of the payer', '医保个人编号'),
    column('subscriber_id', 'text', 'Subscriber', '主参保人'),
    column('gender', 'text', 'Sex', '性别', { oneOf: ['female', 'male', 'unknown'] }),
    column('race', 'text', 'Race', '族裔'),
    column('ethnicity', 'text', 'Ethnicity', '民族'),
    column('birth_date', 'date', 'Date of birth', '出生日期'),
    column('death_date', 'date', 'Date of death', '死亡日期'),
    column('death_flag', 'boolean', 'Deceased', '是否死亡'),
    column('enrollment_start_date', 'date', 'First day of coverage', '参保起始日', required),
    column(
      'enrollment_end_date',
      'date',
      'Last day of coverage; unknown while it goes on',
      '参保终止日；仍参保为空',
    ),
    column('payer', 'text', 'Payer', '付费方'),
    column('payer_type', 'text', 'Kind of payer', '付费方类型'),
    column('plan', 'text', 'Plan or insurance type', '险种'),
    column('original_reason_entitlement_code', 'text', 'Original reason for entitlement', '初始参保原因'),
    column('dual_status_code', 'text', 'Dual eligibility', '双重参保代码'),
    column('medicare_status_code', 'text', 'Medicare status', '联邦医疗保险身份代码'),
    column('low_income_subsidy_indicator', 'text', 'Low-income subsidy', '低收入补助'),
    column('esrd_status', 'boolean', 'End-stage renal disease', '终末期肾病'),
    column('hospice_flag', 'boolean', 'In hospice', '安宁疗护'),
    column('long_term_institutional_flag', 'boolean', 'In long-term care', '长期住养'),
    column('group_id', 'text', 'Group or employer', '团体或单位'),
    column('group_name', 'text', 'Name of the group', '团体名称'),
    column('first_name', 'text', 'Given name', '名'),
    column('last_name', 'text', 'Family name', '姓'),
    column('subscriber_relation', 'text', 'Relation to the subscriber', '与主参保人关系'),
    column('address', 'text', 'Address', '地址'),
    column('city', 'text', 'City or county', '市县'),
    column('state', 'text', 'State or province', '省'),
    column('zip_code', 'text', 'Postal code', '邮政编码'),
    column(
      'registered_provider',
      'text',
      'Provider the person is registered with (family doctor)',
      '签约机构或家庭医生',
    ),
    column('registration_start_date', 'date', 'First day of the registration', '签约起始日'),
    column('registration_end_date', 'date', 'Last day of the registration', '签约终止日'),
    dataSource,
  ],
};

export const provider: CanonicalTable = {
  name: 'provider',
  label: { en: 'Providers: people and institutions', zh: '医疗机构与医务人员' },
  key: ['provider_id'],
  versioned: false,
  columns: [
    column('provider_id', 'text', 'Provider (NPI, institution or staff code)', '机构或人员代码', required),
    column('name', 'text', 'Name', '名称'),
    column('kind', 'text', 'Person or institution', '人员或机构', { oneOf: ['person', 'institution'] }),
    column('specialty', 'text', 'Specialty', '专科'),
    column('primary_care', 'boolean', 'Gives primary care', '是否基层首诊'),
    column('level', 'text', 'Level of the institution', '机构级别'),
    column('tin', 'text', 'Tax number of the practice', '纳税人识别号'),
    column('organization_id', 'text', 'Organization it belongs to', '所属机构'),
    column('city', 'text', 'City or county', '市县'),
    column('state', 'text', 'State or province', '省'),
    dataSource,
  ],
};

export const providerAttribution: CanonicalTable = {
  name: 'provider_attribution',
  label: { en: 'Providers the payer attributed people to, by month', zh: '付费方按月归属' },
  key: ['person_id', 'year_month', 'payer', 'plan'],
  versioned: false,
  columns: [
    person,
    column('year_month', 'text', 'Month, YYYYMM', '月份（YYYYMM）', required),
    column('payer', 'text', 'Payer', '付费方'),
    column('plan', 'text', 'Plan or insurance type', '险种'),
    column('payer_attributed_provider', 'text', 'Provider', '归属人员'),
    column('payer_attributed_provider_practice', 'text', 'Practice', '归属科室或诊所'),
    column('payer_attributed_provider_organization', 'text', 'Organization', '归属机构'),
    column('payer_attributed_provider_lob', 'text', 'Line of business', '业务条线'),
    dataSource,
  ],
};
