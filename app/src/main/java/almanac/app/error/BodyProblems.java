package almanac.app.error;

import almanac.app.error.Failure.Kind;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names the field that a JSON body has wrong. */
final class BodyProblems {

    /** How Jackson says it; there is no type for it. */
    private static final Pattern TWICE =
            Pattern.compile("Duplicate Object property \"(.*)\".*", Pattern.DOTALL);

    private BodyProblems() {}

    static Failure of(HttpMessageNotReadableException unreadable) {
        for (@Nullable Throwable at = unreadable.getCause(); at != null; at = at.getCause()) {
            switch (at) {
                case BodyTooLarge large -> {
                    return Failures.of(large);
                }
                case BadRequestException broken -> {
                    return Failures.of(broken);
                }
                case InputCoercionException huge -> {
                    return outOfRange(huge);
                }
                case StreamReadException broken -> {
                    return twice(broken).orElseGet(() -> malformed(broken));
                }
                case DatabindException mismatch -> {
                    return mismatch(mismatch);
                }
                default -> {}
            }
        }
        return Failure.of(Kind.MALFORMED, "a JSON body is required");
    }

    private static Failure outOfRange(InputCoercionException huge) {
        var field = path(huge);
        return field.isEmpty()
                ? Failure.of(Kind.MALFORMED, "a number of the body is out of range")
                : Failure.invalid(field, field + " is out of range", Optional.empty());
    }

    private static Optional<Failure> twice(StreamReadException broken) {
        var told = TWICE.matcher(broken.getOriginalMessage());
        if (!told.matches()) {
            return Optional.empty();
        }
        var around = path(broken);
        var field = around.isEmpty() ? told.group(1) : around + "." + told.group(1);
        return Optional.of(Failure.invalid(field, field + " is given twice", Optional.empty()));
    }

    private static Failure malformed(StreamReadException broken) {
        var place = broken.getLocation();
        return Failure.of(
                Kind.MALFORMED,
                place == null
                        ? "the body is not valid JSON"
                        : "the body is not valid JSON at line "
                                + place.getLineNr()
                                + ", column "
                                + place.getColumnNr());
    }

    private static Failure mismatch(DatabindException mismatch) {
        var field = path(mismatch);
        if (field.isEmpty()) {
            return Failure.of(Kind.MALFORMED, "the body must be a JSON object of this request");
        }
        if (mismatch instanceof UnrecognizedPropertyException) {
            return Failure.invalid(
                    field, field + " is not a field of this request", Optional.empty());
        }
        var type = mismatch instanceof MismatchedInputException m ? m.getTargetType() : null;
        var value = mismatch instanceof InvalidFormatException f ? f.getValue() : null;
        if (type == String.class && value instanceof String) {
            return Failure.invalid(
                    field,
                    field + " must not hold control characters or halves of characters",
                    Optional.empty());
        }
        return Failure.invalid(
                field, field + " must be " + expected(type), Optional.ofNullable(echo(value)));
    }

    private static @Nullable Object echo(@Nullable Object value) {
        return value instanceof String text && text.length() > 100 ? null : value;
    }

    private static String path(JacksonException mismatch) {
        return mismatch.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? "[" + step.getIndex() + "]"
                                : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        return named(type);
    }

    private static String named(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "a boolean";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "an integer number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a date or time in ISO 8601 form";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord()
                ? "an object"
                : "a valid " + List.of(type.getSimpleName().split("(?=[A-Z])")).getLast();
    }
}
