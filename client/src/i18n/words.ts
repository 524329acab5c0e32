/** The same keys as the first language, any words: a missing or extra key fails the type check. */
export type Words<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Words<Source[Key]>;
};
