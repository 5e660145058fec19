/**
 * Charlson comorbidities by ICD-10: categories and code prefixes of Quan et al., Coding algorithms for defining comorbidities in ICD-9-CM
 * and ICD-10 administrative data, Med Care 2005;43:1130–9, table 1. Weights: Charlson et al., J Chronic Dis 1987;40:373–83; and Quan et
 * al., Am J Epidemiol 2011;173:676–82.
 */
import type { Comorbidities } from './types.ts';

export const charlson: Comorbidities = {
  name: 'charlson',
  categories: [
    { name: 'mi', en: 'Myocardial infarction', zh: '心肌梗死', prefixes: 'I21 I22 I252' },
    {
      name: 'chf',
      en: 'Congestive heart failure',
      zh: '充血性心力衰竭',
      prefixes: 'I099 I110 I130 I132 I255 I420 I425-I429 I43 I50 P290',
    },
    {
      name: 'pvd',
      en: 'Peripheral vascular disease',
      zh: '外周血管疾病',
      prefixes: 'I70 I71 I731 I738 I739 I771 I790 I792 K551 K558 K559 Z958 Z959',
    },
    { name: 'cevd', en: 'Cerebrovascular disease', zh: '脑血管疾病', prefixes: 'G45 G46 H340 I60-I69' },
    { name: 'dementia', en: 'Dementia', zh: '痴呆', prefixes: 'F00-F03 F051 G30 G311' },
    {
      name: 'cpd',
      en: 'Chronic pulmonary disease',
      zh: '慢性肺部疾病',
      prefixes: 'I278 I279 J40-J47 J60-J67 J684 J701 J703',
    },
    {
      name: 'rheumd',
      en: 'Rheumatic disease',
      zh: '风湿性疾病',
      prefixes: 'M05 M06 M315 M32-M34 M351 M353 M360',
    },
    { name: 'pud', en: 'Peptic ulcer disease', zh: '消化性溃疡', prefixes: 'K25-K28' },
    {
      name: 'mld',
      en: 'Mild liver disease',
      zh: '轻度肝病',
      prefixes: 'B18 K700-K703 K709 K713-K715 K717 K73 K74 K760 K762-K764 K768 K769 Z944',
    },
    {
      name: 'diab',
      en: 'Diabetes without chronic complication',
      zh: '糖尿病（无慢性并发症）',
      prefixes: 'E100 E101 E106 E108-E111 E116 E118-E121 E126 E128-E131 E136 E138-E141 E146 E148 E149',
    },
    {
      name: 'diabwc',
      en: 'Diabetes with chronic complication',
      zh: '糖尿病（有慢性并发症）',
      prefixes: 'E102-E105 E107 E112-E115 E117 E122-E125 E127 E132-E135 E137 E142-E145 E147',
    },
    {
      name: 'hp',
      en: 'Hemiplegia or paraplegia',
      zh: '偏瘫或截瘫',
      prefixes: 'G041 G114 G801 G802 G81 G82 G830-G834 G839',
    },
    {
      name: 'rend',
      en: 'Renal disease',
      zh: '肾脏疾病',
      prefixes: 'I120 I131 N032-N037 N052-N057 N18 N19 N250 Z490-Z492 Z940 Z992',
    },
    {
      name: 'canc',
      en: 'Malignancy, including lymphoma and leukaemia',
      zh: '恶性肿瘤（含淋巴瘤、白血病）',
      prefixes: 'C00-C26 C30-C34 C37-C41 C43 C45-C58 C60-C76 C81-C85 C88 C90-C97',
    },
    {
      name: 'msld',
      en: 'Moderate or severe liver disease',
      zh: '中重度肝病',
      prefixes: 'I850 I859 I864 I982 K704 K711 K721 K729 K765-K767',
    },
    { name: 'metacanc', en: 'Metastatic solid tumour', zh: '转移性实体瘤', prefixes: 'C77-C80' },
    { name: 'aids', en: 'AIDS/HIV', zh: '艾滋病', prefixes: 'B20-B22 B24' },
  ],
  weights: {
    charlson: {
      mi: 1,
      chf: 1,
      pvd: 1,
      cevd: 1,
      dementia: 1,
      cpd: 1,
      rheumd: 1,
      pud: 1,
      mld: 1,
      diab: 1,
      diabwc: 2,
      hp: 2,
      rend: 2,
      canc: 2,
      msld: 3,
      metacanc: 6,
      aids: 6,
    },
    quan: {
      mi: 0,
      chf: 2,
      pvd: 0,
      cevd: 0,
      dementia: 2,
      cpd: 1,
      rheumd: 1,
      pud: 0,
      mld: 2,
      diab: 0,
      diabwc: 1,
      hp: 2,
      rend: 1,
      canc: 2,
      msld: 4,
      metacanc: 6,
      aids: 4,
    },
  },
  // The graver form counts alone.
  supersedes: { msld: 'mld', diabwc: 'diab', metacanc: 'canc' },
};
