package almanac.app.sync;

/** The process dies here; nothing of ours may catch it. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
