import type { boardTh, switchTh } from './board.th.ts';
import type { Words } from './words.ts';

/** The words of the overview board, English. */
export const boardEn: Words<typeof boardTh> = {
  unofficial: 'unofficial',
  verdict: {
    label: 'Self-assessment, overall',
    fromAll: 'from the {{value}} of all {{all}} items',
    fromSome: 'from the {{value}} of {{count}} of {{all}} items',
    values: 'Values used',
    profiles: 'Scoring profile',
  },
  chain: { label: 'Levels of {{count}} items; the lowest is {{level}}: {{codes}}' },
  radar: {
    title: 'Level by category',
    suppose: 'if {{codes}} reach {{level}}',
    supposeMany: 'if {{count}} items reach {{level}}',
  },
  trace: {
    why: 'Why {{level}}?',
    whyNone: 'Why is there no level yet?',
    pointsRule: 'The points are the mean of categories 1–6; an item has 300 / 400 / 500',
    pointsUnofficial: 'Unofficial; the level is still that of the lowest item',
    rule: 'Overall is the lowest level among the items of categories 1–6',
    profile: 'Profile: the weakest link decides',
    beside: 'Category 7 stands beside it and does not count',
    lowest: 'The lowest is',
    lowestCount: 'with {{count}} items',
    lacks: 'does not reach',
    ifNamed: 'If {{codes}} reach {{level}}, overall becomes',
    ifMany: 'If {{count}} items reach {{level}}, overall becomes',
    mean: 'Mean',
    toReach: 'To reach',
    mustRise: '{{count}} items must rise',
  },
  results: {
    title: 'Category 7 Results',
    beside: 'does not decide the level',
    reported: 'As reported',
    asReported: 'as reported',
    computed: 'From the indicators entered',
    measured: 'Indicators measured',
    percent: '{{percent}} %',
  },
  conflict: {
    owners: 'The report gives this figure to different owners in {{count}} places',
    figures: 'The report has different figures in {{count}} places',
    measured: 'The indicators give {{percent}}, the report says {{reported}}',
    says: 'given to {{owner}}',
    line: 'line {{line}}',
    owner: {
      'category-7': 'category 7',
      'categories-1-6': 'categories 1–6',
      indicators: 'all indicators',
    },
  },
  filter: {
    label: 'Items shown',
    all: 'All',
    mine: 'Mine',
    limiting: 'Holding down',
    waiting: 'Waiting',
    nothing: 'No items in this group.',
  },
  table: {
    label: 'Values of all items',
    item: 'Category and item',
    edited: 'Edited',
    access: 'Access',
    noneApproved: 'Awaiting decision',
    someApproved: '{{count}} of {{all}} approved',
  },
  explain: {
    open: 'See where it comes from',
    title: 'Where the value comes from',
    values: 'From the {{value}} · profile {{profile}}',
    level: 'Level',
    points: 'Points',
    lowest: 'the lowest level of those below',
    itemValue: 'the value of the item',
    mean: 'mean of {{parts}}',
    levelPoints: 'points of the level',
    onlyReported:
      'No indicators have been entered. This figure was read in the imported report; the system has not computed it.',
    computed: 'Computed from the indicators entered: {{percent}} %',
    measured: 'The report has {{total}} indicators, {{measured}} of them measured',
    switches: 'How indicators are put together',
  },
};

/** The words for how percentages of indicators are put together, English. */
export const switchEn: Words<typeof switchTh> = {
  missing: { exclude: 'missing ones left out', zero: 'missing ones count as zero' },
  cap: 'at most {{cap}} %',
  noCap: 'no cap',
  stages: { flat: 'one mean of all', 'by-dimension': 'mean by dimension first' },
  decimals: '{{count}} decimals',
};
