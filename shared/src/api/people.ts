/** Shapes of people, seats, invitations and personal settings. */
export {};
