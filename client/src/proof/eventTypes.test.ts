import { describe, expect, it } from 'vitest';
import { proofTh } from '../i18n/proof.th.ts';
import { loadAllWords, setUpLanguage } from '../i18n/setup.ts';
import { eventKinds, eventText, eventWords } from './eventTypes.ts';

const page = { documentElement: { lang: '' } } as unknown as Document;
const stored = (language: string) => ({ getItem: () => language, setItem: () => undefined }) as unknown as Storage;
const kept = Object.entries(proofTh.event)
  .flatMap(([subject, done]) => Object.keys(done).map((what) => `${subject}.${what}`))
  .filter((type) => type !== 'item.withdrawn');

const languages = await Promise.all(
  ['th', 'en'].map(async (name) => {
    const language = await setUpLanguage(stored(name), page);
    await loadAllWords(language);
    return { name, t: language.t };
  }),
);

describe.each(languages)('entries in words, $name', ({ t }) => {
  it('every type that has words belongs to one kind, and is said in words', () => {
    const listed: string[] = Object.values(eventKinds).flat();
    expect(listed.toSorted()).toEqual(kept.toSorted());
    for (const type of listed) expect(eventWords(t, { type, subject: {} })).not.toContain('.');
  });

  it('a withdrawn claim is not called a claim', () => {
    const withdrawn = eventWords(t, { type: 'item.claimed', subject: { level: null } });
    expect(withdrawn).not.toBe(eventWords(t, { type: 'item.claimed', subject: { level: 'basic' } }));
  });

  it('a type without words is shown as it is', () => {
    expect(eventWords(t, { type: 'moon.landed', subject: {} })).toBe('moon.landed');
  });
});

it('what a person wrote is the reason before the resolution; no other value is text', () => {
  expect(eventText({ subject: { resolution: 'มติ', reason: 'เหตุผล' } })).toBe('เหตุผล');
  expect(eventText({ subject: { reason: '', statement: 'คำชี้แจง' } })).toBe('คำชี้แจง');
  expect(eventText({ subject: { reason: 3, seq: 1 } })).toBe('');
});
