package almanac.icalendar;

import almanac.entry.Details;
import almanac.entry.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a VEVENT says, apart from when. */
final class DetailsReader {

    /**
     * Marks an extra that holds the parameters of a modelled property, e.g.
     * {@code @SUMMARY;LANGUAGE=et}.
     */
    static final String PARAMETERS = "@";

    /** As much as the JSON APIs take in a whole body, so that what they took comes back in. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final Properties properties;

    DetailsReader(Properties properties) {
        this.properties = properties;
    }

    private Optional<String> text(String name) {
        return properties.first(name).map(Properties.Property::text);
    }

    Details details() throws Unusable {
        for (var name : List.of("SUMMARY", "DESCRIPTION")) {
            if (text(name).orElse("").length() > LONGEST_TEXT) {
                throw new Unusable(name + " is longer than " + LONGEST_TEXT + " characters");
            }
        }
        return new Details(
                text("SUMMARY").orElse(""),
                filled("DESCRIPTION"),
                filled("LOCATION"),
                status(),
                filled("COLOR"),
                filled("X-ALMANAC-ICON"),
                filled("X-ALMANAC-NOTES"),
                categories(),
                extras(),
                PurposeLines.read(properties),
                properties.meeting());
    }

    private Optional<String> filled(String name) {
        return text(name).filter(text -> !text.isEmpty());
    }

    private Status status() throws Unusable {
        var sent = text("STATUS").orElse("CONFIRMED").strip().toUpperCase(Locale.ROOT);
        return switch (sent) {
            case "CONFIRMED" -> Status.CONFIRMED;
            case "TENTATIVE" -> Status.TENTATIVE;
            case "CANCELLED" -> Status.CANCELLED;
            default -> throw new Unusable("STATUS of an event cannot be " + sent);
        };
    }

    private List<String> categories() {
        return properties.all("CATEGORIES").stream()
                .flatMap(property -> Texts.split(property.value()).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> extras() {
        var extras = new ArrayList<>(properties.extras());
        for (var name : List.of("SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "COLOR")) {
            properties.first(name).flatMap(DetailsReader::parameters).ifPresent(extras::add);
        }
        categoriesAlike().ifPresent(extras::add);
        return extras;
    }

    /** Several lines become one, so their parameters are kept where they are the same. */
    private Optional<String> categoriesAlike() {
        var all =
                properties.all("CATEGORIES").stream()
                        .filter(property -> !property.value().isBlank())
                        .map(DetailsReader::parameters)
                        .distinct()
                        .toList();
        return all.size() == 1 ? all.getFirst() : Optional.empty();
    }

    /** Empty where nothing is said, or without any. */
    private static Optional<String> parameters(Properties.Property property) {
        if (property.parameters().isEmpty() || property.value().isEmpty()) {
            return Optional.empty();
        }
        var line = new StringBuilder(PARAMETERS + property.name());
        property.parameters()
                .forEach((name, value) -> line.append(';').append(name).append('=').append(value));
        return Optional.of(line.toString());
    }
}
