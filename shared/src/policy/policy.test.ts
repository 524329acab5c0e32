import { describe, expect, it } from 'vitest';
import { type DocumentKind, documentKinds } from '../assessment/assessment.ts';
import {
  type Actor,
  type DocumentFacts,
  mayClaim,
  mayDecide,
  mayImport,
  mayReadCycle,
  mayReadRescue,
  mayWriteDocument,
} from './policy.ts';
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
  it.each(everyone)('%s decides only as the steering chair or the secretariat', (who) => {
    expect(mayDecide(actors[who], cycle, '3')).toBe(who === 'steeringChair' || who === 'secretariat');
  });
  it.each(['steeringChair', 'secretariat'] as const)('nobody decides on the own body: %s with a seat in it', (who) => {
    for (const role of rolesOfBody('category-3')) {
      const both = { id: who, seats: [...actors[who].seats, ...seat('category-3', role).seats] };
      expect(mayDecide(both, cycle, '3')).toBe(false);
      expect(mayDecide(both, cycle, '4')).toBe(true);
    }
  });
  it('a seat in the same body of another cycle keeps nobody from deciding', () => {
    const before = { cycle: 'cycle-b', body: 'category-3', role: 'member' } as const;
    expect(mayDecide({ id: 'x', seats: [...actors.steeringChair.seats, before] }, cycle, '3')).toBe(true);
  });
  it.each(everyone)("%s reads another's refused edit only as chair, secretary or secretariat", (who) => {
    const may = ['chair', 'secretary', 'secretariat'].includes(who);
    expect(mayReadRescue(actors[who], { cycle, category: '3', personId: 'another' })).toBe(may);
  });
  it.each(everyone)('%s reads a refused edit of a document of the whole cycle only as secretariat', (who) => {
    expect(mayReadRescue(actors[who], { cycle, category: null, personId: 'another' })).toBe(who === 'secretariat');
  });
  it.each(everyone)('%s reads the own refused edit as long as there is a seat in the cycle', (who) => {
    const own = { cycle, category: '4', personId: actors[who].id };
    expect(mayReadRescue(actors[who], own)).toBe(who !== 'stranger');
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
