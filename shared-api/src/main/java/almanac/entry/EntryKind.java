package almanac.entry;

/** For what an entry is, in the words of the academic API. */
public enum EntryKind {
    CLASS,
    DEADLINE,
    EXAM,
    MEETING,
    STUDY_SESSION;

    /** As what an entry is shown and listed of which nobody said what it is (contract R12). */
    public static final EntryKind UNLESS_SAID = MEETING;
}
