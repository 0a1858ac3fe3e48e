package almanac.user;

/** What a user may do beyond their own data. */
public enum Role {
    USER,
    AUDITOR,
    OPERATOR
}
