package almanac.sync.caldav;

import java.util.List;

/**
 * Where in a round we are. A listing is not kept in it: whoever has lost the listing makes it again
 * and goes on after the last path, or begins anew where that would leave something out.
 *
 * @param source how the listing is made
 * @param from of {@link Source#TOKEN} the token, of {@link Source#DIFFERENCE} the hash of what was
 *     known
 * @param after the last path that was told
 * @param end what the listing leads to: a token, or the hash of what was listed
 */
record Page(Source source, String from, String after, String end) {

    /** How a listing is made. */
    enum Source {
        /** What changed since a token. */
        TOKEN,
        /** All of it. */
        LISTING,
        /** All of it, against what was known. */
        DIFFERENCE
    }

    Page after(String path) {
        return new Page(source, from, path, end);
    }

    String text() {
        return Words.joined(source.name(), from, after, end);
    }

    static Page of(String text) {
        var words = Words.of(text);
        if (words.size() != 4 || !NAMES.contains(words.getFirst())) {
            throw Cursor.expired("a page of another kind");
        }
        return new Page(Source.valueOf(words.getFirst()), words.get(1), words.get(2), words.get(3));
    }

    private static final List<String> NAMES =
            List.of(Source.TOKEN.name(), Source.LISTING.name(), Source.DIFFERENCE.name());
}
