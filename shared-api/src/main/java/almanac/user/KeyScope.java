package almanac.user;

/** What an API key may do; each includes the ones before it. */
public enum KeyScope {
    READ,
    WRITE,
    ADMIN
}
