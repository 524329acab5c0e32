import { Table } from '@mantine/core';
import type { CyclePerson } from '@ruam/shared/api/people.ts';
import { useTranslation } from 'react-i18next';
import { bodyName, columns, roleInColumn } from './bodies.ts';

/** Bodies × roles: who sits where in the cycle, for every reader. */
export function Matrix({ bodies, people }: { bodies: readonly string[]; people: readonly CyclePerson[] }) {
  const { t } = useTranslation();
  return (
    <section className="people-part ruam-paper" aria-labelledby="people-matrix">
      <h2 id="people-matrix">{t('people.matrix')}</h2>
      <Table className="people-matrix">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('people.body')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`people.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bodies.map((body) => (
            <Table.Tr key={body}>
              <Table.Th scope="row">{bodyName(t, body)}</Table.Th>
              {columns.map((column) => (
                <Table.Td
                  key={column}
                  data-label={t(`people.column.${column}`)}
                  data-empty={roleInColumn(body, column) === null || undefined}
                >
                  <Names people={people} body={body} role={roleInColumn(body, column)} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Names({ people, body, role }: { people: readonly CyclePerson[]; body: string; role: string | null }) {
  const { t } = useTranslation();
  if (role === null) return <span aria-hidden="true">–</span>;
  const seated = people.filter(({ seats }) => seats.some((seat) => seat.body === body && seat.role === role));
  if (seated.length === 0) return <span className="people-nobody">{t('people.nobody')}</span>;
  return (
    <ul>
      {seated.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}
