package almanac.simulated.google;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ObjectNode;

/** The ends of instances' ids, which say when the instance would have started. */
final class Suffixes {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private Suffixes() {}

    /** The original start where the series cannot tell it any more. */
    static ObjectNode start(String suffix) {
        var node = Json.object();
        if (suffix.length() == 8) {
            node.put("date", LocalDate.parse(suffix, DateTimeFormatter.BASIC_ISO_DATE).toString());
        } else {
            node.put(
                    "dateTime",
                    Mark.SECONDS.format(
                            LocalDateTime.parse(suffix, BASIC).atOffset(ZoneOffset.UTC)));
        }
        return node;
    }
}
