import type { NotUnderstood } from '../api/api.ts';
import { type Level, levelRank, levels } from '../assessment/level.ts';
import { isCovered, isLockedByDecision } from '../deciding/coverage.ts';
import type { Framework } from '../framework/framework.ts';
import { listItems } from '../framework/lookup.ts';
import type { Archive } from './archive.ts';
import { checkDecisions } from './checkDecisions.ts';
import { isReference, referenceColumns, referenceKinds } from './references.ts';

/** What a column names a document by may also be one that is gone. */
const references = new Set([...Object.keys(referenceColumns), 'document']);

/**
 * What of an archive cannot be: names that nothing has, the same twice, items and checks that the framework does not have.
 * With any of it the archive is refused; the first hundred are told.
 */
export function contradictionsIn(archive: Archive, framework: Framework): readonly string[] {
  const problems: string[] = [];
  const tell = (problem: string): void => void (problems.length < 100 && problems.push(problem));
  checkReferences(archive, tell);
  const items = new Map(listItems(framework).map((item) => [item.code, item]));
  const checks = new Set(
    listItems(framework)
      .flatMap((item) => (item.kind === 'process' ? item.levels : []))
      .flatMap((level) => level.checks.map(({ id }) => id)),
  );
  const hasItem = (code: string | null, where: string): void => {
    if (code !== null && !items.has(code)) tell(`${where}: the framework has no item ${code}`);
  };
  const once = (where: string, keys: readonly string[]): void => {
    const seen = new Set<string>();
    for (const key of keys) {
      if (seen.has(key)) tell(`${where}: ${key} is there twice`);
      seen.add(key);
    }
  };
  once(
    'people',
    archive.people.flatMap(({ login }) => login ?? []),
  );
  once(
    'units',
    archive.units.map(({ name }) => name),
  );
  once(
    'items',
    archive.items.map(({ code }) => code),
  );
  for (const { code, approved, claimed, advised } of archive.items) {
    hasItem(code, 'items');
    if (items.get(code)?.kind === 'dimension' && (approved ?? claimed ?? advised) !== null)
      tell(`items: ${code} has no levels`);
  }
  once(
    'checkTicks',
    archive.checkTicks.map(({ checkId }) => checkId),
  );
  for (const { checkId, item } of archive.checkTicks) {
    hasItem(item, 'checkTicks');
    if (!checks.has(checkId)) tell(`checkTicks: the framework has no check ${checkId}`);
  }
  for (const { ref, checks: proven, items: own, versions } of archive.evidence) {
    once(ref, [...proven, ...own, ...versions.map(({ number }) => String(number))]);
    for (const check of proven) if (!checks.has(check)) tell(`${ref}: the framework has no check ${check}`);
    for (const code of own) hasItem(code, ref);
  }
  once(
    'meetings',
    archive.meetings.map(({ body, number }) => `${body} ${number}`),
  );
  once(
    'running meetings',
    archive.meetings.filter(({ status }) => status === 'running').map(({ body }) => body),
  );
  for (const { ref, agenda, members, resolutions } of archive.meetings) {
    once(
      `${ref} agenda`,
      agenda.map(({ position }) => String(position)),
    );
    once(
      `${ref} members`,
      members.map(({ personId }) => personId),
    );
    once(
      `${ref} resolutions`,
      resolutions.map(({ number }) => String(number)),
    );
    for (const { itemCode, kind } of agenda) if (itemCode !== '' || kind === 'item') hasItem(itemCode, ref);
    for (const { itemCode } of resolutions) hasItem(itemCode, ref);
  }
  once(
    'documents',
    archive.documents
      .filter(({ kind }) => kind !== 'advice')
      .map(({ item, kind, level, meetingId }) =>
        [item, kind, level, meetingId].filter((part) => part !== null).join(' '),
      ),
  );
  for (const document of archive.documents) {
    checkDocument(document, items, tell);
    for (const { followers } of document.threads) once(`${document.ref} followers`, followers);
  }
  for (const { itemCode } of archive.snapshots) hasItem(itemCode, 'snapshots');
  for (const list of [
    'claims',
    'advisedLevels',
    'privateLevels',
    'consensus',
    'reopenings',
    'approvals',
    'decisions',
  ] as const)
    for (const { itemCode } of archive[list]) hasItem(itemCode, list);
  once(
    'privateLevels',
    archive.privateLevels.map(({ itemCode, personId }) => `${itemCode} ${personId}`),
  );
  once(
    'consensus',
    archive.consensus.map(({ itemCode }) => itemCode),
  );
  once(
    'carriedRecommendations',
    archive.carriedRecommendations.map((one) => `${one.sourceDocumentId} ${one.sourceBlock}`),
  );
  for (const { ref, itemCode, level } of archive.approvals)
    if ((items.get(itemCode)?.kind === 'dimension') !== (level === null))
      tell(`${ref}: ${itemCode} is not approved like this`);
  checkDecisions(archive, { tell, once });
  return problems;
}

function checkDocument(
  { ref, item, kind, level, meetingId, advice }: Archive['documents'][number],
  items: ReadonlyMap<string, { readonly kind: 'process' | 'dimension' }>,
  tell: (problem: string) => void,
): void {
  const of = item === null ? null : (items.get(item)?.kind ?? 'none');
  const fits = {
    evidence: of === 'process' && level !== null && meetingId === null,
    results: of === 'dimension' && level === null && meetingId === null,
    recommendations: of !== null && of !== 'none' && level === null && meetingId === null,
    advice: of !== null && of !== 'none' && level === null && meetingId === null,
    overview: item === null && level === null && meetingId === null,
    minutes: item === null && level === null && meetingId !== null,
  }[kind];
  if (!fits) tell(`${ref}: there is no such ${kind} in a cycle`);
  if (advice !== null && kind !== 'advice') tell(`${ref}: only advice is advice`);
}

/** Every name is there once, and what is named is there. */
function checkReferences(archive: Archive, tell: (problem: string) => void): void {
  const known = new Set<string>();
  const named: { readonly name: string; readonly where: string }[] = [];
  const visit = (value: unknown, where: string): void => {
    if (Array.isArray(value)) {
      for (const [index, within] of value.entries()) visit(within, `${where}[${index}]`);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [column, within] of Object.entries(value)) {
      if (column === 'ref' && typeof within === 'string') {
        if (known.has(within)) tell(`${where}: ${within} is there twice`);
        known.add(within);
      } else if (references.has(column) && typeof within === 'string')
        named.push({ name: within, where: `${where}.${column}` });
      // Texts and what was scored name nothing in this way; files and evidence in them may be gone.
      else if (column === 'content' && typeof within === 'string' && isReference(within))
        named.push({ name: within, where });
      else if (column === 'followers' && Array.isArray(within))
        named.push(...within.map((name: string) => ({ name, where })));
      else if (column !== 'content' && column !== 'score' && column !== 'reportedResults')
        visit(within, `${where}.${column}`);
    }
  };
  visit(archive, '');
  const isGone = (name: string): boolean => name.startsWith(referenceKinds.gone);
  for (const { name, where } of named)
    if (!known.has(name) && !isGone(name)) tell(`${where.slice(1)}: there is no ${name}`);
}

/** The archive with what follows from its decisions set as they say, and what had to be. */
export function settled(
  archive: Archive,
  framework: Framework,
): { readonly archive: Archive; readonly notUnderstood: readonly NotUnderstood[] } {
  const notUnderstood: NotUnderstood[] = [];
  const list = (text: string, reason: string): void => void notUnderstood.push({ line: 0, text, reason });
  const standing = Map.groupBy(
    archive.approvals.filter(({ reopeningId }) => reopeningId === null),
    ({ itemCode }) => itemCode,
  );
  const given = new Map(archive.items.map((item) => [item.code, item]));
  const items = listItems(framework).map(({ code }) => {
    const item = given.get(code);
    if (item === undefined) list(code, 'the archive does not have this item; it begins as a draft');
    const own = standing.get(code) ?? [];
    const approved = own.reduce<Level | null>(
      (top, { level }) => (levelRank(level) > levelRank(top) ? level : top),
      null,
    );
    const read = item ?? { code, status: 'drafting' as const, claimed: null, advised: null, approved: null };
    const isApproved = read.status === 'approved' || read.status === 'approvedWithConditions';
    const status = isApproved && own.length === 0 ? ('drafting' as const) : read.status;
    if (approved !== read.approved || status !== read.status)
      list(code, 'its approved level is not the one of its approvals; that of the approvals is taken');
    return { ...read, approved, status };
  });
  const confirmed = new Set(
    archive.meetings.flatMap(({ ref, minutes }) => ((minutes?.confirmedAt ?? null) === null ? [] : [ref])),
  );
  const isLocked = (document: Archive['documents'][number]): boolean => {
    const { kind, item, meetingId, submittedAt } = document;
    if (isLockedByDecision(document))
      return (standing.get(item ?? '') ?? []).some(({ level }) => isCovered({ ...document, isSubmitted: true }, level));
    return kind === 'advice' ? submittedAt !== null : meetingId !== null && confirmed.has(meetingId);
  };
  const documents = archive.documents.map((document) => {
    const state = isLocked(document) ? ('locked' as const) : ('open' as const);
    if (state !== document.state) list(document.ref, `by the decisions this text is ${state}; so it is taken`);
    return { ...document, state };
  });
  const missing = missingDocuments(archive, framework);
  for (const { item, kind, level } of missing)
    list(
      [item, kind, level].filter((part) => part !== null).join(' '),
      'the archive does not have this text; it is empty',
    );
  return { archive: { ...archive, items, documents: [...documents, ...missing] }, notUnderstood };
}

/** What every cycle has, empty, as far as the archive does not have it. */
function missingDocuments({ documents, cycle }: Archive, framework: Framework): Archive['documents'] {
  const keyOf = ({ item, kind, level }: Pick<Archive['documents'][number], 'item' | 'kind' | 'level'>): string =>
    `${item} ${kind} ${level}`;
  const there = new Set(documents.map(keyOf));
  const none = { level: null };
  const needed = [
    ...listItems(framework).flatMap(({ code: item, kind }) => [
      ...(kind === 'process'
        ? levels.map((level) => ({ item, kind: 'evidence' as const, level }))
        : [{ item, kind: 'results' as const, ...none }]),
      { item, kind: 'recommendations' as const, ...none },
    ]),
    { item: null, kind: 'overview' as const, ...none },
  ];
  const taken = new Set(documents.map(({ ref }) => ref));
  const missing = needed.filter((one) => !there.has(keyOf(one)));
  // Among so many numbers so many are free.
  const free = Array.from(
    { length: documents.length + missing.length },
    (_, index) => `${referenceKinds.document}${index + 1}`,
  ).filter((ref) => !taken.has(ref));
  const at = cycle.createdAt;
  return missing.map((one, index) => ({
    ...{
      ref: free[index] ?? '',
      ...one,
      meetingId: null,
      authorId: null,
      state: 'open',
    },
    ...{ lockEpoch: 0, submittedAt: null, createdAt: at, updatedAt: at, advice: null, threads: [] },
    content: { type: 'doc', content: [] },
  }));
}
