-- 示例评级：出院后 31 天内再住院为差，其余为好。 An illustration of a grade: poor if the person was admitted again within 31 days of discharge, else good.
select c.case_id as "case",
  case when exists (
    select 1 from "case" n
    where n.person_id = c.person_id and n.case_id <> c.case_id
      and n.admission_date::date between c.discharge_date::date and c.discharge_date::date + 31
  ) then 'poor' else 'good' end as effect
from "case" c
