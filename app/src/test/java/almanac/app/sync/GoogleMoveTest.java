package almanac.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TickingClock;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.sync.google.GooglePlace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Google knows of an event and we do not is still there after the event was moved here. */
final class GoogleMoveTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private static final List<String> NOT_OURS =
            List.of(
                    "visibility",
                    "transparency",
                    "reminders",
                    "conferenceData",
                    "hangoutLink",
                    "attachments",
                    "source",
                    "extendedProperties",
                    "attendees",
                    "iCalUID");

    private final TickingClock clock = SyncWorld.clock();
    private final GooglePlace place = new GooglePlace(clock);
    private final SyncWorld world = new SyncWorld(5, clock, List.of(place.connector()));
    private CalendarId work;
    private CalendarId home;

    @BeforeEach
    void open() {
        work = world.calendar("Work");
        home = world.calendar("Home");
        var connection =
                world.connected(place.connect(world.side().authorizations(), SyncWorld.ADA));
        world.map(connection, place.work(), work);
        world.map(connection, place.home(), home);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
        place.close();
    }

    @Test
    void s30_what_is_private_at_google_stays_so_when_it_is_moved_here() {
        moves(
                "the event",
                """
                "start": {"dateTime": "2026-12-08T09:00:00", "timeZone": "Europe/Paris"},
                "end": {"dateTime": "2026-12-08T10:00:00", "timeZone": "Europe/Paris"}
                """);
    }

    @Test
    void s30_so_does_a_whole_series() {
        moves(
                "the series",
                """
                "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"],
                "start": {"dateTime": "2026-12-08T09:00:00", "timeZone": "Europe/Paris"},
                "end": {"dateTime": "2026-12-08T10:00:00", "timeZone": "Europe/Paris"}
                """);
    }

    private void moves(String title, String times) {
        var id =
                place.people()
                        .create(
                                place.work(),
                                """
                                {"summary": "%s", "visibility": "private",
                                 "transparency": "transparent",
                                 "reminders": {"useDefault": false,
                                   "overrides": [{"method": "popup", "minutes": 33}]},
                                 "conferenceData": {"conferenceId": "abc-defg"},
                                 "hangoutLink": "https://meet.example/abc",
                                 "attachments": [{"fileUrl": "https://files.example/f"}],
                                 "source": {"title": "t", "url": "https://source.example/"},
                                 "extendedProperties": {"private": {"theirs": "1"}},
                                 "attendees": [{"email": "kim@example.com",
                                   "responseStatus": "accepted"}],
                                 %s}
                                """
                                        .formatted(title, times));
        world.settleAfter(A_ROUND);
        var entry = world.entries(work).keySet().iterator().next();
        var before = shown(place.work(), id);
        world.send(new EntryCommand.MoveEntry(entry, home));
        world.settle();
        world.settleAfter(Duration.ofMinutes(1));
        world.settleAfter(A_ROUND);

        assertThat(place.people().events(place.work())).isEmpty();
        assertThat(place.people().events(place.home())).containsExactly(id);
        var after = shown(place.home(), id);
        for (var field : NOT_OURS) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
            assertThat(before.has(field)).as("had " + field).isTrue();
        }
        assertThat(world.entries(work)).isEmpty();
        assertThat(world.entries(home)).containsOnlyKeys(entry);
        assertThat(place.mails()).isEmpty();
    }

    private JsonNode shown(String calendar, String id) {
        return JsonMapper.shared().readTree(place.people().show(calendar, id));
    }
}
