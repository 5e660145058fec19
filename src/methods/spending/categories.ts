/** What the kinds of spending (`src/data/sums/categories.ts`) are called. */
import type { Category } from '../../data/sums/categories.ts';

export const CATEGORY_LABELS: Record<Category, { en: string; zh: string }> = {
  inpatient: { en: 'Inpatient', zh: '住院' },
  outpatient: { en: 'Outpatient, institutional', zh: '门诊（机构）' },
  professional: { en: 'Professional', zh: '医师服务' },
  snf: { en: 'Skilled nursing', zh: '专业护理' },
  hha: { en: 'Home health', zh: '居家护理' },
  hospice: { en: 'Hospice', zh: '安宁疗护' },
  dme: { en: 'Equipment and supplies', zh: '医疗器具与耗材' },
  drug: { en: 'Drugs (pharmacy)', zh: '药品（药店与药房）' },
  other: { en: 'Other', zh: '其他' },
};
