package almanac.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What every successful answer of the academic API is wrapped in (contract.md 5.2).
 *
 * @param data left out when there is none
 */
@JsonPropertyOrder({"success", "data", "message"})
public record Envelope<T>(
        boolean success,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable T data,
        String message) {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public static <T> Envelope<T> of(T data, String message) {
        return new Envelope<>(true, data, message);
    }

    public static Envelope<Object> of(String message) {
        return new Envelope<>(true, null, message);
    }

    /** A time as this API writes it: always with three digits of the second's fraction and Z. */
    public static String time(Instant instant) {
        return MILLIS.format(instant);
    }
}
