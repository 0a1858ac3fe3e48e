package almanac.app.erasure;

import almanac.app.ids.MappedCalendars;
import almanac.app.web.IdempotencyStore;
import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.sync.lifecycle.Remains;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;

/** What is kept of the person beside facts and read models: by sync, by the edge, by queues. */
final class TracesGo implements Step {

    private final Doing doing;
    private final Footprint footprint;
    private final Remains remains;
    private final MappedCalendars mapped;
    private final IdempotencyStore answers;
    private final MongoCollection<Document> deadLetters;
    private final Jobs jobs;

    TracesGo(
            Doing doing,
            Footprint footprint,
            Remains remains,
            MappedCalendars mapped,
            IdempotencyStore answers,
            MongoCollection<Document> deadLetters,
            Jobs jobs) {
        this.doing = doing;
        this.footprint = footprint;
        this.remains = remains;
        this.mapped = mapped;
        this.answers = answers;
        this.deadLetters = deadLetters;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "traces";
    }

    @Override
    public Outcome run(Job job) {
        var found = footprint.of(job, () -> jobs.keep(job));
        var entries =
                found.numbers("entry-").stream().map(EntryId::new).collect(Collectors.toSet());
        var connections = found.numbers("connection-").stream().map(ConnectionId::new).toList();
        var counts = new LinkedHashMap<>(remains.forget(job.user(), connections, entries));
        counts.put("mappedCalendars", mapped.forget(job.user()));
        counts.put("storedAnswers", answers.forgetAnswers(told(job, found)));
        counts.put("deadLetters", letters(job.user()));
        footprint.forget(job.id());
        return new Done(counts);
    }

    /**
     * Whose answers may hold words of the person: their own, those of whoever saw a calendar that
     * they saw or to which something was moved on which they wrote, and of whoever could see more
     * than their own.
     */
    private Set<UserId> told(Job job, Footprint.Found found) {
        var users = new HashSet<UserId>();
        users.add(job.user());
        found.metNumbers("user-").forEach(number -> users.add(new UserId(number)));
        for (var calendar : calendars(job, found)) {
            jobs.keep(job);
            users.addAll(doing.everSaw(calendar));
        }
        return users;
    }

    private Set<CalendarId> calendars(Job job, Footprint.Found found) {
        var calendars = new HashSet<CalendarId>();
        found.metNumbers("calendar-").forEach(number -> calendars.add(new CalendarId(number)));
        for (var entry : found.entries()) {
            jobs.keep(job);
            calendars.addAll(doing.everOn(entry));
        }
        return calendars;
    }

    /** A policy will not handle any more what the person did and it could not handle so far. */
    private long letters(UserId user) {
        var mark = "\"" + Actor.USER_KEY + "\":\"" + user.value() + "\"";
        var theirs = new ArrayList<Object>();
        for (var letter : deadLetters.find()) {
            if (text(letter).contains(mark)) {
                theirs.add(letter.get("_id"));
            }
        }
        theirs.forEach(id -> deadLetters.deleteOne(new Document("_id", id)));
        return theirs.size();
    }

    /** All that a document says, whatever its form. */
    private static String text(Object value) {
        return switch (value) {
            case Document document ->
                    document.values().stream()
                            .map(each -> each == null ? "" : text(each))
                            .collect(Collectors.joining("\n"));
            case Binary bytes -> new String(bytes.getData(), StandardCharsets.UTF_8);
            default -> value.toString();
        };
    }
}
