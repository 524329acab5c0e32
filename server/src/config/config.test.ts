import { describe, expect, it } from 'vitest';
import { ConfigError, type Mode, readConfig } from './config.ts';

const origin = 'https://ruam.example.go.th';

function problemsOf(mode: Mode, environment: Record<string, string>): string[] {
  try {
    readConfig(mode, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => line.split(':')[0] ?? '');
    throw error;
  }
  return [];
}

describe('production', () => {
  it('refuses to start without ORIGIN', () => {
    expect(problemsOf('production', {})).toEqual(['ORIGIN']);
    expect(problemsOf('production', { ORIGIN: '' })).toEqual(['ORIGIN']);
  });

  it('refuses to start with SAMPLE=1, and names every problem', () => {
    expect(problemsOf('production', { ORIGIN: origin, SAMPLE: '1' })).toEqual(['SAMPLE']);
    expect(problemsOf('production', { SAMPLE: '1' })).toEqual(['ORIGIN', 'SAMPLE']);
  });

  it('has no sample, whatever SAMPLE_PASSWORD says', () => {
    const config = readConfig('production', { ORIGIN: origin, SAMPLE_PASSWORD: 'given' });
    expect(config.sample).toBe(false);
    expect(config.origins).toEqual([origin]);
    expect(config.secureCookies).toBe(true);
  });
});

describe('the trial', () => {
  it('needs no setting: loopback, its own addresses, the sample', () => {
    const config = readConfig('trial', {});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      origins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
      secureCookies: false,
      trustProxy: 0,
      sample: true,
      samplePassword: null,
      metricsToken: null,
      signingKeyFile: expect.stringMatching(/\/data\/signing\.pem$/),
      limits: {
        frameBytes: 16_777_216,
        documentBytes: 10_485_760,
        importBytes: 20_971_520,
        updatesPerSecond: 200,
        bufferedBytes: 1_048_576,
        signInPerMinute: 10,
        commandsPerSecond: 100,
      },
    });
  });

  it('its addresses follow PORT; ORIGIN replaces them', () => {
    expect(readConfig('trial', { PORT: '8123' }).origins).toEqual(['http://127.0.0.1:8123', 'http://localhost:8123']);
    expect(readConfig('trial', { PORT: '8123', ORIGIN: `${origin}/a/page?x=1` }).origins).toEqual([origin]);
  });

  it('SAMPLE=0 starts without the sample', () => {
    expect(readConfig('trial', { SAMPLE: '0' }).sample).toBe(false);
  });

  it.each(['x', ' ', 'ทดลอง-2562', '0', '"quoted" $HOME'])(
    'takes any non-empty SAMPLE_PASSWORD as it is: %j',
    (given) => {
      expect(readConfig('trial', { SAMPLE_PASSWORD: given }).samplePassword).toBe(given);
    },
  );

  it('an empty setting is a missing one', () => {
    const config = readConfig('trial', { PORT: '', SAMPLE_PASSWORD: '', DATABASE_URL: '', ORIGIN: '' });
    expect(config).toMatchObject({ port: 3000, samplePassword: null, database: { kind: 'sqlite' } });
  });
});

describe('mail', () => {
  it('is sent with SMTP_URL and MAIL_FROM, and not at all without', () => {
    expect(readConfig('trial', {}).mail).toBeNull();
    const [url, from] = ['smtps://user:secret@mail.example.go.th', 'ร่วม <ruam@example.go.th>'];
    expect(readConfig('trial', { SMTP_URL: url, MAIL_FROM: from }).mail).toEqual({ url, from });
    expect(problemsOf('trial', { SMTP_URL: url })).toEqual(['MAIL_FROM']);
    expect(problemsOf('trial', { SMTP_URL: 'mail.example.go.th', MAIL_FROM: from })).toEqual(['SMTP_URL']);
    expect(problemsOf('trial', { SMTP_URL: url, MAIL_FROM: 'a\nBcc: b@c' })).toEqual(['MAIL_FROM']);
  });
});

describe('where the data is', () => {
  it('is SQLite in DATA_DIR, or PostgreSQL with DATABASE_URL', () => {
    expect(readConfig('trial', { DATA_DIR: '/data' }).database).toEqual({ kind: 'sqlite', path: '/data/ruam.sqlite' });
    for (const url of ['postgres://ruam@db/ruam', 'postgresql://ruam@db/ruam'])
      expect(readConfig('trial', { DATABASE_URL: url }).database).toEqual({ kind: 'postgres', url });
  });
});

describe('a wrong setting is named', () => {
  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['DATABASE_URL', 'mysql://db'],
    ['ORIGIN', 'ruam.example.go.th'],
    ['ORIGIN', 'ftp://ruam.example.go.th'],
    ['TRUST_PROXY', 'yes'],
    ['SAMPLE', 'no'],
    ['LOG_LEVEL', 'loud'],
    ['LIMIT_FRAME_BYTES', '16MiB'],
    ['LIMIT_DOCUMENT_BYTES', '1.5'],
    ['LIMIT_IMPORT_BYTES', ''.padEnd(3, 'x')],
    ['LIMIT_UPDATES_PER_SECOND', '-200'],
    ['LIMIT_BUFFERED_BYTES', 'big'],
    ['LIMIT_SIGN_IN_PER_MINUTE', 'off'],
  ])('%s=%s', (name, value) => {
    expect(problemsOf('trial', { [name]: value })).toEqual([name]);
    expect(problemsOf('production', { ORIGIN: origin, [name]: value })).toEqual([name]);
  });

  it('and all of several at once', () => {
    expect(problemsOf('trial', { PORT: 'x', SAMPLE: '2', TRUST_PROXY: '-' })).toEqual([
      'PORT',
      'TRUST_PROXY',
      'SAMPLE',
    ]);
  });
});

describe('a sign-in provider', () => {
  const whole = { OIDC_ISSUER: 'https://id.example.go.th', OIDC_CLIENT_ID: 'ruam', OIDC_CLIENT_SECRET: 'secret' };

  it('is set as a whole or not at all, and only over https', () => {
    expect(readConfig('trial', {}).oidc).toBeNull();
    expect(readConfig('trial', whole).oidc).toMatchObject({ name: 'id.example.go.th', scopes: 'openid profile email' });
    expect(readConfig('trial', whole).oidc?.bindsEmail).toBe(false);
    expect(readConfig('trial', { ...whole, OIDC_BIND_EMAIL: '1' }).oidc?.bindsEmail).toBe(true);
    expect(problemsOf('trial', { ...whole, OIDC_BIND_EMAIL: 'yes' })).toEqual(['OIDC_BIND_EMAIL']);
    for (const missing of Object.keys(whole)) expect(problemsOf('trial', { ...whole, [missing]: '' })).toHaveLength(1);
    expect(problemsOf('trial', { ...whole, OIDC_ISSUER: 'http://id.example.go.th' })).toEqual(['OIDC_ISSUER']);
    expect(readConfig('trial', { ...whole, OIDC_ISSUER: 'http://127.0.0.1:9000' }).oidc).not.toBeNull();
  });
});
