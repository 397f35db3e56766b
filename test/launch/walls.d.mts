export const walls: readonly {
  readonly from: readonly string[];
  readonly not?: readonly string[];
  readonly to: readonly string[];
  readonly but?: readonly string[];
  readonly says: string;
}[];
