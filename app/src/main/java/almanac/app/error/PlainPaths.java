package almanac.app.error;

import java.util.regex.Pattern;

/**
 * Paths as the routes spell theirs: {@code /%761/calendars} is {@code /v1/calendars} (RFC 3986,
 * 6.2.2.2). Routes are found by the decoded path, so that whoever decides by the path as it was
 * sent would decide about another one.
 */
public final class PlainPaths {

    /** Letters, digits, {@code -}, {@code _} and {@code ~}; dots stay, which are refused so. */
    private static final Pattern NEEDLESS =
            Pattern.compile(
                    "%(2d|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])", Pattern.CASE_INSENSITIVE);

    private PlainPaths() {}

    public static String of(String sent) {
        return NEEDLESS.matcher(sent)
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));
    }
}
