import type { Stage } from './stage.ts';

/** A call of the HTTP interface, as `/api/openapi.json` lists it. */
export interface Call {
  readonly method: string;
  /** With `{parameters}`. */
  readonly path: string;
}

/** What the parameters of a path stand for; throws for one that nobody has thought of. */
export function fill(path: string, ids: Stage['ids']): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = name === 'id' ? byPlace(path, ids) : named(name, ids);
    if (value === undefined) throw new Error(`say in calls.ts what ${name} is in ${path}`);
    return value;
  });
}

function byPlace(path: string, ids: Stage['ids']): string | undefined {
  const places: Readonly<Record<string, string>> = {
    certificates: ids.certificate,
    comments: ids.comment,
    documents: ids.document,
    evidence: ids.evidence,
    files: ids.file,
    imports: ids.importDraft,
    notifications: 'nothing-of-theirs',
    rescues: ids.rescue,
    snapshots: ids.snapshot,
    threads: ids.thread,
    verify: ids.certificate,
  };
  return places[path.split('/')[2] ?? ''];
}

function named(name: string, ids: Stage['ids']): string | undefined {
  const values: Readonly<Record<string, string>> = {
    check: '3.3.s1',
    code: ids.code,
    entry: '0',
    meeting: ids.meeting,
    note: ids.meetingNote,
    paper: ids.paper,
    cycle: ids.cycle,
    document: ids.note,
    invitation: ids.invitation,
    line: 'nobody-has-this-line',
    person: ids.person,
    session: ids.advisorSession,
    side: 'before',
    token: 'nobody-has-this-token',
    vote: ids.vote,
    projector: ids.projector,
    resolution: ids.resolution,
    report: ids.report,
  };
  return values[name];
}

/** What stands behind the path of a call for it to be in order. */
export function queryOf({ method, path }: Call, { cycle }: Stage['ids']): string {
  if (path.startsWith('/api/audit')) return `?cycle=${cycle}`;
  if (`${method} ${path}` === 'DELETE /api/rescues/{id}') return '?confirm=true';
  if (path.endsWith('/versions/diff')) return '?from=s0';
  if (path.endsWith('/hashed') && path.includes('{code}')) return '?level=basic';
  return '';
}

const console = '11111111-2222-4333-8444-555555555555';

/** What a call sends that is in order; a call that writes and is not here has not been thought of. */
export const bodies: Readonly<Record<string, unknown>> = {
  'PUT /api/cycles/{cycle}/items/{code}/claim': { level: 'significance' },
  'DELETE /api/cycles/{cycle}/items/{code}/claim': {},
  'POST /api/cycles/{cycle}/items/{code}/approval': { level: 'advance', resolution: 'มติ' },
  'POST /api/cycles/{cycle}/items/{code}/decision': { kind: 'noted', resolution: 'รับทราบ' },
  'POST /api/cycles/{cycle}/items/{code}/reopening': { reason: 'พบหลักฐานใหม่' },
  'POST /api/cycles/{cycle}/items/{code}/reopeningRequest': { reason: 'พบหลักฐานใหม่' },
  'PUT /api/cycles/{cycle}/items/{code}/conditions': { met: true },
  'PUT /api/cycles/{cycle}/items/{code}/advised': { level: 'basic' },
  'PUT /api/cycles/{cycle}/items/{code}/privateLevel': { level: 'basic' },
  'DELETE /api/cycles/{cycle}/items/{code}/privateLevel': {},
  'POST /api/cycles/{cycle}/items/{code}/consensus/reveal': {},
  'POST /api/cycles/{cycle}/items/{code}/consensus/reset': {},
  'PUT /api/cycles/{cycle}/checks/{check}': { ticked: true },
  'POST /api/cycles/{cycle}/carryOver': { recommendations: [{ document: 'nothing', block: '1.0' }] },
  'PUT /api/cycles/{cycle}/units': { revision: 'another', units: [] },
  'POST /api/cycles/{cycle}/snapshots': { name: 'ก่อนประชุม' },
  'POST /api/cycles/{cycle}/advice': { item: '3.3', type: 'observation', severity: 'minor' },
  'PUT /api/advice/{document}': { type: 'observation', severity: 'minor' },
  'DELETE /api/advice/{document}': {},
  'POST /api/advice/{document}/submission': {},
  'POST /api/advice/{document}/version': {},
  'POST /api/advice/{document}/answer': { answer: 'declined', reason: 'ดำเนินการแล้ว' },
  'POST /api/cycles/{cycle}/advisorSessions': { date: '2019-08-28', title: 'ครั้งที่ 2' },
  'PUT /api/cycles/{cycle}/advisorSessions/{session}/{side}': {},
  'POST /api/cycles/{cycle}/files': null,
  'POST /api/cycles/{cycle}/evidence': { file: 'nothing', title: 'หลักฐาน', checks: ['3.3.a1'] },
  'PUT /api/evidence/{id}': { title: 'ชื่อใหม่' },
  'DELETE /api/evidence/{id}': {},
  'POST /api/cycles/{cycle}/meetings': { body: 'steering', number: '7/2562', date: null },
  'PUT /api/cycles/{cycle}/meetings/{meeting}': { place: 'ห้องประชุม 2' },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/state': { event: 'begin' },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/members/{person}/presence': { presence: 'present' },
  'POST /api/cycles/{cycle}/meetings/{meeting}/agenda': { kind: 'text', section: 'others', title: 'เรื่องอื่น' },
  'POST /api/cycles/{cycle}/meetings/{meeting}/waitingClaims': {},
  'PUT /api/cycles/{cycle}/meetings/{meeting}/agenda/{entry}': { title: 'เรื่องอื่น' },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/agenda/{entry}/place': { section: 'others', after: null },
  'DELETE /api/cycles/{cycle}/meetings/{meeting}/agenda/{entry}': {},
  'POST /api/cycles/{cycle}/meetings/{meeting}/papers': { evidence: 'nothing' },
  'DELETE /api/cycles/{cycle}/meetings/{meeting}/papers/{paper}': {},
  'PUT /api/cycles/{cycle}/meetings/{meeting}/hand': { raised: true },
  'DELETE /api/cycles/{cycle}/meetings/{meeting}/hands/{person}': {},
  'POST /api/cycles/{cycle}/meetings/{meeting}/notes': { text: 'ขอเสนอความเห็น' },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/notes/{note}': { read: true },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/stage': { console, changes: { zoom: 125 } },
  'POST /api/cycles/{cycle}/meetings/{meeting}/stage/console': { console, take: true },
  'POST /api/cycles/{cycle}/meetings/{meeting}/projectors': { code: 'ABCD 2345' },
  'DELETE /api/cycles/{cycle}/meetings/{meeting}/projectors/{projector}': {},
  'POST /api/cycles/{cycle}/meetings/{meeting}/votes': { question: 'เห็นชอบหรือไม่' },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/votes/{vote}/ballot': { choice: 0 },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/votes/{vote}/state': { state: 'closed' },
  'DELETE /api/cycles/{cycle}/meetings/{meeting}': {},
  'POST /api/cycles/{cycle}/meetings/{meeting}/resolutions': { kind: 'resolved', text: 'มติ' },
  'PUT /api/cycles/{cycle}/meetings/{meeting}/resolutions/{resolution}': {
    observations: [{ text: 'ข้อสังเกต', units: [], due: null }],
  },
  'POST /api/cycles/{cycle}/meetings/{meeting}/minutes/seed': {},
  'PUT /api/cycles/{cycle}/meetings/{meeting}/minutes/state': { state: 'circulated' },
  'POST /api/cycles/{cycle}/meetings/{meeting}/minutes/scenario': { levels: { '3.3': 'significance' } },
  'POST /api/cycles/{cycle}/reports': { format: 'markdown' },
  'DELETE /api/cycles/{cycle}/reports/{report}': {},
  'POST /api/documents/{id}/threads': { text: 'ความเห็น' },
  'POST /api/threads/{id}/comments': { text: 'ความเห็น' },
  'PUT /api/comments/{id}': { text: 'แก้ไข' },
  'PUT /api/threads/{id}/state': { state: 'resolved' },
  'PUT /api/threads/{id}/follow': { follows: true },
  'POST /api/documents/{id}/rescues': null,
  'POST /api/documents/{id}/restoration': { version: 's0' },
  'DELETE /api/rescues/{id}': {},
  'PUT /api/rescues/{id}': { discarded: false },
  'PUT /api/notifications/{id}': { read: true },
  'DELETE /api/sessions/{session}': {},
  'PUT /api/imports/{id}': { places: [], levels: { '3.3': 'basic' }, facts: {} },
  'DELETE /api/imports/{id}': {},
  'POST /api/imports/{id}/commit': {},
  'POST /api/imports/{id}/into': {
    cycle: 'nothing',
    texts: [{ item: null, kind: 'overview', level: null, document: 'nothing', how: 'append' }],
  },
  'PUT /api/cycles/{cycle}/people/{person}/seats': { seats: [{ body: 'observers', role: 'observer' }] },
  'POST /api/cycles/{cycle}/invitations': { body: 'category-3', role: 'member' },
  'DELETE /api/cycles/{cycle}/invitations/{invitation}': {},
  'POST /api/people/{person}/passwordReset': {},
  'POST /api/people/{person}/deactivation': {},
  'POST /api/people/{person}/activation': {},
  'DELETE /api/people/{person}/secondFactor': {},
  'PUT /api/people/{person}/email': { email: 'a@example.org' },
};
