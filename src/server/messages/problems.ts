/** What the server says when it cannot do what it was asked: for people, with the way out. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'bad-request': {
    severity: 'error',
    en: 'The request is not as it should be: {problem}.',
    zh: '请求格式不正确：{problem}。',
    hint: {
      en: 'The addresses and their parameters stand in /api/openapi.json.',
      zh: '各接口及其参数见 /api/openapi.json。',
    },
  },
  'no-address': { severity: 'error', en: 'There is nothing at {url}.', zh: '{url} 不存在。' },
  'outside-folder': {
    severity: 'error',
    en: '“{path}” does not lie in the folder that is served.',
    zh: '“{path}”不在所打开的文件夹内。',
  },
  'no-run': {
    severity: 'error',
    en: 'There is no run at {run}.',
    zh: '{run} 处没有结算批次。',
    hint: {
      en: 'Choose one from the overview, or settle the contract.',
      zh: '请从总览中选择，或重新结算该协议。',
    },
  },
  'run-gone': {
    severity: 'error',
    en: 'The run {run} was moved or deleted while it was open.',
    zh: '结算批次 {run} 在打开期间被移动或删除。',
    hint: {
      en: 'Settle the contract again: the same documents and data give the same run.',
      zh: '请重新结算该协议：相同的文档和数据会得到相同的结果。',
    },
  },
  'run-unreadable': {
    severity: 'error',
    en: 'The run {run} cannot be opened.',
    zh: '无法打开结算批次 {run}。',
    hint: { en: 'Settle the contract again.', zh: '请重新结算该协议。' },
  },
  'no-entity': {
    severity: 'error',
    en: 'This run has no entity {entity}. It has: {names}',
    zh: '本批次没有对象 {entity}。现有：{names}',
  },
  'no-term': {
    severity: 'error',
    en: '{entity} has no {name}. It has: {names}',
    zh: '{entity} 没有 {name}。现有：{names}',
  },
  'no-row': {
    severity: 'error',
    en: '{entity} has no row {key} with this payment.',
    zh: '{entity} 中没有该支付项的行 {key}。',
  },
  'not-a-number': {
    severity: 'error',
    en: '{name} is no number: it has no distribution.',
    zh: '{name} 不是数值，没有分布可显示。',
  },
  'bad-filter': {
    severity: 'error',
    en: 'The filter “{filter}” cannot be read.',
    zh: '筛选条件“{filter}”无法识别。',
    hint: {
      en: 'Write term:op:value, with op one of eq, ne, lt, le, gt, ge, has, known, unknown, and a value of the term’s type.',
      zh: '格式为 项:运算:值，运算为 eq、ne、lt、le、gt、ge、has、known、unknown 之一，值须与该项的类型相符。',
    },
  },
  'no-payment': {
    severity: 'error',
    en: 'This run has no payment {name}. It has: {names}',
    zh: '本批次没有支付项 {name}。现有：{names}',
  },
  'no-model': { severity: 'error', en: 'There is no model {model}.', zh: '没有支付模型 {model}。' },
  'no-tests': { severity: 'error', en: 'The model {model} has no tests.', zh: '支付模型 {model} 没有测试。' },
  'no-document': {
    severity: 'error',
    en: 'There is no document {file}.',
    zh: '没有文档 {file}。',
    hint: {
      en: 'It may have been moved or deleted; the overview shows what is there.',
      zh: '它可能已被移动或删除，总览中可看到现有文档。',
    },
  },
  'not-a-document': {
    severity: 'error',
    en: '{file} is none of the files that are edited here: .yaml, .yml, .csv and .md.',
    zh: '{file} 不属于可在此编辑的文件（.yaml、.yml、.csv、.md）。',
  },
  'document-too-large': {
    severity: 'error',
    en: '{file} is too large to be edited here: {size} MB, and {most} MB is the most.',
    zh: '{file} 过大（{size} MB），此处最多编辑 {most} MB。',
  },
  'document-not-text': {
    severity: 'error',
    en: '{file} is not text in UTF-8; saving it here would change it.',
    zh: '{file} 不是 UTF-8 文本，在此保存会改变其内容。',
  },
  'no-value': {
    severity: 'error',
    en: 'There is no value report at {file}.',
    zh: '{file} 处没有价值报告。',
    hint: {
      en: 'A report is made by `openvbp value CONDITION DATA -o report.json`.',
      zh: '价值报告由 `openvbp value CONDITION DATA -o report.json` 生成。',
    },
  },
  'no-data': {
    severity: 'error',
    en: 'There is no data folder at {data}.',
    zh: '{data} 处没有数据文件夹。',
    hint: {
      en: 'A data folder is made by `openvbp import` or `openvbp synthesise`.',
      zh: '数据文件夹由 `openvbp import` 或 `openvbp synthesise` 生成。',
    },
  },
  'no-job': {
    severity: 'error',
    en: 'There is no job {id}; the server may have been started again since.',
    zh: '没有任务 {id}，服务器可能已重新启动。',
  },
  'job-died': {
    severity: 'error',
    en: 'The computation ended before it was done ({how}). Nothing of it was kept.',
    zh: '计算未完成即已终止（{how}），未保留任何结果。',
    hint: {
      en: 'Start it again. If it happens again, too little memory is the most likely cause.',
      zh: '请重新开始；若再次发生，最可能的原因是内存不足。',
    },
  },
  'job-failed': { severity: 'error', en: 'It could not be computed.', zh: '计算未能完成。' },
  'run-folder-taken': {
    severity: 'error',
    en: '{folder} is there already and is no run; it is not replaced.',
    zh: '{folder} 已存在且不是结算批次，不会被覆盖。',
    hint: { en: 'Choose another name for the run.', zh: '请为批次另取名称。' },
  },
  'demo-there': {
    severity: 'error',
    en: 'The folder {folder} is there already and is not the demo’s.',
    zh: '文件夹 {folder} 已存在，且不是演示所用。',
  },
  'upload-too-large': {
    severity: 'error',
    en: 'The file is larger than {most} MB, the most that is taken here.',
    zh: '文件超过 {most} MB 的上限。',
    hint: {
      en: 'Compare it on the command line: openvbp reconcile RUN FILE …',
      zh: '请在命令行核对：openvbp reconcile RUN FILE …',
    },
  },
  'body-too-large': { severity: 'error', en: 'What was sent is too large.', zh: '发送的内容过大。' },
  'no-upload': { severity: 'error', en: 'The request carries no file.', zh: '请求中没有文件。' },
  'broken-upload': {
    severity: 'error',
    en: 'The file did not arrive whole: {problem}.',
    zh: '文件未完整送达：{problem}。',
    hint: { en: 'Send it again.', zh: '请重新发送。' },
  },
  'not-found-out': {
    severity: 'error',
    en: 'What was asked could not be found out.',
    zh: '未能得出结果。',
  },
  'key-required': {
    severity: 'error',
    en: 'This server asks for its key.',
    zh: '访问本服务器需要密钥。',
    hint: {
      en: 'Open the address that `openvbp serve` printed, with ?token=… at its end.',
      zh: '请打开 `openvbp serve` 显示的完整地址（末尾带有 ?token=…）。',
    },
  },
  'wrong-host': {
    severity: 'error',
    en: 'This server does not answer as “{host}”.',
    zh: '本服务器不以“{host}”的名义应答。',
    hint: { en: 'Open the address that `openvbp serve` printed.', zh: '请打开 `openvbp serve` 显示的地址。' },
  },
  'wrong-origin': {
    severity: 'error',
    en: 'A page of another site ({origin}) may not change anything here.',
    zh: '其他网站（{origin}）的页面不得在此做任何更改。',
  },
  'no-pages': {
    severity: 'error',
    en: 'The pages are not built. The interface under /api works.',
    zh: '页面尚未构建，/api 接口可正常使用。',
    hint: { en: 'In a checkout: npm run build', zh: '在代码目录中运行：npm run build' },
  },
  'system-refused': {
    severity: 'error',
    en: 'The system refused it: {words}',
    zh: '系统拒绝了该操作：{words}',
  },
  unexpected: {
    severity: 'error',
    en: 'Something went wrong that nobody foresaw: {words}',
    zh: '发生了意料之外的错误：{words}',
    hint: {
      en: 'Nothing was changed. Please report it with these words.',
      zh: '没有更改任何内容。请将此信息反馈给我们。',
    },
  },
});
