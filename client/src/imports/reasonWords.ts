import type { importsTh } from '../i18n/imports.th.ts';

type ReasonKey = keyof (typeof importsTh)['reason'];

/** What the server says of what it did not understand, in short English; the words are for a person. */
const reasons: Readonly<Record<string, ReasonKey>> = {
  'responsible unit not recognised': 'unitUnknown',
  'no responsible unit named': 'unitNone',
  'summary of a missing category': 'summaryAlone',
  'second summary of a category': 'summarySecond',
  'second heading of a category': 'categorySecond',
  'second heading of an item': 'itemSecond',
  'text outside the known sections': 'outside',
  'unknown section': 'unknownSection',
  'goal without a category': 'goalAlone',
  'result without an item': 'resultAlone',
  'second result of an item': 'resultSecond',
  'observations without an item': 'observationsAlone',
  'empty result': 'resultEmpty',
  'no level in the result': 'levelNone',
  'more than one level in the result': 'levelMany',
  'unknown field': 'fieldUnknown',
  'unknown unit id': 'unitId',
  'field not kept': 'fieldLeft',
  'no fiscal year of the Buddhist era': 'yearBad',
  'the report names no fiscal year; the current one is taken': 'yearNone',
  'the report names no round; 12 months are taken': 'roundNone',
  'the item has no result': 'itemNoResult',
  'the report has no such item': 'itemMissing',
  'picture left out': 'pictureLeft',
  'comments are left out': 'commentsLeft',
  'deleted text is left out': 'deletedLeft',
  'the agency has nobody of this login; the name stands alone': 'personUnknown',
  'the archive does not tell the login; the name stands alone': 'personNameOnly',
  'the bytes of this file are not here; it stands without them': 'bytesMissing',
};

/** Reasons that name something; it is the first group. */
const naming: readonly (readonly [RegExp, ReasonKey])[] = [
  [/^unit taken as (.+)$/s, 'unitTaken'],
  [/^the report names another agency than yours \((.+)\)$/s, 'agency'],
  [/^the framework (\S+) has no such item$/, 'itemUnknown'],
  [/^the framework names it: (.+)$/s, 'itemNamed'],
  [/^page (\d+) could not be read$/, 'pageUnread'],
  [/^annex left out \(to line (\d+)\)$/, 'annexLeft'],
  [/^and (\d+) more$/, 'more'],
];

/** The key of a reason's words, with what it names; null: it is not known, and shown as it is. */
export function reasonOf(reason: string): { readonly key: ReasonKey; readonly said: string } | null {
  const key = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  if (key !== undefined) return { key, said: '' };
  for (const [pattern, named] of naming) {
    const said = pattern.exec(reason)?.[1];
    if (said !== undefined) return { key: named, said };
  }
  return null;
}
