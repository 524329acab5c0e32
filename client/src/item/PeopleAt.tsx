import { usePeopleAt } from '../api/presence.ts';
import { useSession } from '../api/session.ts';
import { Faces } from '../ui/Faces.tsx';

/** The others who are at an item, or in one of some documents, now; nothing when nobody else is. */
export function PeopleAt({
  cycle,
  place,
  max = 3,
}: {
  cycle: string;
  place: Parameters<typeof usePeopleAt>[1];
  max?: number;
}) {
  const self = useSession().data?.id;
  const people = usePeopleAt(cycle, place).filter(({ id }) => id !== self);
  return <Faces people={people} max={max} />;
}
