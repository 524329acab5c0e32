import { boardEn, switchEn } from './board.en.ts';
import { checksEn } from './checks.en.ts';
import { errorsEn } from './errors.en.ts';
import { menuEn } from './menu.en.ts';
import { networkEn } from './network.en.ts';
import { notificationsEn } from './notifications.en.ts';
import type { openingTh } from './opening.th.ts';
import { searchEn } from './search.en.ts';
import { signInWaysEn } from './signInWays.en.ts';
import type { Words } from './words.ts';

/** The words of the sign-in, the frame and the board, English; the rest comes with the screens that need it. */
export const openingEn: Words<typeof openingTh> = {
  common: { retry: 'Try again', loading: 'Opening', close: 'Close', cancel: 'Cancel', and: 'and' },
  level: { basic: 'Basic', advance: 'Advance', significance: 'Significance', none: 'No level yet' },
  levelMeaning: { basic: 'foundation', advance: 'progress', significance: 'results', none: 'not every item has one' },
  value: {
    claimed: { word: 'Claimed', noun: 'claimed values' },
    advised: { word: 'Advised', noun: 'advised values' },
    approved: { word: 'Approved', noun: 'approved values' },
    latest: { word: 'Latest', noun: 'latest values' },
    same: 'the same',
  },
  profile: { 'weakest-link': 'Weakest link', 'points-500': '500 points' },
  status: {
    drafting: 'Being written',
    claimed: 'Claimed',
    advised: 'Advised',
    scheduled: 'Awaiting decision',
    approved: 'Approved',
    approvedWithConditions: 'With conditions',
    returned: 'Returned',
    noted: 'Noted',
    postponed: 'Postponed',
    reopened: 'Reopened',
  },
  role: {
    member: 'Member',
    chair: 'Chair',
    secretary: 'Secretary',
    advisor: 'Advisor',
    'steering-member': 'Steering Committee member',
    'steering-chair': 'Steering Committee chair',
    secretariat: 'Secretariat',
    observer: 'Observer',
    administrator: 'Administrator',
  },
  access: {
    locked: 'Approved and locked',
    write: 'You may edit',
    read: 'Read only; edited by the members for category {{category}}',
  },
  category: { numbered: 'Category {{code}}' },
  shell: {
    product: 'Ruam',
    home: 'ร่วม Ruam: go to the overview',
    skip: 'Skip to the content',
    cycle: '{{framework}} · Fiscal year {{year}} · {{round}}-month round',
    cycleShort: 'Fiscal year {{year}} · {{round}} months',
    board: 'Overview',
    overview: 'Report summary',
    navigation: 'Main',
    categories: 'Categories',
    language: 'Language',
    theme: 'Colours',
    themes: { light: 'Light', dark: 'Dark', auto: 'As the device' },
    person: '{{name}}, my menu',
    otherCycles: 'Other cycles',
    signOut: 'Sign out',
    signOutUnsent: 'Some text is not saved yet. If you sign out now and close this page, it is lost. Sign out?',
    signOutUnsentKept:
      'Some text is not saved yet. It is kept on this device and goes out when you sign in here again. Sign out?',
    unsent: 'Unsent',
  },
  signIn: {
    title: 'Sign in',
    motto: { write: 'Write together', trace: 'See where every score comes from', decide: 'Decide by one resolution' },
    purpose:
      'Where committees assess their agency by the Public Sector Management Quality Award 4.0, the standard of government 4.0.',
    levels: 'The three levels',
    login: 'Login name',
    password: 'Password',
    showPassword: 'Show or hide the password',
    submit: 'Sign in',
    privacy: 'Every agency sees its own data only.',
  },
  menu: menuEn,
  signInWays: signInWaysEn,
  board: boardEn,
  switch: switchEn,
  guidance: { of: 'Guidance for item {{code}}', mark: 'Short guidance, not the wording of the OPDC' },
  part: {
    label: 'Parts of the item',
    evidenceOf: 'Evidence {{level}}',
    recommendations: 'Recommendations',
    results: 'Results of the dimension',
  },
  noPage: {
    home: 'Go to the overview',
    page: { title: 'There is no such page', advice: 'The address may be mistyped, or the page has moved.' },
    item: { title: 'There is no such item', advice: 'The cycle has no such category or item.' },
    cycle: {
      title: 'This cycle cannot be opened',
      advice: "It does not exist, or you have no role in it. If you should have one, ask your agency's administrator.",
    },
    noCycle: {
      title: 'There is no cycle for you yet',
      advice: "You have no role in any cycle. Ask your agency's administrator or secretariat.",
    },
  },
  notifications: notificationsEn,
  checks: checksEn,
  search: searchEn,
  network: networkEn,
  error: errorsEn,
};
