import { describe, expect, it } from 'vitest';
import type { Actor, DocumentFacts } from './policy.ts';
import type { Role } from './roles.ts';
import { mayComment, mayEditComment, mayResolveThread } from './threads.ts';

const cycle = 'cycle-a';
const seat = (body: string, role: Role): Actor => ({ id: `${body}/${role}`, seats: [{ cycle, body, role }] });
const actors = {
  member: seat('category-3', 'member'),
  chair: seat('category-3', 'chair'),
  secretary: seat('category-3', 'secretary'),
  otherChair: seat('category-4', 'chair'),
  advisor: seat('advisors', 'advisor'),
  steeringMember: seat('steering', 'steering-member'),
  steeringChair: seat('steering', 'steering-chair'),
  secretariat: seat('secretariat', 'secretariat'),
  observer: seat('observers', 'observer'),
  administrator: seat('administration', 'administrator'),
  stranger: { id: 's', seats: [{ cycle: 'cycle-b', body: 'secretariat', role: 'secretariat' }] } satisfies Actor,
};
const everyone = Object.keys(actors) as (keyof typeof actors)[];
const readers: readonly string[] = ['observer', 'administrator', 'stranger'];
const evidence: DocumentFacts = {
  cycle,
  kind: 'evidence',
  state: 'locked',
  category: '3',
  authorId: null,
  submitted: false,
};

describe('threads', () => {
  it.each(everyone)('%s comments only with work to do in the cycle', (who) => {
    expect(mayComment(actors[who], cycle)).toBe(!readers.includes(who));
  });
  it.each(everyone)('%s edits only the own comment', (who) => {
    expect(mayEditComment(actors[who], cycle, actors[who].id)).toBe(!readers.includes(who));
    expect(mayEditComment(actors[who], cycle, 'another')).toBe(false);
  });
  it.each(everyone)(
    '%s resolves on locked evidence only as who writes it, its chair or secretary, secretariat',
    (who) => {
      const may = ['member', 'chair', 'secretary', 'secretariat'].includes(who);
      expect(mayResolveThread(actors[who], evidence, 'another')).toBe(may);
      expect(mayResolveThread(actors[who], evidence, actors[who].id)).toBe(!readers.includes(who));
    },
  );
  it.each(everyone)(
    '%s resolves on a submitted advice note only as its author, chair, secretary, secretariat',
    (who) => {
      const note: DocumentFacts = { ...evidence, kind: 'advice', authorId: actors.advisor.id, submitted: true };
      const may = ['advisor', 'chair', 'secretary', 'secretariat'].includes(who);
      expect(mayResolveThread(actors[who], note, 'another')).toBe(may);
    },
  );
});
