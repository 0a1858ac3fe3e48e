package almanac.app.api.aurinko;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.Status;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code showAs} and {@code sensitivity}, which iCalendar knows as TRANSP and CLASS (RFC 5545
 * 3.8.2.7, 3.8.1.3). They are kept as lines of the iCalendar object, so that files and feeds have
 * them too; a word that those cannot say is refused rather than changed into another.
 */
final class Marks {

    private static final String TRANSP = "TRANSP";
    private static final String CLASS = "CLASS";

    private Marks() {}

    static String showAs(Details details) {
        if (line(details, TRANSP).filter("TRANSPARENT"::equals).isPresent()) {
            return "free";
        }
        return details.status() == Status.TENTATIVE ? "tentative" : "busy";
    }

    /** A class that is not known is private (RFC 5545 3.8.1.3). */
    static String sensitivity(Details details) {
        return line(details, CLASS)
                .map(value ->
                        switch (value) {
                            case "PUBLIC" -> "normal";
                            case "CONFIDENTIAL" -> "confidential";
                            default -> "private";
                        })
                .orElse("normal");
    }

    /** The changes that make an event show so; none where it does, whatever line says so. */
    static List<Change> showAs(Details details, String sent) {
        if (showAs(details).equals(sent)) {
            return List.of();
        }
        return switch (sent) {
            case "free" -> with(details, TRANSP, Optional.of("TRANSPARENT"));
            case "busy" -> busy(details, Status.CONFIRMED);
            case "tentative" -> busy(details, Status.TENTATIVE);
            default -> throw unknown("showAs", "free, busy, tentative", sent);
        };
    }

    /** A cancelled event stays cancelled, however it shows. */
    private static List<Change> busy(Details details, Status status) {
        var changes = new ArrayList<>(with(details, TRANSP, Optional.empty()));
        if (details.status() != Status.CANCELLED) {
            changes.add(new Change.StatusTo(status));
        }
        return changes;
    }

    /** As {@link #showAs(Details, String)}. */
    static List<Change> sensitivity(Details details, String sent) {
        if (sensitivity(details).equals(sent)) {
            return List.of();
        }
        return switch (sent) {
            case "normal" -> with(details, CLASS, Optional.empty());
            case "private", "personal" -> with(details, CLASS, Optional.of("PRIVATE"));
            case "confidential" -> with(details, CLASS, Optional.of("CONFIDENTIAL"));
            default ->
                    throw unknown("sensitivity", "normal, private, personal, confidential", sent);
        };
    }

    private static Rejected unknown(String field, String words, String sent) {
        return new Rejected(new Rejection.Invalid(field, field + " must be one of " + words, sent));
    }

    private static Optional<String> line(Details details, String name) {
        return details.extras().stream()
                .filter(line -> named(line, name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().toUpperCase(Locale.ROOT))
                .findFirst();
    }

    private static List<Change> with(Details details, String name, Optional<String> value) {
        var lines = new ArrayList<>(details.extras());
        lines.removeIf(line -> named(line, name));
        value.ifPresent(to -> lines.add(name + ":" + to));
        return lines.equals(details.extras()) ? List.of() : List.of(new Change.Extras(lines));
    }

    private static boolean named(String line, String name) {
        var colon = line.indexOf(':');
        return colon > 0 && line.substring(0, colon).split(";")[0].equalsIgnoreCase(name);
    }
}
