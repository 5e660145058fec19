/** What can be wrong with how the command was called. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'unknown-command': {
    severity: 'error',
    en: 'There is no command "{name}".',
    zh: '没有命令“{name}”。',
    hint: {
      en: '{meant}"openvbp --help" lists the commands.',
      zh: '{meant}用“openvbp --help”查看所有命令。',
    },
  },
  'unknown-option': {
    severity: 'error',
    en: '"{command}" has no option {name}.',
    zh: '“{command}”没有选项 {name}。',
    hint: { en: '"{command} --help" lists its options.', zh: '用“{command} --help”查看其选项。' },
  },
  'audience-people': {
    severity: 'error',
    en: 'Who {name} are is hidden from this audience, and so is how many.',
    zh: '{name} 对该受众保密，人数亦不得公开。',
  },
  'audience-no-results': {
    severity: 'error',
    en: 'Rows of {name} hold all that its method gave, and are not for an audience.',
    zh: '{name} 的各行含有方法给出的全部内容，不向特定受众显示。',
    hint: {
      en: 'Ask for a figure: openvbp explain RUN ENTITY=KEY TERM --audience FILE.',
      zh: '请指定数字：openvbp explain RUN 对象=键 公式 --audience 文档。',
    },
  },
  'missing-argument': {
    severity: 'error',
    en: '"{command}" needs {name}.',
    zh: '“{command}”缺少 {name}。',
    hint: { en: '"{command} --help" shows how it is called.', zh: '用“{command} --help”查看用法。' },
  },
  'excess-argument': {
    severity: 'error',
    en: '"{command}" was given more than it takes.',
    zh: '“{command}”的参数过多。',
    hint: { en: '"{command} --help" shows how it is called.', zh: '用“{command} --help”查看用法。' },
  },
  'bad-call': {
    severity: 'error',
    en: '"{command}" cannot be called like this: {words}',
    zh: '“{command}”不能这样调用：{words}',
    hint: { en: '"{command} --help" shows how it is called.', zh: '用“{command} --help”查看用法。' },
  },
  'bad-option': {
    severity: 'error',
    en: '{option} cannot be "{value}".',
    zh: '{option} 的值不能是“{value}”。',
    hint: { en: 'It is written {form}.', zh: '写法：{form}。' },
  },
  'no-file': {
    severity: 'error',
    en: 'There is no file {file}.',
    zh: '找不到文件 {file}。',
    hint: { en: 'Paths are relative to the folder you are in: {cwd}.', zh: '路径相对于当前目录：{cwd}。' },
  },
  'no-folder': {
    severity: 'error',
    en: 'There is no folder {folder}.',
    zh: '找不到文件夹 {folder}。',
  },
  'port-taken': {
    severity: 'error',
    en: 'Something listens on port {port} of {host} already.',
    zh: '{host} 的端口 {port} 已被占用。',
    hint: {
      en: 'Choose another with --port, or any free one with --port 0.',
      zh: '请用 --port 指定其他端口，或用 --port 0 任选空闲端口。',
    },
  },
  'no-format': {
    severity: 'error',
    en: 'There is no source format "{name}".',
    zh: '没有名为“{name}”的数据格式。',
    hint: { en: '{meant}There are: {names}.', zh: '{meant}支持的格式：{names}。' },
  },
  'no-paths': {
    severity: 'error',
    en: 'What should be imported?',
    zh: '要导入哪些文件？',
    hint: {
      en: 'Name files, or folders of files: openvbp import {format} FILES… -o DATA.',
      zh: '请给出文件或文件夹：openvbp import {format} 文件… -o 数据文件夹。',
    },
  },
  'no-data-output': {
    severity: 'error',
    en: 'Where should the data go?',
    zh: '数据写到哪里？',
    hint: { en: 'Add -o with the data folder.', zh: '请用 -o 指定数据文件夹。' },
  },
  'no-run': {
    severity: 'error',
    en: '{folder} is not a run.',
    zh: '{folder} 不是测算结果目录。',
    hint: {
      en: 'A run is the folder "openvbp settle" writes; it holds run.json and run.duckdb.',
      zh: '测算结果目录由“openvbp settle”生成，其中有 run.json 和 run.duckdb。',
    },
  },
  'run-exists': {
    severity: 'error',
    en: '{folder} is there already, and is not replaced unasked.',
    zh: '{folder} 已存在，不会擅自覆盖。',
    hint: {
      en: 'Add --force to replace it, or -o to write elsewhere.',
      zh: '用 --force 覆盖，或用 -o 写到别处。',
    },
  },
  'not-a-run-folder': {
    severity: 'error',
    en: '{folder} is there and is not a run; it is never replaced.',
    zh: '{folder} 已存在且不是测算结果目录，不会覆盖。',
    hint: { en: 'Choose another folder with -o.', zh: '请用 -o 指定其他目录。' },
  },
  'no-method': {
    severity: 'error',
    en: 'There is no method "{name}".',
    zh: '没有名为“{name}”的方法。',
    hint: {
      en: '{meant}"openvbp methods" lists them.',
      zh: '{meant}运行 “openvbp methods” 可列出全部方法。',
    },
  },
  'no-model': {
    severity: 'error',
    en: 'There is no model "{id}" in the library.',
    zh: '模型库中没有“{id}”。',
    hint: { en: '{meant}"openvbp models" lists them.', zh: '{meant}用“openvbp models”查看全部模型。' },
  },
  'no-entity': {
    severity: 'error',
    en: 'The model {model} has no entity "{name}".',
    zh: '模型 {model} 没有对象“{name}”。',
    hint: { en: '{meant}It has: {names}.', zh: '{meant}现有对象：{names}。' },
  },
  'no-term': {
    severity: 'error',
    en: '{entity} has no term, fact or payment "{name}".',
    zh: '{entity} 没有名为“{name}”的条款公式、事实值或支付项。',
    hint: { en: '{meant}It has: {names}.', zh: '{meant}现有：{names}。' },
  },
  'which-payment': {
    severity: 'error',
    en: 'The run has several payments; say which one their file lists.',
    zh: '测算结果中有多个支付项，请指明对方文件列的是哪一个。',
    hint: { en: 'Add --payment with one of: {names}.', zh: '加上 --payment，可选：{names}。' },
  },
  'no-payment': {
    severity: 'error',
    en: 'The run has no payment "{name}".',
    zh: '测算结果中没有支付项“{name}”。',
    hint: { en: '{meant}It has: {names}.', zh: '{meant}现有：{names}。' },
  },
  'no-scenario': {
    severity: 'error',
    en: 'What should be different?',
    zh: '要改变什么？',
    hint: {
      en: 'Add --set PARAM=VALUE or --grid PARAM=from..to/step.',
      zh: '加上 --set 参数=值 或 --grid 参数=起..止/步长。',
    },
  },
  'grid-too-large': {
    severity: 'error',
    en: '--grid would make {count} scenarios; {most} are the most at once.',
    zh: '--grid 会产生 {count} 个情景，一次最多 {most} 个。',
    hint: { en: 'Use a larger step.', zh: '请加大步长。' },
  },
  'no-tests': {
    severity: 'error',
    en: 'There are no tests to run.',
    zh: '没有可运行的测试。',
    hint: {
      en: 'Name test files: openvbp test tests.yaml.',
      zh: '请指定测试文件：openvbp test tests.yaml。',
    },
  },
  'no-demo': {
    severity: 'error',
    en: 'The demo files are missing: {folder}.',
    zh: '缺少演示文件：{folder}。',
    hint: { en: 'They come with the package; install it again.', zh: '演示文件随软件包提供，请重新安装。' },
  },
  'system-refused': {
    severity: 'error',
    en: 'The system refused: {words}',
    zh: '系统拒绝了操作：{words}',
    hint: {
      en: 'Check that the path exists, that you may write there, and that there is room.',
      zh: '请检查路径是否存在、是否有写入权限、磁盘空间是否足够。',
    },
  },
  unexpected: {
    severity: 'error',
    en: 'Something failed that should not: {words}',
    zh: '出现意外错误：{words}',
    hint: {
      en: 'This is a mistake in OpenVBP. OPENVBP_DEBUG=1 shows where it arose.',
      zh: '这是 OpenVBP 自身的错误。设置 OPENVBP_DEBUG=1 可查看出错位置。',
    },
  },
});

/** Put before a hint where something close to what was written exists. */
export const meant = { en: 'Did you mean "{name}"? ', zh: '是否想写“{name}”？' } as const;
