package almanac.sync.provider;

import java.util.List;

/** What a page says of one object. */
public sealed interface RemoteChange {

    /** The provider's name of the object. */
    String object();

    /**
     * So it stands.
     *
     * @param notes what was read otherwise than the provider says it, for people
     */
    record Present(RemoteObject now, List<String> notes) implements RemoteChange {

        /** Read as the provider says it. */
        public Present(RemoteObject now) {
            this(now, List.of());
        }

        @Override
        public String object() {
            return now.id();
        }
    }

    /** Something of it changed, and the page does not say all of it: it has to be fetched. */
    record Touched(String object) implements RemoteChange {}

    /**
     * It is there no more, or not in what this round covers: a fetch tells which, if it matters.
     */
    record Removed(String object, boolean certain) implements RemoteChange {}

    /** It is there and cannot be read; the rest of the page stands. */
    record Unreadable(String object, String reason) implements RemoteChange {}
}
