package almanac.app.web;

import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header that makes a write depend on a revision (RFC 9110 13.1.1). Of an {@link EntityTag}
 * only the revision counts here: that a calendar was renamed is no reason to refuse an edit of an
 * entry.
 */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("(W/)?\"[^\"]*\"|[^,\\s]+");

    /** That of an entity tag that we never gave: it matches nothing. */
    private static final long NONE = Long.MIN_VALUE;

    private IfMatch() {}

    /**
     * The revision that the client has seen; empty for none and for any. Of several it is the
     * newest: where a later one was seen, an earlier one cannot be the current one any more.
     */
    public static OptionalLong revision(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        var seen = TAG.matcher(header).results().map(MatchResult::group).mapToLong(IfMatch::of);
        return OptionalLong.of(seen.max().orElse(NONE));
    }

    private static long of(String tag) {
        var digits = tag.replaceFirst("^W/", "").replace("\"", "").replaceFirst("-.*", "");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notOurs) {
            return NONE;
        }
    }
}
