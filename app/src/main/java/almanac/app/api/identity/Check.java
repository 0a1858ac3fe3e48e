package almanac.app.api.identity;

import almanac.app.web.Texts;
import almanac.message.Rejected;
import almanac.time.IanaZones;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request; each refusal names its field. Lengths are in code points. */
final class Check {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private Check() {}

    static String required(String field, @Nullable String value) {
        if (value == null || Texts.invisible(value)) {
            throw Rejected.invalid(field, field + " is required");
        }
        return value;
    }

    static String text(String field, @Nullable String value, int shortest, int longest) {
        var text = required(field, value).strip();
        var length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw Rejected.invalid(
                    field, field + " must have " + shortest + " to " + longest + " characters");
        }
        return text;
    }

    static Optional<String> optional(String field, @Nullable String value, int longest) {
        return value == null || Texts.invisible(value)
                ? Optional.empty()
                : Optional.of(text(field, value, 1, longest));
    }

    static String email(@Nullable String value) {
        var email = text("email", value, 3, 254);
        if (!EMAIL.matcher(email).matches()) {
            throw Rejected.invalid("email", "email must be an email address");
        }
        return email;
    }

    /**
     * Such that a list of people can show it, and nobody takes it for another's address: without
     * control and format characters, and no address but one's own.
     */
    static String username(@Nullable String value, String email) {
        var username = text("username", value, 3, 64);
        if (UNSEEN.matcher(username).find()) {
            throw Rejected.invalid(
                    "username", "username must not contain control or formatting characters");
        }
        if (username.contains("@") && !username.equalsIgnoreCase(email)) {
            throw Rejected.invalid(
                    "username", "username must not be an email address other than email");
        }
        return username;
    }

    static ZoneId zone(String value) {
        return IanaZones.zone(value)
                .orElseThrow(() ->
                        Rejected.invalid(
                                "timezone",
                                "timezone must be an IANA time zone such as Europe/Budapest"));
    }

    static int range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw Rejected.invalid(field, field + " must be " + least + " to " + most);
        }
        return value;
    }
}
