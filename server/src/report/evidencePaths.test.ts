import { expect, it } from 'vitest';
import { placeFiles } from './evidencePaths.ts';

const entry = (id: string, name: string | null, ...items: string[]) => ({
  id,
  items,
  file: name === null ? null : { name },
});

it('a file is in the folder of its first item; one that may not be opened is in none', () => {
  const paths = placeFiles([entry('a', 'คำสั่ง.pdf', '3.3', '3.4'), entry('b', null, '3.3'), entry('c', 'ภาพ.png')]);
  expect([...paths]).toEqual([
    ['a', 'หลักฐาน/3.3/คำสั่ง.pdf'],
    ['c', 'หลักฐาน/อื่น ๆ/ภาพ.png'],
  ]);
});

it('files of one name are told apart, also by a system that does not tell letters apart by case', () => {
  const paths = placeFiles([
    entry('a', 'A.pdf', '1.1'),
    entry('b', 'a.pdf', '1.1'),
    entry('c', 'a.PDF', '1.1'),
    entry('d', 'A.pdf', '1.2'),
  ]);
  expect([...paths.values()]).toEqual([
    'หลักฐาน/1.1/A.pdf',
    'หลักฐาน/1.1/a (2).pdf',
    'หลักฐาน/1.1/a (3).PDF',
    'หลักฐาน/1.2/A.pdf',
  ]);
});

it.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\x.dll', 'x.dll'],
  ['/absolute.pdf', 'absolute.pdf'],
  ['..', 'file'],
  ['CON.pdf', '_CON.pdf'],
  ['nul', '_nul'],
  ['a\u202egpj.exe', 'agpj.exe'],
  ['a\u0000b:c*?.pdf', 'a b c .pdf'],
  ['น\u0e4d\u0e32.pdf', 'น\u0e4d\u0e32.pdf'],
  ['e\u0301.pdf', '\u00e9.pdf'],
])('a hostile or strange name %j becomes %j', (name, safe) => {
  expect(placeFiles([entry('a', name, '1.1')]).get('a')).toBe(`หลักฐาน/1.1/${safe}`);
});

it('an item of a hostile code leads out of nothing', () => {
  expect(placeFiles([entry('a', 'x.pdf', '../..')]).get('a')).toBe('หลักฐาน/file/x.pdf');
});
