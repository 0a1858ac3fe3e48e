package almanac.sync.reconcile;

/** What to do with an object, by whether each side has it and changed it. */
final class Actions {

    private Actions() {}

    /** How an object stands on one side, against what both last agreed on. */
    enum State {
        /** Never linked, and not there. */
        ABSENT,
        /** Never linked, and there. */
        NEW,
        /** Linked, and as it was. */
        SAME,
        /** Linked, and changed. */
        CHANGED,
        /** Linked, and there no more. */
        GONE
    }

    enum Action {
        NOTHING,
        MERGE,
        ADOPT,
        CREATE_LOCAL,
        CREATE_REMOTE,
        DELETE_LOCAL,
        DELETE_REMOTE,
        RESTORE_LOCAL,
        RESTORE_REMOTE,
        FORGET
    }

    static Action of(State local, State remote) {
        return switch (local) {
            case ABSENT ->
                    switch (remote) {
                        case NEW -> Action.CREATE_LOCAL; // new at the provider
                        case ABSENT -> Action.NOTHING; // gone before anybody saw it
                        case SAME, CHANGED, GONE -> throw oneLinked(local, remote);
                    };
            case NEW ->
                    switch (remote) {
                        case NEW -> Action.ADOPT; // the same thing came to both before the link
                        case ABSENT -> Action.CREATE_REMOTE; // new here
                        case SAME, CHANGED, GONE -> throw oneLinked(local, remote);
                    };
            case SAME ->
                    switch (remote) {
                        case SAME -> Action.NOTHING; // an echo, or nothing at all
                        case CHANGED -> Action.MERGE; // edited there
                        case GONE -> Action.DELETE_LOCAL; // deleted there, untouched here
                        case ABSENT, NEW -> throw oneLinked(local, remote);
                    };
            case CHANGED ->
                    switch (remote) {
                        case SAME, CHANGED -> Action.MERGE; // edited here, maybe there too
                        case GONE -> Action.RESTORE_REMOTE; // an edit beats a delete
                        case ABSENT, NEW -> throw oneLinked(local, remote);
                    };
            case GONE ->
                    switch (remote) {
                        case SAME -> Action.DELETE_REMOTE; // deleted here, untouched there
                        case CHANGED -> Action.RESTORE_LOCAL; // an edit beats a delete
                        case GONE -> Action.FORGET; // deleted on both sides: they agree
                        case ABSENT, NEW -> throw oneLinked(local, remote);
                    };
        };
    }

    private static IllegalArgumentException oneLinked(State local, State remote) {
        return new IllegalArgumentException(
                "one side is linked, the other is not: " + local + ", " + remote);
    }
}
