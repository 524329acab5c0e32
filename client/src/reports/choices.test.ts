import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { describe, expect, it } from 'vitest';
import { heldOptions } from './heldOptions.ts';
import { firstChoice, keepChosen, readChosen } from './remembered.ts';

function storageOf(kept: Record<string, string>): Storage {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  } as Storage;
}

describe('the options of a report', () => {
  const all = reportOptionsSchema.parse({ comments: 'word', watermark: 'ร่าง', levels: 'all', evidence: 'files' });

  it('are sent only as the format can hold them', () => {
    expect(heldOptions('docx', all)).toEqual(all);
    expect(heldOptions('pdf', all)).toMatchObject({ comments: 'notes', watermark: 'ร่าง' });
    expect(heldOptions('markdown', all)).toMatchObject({ comments: 'notes', watermark: '', levels: 'all' });
    expect(heldOptions('json', all)).toEqual(reportOptionsSchema.parse({ evidence: 'files' }));
    expect(heldOptions('json', { ...all, evidence: 'list' })).toEqual(reportOptionsSchema.parse({}));
  });

  it('are remembered for each person, but for the chosen items', () => {
    const kept: Record<string, string> = {};
    const storage = storageOf(kept);
    keepChosen(storage, 'anong', { format: 'pdf', options: { ...all, items: ['3.3'] } });
    expect(readChosen(storage, 'anong')).toEqual({ format: 'pdf', options: { ...all, items: [] } });
    expect(readChosen(storage, 'somchai')).toEqual(firstChoice);
    kept['ruam-report/anong'] = '{"format":"doc"}';
    expect(readChosen(storage, 'anong')).toEqual(firstChoice);
  });
});
