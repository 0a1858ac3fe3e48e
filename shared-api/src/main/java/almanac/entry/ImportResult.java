package almanac.entry;

/** What an import did to one entry. */
public enum ImportResult {
    CREATED,
    UPDATED,
    UNCHANGED
}
