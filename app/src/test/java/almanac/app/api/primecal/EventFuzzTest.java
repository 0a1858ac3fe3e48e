package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bad input is the client's error, never ours. */
final class EventFuzzTest {

    private static final long SEED = Long.getLong("almanac.seed", 20261120L);
    private static final long MILLIS = 5_000;

    private static final String[] FIELDS = {
        "title",
        "description",
        "startDate",
        "startTime",
        "endDate",
        "endTime",
        "isAllDay",
        "location",
        "status",
        "recurrenceType",
        "recurrenceRule",
        "color",
        "icon",
        "notes",
        "tags",
        "labels",
        "calendarId",
        "recurrence",
        "updateMode",
        "updateScope"
    };
    private static final String[] RULE_FIELDS = {
        "type",
        "interval",
        "daysOfWeek",
        "dayOfMonth",
        "monthOfYear",
        "endType",
        "count",
        "endDate",
        "timezone",
        "until",
        "rrule"
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "t",
        "2026-03-30",
        "2026-03-08",
        "0001-01-01",
        "9999-12-31",
        "2026-02-29",
        "2024-02-29",
        "02:30",
        "00:00",
        "23:59:59",
        "24:00",
        "none",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "single",
        "this",
        "future",
        "all",
        "confirmed",
        "cancelled",
        "never",
        "count",
        "date",
        "Europe/Budapest",
        "America/New_York",
        "Pacific/Apia",
        "UTC",
        "MO",
        "#ff00ff",
        "blue",
        "FREQ=DAILY",
        "FREQ=SECONDLY;BYSECOND=60",
        "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;UNTIL=99991231T235959Z",
        "FREQ=WEEKLY;COUNT=1",
        "\\u0000",
        "\\ud800",
        "\\udc00x",
        "\\u202e",
        "\uD83C\uDF88",
        "$where",
        "a.b",
        "' OR 1=1",
        "{}",
        "9007199254740993"
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "2",
        "5",
        "12",
        "13",
        "29",
        "31",
        "32",
        "366",
        "999",
        "1000",
        "2147483647",
        "2147483648",
        "-9223372036854775808",
        "9007199254740991",
        "1e3",
        "1.5",
        "1e400",
        "123456789012345678901234567890"
    };

    private final Random random = new Random(SEED);
    private final Person ada = Person.in(AlmanacServer.shared(), "fuzz", "Pacific/Apia");

    @Test
    void no_body_makes_the_server_fail() {
        var numbers = new ArrayList<Long>();
        numbers.add(ada.calendar());
        var end = System.nanoTime() + MILLIS * 1_000_000;
        var statuses = new int[6];
        for (var round = 0; System.nanoTime() < end; round++) {
            var method = random.nextInt(4);
            var body = body(0);
            var path = path(method, numbers);
            var answer = method < 2 ? ada.post(path, body) : ada.patch(path, body);
            statuses[answer.status() / 100]++;
            assertThat(answer.status())
                    .as("seed %d round %d: %s %s -> %s", SEED, round, path, body, answer.text())
                    .isLessThan(500);
            remember(answer, numbers);
            if (round % 10 == 0) {
                check(round, numbers);
            }
        }
        assertThat(statuses[2]).as("seed " + SEED + ": some bodies are good").isPositive();
        assertThat(statuses[4]).as("seed " + SEED + ": some bodies are bad").isPositive();
    }

    private String path(int method, List<Long> numbers) {
        var id = numbers.get(random.nextInt(numbers.size()));
        return switch (method) {
            case 0 -> "/api/events";
            case 1 -> "/api/events/recurring";
            case 2 -> "/api/events/" + id;
            default -> "/api/events/" + id + "/recurring";
        };
    }

    private static void remember(Answer answer, List<Long> numbers) {
        if (answer.status() < 300 && numbers.size() < 60) {
            if (answer.json().isArray()) {
                answer.json().forEach(event -> numbers.add(event.get("id").asLong()));
            } else {
                numbers.add(answer.json().get("id").asLong());
            }
            while (numbers.size() > 60) {
                numbers.removeLast();
            }
        }
    }

    /** What was stored can be read, listed, exported. */
    private void check(int round, List<Long> numbers) {
        var first = text();
        var last = text();
        var id = numbers.get(random.nextInt(numbers.size()));
        for (var path :
                List.of(
                        "/api/events/" + id,
                        "/api/events?startDate=" + encoded(first) + "&endDate=" + encoded(last),
                        "/api/events?startDate=" + encoded(first),
                        "/api/events?endDate=" + encoded(last),
                        "/api/events",
                        "/api/calendars/" + ada.calendar() + "/export.ics")) {
            var answer = ada.get(path);
            assertThat(answer.status())
                    .as("seed %d round %d: GET %s -> %s", SEED, round, path, answer.text())
                    .isLessThan(500);
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private String body(int depth) {
        var names = new ArrayList<>(List.of(depth == 0 ? FIELDS : RULE_FIELDS));
        Collections.shuffle(names, random);
        var parts = new ArrayList<String>();
        if (depth == 0 && random.nextInt(4) > 0) {
            names.removeAll(List.of("title", "startDate", "calendarId"));
            parts.add("\"title\":\"t\"");
            parts.add("\"startDate\":\"2026-03-" + (10 + random.nextInt(20)) + "\"");
            parts.add("\"calendarId\":" + ada.calendar());
        }
        if (depth == 1 && random.nextInt(4) > 0) {
            names.remove("type");
            parts.add("\"type\":\"" + TEXTS[13 + random.nextInt(5)] + "\"");
        }
        for (var name : names.subList(0, random.nextInt(5))) {
            parts.add("\"" + name + "\":" + value(name, depth));
        }
        return "{" + String.join(",", parts) + "}";
    }

    private String value(String name, int depth) {
        if (depth < 2 && name.startsWith("recurrence") && random.nextInt(4) > 0) {
            return body(1);
        }
        return switch (random.nextInt(12)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> random.nextInt(2) == 0 ? "true" : "null";
            case 2 -> "[\"" + text() + "\",\"" + text() + "\"]";
            case 3 -> "[" + NUMBERS[random.nextInt(NUMBERS.length)] + ",null]";
            case 4 -> "\"" + "x".repeat(random.nextInt(400)) + "\"";
            case 5 -> "[".repeat(random.nextInt(1_200)) + "1";
            case 6 -> NUMBERS[random.nextInt(10)];
            default -> "\"" + text() + "\"";
        };
    }
}
