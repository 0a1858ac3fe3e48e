package almanac.app.api.comments;

import almanac.app.testing.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An event with a thread, and the calls that are made on it. */
record Scene(Person owner, long event) {

    /** Something to say. */
    static final String LATE =
            """
            {
            "content": "Running 10 minutes late."
            }\
            """;

    static Scene of(Person owner) {
        return on(owner, owner.calendar());
    }

    static Scene on(Person owner, long calendar) {
        var body = event(calendar);
        return new Scene(owner, owner.created("/api/events", body).get("id").asLong());
    }

    static Map<String, Object> event(long calendar) {
        return Map.of(
                "title", "t",
                "startDate", "2026-04-01",
                "startTime", "17:00",
                "endDate", "2026-04-01",
                "endTime", "18:30",
                "calendarId", calendar);
    }

    /** The scenes of a weekly series: the master's, then one for each occurrence. */
    static List<Scene> series(Person owner) {
        var body = new LinkedHashMap<>(event(owner.calendar()));
        body.put("recurrence", Map.of("type", "weekly", "endType", "count", "count", 6));
        return owner.created("/api/events/recurring", body)
                .valueStream()
                .map(event -> new Scene(owner, event.get("id").asLong()))
                .toList();
    }

    String path() {
        return comments(event);
    }

    static String comments(long event) {
        return "/api/events/" + event + "/comments";
    }

    String path(JsonNode comment) {
        return path() + "/" + comment.get("id").asLong();
    }

    JsonNode comment(String content) {
        return comment(owner, content);
    }

    JsonNode comment(Person by, String content) {
        return by.created(path(), Map.of("content", content));
    }

    JsonNode reply(JsonNode to, String content) {
        return owner.created(path(to) + "/replies", Map.of("content", content));
    }

    /** Everything in the thread as its owner sees it. */
    JsonNode listing() {
        var answer = owner.get(path());
        if (answer.status() != 200) {
            throw new AssertionError("not listed: " + answer.text());
        }
        return answer.json();
    }

    List<String> contents() {
        return listing()
                .get("comments")
                .valueStream()
                .map(comment -> comment.get("content").asString())
                .toList();
    }
}
