package almanac.icalendar;

import almanac.entry.Details;
import almanac.entry.Status;
import java.io.IOException;
import java.util.stream.Collectors;

/** Writes what a VEVENT says, apart from when. */
final class DetailsWriter {

    private final ContentLines lines;

    DetailsWriter(ContentLines lines) {
        this.lines = lines;
    }

    void write(Details details) throws IOException {
        text("SUMMARY", details.title(), details);
        text("DESCRIPTION", details.description().orElse(""), details);
        text("LOCATION", details.location().orElse(""), details);
        var status = parameters("STATUS", details);
        if (details.status() != Status.CONFIRMED || !status.isEmpty()) {
            lines.line("STATUS" + status + ":" + details.status());
        }
        text("COLOR", details.color().orElse(""), details);
        lines.text("X-ALMANAC-ICON", details.icon().orElse(""));
        lines.text("X-ALMANAC-NOTES", details.notes().orElse(""));
        if (!details.tags().isEmpty()) {
            lines.line(
                    "CATEGORIES"
                            + parameters("CATEGORIES", details)
                            + ":"
                            + details.tags().stream()
                                    .map(Texts::escaped)
                                    .collect(Collectors.joining(",")));
        }
        PurposeLines.write(details, lines);
        new MeetingWriter(lines).write(details.people());
        for (var extra : details.extras()) {
            if (!extra.startsWith(DetailsReader.PARAMETERS)
                    && !MeetingWriter.overrules(details.people(), extra)
                    && !PurposeLines.overrules(details, extra)) {
                lines.line(extra);
            }
        }
    }

    private void text(String name, String value, Details details) throws IOException {
        lines.text(name + parameters(name, details), value);
    }

    private static String parameters(String name, Details details) {
        var marker = DetailsReader.PARAMETERS + name + ";";
        return details.extras().stream()
                .filter(extra -> extra.startsWith(marker))
                .map(extra -> extra.substring(marker.length() - 1))
                .findFirst()
                .orElse("");
    }
}
