import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../database/database.ts';
import { createMailer } from '../mail/mailer.ts';
import { testStores } from '../testing/databases.ts';
import { createMailing, type Mailing } from './mailing.ts';
import { changeSettings } from './settings.ts';
import { type NotificationBed, openNotificationBed } from './testBed.ts';
import { readLetter, startTestSmtp, type TestSmtp } from './testSmtp.ts';

const minute = 60_000;
const hour = 60 * minute;
/** 14:00 in Bangkok. */
const afternoon = Date.UTC(2026, 10, 23, 7);
/** Seven the next morning. */
const morning = Date.UTC(2026, 10, 24, 0);
const origin = 'https://ruam.example.go.th';

describe.each(testStores)('notifications by mail, on $name', ({ locate }) => {
  let bed: NotificationBed;
  let smtp: TestSmtp;
  let failures: string[];
  let now: number;
  beforeEach(() => {
    failures = [];
    now = afternoon;
  });

  async function open(): Promise<Mailing> {
    bed = await openNotificationBed(await locate(onTestFinished), onTestFinished, { isMailSent: true });
    smtp = await startTestSmtp(onTestFinished);
    for (const login of ['cat3-chair', 'cat3-member', 'secretariat', 'foreigner']) await address(bed.database, login);
    return mailing();
  }

  /** As another process, or the same after a restart, would have it. */
  function mailing(): Mailing {
    return createMailing({
      database: bed.database,
      mailer: createMailer({ url: smtp.url, from: 'ร่วม <ruam@example.go.th>' }),
      origin,
      now: () => now,
      failed: (error) => failures.push(String(error)),
    });
  }

  async function address(database: Database, login: string): Promise<void> {
    await database
      .updateTable('person')
      .set({ email: `${login}@example.go.th` })
      .where('login', '=', login)
      .execute();
  }

  async function mention(login: string, words = 'ความลับ'): Promise<void> {
    const { id } = await bed.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', bed.world.cycle)
      .where('item', '=', '3.3')
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    const mentions = [{ kind: 'person', id: bed.personId(login) }];
    await bed.happen(
      'comment.added',
      { item: '3.3', document: id, thread: 't1', text: words, mentions },
      'advisor',
      now,
    );
    await bed.readOn();
  }

  const states = async (): Promise<string[]> =>
    (await bed.database.selectFrom('notification').select('mailState').orderBy('at').execute()).map(
      ({ mailState }) => mailState,
    );

  it('what is told at once is gathered for two minutes into one letter, with Thai words and links to the passages', async () => {
    const mail = await open();
    await mention('cat3-chair');
    now += minute;
    await mail.run();
    expect(smtp.taken).toEqual([]);
    await bed.happen('item.returned', { item: '3.1', decision: 'd' }, 'steering-chair', now);
    await bed.readOn();
    now += minute;
    await mail.run();
    // The member was told of the decision a minute later, and is not due yet.
    expect(smtp.taken.map(({ to }) => to)).toEqual([['cat3-chair@example.go.th']]);
    const source = smtp.taken[0]?.source ?? '';
    const letter = readLetter(source);
    expect(letter.subject).toBe('ร่วม: มีเรื่องใหม่ 2 เรื่อง');
    const item = `${origin}/cycles/${bed.world.cycle}/categories/3/items`;
    for (const part of [letter.text, letter.html.replaceAll('&amp;', '&')]) {
      expect(part).toContain(`${item}/3.3?part=evidence&level=basic&thread=t1`);
      expect(part).toContain(`${item}/3.1`);
      expect(part).toContain('มีผู้กล่าวถึงคุณในความเห็น');
      expect(part).toContain('ที่ประชุมมีมติส่งกลับให้ปรับปรุง');
      expect(part).toContain(`${origin}/profile#notifications`);
      expect(part).not.toContain('ความลับ');
    }
    expect(source).toMatch(/^From: =\?UTF-8\?.* <ruam@example\.go\.th>\r$/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    now += minute;
    await mail.run();
    expect(smtp.taken.slice(1).map(({ to }) => to)).toEqual([['cat3-member@example.go.th']]);
    expect(readLetter(smtp.taken[1]?.source ?? '').subject).toBe('ร่วม: หัวข้อ 3.1: ที่ประชุมมีมติส่งกลับให้ปรับปรุง');
    expect(failures).toEqual([]);
  });

  it('the rest comes as one digest at seven in the morning', async () => {
    const mail = await open();
    for (const item of ['3.1', '3.3']) {
      now += minute;
      await bed.happen('item.claimed', { item, level: 'basic' }, 'cat3-chair', now);
    }
    await bed.readOn();
    now = morning - 1;
    await mail.run();
    expect(smtp.taken).toEqual([]);
    now = morning;
    await mail.run();
    expect(smtp.taken.map(({ to }) => to)).toEqual([['secretariat@example.go.th']]);
    const { text, subject } = readLetter(smtp.taken[0]?.source ?? '');
    expect(subject).toBe('ร่วม: มีเรื่องใหม่ 2 เรื่อง');
    expect(text.indexOf('หัวข้อ 3.1')).toBeLessThan(text.indexOf('หัวข้อ 3.3'));
    await mail.run();
    expect(smtp.taken).toHaveLength(1);
  });

  it('nothing is mailed twice: neither by a second process nor after a restart', async () => {
    const mail = await open();
    await mention('cat3-chair');
    now += 2 * minute;
    await Promise.all([mail.run(), mailing().run(), mailing().run()]);
    await mail.close();
    now += hour;
    await mailing().run();
    expect(smtp.taken).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  it('a crash between the sending and its note sends the same letter again, with the same id', async () => {
    const mail = await open();
    await mention('cat3-chair');
    now += 2 * minute;
    await mail.run();
    // As the crash would have left it.
    await bed.database.updateTable('notification').set({ mailState: 'waiting' }).execute();
    await mailing().run();
    expect(smtp.taken).toHaveLength(1);
    now += 5 * minute;
    await mailing().run();
    const ids = smtp.taken.map(({ source }) => readLetter(source).messageId);
    expect(ids).toEqual([expect.stringMatching(/^<[0-9a-f]{40}@ruam\.example\.go\.th>$/), ids[0]]);
  });

  it('a letter that is refused, or finds no mail server, is tried again, later each time; another person gets theirs', async () => {
    const mail = await open();
    await mention('cat3-chair');
    await mention('cat3-member');
    smtp.refusals.push(451);
    now += 2 * minute;
    await mail.run();
    expect(smtp.taken).toHaveLength(1);
    expect((await states()).sort()).toEqual(['sent', 'waiting']);
    smtp.refusals.push(451);
    now += minute;
    await mail.run();
    now += minute;
    await mail.run();
    expect(smtp.taken).toHaveLength(1);
    now += minute;
    await mail.run();
    expect(smtp.taken).toHaveLength(2);
    expect(await states()).toEqual(['sent', 'sent']);
    expect(failures).toHaveLength(2);

    await mention('cat3-chair');
    await smtp.close();
    now += 2 * minute;
    await mail.run();
    expect(failures).toHaveLength(3);
    expect(await states()).toEqual(['sent', 'sent', 'waiting']);
  });

  it('it is given up: at the third final refusal, and after three days', async () => {
    const mail = await open();
    await mention('cat3-chair');
    smtp.refusals.push(550, 550, 550);
    for (let count = 0; count < 4; count++) {
      now += hour;
      await mail.run();
    }
    expect(failures).toHaveLength(3);
    expect(await states()).toEqual(['failed']);
    await mention('cat3-chair');
    now += 73 * hour;
    await mail.run();
    expect(smtp.taken).toEqual([]);
    expect(await states()).toEqual(['failed', 'failed']);
  });

  it('nobody gets a letter about a cycle that they may not read any more, or about what they have read', async () => {
    const mail = await open();
    await mention('cat3-chair');
    await mention('cat3-member');
    await bed.database.deleteFrom('seat').where('personId', '=', bed.personId('cat3-chair')).execute();
    await bed.database
      .updateTable('notification')
      .set({ readAt: now })
      .where('personId', '=', bed.personId('cat3-member'))
      .execute();
    now += 2 * minute;
    await mail.run();
    expect(smtp.taken).toEqual([]);
    expect(await states()).toEqual(['none', 'none']);
  });

  it('who has switched mail off, or has no address, gets none', async () => {
    const mail = await open();
    await changeSettings(bed.database, bed.personId('cat3-chair'), { mention: { inApp: true, mail: 'off' } });
    await mention('cat3-chair');
    await mention('cat3-secretary');
    now = morning;
    await mail.run();
    expect(smtp.taken).toEqual([]);
    expect(await states()).toEqual(['none', 'none']);
  });
});
