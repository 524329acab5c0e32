import { expect, test } from 'vitest';
import { buildNode } from './keptNode.ts';

/** As much of a page as is needed to see what would be made. */
function fakePage() {
  const made: string[] = [];
  const elementOf = (name: string) => ({
    name,
    attributes: {} as Record<string, string>,
    children: [] as unknown[],
    style: { cssText: '' },
    setAttribute(key: string, value: string) {
      this.attributes[key] = value;
    },
    append(child: unknown) {
      this.children.push(child);
    },
  });
  const create = (name: string) => {
    made.push(name);
    return elementOf(name);
  };
  const page = {
    createElement: create,
    createElementNS: (_space: string, name: string) => create(name),
    createTextNode: (text: string) => text,
  };
  return { page: page as unknown as Document, made };
}

test('a kept picture is made of plain elements and text', () => {
  const { page, made } = fakePage();
  const node = buildNode(page, [
    'div',
    { class: 'a', style: '--zoom: 1' },
    ['<b>ข้อความ</b>', ['svg', { viewBox: '0 0 1 1' }, []]],
  ]);
  expect(node).toMatchObject({
    attributes: { class: 'a' },
    style: { cssText: '--zoom: 1' },
    children: ['<b>ข้อความ</b>', { attributes: { viewBox: '0 0 1 1' } }],
  });
  expect(made).toEqual(['div', 'svg']);
});

test('nothing that runs, leads anywhere or fetches anything is made of what stands in the storage', () => {
  const { page, made } = fakePage();
  const node = buildNode(page, [
    'div',
    { onclick: 'x()', href: 'javascript:x()', style: 'background: URL(//evil)', id: 'root', srcdoc: 'x' },
    [
      ['script', {}, ['x()']],
      ['iframe', { src: '//evil' }, []],
      ['a', { href: '//evil' }, []],
      ['style', {}, ['*{}']],
      ['foreignObject', {}, []],
      ['use', { href: '#x' }, []],
      ['img', { src: 'https://evil/x.png', onerror: 'x()', alt: 'ภาพ' }, []],
      ['img', { src: '/api/files/f1/image?projector=1' }, []],
      ['div', 'no attributes', []],
      [{}, {}, []],
      7,
      null,
    ],
  ]);
  expect(made).toEqual(['div', 'img', 'img']);
  expect(node).toMatchObject({
    attributes: {},
    style: { cssText: '' },
    children: [{ attributes: { alt: 'ภาพ' } }, { attributes: { src: '/api/files/f1/image?projector=1' } }],
  });
});

test('what is nested without end is cut', () => {
  const { page, made } = fakePage();
  let node: unknown = 'end';
  for (let depth = 0; depth < 5_000; depth++) node = ['div', {}, [node]];
  buildNode(page, node);
  expect(made.length).toBeLessThan(100);
});
