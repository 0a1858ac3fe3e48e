package almanac.icalendar;

import almanac.icalendar.Chunks.Chunk;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As what a calendar was sent (RFC 5546 1.4). An answer, a question or a proposal is about an event
 * and none itself: it names of the guests only who sends it.
 *
 * @param name in capitals
 */
record SentAs(String name) {

    private static final Set<String> ABOUT_EVENTS =
            Set.of("REPLY", "ADD", "REFRESH", "COUNTER", "DECLINECOUNTER");

    /** A file that was not sent to anybody, such as a server keeps. */
    static final SentAs NOTHING = new SentAs("");

    static SentAs of(Optional<String> header) {
        return new SentAs(header.orElse("").toUpperCase(Locale.ROOT));
    }

    /** Whether its components say what an event is. */
    boolean says() {
        return !ABOUT_EVENTS.contains(name);
    }

    String whyNot() {
        return "METHOD:" + name + " is a message about an event, and none itself";
    }

    /** What is called off does not take place for who is told so, whatever else the text says. */
    Chunk said(Chunk component) {
        if (!name.equals("CANCEL")) {
            return component;
        }
        var rest = component.lines().stream().filter(line -> !isStatus(line));
        return new Chunk(
                component.name(),
                Stream.concat(Stream.of("STATUS:CANCELLED"), rest).toList(),
                component.guessed());
    }

    private static boolean isStatus(String line) {
        return ContentLine.of(line).filter(each -> each.name().equals("STATUS")).isPresent();
    }
}
