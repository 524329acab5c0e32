import { describe, expect, it } from 'vitest';
import { type DocumentKind, documentKinds } from '../assessment/assessment.ts';
import { type Actor, type DocumentFacts, mayClaim, mayImport, mayReadCycle, mayWriteDocument } from './policy.ts';
import { bodySchema, type Role, roles, rolesOfBody } from './roles.ts';

const cycle = 'cycle-a';
const seat = (body: string, role: Role): Actor => ({ id: `${body}/${role}`, seats: [{ cycle, body, role }] });

const actors = {
  member: seat('category-3', 'member'),
  chair: seat('category-3', 'chair'),
  secretary: seat('category-3', 'secretary'),
  otherChair: seat('category-4', 'chair'),
  workingGroup: seat('category-7', 'member'),
  advisor: seat('advisors', 'advisor'),
  steeringMember: seat('steering', 'steering-member'),
  steeringChair: seat('steering', 'steering-chair'),
  secretariat: seat('secretariat', 'secretariat'),
  observer: seat('observers', 'observer'),
  administrator: seat('administration', 'administrator'),
  stranger: { id: 'stranger', seats: [{ cycle: 'cycle-b', body: 'secretariat', role: 'secretariat' }] } satisfies Actor,
};
type Who = keyof typeof actors;

const everyone = Object.keys(actors) as Who[];

/** Who writes each kind; category 3's documents, but category 7's results. */
const writers: Record<DocumentKind, readonly Who[]> = {
  evidence: ['member', 'chair', 'secretary'],
  recommendations: ['member', 'chair', 'secretary', 'secretariat'],
  results: ['workingGroup'],
  advice: ['advisor'],
  overview: ['secretariat', 'steeringChair'],
  minutes: ['secretariat'],
};

function documentOf(kind: DocumentKind): DocumentFacts {
  const category = { evidence: '3', recommendations: '3', results: '7', advice: '3', overview: null, minutes: null }[
    kind
  ];
  return { cycle, kind, state: 'open', category, authorId: actors.advisor.id, submitted: false };
}

describe('who may write which document', () => {
  for (const kind of documentKinds) {
    for (const who of everyone) {
      const may = writers[kind].includes(who);
      it(`${who} ${may ? 'writes' : 'does not write'} ${kind}`, () => {
        expect(mayWriteDocument(actors[who], documentOf(kind))).toBe(may);
      });
    }
    it(`nobody writes a locked document: ${kind}`, () => {
      for (const who of everyone)
        expect(mayWriteDocument(actors[who], { ...documentOf(kind), state: 'locked' })).toBe(false);
    });
  }
  it('a submitted note is frozen, another advisor writes no foreign note', () => {
    expect(mayWriteDocument(actors.advisor, { ...documentOf('advice'), submitted: true })).toBe(false);
    expect(mayWriteDocument(actors.advisor, { ...documentOf('advice'), authorId: 'another' })).toBe(false);
  });
});

describe('who may do what in a cycle', () => {
  it.each(everyone)('%s reads the cycle only with a role in it', (who) => {
    expect(mayReadCycle(actors[who], cycle)).toBe(who !== 'stranger');
  });
  it.each(everyone)('%s claims in category 3 only as its chair or secretary', (who) => {
    expect(mayClaim(actors[who], cycle, '3')).toBe(who === 'chair' || who === 'secretary');
  });
  it.each(everyone)('%s imports only as the secretariat', (who) => {
    expect(mayImport(actors[who])).toBe(who === 'secretariat' || who === 'stranger');
  });
});

it('every role belongs to one kind of body', () => {
  const bodies = ['category-1', 'steering', 'secretariat', 'advisors', 'observers', 'administration'];
  for (const body of bodies) expect(bodySchema.safeParse(body).success).toBe(true);
  expect(bodies.flatMap(rolesOfBody).sort()).toEqual([...roles].sort());
});
