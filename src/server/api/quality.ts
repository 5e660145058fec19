/** Quality of data. */
import type { Localized } from '../../language/plan.ts';
import type { QualityReport } from '../../data/quality/report.ts';

/** GET /data/:data/quality: the import's quality report as `openvbp quality --json` gives it, and words for its codes. */
export interface Quality {
  report: QualityReport;
  /** What it comes to, in a sentence. */
  summary: Localized;
  /** Titles of tables by name, of columns by `table.column`. */
  labels: Record<string, Localized>;
  /** What refusals say, by `reason|table|column`; what lines passed over say, by `reason`. */
  reasons: Record<string, Localized>;
}
