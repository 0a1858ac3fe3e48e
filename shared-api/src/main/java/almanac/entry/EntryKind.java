package almanac.entry;

/** For what an entry is, in the words of the academic API. */
public enum EntryKind {
    CLASS,
    DEADLINE,
    EXAM,
    MEETING,
    STUDY_SESSION
}
