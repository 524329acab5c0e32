import type { menuTh } from './menu.th.ts';
import type { Words } from './words.ts';

/** Names of the screens in the frame and on the board, English. */
export const menuEn: Words<typeof menuTh> = {
  meetings: 'Meetings',
  scores: 'Scores',
  reports: 'Reports',
  imports: 'Import a document',
  people: 'People and rights',
  profile: 'My account',
  recommendations: 'Recommendations',
  evidence: 'Evidence register',
  advice: "Advisors' notes",
  consensus: 'Private levels of the bodies',
  audit: 'Audit log',
  threads: 'Comments',
  rescues: 'Kept texts: {{count}}',
  decide: 'Decide',
  ownRescues: 'Kept texts of yours: {{count}}',
};
