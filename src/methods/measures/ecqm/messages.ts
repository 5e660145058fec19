/** What can be wrong with a measure bundle, with patients and while they are computed. */
import { defineMessages, reporter } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';

export const messages = defineMessages({
  'evidence-changed': {
    severity: 'warning',
    en: 'Computed again, patient {patient} comes out otherwise, or is not there: the measure or the patients have changed since the run. What decided then is not shown.',
    zh: '重新计算后，患者 {patient} 的结果与结算时不同或已不存在：指标或患者数据在结算后已改变，不再显示当时的判定依据。',
  },
  'file-unreadable': {
    severity: 'error',
    en: 'cannot be read: {words}',
    zh: '无法读取：{words}',
  },
  'document-too-long': {
    severity: 'error',
    en: 'longer than {megabytes} MB; a JSON document is read whole',
    zh: '超过 {megabytes} MB，而 JSON 文档须整体读入',
    hint: {
      en: 'Give the patients as NDJSON, one Bundle or one resource a line: it is read line by line.',
      zh: '请改用 NDJSON（每行一个 Bundle 或一个资源），可逐行读取。',
    },
  },
  'not-json': {
    severity: 'error',
    en: '{place}: not JSON: {words}',
    zh: '{place} 不是有效的 JSON：{words}',
  },
  'no-bundle': {
    severity: 'error',
    en: 'no FHIR Bundle of a measure but {found}',
    zh: '不是质量指标的 FHIR Bundle，而是 {found}',
  },
  'no-measure': {
    severity: 'error',
    en: 'the bundle has no Measure',
    zh: 'Bundle 中没有 Measure 资源',
    hint: {
      en: 'Take the measure as an executable Bundle: the Measure, its libraries with ELM, its value sets expanded.',
      zh: '请使用可执行的指标 Bundle：含 Measure、带 ELM 的 Library 以及已展开的 ValueSet。',
    },
  },
  'several-measures': {
    severity: 'error',
    en: 'the bundle has several measures: {measures}',
    zh: 'Bundle 中有多个指标：{measures}',
    hint: { en: 'Name one of them.', zh: '请指定其中一个。' },
  },
  'measure-unknown': {
    severity: 'error',
    en: 'the bundle has no measure "{measure}"; it has {measures}',
    zh: 'Bundle 中没有指标“{measure}”，现有 {measures}',
  },
  'measure-composite': {
    severity: 'error',
    en: '{measure} is a composite of other measures',
    zh: '{measure} 是由其他指标组成的复合指标',
    hint: {
      en: 'Compute its components one by one, and put them together in the contract.',
      zh: '请逐一计算其组成指标，再在协议中合成。',
    },
  },
  'measure-scoring': {
    severity: 'error',
    en: '{measure}, group {group}: scoring "{scoring}" is none of {known}',
    zh: '{measure} 的组 {group}：计分方式“{scoring}”不在 {known} 之中',
  },
  'measure-empty': {
    severity: 'error',
    en: '{measure} has no group with populations',
    zh: '{measure} 没有含人群定义的组',
  },
  'measure-library': {
    severity: 'error',
    en: '{measure} names {library} as its library, which is not in the bundle',
    zh: '{measure} 指定的逻辑库 {library} 不在 Bundle 中',
  },
  'measure-expression': {
    severity: 'error',
    en: '{measure}, group {group}: "{population}" is defined by "{expression}", which {library} does not have',
    zh: '{measure} 的组 {group}：“{population}”由“{expression}”定义，但 {library} 中没有该表达式',
  },
  'stratifier-components': {
    severity: 'warning',
    en: '{measure}, group {group}: stratifier {stratifier} is made of components, which are not computed',
    zh: '{measure} 的组 {group}：分层 {stratifier} 由多个成分构成，不予计算',
  },
  'aggregate-unknown': {
    severity: 'warning',
    en: '{measure}, group {group}: how the values of "{expression}" are put together is given as {aggregate}, not as one of {known}: the group has no score',
    zh: '{measure} 的组 {group}：“{expression}”观察值的汇总方式为 {aggregate}，不属于 {known}，该组不计算得分',
  },
  'group-twice': {
    severity: 'error',
    en: '{measure} has two groups called {group}',
    zh: '{measure} 有两个名为 {group} 的组',
  },
  'library-no-elm': {
    severity: 'error',
    en: 'library {library} has no ELM in JSON (application/elm+json)',
    zh: '逻辑库 {library} 没有 JSON 格式的 ELM（application/elm+json）',
    hint: {
      en: 'CQL text alone cannot be run: have it translated with the CQL-to-ELM translator, or take the bundle its steward publishes.',
      zh: '仅有 CQL 文本无法运行：请用 CQL-to-ELM 转换器转换，或使用发布方提供的 Bundle。',
    },
  },
  'library-bad-elm': {
    severity: 'error',
    en: 'the ELM of library {library} cannot be read: {words}',
    zh: '无法读取逻辑库 {library} 的 ELM：{words}',
  },
  'library-missing': {
    severity: 'error',
    en: 'the bundle lacks libraries the measure includes: {libraries}',
    zh: 'Bundle 缺少指标引用的逻辑库：{libraries}',
  },
  'value-set-missing': {
    severity: 'error',
    en: 'the bundle lacks {count} {count|value set|value sets} the measure uses: {sets}',
    zh: 'Bundle 缺少指标使用的 {count} 个值集：{sets}',
    hint: {
      en: 'Nothing is fetched from anywhere. Have them expanded by a terminology server (for US measures: VSAC, with an account of your own) and put into the bundle as ValueSet resources with `expansion`.',
      zh: '本程序不会联网获取。请用术语服务器展开（美国指标可用自己的 VSAC 账户），以带 `expansion` 的 ValueSet 资源放入 Bundle。',
    },
  },
  'value-set-not-expanded': {
    severity: 'error',
    en: 'the codes of {count} {count|value set|value sets} are not listed: {sets}',
    zh: '有 {count} 个值集没有列出编码：{sets}',
    hint: {
      en: 'A rule (filter, whole code system, another value set, exclusions) is not a list: have them expanded by a terminology server.',
      zh: '规则（筛选、整个编码体系、引用其他值集、排除）不等于编码清单：请用术语服务器展开。',
    },
  },
  'value-set-incomplete': {
    severity: 'warning',
    en: '{set} lists {listed} codes of the {total} it says it has; patients with the others are not recognised',
    zh: '{set} 自称有 {total} 个编码，只列出 {listed} 个；持有其余编码的患者不会被识别',
    hint: {
      en: 'Terminology servers page their expansions, often at 1,000: fetch all pages.',
      zh: '术语服务器会分页返回展开结果（常为每页 1000 个）：请取回全部分页。',
    },
  },
  'value-set-version': {
    severity: 'warning',
    en: 'the logic asks for version {version} of {set}; the bundle has {found}, which is used',
    zh: '逻辑要求 {set} 的版本 {version}；Bundle 中为 {found}，按其计算',
  },
  'part-unknown': {
    severity: 'error',
    en: '{measure} has no {option} "{text}"; known: {known}',
    zh: '{measure} 没有 {option}“{text}”，现有：{known}',
  },
  'period-unknown': {
    severity: 'error',
    en: '{measure} states no measurement period, and none is given',
    zh: '{measure} 没有写明测量期，也未另行指定',
  },
  'patients-missing': {
    severity: 'error',
    en: 'there is no file or folder {path} of patients',
    zh: '患者数据的文件或文件夹 {path} 不存在',
  },
  'patients-none': {
    severity: 'error',
    en: '{path} has no patients',
    zh: '{path} 中没有患者',
    hint: {
      en: 'Read are FHIR R4 in .json (a Bundle, or a list of Bundles) and .ndjson (a Bundle a line, or a bulk export with a resource a line), plain or .gz.',
      zh: '可读取 FHIR R4：.json（一个 Bundle 或 Bundle 列表）、.ndjson（每行一个 Bundle，或每行一个资源的批量导出），可为 .gz。',
    },
  },
  'not-fhir': {
    severity: 'error',
    en: '{place}: neither a Bundle nor a resource of a patient: {found}',
    zh: '{place} 既不是 Bundle，也不是患者资源：{found}',
  },
  'patient-no-id': {
    severity: 'error',
    en: '{place}: a Patient without an id',
    zh: '{place}：Patient 没有 id',
  },
  'bundle-no-patient': {
    severity: 'error',
    en: '{place}: a Bundle without a Patient',
    zh: '{place}：Bundle 中没有 Patient',
  },
  'patient-twice': {
    severity: 'error',
    en: '{place}: patient {patient} was read before, at {other}',
    zh: '{place}：患者 {patient} 已在 {other} 读入过',
    hint: {
      en: 'All of one patient belongs into one Bundle; a bulk export of single resources is put together by patient.',
      zh: '同一患者的全部资源应在一个 Bundle 中；每行一个资源的批量导出会按患者合并。',
    },
  },
  'patient-absent': {
    severity: 'error',
    en: '{count} {count|resource refers|resources refer} to a patient who is not there, first at {place}: {patient}',
    zh: '有 {count} 个资源引用的患者不存在，首个在 {place}：{patient}',
  },
  'resource-without-patient': {
    severity: 'warning',
    en: '{count} {count|resource names|resources name} no patient and none of a patient refers to {count|it|them}: left out, first at {place}: {found}',
    zh: '有 {count} 个资源既不指明患者，也未被患者资源引用，未予采用；首个在 {place}：{found}',
  },
  'resource-twice': {
    severity: 'warning',
    en: '{count} {count|resource was|resources were} there twice with the same id and {count|counts|count} once, as read last; first {found} of patient {patient}',
    zh: '有 {count} 个资源以相同 id 重复出现，只计一次，以最后读入的为准；首个为患者 {patient} 的 {found}',
  },
  'profile-absent': {
    severity: 'warning',
    en: '{count} {type} resources claim none of the profiles the measure asks for and are not seen by it, first at {place}; asked for: {profiles}',
    zh: '有 {count} 个 {type} 资源未声明指标要求的任何 profile，指标看不到它们；首个在 {place}；要求的 profile：{profiles}',
    hint: {
      en: 'If the data does not say its profiles in meta.profile, compute with profiles: ignore; a negation (not done) is then told apart by the logic only.',
      zh: '若数据未在 meta.profile 中声明 profile，请以 profiles: ignore 计算；此时“未执行”类资源只能由逻辑本身区分。',
    },
  },
  'patient-failed': {
    severity: 'warning',
    en: 'patient {patient} ({place}) could not be computed and is unknown: {words}',
    zh: '患者 {patient}（{place}）无法计算，结果未知：{words}',
  },
  'patients-failed': {
    severity: 'warning',
    en: '{count} more patients could not be computed; their rows say so',
    zh: '另有 {count} 名患者无法计算，结果行中已注明',
  },
  'explain-unknown': {
    severity: 'warning',
    en: 'there is no patient {patient}, or the patient could not be computed: no statements to show',
    zh: '没有患者 {patient}，或该患者无法计算，因此没有可显示的表达式结果',
  },
  'measuring-stopped': {
    severity: 'error',
    en: 'stopped before all patients were computed',
    zh: '在全部患者计算完成之前已停止',
  },
  'threads-range': {
    severity: 'error',
    en: '`threads` must be between 1 and 256, not {threads}',
    zh: '`threads` 应在 1 到 256 之间，不能为 {threads}',
  },
});

export const report = reporter(messages);

/** What the code of a row says. */
export const reasons = {
  failed: { en: 'the patient could not be computed', zh: '该患者无法计算' },
} as const satisfies Record<string, Localized>;
