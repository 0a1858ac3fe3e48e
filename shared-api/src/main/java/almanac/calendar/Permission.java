package almanac.calendar;

/** What a share allows; each includes the ones before it. The owner may do everything. */
public enum Permission {
    READ,
    WRITE,
    ADMIN,
    OWNER;

    public boolean includes(Permission needed) {
        return compareTo(needed) >= 0;
    }
}
