/** A table with a function for each member of a closed union, by the member's tag; the function gets that member. */
export type RowsBy<Tag extends string, Union extends Readonly<Record<Tag, string>>> = {
  readonly [Name in Union[Tag]]: (member: Union & Readonly<Record<Tag, Name>>) => string;
};

/** Calls the row for a member. */
export const wordsBy = <Tag extends string, Union extends Readonly<Record<Tag, string>>>(
  rows: RowsBy<Tag, Union>,
  tag: Tag,
  member: Union,
): string => rows[member[tag]](member);
