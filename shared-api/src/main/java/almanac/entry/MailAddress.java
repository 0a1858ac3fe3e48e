package almanac.entry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where mail reaches a person, as it was written. Quoted local parts and address literals (RFC 5321
 * 4.1.2, 4.1.3) are none of ours.
 */
public record MailAddress(@JsonValue String text) {

    /** RFC 5321 4.5.3.1.3, without the angle brackets. */
    private static final int LONGEST = 254;

    private static final String WORD = "[^\\s\\p{Cntrl}@<>()\\[\\],;:\\\\\"]+";
    private static final Pattern FORM = Pattern.compile(WORD + "@" + WORD);

    @JsonCreator
    public MailAddress {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    public static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** By which one person is told from another: capitals make no difference. */
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    public boolean same(MailAddress other) {
        return key().equals(other.key());
    }

    @Override
    public String toString() {
        return text;
    }
}
