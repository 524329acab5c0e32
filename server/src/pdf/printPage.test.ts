import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import type { RunLimits } from './browserRun.ts';
import type { PrintablePage } from './printablePage.ts';
import { printPage } from './printPage.ts';
import { killAll, processTree } from './processTree.ts';
import { readPdf, wordsIn } from './testPdf.ts';

const pageOf = (html: string): PrintablePage => ({ html, pictures: [], contents: [], hasThaiDigits: true });
const short = pageOf('<!doctype html><title>short</title><p>plain words</p>');
/** More than any machine prints in the time that is given. */
const endless = pageOf(`<p>${'ก '.repeat(3_000_000)}</p>`);

function printerWith(limits: Partial<RunLimits> = {}, path = process.env.CHROMIUM ?? null) {
  const failures: unknown[] = [];
  const given = { path, mayGoWithoutSandbox: true, failed: (error: unknown) => failures.push(error), limits };
  return {
    failures,
    print: (page: PrintablePage, signal = new AbortController().signal) => printPage(page, { ...given, signal }),
  };
}

async function words(pdf: Uint8Array): Promise<string> {
  return (await readPdf(pdf)).pages.map(wordsIn).join('');
}

/** A server in the neighbourhood that hears what is asked of it. */
async function listener(): Promise<{ readonly address: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked };
}

describe('O6 a printed page', () => {
  it('runs nothing, fetches nothing, goes nowhere and reads no file, whatever stands in it', async () => {
    const { address, asked } = await listener();
    const secret = join(temporaryDirectory(onTestFinished), 'secret.txt');
    await writeFile(secret, 'hidden');
    const file = `file://${secret}`;
    const html = `<!doctype html><html><head><title>ร้าย</title>
<meta http-equiv="refresh" content="0;url=${address}/refresh"><base href="${address}/base/">
<link rel="stylesheet" href="${address}/sheet"><link rel="preload" as="image" href="${address}/preload">
<link rel="dns-prefetch" href="${address}"><link rel="preconnect" href="${address}"><link rel="prefetch" href="${address}/prefetch">
<style>@import url(${address}/import); @font-face{font-family:x;src:url(${address}/font)}
body{font-family:x;background:url(${address}/background);cursor:url(${address}/cursor),auto} p::after{content:url(${address}/content)}</style>
<script>document.title='DONE';document.write('<p>DONE</p>')</script><script src="${address}/script"></script></head>
<body onload="document.body.append('DONE')"><p>plain words</p>
<img src="${address}/image" onerror="document.body.append('DONE')"><img src="${file}"><img srcset="${address}/set 2x">
<iframe src="${address}/frame"></iframe><iframe src="${file}"></iframe><iframe srcdoc="<script>parent.document.body.append('DONE')</script>"></iframe>
<object data="${address}/object"></object><embed src="${file}"><video src="${address}/video" poster="${address}/poster" autoplay></video>
<svg><script>document.body.append('DONE')</script><image href="${address}/svg"/><use href="${address}/use#a"/><foreignObject><iframe src="${address}/foreign"></iframe></foreignObject></svg>
<img src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}/inner"/><script>fetch('${address}/fetch')</script></svg>`)}">
<a href="javascript:document.body.append('DONE')" ping="${address}/ping">ลิงก์</a><form action="${address}/form"><input autofocus onfocus="this.form.submit()"></form>
<details open ontoggle="document.body.append('DONE')"><summary>ส่วน</summary></details></body></html>`;
    const said = await words(await printerWith().print(pageOf(html)));
    expect(said).toContain('plainwords');
    expect(said).not.toContain('DONE');
    expect(said).not.toContain('hidden');
    expect(asked).toEqual([]);
  });

  it('shows its own pictures', async () => {
    const gif = new Uint8Array(Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64'));
    const html = '<img src="http://report.invalid/0" alt="gone" style="width:40mm"><p>plain words</p>';
    const printer = printerWith();
    const shown = await printer.print({ ...pageOf(html), pictures: [{ bytes: gif, mediaType: 'image/png' }] });
    expect(await words(shown)).toBe('plainwords');
    expect(await words(await printer.print(pageOf(html)))).toBe('goneplainwords');
  });

  it.each([
    ['time', { timeoutMs: 2_500 }, endless],
    ['memory', { memoryBytes: 60 * 2 ** 20 }, endless],
    ['size', { answerBytes: 2_000 }, short],
  ] as const)(
    'is given up when it takes more %s than it may, and the next one is printed',
    async (end, limits, page) => {
      const printer = printerWith(limits);
      await expect(printer.print(page)).rejects.toMatchObject({ code: 'unavailable', details: { browser: end } });
      expect(printer.failures).toHaveLength(1);
      expect(await words(await printerWith().print(short))).toContain('plainwords');
      expect(await browsers(process.pid)).toEqual([]);
    },
  );

  it('is given up when nobody wants it any more', async () => {
    const printer = printerWith();
    const given = new AbortController();
    const refused = expect(printer.print(endless, given.signal)).rejects.toThrow('ไม่ต้องแล้ว');
    await vi.waitUntil(async () => (await browsers(process.pid)).length > 0, { timeout: 20_000 });
    given.abort(new Error('ไม่ต้องแล้ว'));
    await refused;
    expect(await browsers(process.pid)).toEqual([]);
    await expect(printer.print(short, given.signal)).rejects.toThrow('ไม่ต้องแล้ว');
    expect(await words(await printer.print(short))).toContain('plainwords');
    expect(printer.failures).toEqual([]);
  });

  it('ends with the process that prints it, however that ends', async () => {
    const code = `
      const { printPage } = await import(${JSON.stringify(join(import.meta.dirname, 'printPage.ts'))});
      const page = { html: '<p>' + 'ก '.repeat(3_000_000), pictures: [], contents: [], hasThaiDigits: true };
      const signal = new AbortController().signal;
      await printPage(page, { path: ${JSON.stringify(process.env.CHROMIUM ?? null)}, mayGoWithoutSandbox: true, failed: () => undefined, signal });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const id = child.pid ?? 0;
    await vi.waitUntil(async () => (await browsers(id)).length > 2, { timeout: 20_000 });
    const left = await browsers(id);
    onTestFinished(() => killAll(left));
    child.kill('SIGKILL');
    const remaining = async (): Promise<number> => {
      const trees = await Promise.all(left.map((one) => processTree(one.id)));
      return trees.filter((tree) => (tree[0]?.memoryBytes ?? 0) > 0).length;
    };
    await vi.waitUntil(async () => (await remaining()) === 0, { timeout: 20_000 });
  });

  it('is refused where there is no Chromium', async () => {
    const none = printerWith({}, '/nowhere/chromium').print(short);
    await expect(none).rejects.toMatchObject({ code: 'noPrinter', details: { browser: 'missing' } });
  });
});

/** Processes of browsers that a process has started. */
async function browsers(id: number) {
  return (await processTree(id)).filter((one) => one.id !== id && one.name.startsWith('chrom'));
}
