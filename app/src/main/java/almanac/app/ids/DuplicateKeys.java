package almanac.app.ids;

/** How MongoDB says that a unique key is taken. */
final class DuplicateKeys {

    static final int CODE = 11000;

    private DuplicateKeys() {}
}
