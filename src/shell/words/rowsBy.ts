/** A row for each member of a closed union, by the tag that tells them apart; it is given the member that it stands for. */
export type RowsBy<Tag extends string, Union extends Readonly<Record<Tag, string>>> = {
  readonly [Name in Union[Tag]]: (member: Union & Readonly<Record<Tag, Name>>) => string;
};

/** The words of the row that a member has. */
export const wordsBy = <Tag extends string, Union extends Readonly<Record<Tag, string>>>(
  rows: RowsBy<Tag, Union>,
  tag: Tag,
  member: Union,
): string => rows[member[tag]](member);
