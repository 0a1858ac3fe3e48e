package almanac.app.web;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Reads the numbers of paths and queries as decimal digits; nothing where nothing was sent. Spring
 * would take {@code 0x2} and {@code +1} as well.
 */
public final class WholeNumbers implements GenericConverter {

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(
                new ConvertiblePair(String.class, Long.class),
                new ConvertiblePair(String.class, Integer.class));
    }

    @Override
    public @Nullable Object convert(
            @Nullable Object sent, TypeDescriptor from, TypeDescriptor wanted) {
        var text = sent == null ? "" : sent.toString();
        if (text.isEmpty()) {
            return null;
        }
        if (!DIGITS.matcher(text).matches()) {
            throw new NumberFormatException("not a whole number");
        }
        if (wanted.getObjectType() == Long.class) {
            return Long.valueOf(text);
        }
        return Integer.valueOf(text);
    }
}
