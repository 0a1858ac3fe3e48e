package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients send whole events back with one field changed. What a file, a provider or another API
 * wrote into the others may be longer than the document of this one allows (contract R9).
 */
final class SentBackTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MANY =
            IntStream.range(0, 60).mapToObj(each -> "tag" + each).collect(Collectors.joining(","));

    private final Person ada = Person.in(AlmanacServer.shared(), "ada", "Europe/Vienna");

    static Stream<String> words() {
        return Stream.of(
                "SUMMARY:" + "s".repeat(320),
                "SUMMARY: Plan",
                "LOCATION:" + "l".repeat(300),
                "DESCRIPTION:" + "d".repeat(1_200),
                "CATEGORIES:" + "c".repeat(70) + ",short",
                "CATEGORIES:" + "🎂".repeat(64),
                "CATEGORIES:" + MANY,
                "CATEGORIES:One,one, two");
    }

    @ParameterizedTest
    @MethodSource("words")
    void what_a_file_says_stays_as_it_is_whichever_api_sends_it_back(String line) {
        staysWhenSentBack(imported(line.startsWith("SUMMARY") ? line : "SUMMARY:Plan\r\n" + line));
    }

    @Test
    void an_event_without_a_title_is_edited_by_who_sends_that_back() {
        staysWhenSentBack(imported("LOCATION:Room 5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:34", "#12345", "--"})
    void a_color_of_the_primecal_document_stays_what_it_is(String color) {
        var sent = Map.of("title", "Plan", "startDate", "2024-07-15", "color", color);
        staysWhenSentBack(ada.created("/api/events", sent).get("id").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "labels"})
    void a_tag_is_taken_out_of_many_and_the_others_stay(String field) {
        var event = "/api/events/" + imported("CATEGORIES:" + MANY);
        var fewer = JSON.createArrayNode();
        ada.get(event).json().get("tags").values().stream().skip(1).forEach(fewer::add);

        assertThat(ada.patch(event, JSON.createObjectNode().set(field, fewer)).status())
                .isEqualTo(200);

        assertThat(ada.get(event).json().get("tags")).isEqualTo(fewer);
    }

    private void staysWhenSentBack(String number) {
        var primeCal = "/api/events/" + number;
        var before = ada.get(primeCal).json();

        sentBack(primeCal, ada.get(primeCal).json());
        var academic = "/api/calendar/events/event_" + number;
        sentBack(academic, ada.get(academic).json().get("data"));
        var aurinko = "/v1/calendars/primary/events/" + number;
        sentBack(aurinko, ada.get(aurinko).json());

        assertThat(ada.get(primeCal).json()).isEqualTo(before);
    }

    private void sentBack(String path, JsonNode shown) {
        var body = (ObjectNode) shown.deepCopy();
        shown.forEachEntry((name, value) -> {
            if (value.isNull()) {
                body.remove(name);
            }
        });
        var answer = ada.patch(path, body);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
    }

    private String imported(String lines) {
        var file =
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test//EN
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20240101T000000Z
                DTSTART:20240715T100000Z
                %s
                END:VEVENT
                END:VCALENDAR
                """
                        .formatted(lines.hashCode(), lines)
                        .replace("\r\n", "\n")
                        .replace("\n", "\r\n");
        return ada.send(
                        "POST",
                        "/api/calendars/" + ada.calendar() + "/import",
                        file,
                        Map.of("Content-Type", "text/calendar"))
                .at("/items/0/eventId");
    }
}
