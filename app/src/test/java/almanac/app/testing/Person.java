package almanac.app.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A registered user at a server, with a calendar of their own. */
public record Person(AlmanacServer server, AlmanacServer.User user, long calendar) {

    /** Registers somebody whose default calendar has been opened. */
    public static Person at(AlmanacServer server, String name) {
        var user = server.register(name);
        var calendars = server.get(user.token(), "/api/calendars");
        return new Person(server, user, calendars.json().get(0).get("id").asLong());
    }

    /** The same, living in that time zone. */
    public static Person in(AlmanacServer server, String name, String zone) {
        var person = at(server, name);
        person.patch("/api/user/profile", Map.of("timezone", zone));
        return person;
    }

    public Answer get(String path) {
        return server.get(user.token(), path);
    }

    public Answer post(String path, Object body) {
        return server.post(user.token(), path, body);
    }

    public Answer patch(String path, Object body) {
        return server.patch(user.token(), path, body);
    }

    public Answer delete(String path) {
        return server.delete(user.token(), path);
    }

    /** With a body and headers of the caller's choice. */
    public Answer send(
            String method, String path, @Nullable Object body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + user.token());
        return server.exchange(method, path, body, all);
    }

    /** Creates something and answers it; fails unless that was 201. */
    public JsonNode created(String path, Object body) {
        var answer = post(path, body);
        if (answer.status() != 201) {
            throw new AssertionError("not created: " + answer.text());
        }
        return answer.json();
    }

    /** Three days in a row on the default calendar: answers the master, then each of them. */
    public JsonNode threeDays(String title, String first) {
        return created(
                "/api/events/recurring",
                Map.of(
                        "title",
                        title,
                        "startDate",
                        first,
                        "calendarId",
                        calendar,
                        "recurrence",
                        Map.of("type", "daily", "endType", "count", "count", 3)));
    }

    /** The elements of a listing; fails unless that was 200. */
    public List<JsonNode> list(String path) {
        var answer = get(path);
        if (answer.status() != 200) {
            throw new AssertionError("not listed: " + answer.text());
        }
        var elements = new ArrayList<JsonNode>();
        answer.json().forEach(elements::add);
        return elements;
    }

    public Person share(long calendar, Person with, String permission) {
        created(
                "/api/calendars/" + calendar + "/share",
                Map.of("userIds", List.of(with.user().id()), "permission", permission));
        return this;
    }
}
