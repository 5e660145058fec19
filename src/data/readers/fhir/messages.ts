/** What the reading of FHIR has to say. */
import { defineMessages, reporter } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'fhir-file-other': {
    severity: 'note',
    en: 'Left out: the file does not begin like JSON.',
    zh: '已略过：文件开头不是 JSON。',
  },
  'fhir-file-unreadable': {
    severity: 'warning',
    en: 'The file cannot be read: {reason}.',
    zh: '无法读取文件：{reason}。',
  },
  'fhir-no-files': {
    severity: 'error',
    en: 'No file holds FHIR resources.',
    zh: '没有任何文件包含 FHIR 资源。',
    hint: {
      en: 'A bulk export is made of files *.ndjson, a resource on each line; Bundles as *.json are read too.',
      zh: '批量导出由 *.ndjson 文件组成，每行一个资源；也可读取 *.json 格式的 Bundle。',
    },
  },
});

export const report = reporter(messages);

/** Why something was refused. */
export const refusals = {
  'fhir-no-resource': {
    en: 'no FHIR resource: it has no resourceType',
    zh: '不是 FHIR 资源：缺少 resourceType',
  },
  'fhir-coverage-cancelled-open': {
    en: 'cancelled coverage that does not say until which day it stood',
    zh: '已取消（cancelled）的保险未写明有效至何日',
  },
} as const;

/** Why something was rightly passed over. */
export const passedOver = {
  'fhir-not-in-force': {
    en: 'drafts, plans, and what was cancelled or never done',
    zh: '草稿、计划、已取消或未执行的资源',
  },
  'fhir-entered-in-error': {
    en: 'what was entered in error',
    zh: '误录入（entered-in-error）的资源',
  },
  'fhir-coverage-draft': {
    en: 'coverage that is a draft, not yet complete',
    zh: '草稿状态、内容尚不完整的保险',
  },
  'fhir-no-claim': {
    en: 'prior authorizations and predeterminations',
    zh: '事前授权与预先核价',
  },
  'fhir-claim-answered': {
    en: 'claims that an explanation of benefit answers',
    zh: '已有赔付说明（EOB）的申报单据',
  },
  'fhir-response': {
    en: 'answers to claims (ClaimResponse), whose amounts stand on the lines of the claim where no explanation of benefit has them',
    zh: '对申报单据的答复（ClaimResponse），没有赔付说明（EOB）时其金额记入单据明细行',
  },
  'fhir-response-alone': {
    en: 'answers (ClaimResponse) to claims that are in none of the files: import them together',
    zh: '所答复的申报单据不在任何文件中的答复（ClaimResponse）：请一并导入',
  },
  'fhir-response-empty': {
    en: 'answers (ClaimResponse) without any amount, or to no claim: queued, failed, rejected as a whole',
    zh: '没有金额或未指明单据的答复（ClaimResponse）：排队中、处理失败或整单拒绝',
  },
  'fhir-no-answers': {
    en: 'answered questionnaires without an answer',
    zh: '没有任何作答的问卷答卷',
  },
  'fhir-questionnaire': {
    en: 'questionnaires, which say what items their answers belong to',
    zh: '问卷资源，用于说明作答所属条目',
  },
  'fhir-patient': {
    en: 'patients, who stand on their spans of coverage',
    zh: '患者资源，其信息并入参保区间',
  },
} as const;

/** What no single row shows. */
export const findings = {
  'fhir-date-partial': {
    en: 'Dates of a year or month, whose day is unknown and was not made up',
    zh: '仅到年或月的日期，具体日未知，未作推定',
  },
  'fhir-amount-tail': {
    en: 'Amounts with a tail of floating point (25.832000000000004), which was left out',
    zh: '带浮点尾数的金额（如 25.832000000000004），已去除尾数',
  },
  'fhir-claim-differs': {
    en: 'Claims that state another amount than their lines add up to; the lines stand, the amount is what is stated less what they add up to',
    zh: '单据所述金额与明细之和不符，以明细为准；金额为所述减明细之和',
  },
  'fhir-total-line': {
    en: 'Lines of revenue code 0001 are totals of the others; they make no row, what only they say stands on the claim',
    zh: '收费科室代码 0001 为合计行，不产生明细；仅合计行写明的金额记在单据层面',
  },
  'fhir-older': {
    en: 'Claims written as FHIR did before R4 (service, information, hospitalization): codes and stays under these names were not read',
    zh: '按 R4 之前的 FHIR 版本书写的单据（service、information、hospitalization）：这些名称下的编码与住院信息未读取',
  },
  'fhir-diagnosis-elsewhere': {
    en: 'Diagnoses that name a Condition which is in none of the files, or was entered in error: their code is unknown',
    zh: '诊断引用的 Condition 不在任何文件中或属误录入，编码未知',
  },
  'fhir-procedure-elsewhere': {
    en: 'Procedures that name a Procedure which is in none of the files, or was entered in error: their code is unknown',
    zh: '手术操作引用的 Procedure 不在任何文件中或属误录入，编码未知',
  },
  'fhir-coverage-cancelled': {
    en: 'Cancelled coverage, which stands until the day it ended: to some that means ended, to others it never held',
    zh: '已取消（cancelled）的保险，计至其终止日；有的来源表示已终止，有的表示自始无效',
    severity: 'warning',
    hint: {
      en: 'Ask who sent the files what cancelled means to them; coverage that never held must be left out before import.',
      zh: '请向数据提供方确认 cancelled 的含义；自始无效的保险应在导入前剔除。',
    },
  },
  'fhir-coverage-status': {
    en: 'Coverage without a status, or with one that FHIR R4 does not have; it counts for its dates as coverage in force does',
    zh: '未写明状态或状态不属于 FHIR R4 的保险，按有效保险依其起止日期计入',
  },
  'fhir-codes-beyond': {
    en: 'Claims with more than 25 diagnoses or procedures; the first 25 were kept',
    zh: '诊断或手术操作超过 25 个的单据，仅保留前 25 个',
  },
  'fhir-person-by-number': {
    en: 'People named by a number and not by their resource; the number was taken',
    zh: '以编号而非资源引用的人员，已采用该编号',
  },
  'fhir-questionnaire-unnamed': {
    en: 'Answers whose questionnaire is not named; they stand under their items’ links alone',
    zh: '未注明所属问卷的作答，仅按条目 linkId 记录',
  },
  'fhir-answer-unlinked': {
    en: 'Answers without a link to their item',
    zh: '缺少条目 linkId 的作答',
  },
  'fhir-answer-unread': {
    en: 'Answers whose value could not be read; their rows have none',
    zh: '取值无法读取的作答，对应行取值为空',
  },
  'fhir-patient-twice': {
    en: 'Patients given several times and differently; the last stands',
    zh: '多次出现且内容不同的患者，以最后一次为准',
  },
  'fhir-patient-uncovered': {
    en: 'Patients without any coverage, who have no span of eligibility; a death of theirs stands among the outcomes',
    zh: '没有任何保险的患者，不产生参保区间；其死亡计入结局事件',
  },
} as const;
