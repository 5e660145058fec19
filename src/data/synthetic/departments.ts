/** The department of a stay, as SQL: decided by what is known of the stay alone, so that nothing else of the population changes with it. */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import { CHILD, DEPARTMENTS, OTHER_DEPARTMENT } from './parameters/cn-departments.ts';

/** Hospitals that have a department for each. */
const LARGE = ['三级', '二级'];

/** `code`, `age` (years), `days` (of age), `level` and `operated` are SQL. An operation takes a tumour's case to surgery, a child's not to 儿科. */
export function departmentSql(of: Record<'code' | 'age' | 'days' | 'level' | 'operated', string>): string {
  const large = `${of.level} in (${LARGE.map(text).join(', ')})`;
  const either = (name: string, small: string) =>
    name === small ? text(name) : `case when ${large} then ${text(name)} else ${text(small)} end`;
  const branches = DEPARTMENTS.map(({ name, small, codes }) => {
    const begins = codes.map((code) => `starts_with(${of.code}, ${text(code)})`).join(' or ');
    return `when ${begins} then ${either(name, small)}`;
  });
  return `case when ${of.age} = 0 and ${of.days} < 28 then ${either('新生儿科', '儿科')}
    when ${of.age} < ${CHILD} and not (${of.operated}) and not starts_with(${of.code}, 'O') then '儿科'
    when (${of.operated}) and starts_with(${of.code}, 'C') then ${either('普通外科', '外科')}
    ${branches.join(' ')} else ${either(OTHER_DEPARTMENT.name, OTHER_DEPARTMENT.small)} end`;
}
