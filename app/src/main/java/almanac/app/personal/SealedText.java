package almanac.app.personal;

import java.util.Base64;
import java.util.Optional;

/**
 * A stored payload in which something is sealed. The form is part of the stored format: the JSON
 * object of the fact with one more field in front, {@code "~sealed":{"person":…,"blob":"…"}}.
 *
 * @param person whose key opens it
 * @param blob what is sealed
 * @param rest the JSON object without it
 */
record SealedText(long person, byte[] blob, String rest) {

    private static final String PERSON = "{\"~sealed\":{\"person\":";
    private static final String BLOB = ",\"blob\":\"";
    private static final String END = "\"},";

    static Optional<SealedText> parse(String payload) {
        if (!payload.startsWith(PERSON)) {
            return Optional.empty();
        }
        var comma = payload.indexOf(BLOB, PERSON.length());
        var end = payload.indexOf(END, comma + BLOB.length());
        return Optional.of(
                new SealedText(
                        Long.parseLong(payload, PERSON.length(), comma, 10),
                        Base64.getDecoder().decode(payload.substring(comma + BLOB.length(), end)),
                        "{" + payload.substring(end + END.length())));
    }

    /** Whether something is sealed in it. */
    static boolean isOne(String payload) {
        return payload.startsWith(PERSON);
    }

    /** Whether what is sealed in it is of that person. */
    static boolean isOf(String payload, String person) {
        return isOne(payload) && payload.startsWith(person + BLOB, PERSON.length());
    }

    String text() {
        return PERSON
                + person
                + BLOB
                + Base64.getEncoder().withoutPadding().encodeToString(blob)
                + END
                + rest.substring(1);
    }
}
