/**
 * Where a value comes from, as its reader reads it. Models name their sources in English, as they are cited; what is no citation but a remark (an
 * illustration, a choice of the contract) and the names of papers that have a Chinese one are said in Chinese there.
 */
import type { Lang } from './diagnostic.ts';

const PAPERS: Record<string, string> = {
  'White paper on value-based healthcare in China': '中国价值医疗白皮书',
  'White paper and study of a patient-value and cost synergy model':
    '中国价值医疗白皮书、患者价值与成本协同模型研究',
  'Practice paper on paying by value for precision medicine': '精准医疗按价值付费实践论文',
  'Study of a patient-value and cost synergy model': '患者价值与成本协同模型研究',
  'Study of payment models': '支付方式研究',
  'CMS, CPC+ payment methodologies': 'CMS《CPC+ 支付方法》',
  'CMS Innovation Center, Comprehensive Primary Care Plus': 'CMS 创新中心，综合基层医疗升级计划（CPC+）',
};

const REMARKS: Record<string, string> = {
  Calendar: '历法',
  Unit: '计量单位',
  Illustration: '示例',
  'Illustration (no limit)': '示例（不设上限）',
  'A choice of the contract': '由协议约定',
  'see us/aco-reach for one with four bands': '四段的例子见 us/aco-reach',
  'The provider keeps the difference': '差额由医疗机构留用',
  'The provider owes the difference': '差额由医疗机构承担',
  'No addition, unless agreed': '未另行约定时不加成',
  'One tier above each bound': '每超过一个界限升一档',
  'The shape of accountable care contracts': '责任制医疗组织协议的一般形式',
  'The shape of bundled payment contracts': '捆绑支付协议的一般形式',
  'The shape of capitation contracts': '按人头付费协议的一般形式',
  'each parameter names its own source': '各参数分别注明依据',
  'Market report (dual revenue cycle)': '市场报告（两种付费方式并行）',
  'white paper on value-based healthcare in China': '中国价值医疗白皮书',
  'practice paper on paying by value for precision medicine': '精准医疗按价值付费实践论文',
  'study of payment models': '支付方式研究',
  '3 % a year': '每年 3%',
  'each contract sets its own': '各协议自行约定',
  'the contract sets its own': '由协议自行约定',
  'the contract dates its own steps': '各档日期由协议约定',
  'each city sets its own': '各地自行规定',
  'each city sets its own bands': '各地自行分段',
  'each place sets its own': '各地自行规定',
  'the fee of Tianjin was not found': '未查到天津的标准',
  'the paper gives no thresholds': '论文未给出阈值',
  'the price is negotiated': '价格由双方谈判确定',
  'the study gives no figures': '研究未给出数值',
  'the study names the grades and gives no limits': '研究列出了等级，未给出界限',
  'the white paper and the study give no figures': '白皮书与研究均未给出数值',
  'the white paper gives no figure': '白皮书未给出数值',
  'the fee covers 365 days (Struijs 2016)': '费用涵盖 365 天（Struijs 2016）',
  'The contract names its regions (local, province, national)': '地区（本地、省内、跨省）由协议列明',
  'The contract names its own, for example mental illness and rehabilitation':
    '由协议自行列明，例如精神疾病与康复',
  'the figures are illustrations, each place sets its own': '数值为示例，各地自行规定',
  'from the first dollar': '从首元起计',
  '2 % from 60,000 people on': '60,000 人起为 2%',
  '0.5 to 2 % as elected': '0.5% 至 2%，由机构选定',
  'one per cent of the spending of the people assigned': '归属患者支出的 1%',
  '60, 30 and 10 % in a first agreement period': '首个协议期为 60%、30%、10%',
  '"12.2 % or more"': '“12.2% 或以上”',
  'the least it can be': '此处取下限',
  'for example': '供参考',
  'Made up': '虚构',
  '1.25 of 2.50 and 2.00 of 4.00 dollars': '2.50 美元中的 1.25 美元、4.00 美元中的 2.00 美元',
  'quartiles of the region, the complex tier from the top tenth in track 2':
    '取地区的四分位数；轨道 2 的复杂档为最高的十分之一',
  "CMS, CPC+ payment methodologies. The averages (15 in track 1, 28 in track 2) and the 100 of the highest tier agree with the American Academy of Family Physicians' summary; the single tiers are not checked against CMS's paper":
    'CMS《CPC+ 支付方法》。平均值（轨道 1 为 15，轨道 2 为 28）及最高档的 100 与美国家庭医师学会的概述一致；各档数值未与 CMS 原文核对',
};

export function shownSource(source: string, lang: Lang): string {
  if (lang === 'en') return source;
  const whole = REMARKS[source] ?? PAPERS[source];
  if (whole !== undefined) return whole;
  const parts = source.split('; ');
  const said = parts.map(part);
  return said.some((one, i) => one !== parts[i]) ? said.join('；') : source;
}

/** `Paper: what it says`, each where it is known. */
function part(text: string): string {
  const known = REMARKS[text] ?? PAPERS[text];
  if (known !== undefined) return known;
  const at = text.indexOf(': ');
  if (at < 0) return text.replace(/, for example$/, '，供参考');
  const [head, rest] = [text.slice(0, at), text.slice(at + 2)];
  const [first, second] = [REMARKS[head] ?? PAPERS[head], REMARKS[rest] ?? PAPERS[rest]];
  // A citation keeps its own punctuation where nothing of it is put into Chinese.
  return first === undefined && second === undefined ? text : `${first ?? head}：${second ?? rest}`;
}
