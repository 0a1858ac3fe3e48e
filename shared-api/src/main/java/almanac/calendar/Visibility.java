package almanac.calendar;

/** How far a calendar is meant to be seen. */
public enum Visibility {
    PRIVATE,
    SHARED,
    PUBLIC
}
