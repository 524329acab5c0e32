import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { OwnLevelOfItem } from '../consensus/OwnLevel.tsx';
import { JoinPage } from '../meetings/JoinPage.tsx';

/** The participant's page, with the own level of the item under discussion. */
export function JoinRoute(props: { cycle: CycleAnswer; person: PersonAnswer; id: string }) {
  const { cycle, person } = props;
  return <JoinPage {...props} drawLevel={(item) => <OwnLevelOfItem cycle={cycle.id} person={person} item={item} />} />;
}
