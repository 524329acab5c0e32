import { invitationMadeSchema } from '@ruam/shared/api/people.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLetter, startTestSmtp, type TestSmtp } from '../notifications/testSmtp.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('invitations by mail on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let smtp: TestSmtp;
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    smtp = await startTestSmtp(atEnd);
    const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'Ruam <ruam@example.go.th>' };
    server = await startTestServer(await locate(atEnd), atEnd, { ...mail, LIMIT_SIGN_IN_PER_MINUTE: '0' });
    world = await makeWorld(server.database);
  });

  const ask = async (request: object, login = 'secretariat') =>
    (await visitAs(server, login)).ask('POST', `/api/cycles/${world.cycle}/invitations`, {
      json: { body: 'category-3', role: 'member', ...request },
    });
  const invite = async (request: object) => invitationMadeSchema.parse((await ask(request)).body);

  it('the link goes to the address, once, and is in the answer too; it opens the invitation', async () => {
    const before = smtp.taken.length;
    const made = await invite({ name: 'สมชาย <b>ใจดี</b>', email: 'somchai@example.go.th' });
    expect(made.mail).toBe('sent');
    expect(smtp.taken.slice(before).map(({ to }) => to)).toEqual([['somchai@example.go.th']]);
    const source = smtp.taken.at(-1)?.source ?? '';
    const { subject, text, html, messageId } = readLetter(source);
    expect(subject).toMatch(/^ร่วม: คำเชิญเข้าร่วม/);
    expect(text).toContain(`\n${made.link}\n`);
    expect(text).toContain('กรมตัวอย่าง');
    expect(html).toContain(`href="${made.link}"`);
    expect(html).not.toContain('<b>');
    expect(messageId).toContain(made.id);
    expect(source).not.toMatch(/^List-Unsubscribe:/im);
    const offer = await visitor(server).get(`/api/invitations/${made.link.split('/').at(-1)}`);
    expect(offer.body).toMatchObject({ cycle: { id: world.cycle }, role: 'member' });
  });

  it('a letter that is not taken is told, and the link still works', async () => {
    smtp.refusals.push(550);
    const made = await invite({ email: 'gone@example.go.th' });
    expect(made.mail).toBe('failed');
    expect((await visitor(server).get(`/api/invitations/${made.link.split('/').at(-1)}`)).status).toBe(200);
  });

  it('without an address nothing is sent; nor when the seat is not the own to give', async () => {
    const before = smtp.taken.length;
    expect((await invite({})).mail).toBeNull();
    expect(refusal(await ask({ email: 'x@example.go.th' }, 'cat3-member'))).toBe('403 forbidden');
    expect(refusal(await ask({ email: 'x@example.go.th' }, 'foreigner'))).toBe('404 notFound');
    expect(refusal(await ask({ email: 'a@b.go.th\r\nBcc: c@d.go.th' }))).toBe('422 invalid');
    expect(smtp.taken.length).toBe(before);
  });

  it('a server that sends no mail says so', async () => {
    const quiet = await startTestServer(await locate(atEnd), atEnd);
    const { cycle } = await makeWorld(quiet.database);
    const json = { body: 'category-3', role: 'member', email: 'somchai@example.go.th' };
    const answer = await (await visitAs(quiet, 'secretariat')).ask('POST', `/api/cycles/${cycle}/invitations`, {
      json,
    });
    expect(invitationMadeSchema.parse(answer.body).mail).toBe('off');
  });
});
