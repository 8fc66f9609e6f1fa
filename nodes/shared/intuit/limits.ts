import type { CallLimits } from '../api/connection';

/** What Intuit allows for one company (docs/platform-api.md, "Provider limits"). */
export const INTUIT_LIMITS: CallLimits = { atOnce: 10, perMinute: 500 };
