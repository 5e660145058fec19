/** Words of reports' pages. */

export const sharedWords = {
  payment: { en: 'Payment', zh: '支付项' },
  from: { en: 'From', zh: '付款方' },
  to: { en: 'To', zh: '收款方' },
  rows: { en: 'Rows', zh: '行数' },
  final: { en: 'Final', zh: '已确定' },
  pending: { en: 'Pending', zh: '待定' },
  open: { en: 'Undetermined', zh: '无法确定' },
  note: {
    en: 'Figures marked * are confidential and not part of this statement. No other figure here depends on them.',
    zh: '标有 * 的数字为保密内容，不在本结算单之列；此处其他数字均与其无关。',
  },
} as const;
