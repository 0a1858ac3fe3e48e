package almanac.entry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
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

    /** By which one person is told from another: capitals make no difference. */
    public static final Comparator<MailAddress> BY_PERSON =
            Comparator.comparing(MailAddress::text, String.CASE_INSENSITIVE_ORDER);

    @JsonCreator
    public MailAddress {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    public static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** The same for one person, however it was written. */
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    public boolean same(MailAddress other) {
        return BY_PERSON.compare(this, other) == 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
