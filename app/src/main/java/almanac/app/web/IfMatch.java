package almanac.app.web;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The header that makes a write depend on a revision (RFC 9110 13.1.1). Of an {@link EntityTag}
 * only the revision counts here: that a calendar was renamed is no reason to refuse an edit of an
 * entry.
 */
public final class IfMatch {

    private IfMatch() {}

    /** The revision that the client has seen; empty for none and for any. */
    public static OptionalLong revision(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        var digits =
                header.strip().replaceFirst("^W/", "").replace("\"", "").replaceFirst("-.*", "");
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException notOurs) {
            // an entity tag that we never gave matches nothing
            return OptionalLong.of(Long.MIN_VALUE);
        }
    }
}
