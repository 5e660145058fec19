/** Other values for every parameter of a plan, written as a user would. */
import type { Constant, Plan, PlanParameter, ScalarType } from '../../src/language/plan.ts';
import { renderConstant } from '../../src/language/value.ts';
import { cellText } from '../../src/engine/explain/tables.ts';

/** OPENVBP_SCENARIOS: how many are asked of one run; all of them take minutes. */
const MOST = Number(process.env['OPENVBP_SCENARIOS'] ?? 3);

/** One or two scenarios for each parameter that can be set; a table's first and last row. Of more than `MOST`, evenly spread ones. */
export function scenariosOf(plan: Plan): Record<string, string>[] {
  const agreed = plan.parameters.filter(({ fixed }) => fixed !== true);
  const all = agreed.flatMap((parameter) => scenariosFor(parameter));
  if (all.length <= MOST) return all;
  return Array.from({ length: MOST }, (_, i) => all[Math.floor((i * all.length) / MOST)] ?? {});
}

function scenariosFor(parameter: PlanParameter): Record<string, string>[] {
  const { name } = parameter;
  switch (parameter.kind) {
    case 'records':
      return [];
    case 'scalar':
      return others(parameter.values.at(-1)?.value ?? null, parameter.type).map((value) => ({
        [name]: value,
      }));
    case 'list': {
      const items = (parameter.values.at(-1)?.value ?? []).map((item) =>
        renderConstant(item, parameter.type),
      );
      return [{ [name]: items.slice(1).join(', ') }];
    }
    case 'table': {
      const rows = parameter.values[0]?.value ?? [];
      return [...new Set([rows[0], rows.at(-1)])].flatMap((row, i) => {
        if (!row) return [];
        const cells = row.cells.map((cell, c) => cellText(cell, parameter.inputs[c]?.type as ScalarType));
        const output = i % parameter.outputs.length;
        const { name: part = '', type = { kind: 'text' } } = parameter.outputs[output] ?? {};
        const [value] = others(row.outputs[output] ?? null, type);
        if (value === undefined) return [];
        const named = parameter.outputs.length > 1 ? `.${part}` : '';
        return [{ [`${name}[${cells.join(', ')}]${named}`]: value }];
      });
    }
  }
}

function others(value: Constant, type: ScalarType): string[] {
  switch (type.kind) {
    case 'number': {
      const unit = 10n ** BigInt(type.scale);
      const now = BigInt(String(value ?? '0'));
      const text = (other: bigint) => renderConstant(String(other), type);
      // A little more; and none at all, which is where divisions and filters turn.
      return now === 0n ? [text(unit)] : [text(now + (type.scale === 0 ? 1n : now / 7n + 1n)), '0'];
    }
    case 'boolean':
      return [String(value !== true)];
    case 'date':
      return ['2024-02-29'];
    case 'duration':
      return ['P1M15D'];
    default:
      return ['another'];
  }
}
