package almanac.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shared calendar of the owner's with everything on it that an endpoint can name.
 *
 * @param then when all of it was there
 * @param mark stands in the title of everything, so that a list shows whether it has it
 */
record Scene(
        String mark,
        long calendar,
        long event,
        long occurrence,
        long comment,
        String course,
        long key,
        String then) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Everybody who tries, by their part. */
    static Map<String, Person> people(AlmanacServer server) {
        var people = new LinkedHashMap<String, Person>();
        for (var part : List.of("owner", "admin", "write", "read", "stranger", "revoked")) {
            people.put(part, Person.at(server, part));
        }
        return people;
    }

    static Scene set(Map<String, Person> people) {
        var mark = "mark-" + NUMBER.incrementAndGet() + ";";
        var owner = person(people, "owner");
        var calendar = owner.created("/api/calendars", Map.of("name", mark)).get("id").asLong();
        for (var part : List.of("admin", "write", "read")) {
            owner.share(calendar, person(people, part), part);
        }
        owner.share(calendar, person(people, "revoked"), "admin");
        var event = owner.created("/api/events", event(mark, calendar)).get("id").asLong();
        var daily = new HashMap<>(event(mark, calendar));
        daily.put("recurrence", Map.of("type", "daily", "endType", "count", "count", 5));
        var series = owner.created("/api/events/recurring", daily);
        var comment = owner.created("/api/events/" + event + "/comments", Map.of("content", mark));
        var scene =
                new Scene(
                        mark,
                        calendar,
                        event,
                        series.get(2).get("id").asLong(),
                        comment.get("id").asLong(),
                        owner.created("/api/courses", Map.of("name", mark))
                                .at("/data/id")
                                .asString(),
                        owner.created("/api/api-keys", Map.of("name", mark)).at("/key/id").asLong(),
                        comment.get("createdAt").asString());
        scene.revoke(owner, person(people, "revoked"));
        return scene;
    }

    static Person person(Map<String, Person> people, String part) {
        var person = people.get(part);
        assertThat(person).as(part).isNotNull();
        return Objects.requireNonNull(person);
    }

    static Map<String, Object> event(String title, long calendar) {
        return Map.of("title", title, "startDate", "2026-01-05", "calendarId", calendar);
    }

    /** Takes the share away from somebody who has worked with it in the same session. */
    private void revoke(Person owner, Person revoked) {
        for (var path :
                List.of(
                        "/api/calendars/" + calendar,
                        "/api/events/" + event,
                        "/api/events/" + event + "/comments",
                        "/api/calendars/" + calendar + "/export.ics")) {
            assertThat(revoked.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(revoked.patch("/api/events/" + event, Map.of("notes", "was here")).status())
                .isEqualTo(200);
        var taken =
                owner.send(
                        "DELETE",
                        "/api/calendars/" + calendar + "/share",
                        Map.of("userIds", List.of(revoked.user().id())),
                        Map.of());
        assertThat(taken.status()).isEqualTo(200);
    }
}
