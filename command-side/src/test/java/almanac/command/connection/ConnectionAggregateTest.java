package almanac.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionAggregateTest {

    private static final ConnectionId ID = new ConnectionId(3);
    private static final UserId ANA = new UserId(7);
    private static final MappingId MAPPING = new MappingId(61);
    private static final ConnectionFact CONNECTED =
            new ConnectionFact.Connected(
                    ID,
                    ANA,
                    ProviderKind.GOOGLE,
                    "sub-1",
                    "ana@gmail.com",
                    Set.of("calendar"),
                    false);
    private static final ConnectionFact DISCONNECTED = new ConnectionFact.Disconnected(ID);
    private static final ConnectionFact FAILED =
            new ConnectionFact.ConnectionFailed(ID, FailureReason.REAUTHORIZE, "expired");
    private static final ConnectionFact LISTED =
            new ConnectionFact.CalendarsListed(ID, List.of(calendar(31, "home", "Home")));
    private static final ConnectionFact MAPPED =
            new ConnectionFact.CalendarMapped(ID, MAPPING, terms("home", "Family", true));

    private static AggregateTestFixture<ConnectionAggregate> fixture() {
        return new AggregateTestFixture<>(ConnectionAggregate.class);
    }

    private static ExternalCalendar calendar(long number, String externalId, String name) {
        return new ExternalCalendar(
                number,
                externalId,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Rights.OWNER,
                false);
    }

    private static MappingTerms terms(String externalId, String name, boolean bidirectional) {
        return new MappingTerms(
                externalId,
                new CalendarId(5),
                name,
                bidirectional,
                false,
                List.of(),
                ConflictPolicy.NEWEST);
    }

    private static ConnectionCommand.Connect connect(UserId user, String account, String email) {
        return new ConnectionCommand.Connect(
                ID, user, ProviderKind.GOOGLE, account, email, Set.of("calendar"), false);
    }

    private static ConnectionCommand.ListCalendars list(ExternalCalendar... calendars) {
        return new ConnectionCommand.ListCalendars(ID, List.of(calendars));
    }

    private static ConnectionCommand.MapCalendar map(long mapping, MappingTerms terms) {
        return new ConnectionCommand.MapCalendar(ID, new MappingId(mapping), terms);
    }

    private static ConnectionState after(ConnectionFact... facts) {
        ConnectionState state = new ConnectionState.Absent();
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return state;
    }

    private static Rejection rejection(Runnable decision) {
        return Assertions.catchThrowableOfType(Rejected.class, decision::run).rejection();
    }

    @Test
    void a_first_consent_connects_the_account() {
        fixture()
                .givenNoPriorActivity()
                .when(connect(ANA, "sub-1", "ana@gmail.com"))
                .expectEvents(CONNECTED);
    }

    @Test
    void a_consent_of_the_same_account_is_recorded_again_even_under_a_new_address() {
        fixture()
                .given(CONNECTED)
                .when(connect(ANA, "sub-1", "ana.new@gmail.com"))
                .expectEvents(
                        new ConnectionFact.Reconnected(
                                ID, "ana.new@gmail.com", Set.of("calendar"), false));
    }

    @Test
    void a_new_consent_ends_a_failure_and_revives_what_was_disconnected() {
        var again = new ConnectionFact.Reconnected(ID, "ana@gmail.com", Set.of("calendar"), false);
        fixture()
                .given(CONNECTED, FAILED, again)
                .when(new ConnectionCommand.ReportRecovery(ID))
                .expectNoEvents();
        fixture()
                .given(CONNECTED, LISTED, MAPPED, DISCONNECTED, again)
                .when(map(62, terms("home", "Family", true)))
                .expectResultMessagePayload(new MappingId(62));
    }

    @Test
    void another_account_or_another_user_does_not_take_a_connection() {
        var taken =
                new Rejection.Conflict(
                        "account", "this connection belongs to another provider account");
        assertThat(
                        rejection(() ->
                                Linking.connect(
                                        after(CONNECTED), connect(ANA, "sub-2", "b@gmail.com"))))
                .isEqualTo(taken);
        assertThat(
                        rejection(() ->
                                Linking.connect(
                                        after(CONNECTED, DISCONNECTED),
                                        connect(new UserId(8), "sub-1", "ana@gmail.com"))))
                .isEqualTo(taken);
    }

    @Test
    void a_failure_is_told_once_for_each_reason() {
        var report = new ConnectionCommand.ReportFailure(ID, FailureReason.REAUTHORIZE, "expired");
        fixture().given(CONNECTED).when(report).expectEvents(FAILED);
        fixture().given(CONNECTED, FAILED).when(report).expectNoEvents();
        fixture()
                .given(CONNECTED, FAILED)
                .when(new ConnectionCommand.ReportFailure(ID, FailureReason.SYNC_FAILED, "503"))
                .expectEvents(
                        new ConnectionFact.ConnectionFailed(ID, FailureReason.SYNC_FAILED, "503"));
    }

    @Test
    void a_recovery_needs_a_failure_before_it() {
        var report = new ConnectionCommand.ReportRecovery(ID);
        fixture().given(CONNECTED).when(report).expectNoEvents();
        fixture()
                .given(CONNECTED, FAILED)
                .when(report)
                .expectEvents(new ConnectionFact.ConnectionRecovered(ID));
    }

    @Test
    void what_is_reported_after_the_end_says_nothing() {
        for (var report :
                List.of(
                        new ConnectionCommand.ReportFailure(ID, FailureReason.SYNC_FAILED, "503"),
                        new ConnectionCommand.ReportRecovery(ID),
                        list(calendar(32, "work", "Work")))) {
            fixture().given(CONNECTED, FAILED, DISCONNECTED).when(report).expectNoEvents();
        }
    }

    @Test
    void a_calendar_keeps_its_number_even_when_it_was_away() {
        fixture()
                .given(CONNECTED, LISTED, new ConnectionFact.CalendarsListed(ID, List.of()))
                .when(list(calendar(40, "work", "Work"), calendar(41, "home", "My home")))
                .expectEvents(
                        new ConnectionFact.CalendarsListed(
                                ID,
                                List.of(
                                        calendar(40, "work", "Work"),
                                        calendar(31, "home", "My home"))));
    }

    @Test
    void the_same_list_again_is_no_fact_whatever_numbers_it_proposes() {
        fixture()
                .given(CONNECTED, LISTED)
                .when(list(calendar(99, "home", "Home"), calendar(98, "home", "Home twice")))
                .expectNoEvents();
    }

    @Test
    void two_calendars_never_have_one_number() {
        assertThat(
                        rejection(() ->
                                Reporting.calendars(
                                        after(CONNECTED, LISTED), list(calendar(31, "b", "B")))))
                .isEqualTo(new Rejection.Conflict("number", "number 31 names another calendar"));
    }

    @Test
    void a_calendar_is_mapped_and_the_answer_names_the_mapping() {
        fixture()
                .given(CONNECTED, LISTED)
                .when(map(61, terms("home", "Family", true)))
                .expectEvents(MAPPED)
                .expectResultMessagePayload(MAPPING);
    }

    @Test
    void a_second_mapping_of_the_same_calendar_changes_the_terms_of_the_first() {
        fixture()
                .given(CONNECTED, LISTED, MAPPED)
                .when(map(62, terms("home", "Family", false)))
                .expectEvents(
                        new ConnectionFact.MappingChanged(
                                ID, MAPPING, terms("home", "Family", false)))
                .expectResultMessagePayload(MAPPING);
        fixture()
                .given(CONNECTED, LISTED, MAPPED)
                .when(map(62, terms("home", "Family", true)))
                .expectNoEvents()
                .expectResultMessagePayload(MAPPING);
    }

    @Test
    void a_mapping_is_not_used_for_two_calendars() {
        assertThat(
                        rejection(() ->
                                Mapping.map(
                                        after(CONNECTED, MAPPED),
                                        map(61, terms("work", "Work", true)))))
                .isEqualTo(
                        new Rejection.Conflict(
                                "mapping", "the mapping stands for another calendar"));
    }

    @Test
    void nothing_is_mapped_while_disconnected_and_everything_while_in_error() {
        assertThat(
                        rejection(() ->
                                Mapping.map(
                                        after(CONNECTED, DISCONNECTED),
                                        map(61, terms("home", "Family", true)))))
                .isEqualTo(new Rejection.Conflict("connection", "the connection is disconnected"));
        fixture()
                .given(CONNECTED, FAILED)
                .when(map(61, terms("home", "Family", true)))
                .expectEvents(MAPPED);
    }

    @Test
    void a_mapping_ends_once() {
        var end = new ConnectionCommand.EndMapping(ID, MAPPING, "unticked");
        var ended = new ConnectionFact.MappingEnded(ID, MAPPING, "unticked");
        fixture().given(CONNECTED, MAPPED).when(end).expectEvents(ended);
        fixture().given(CONNECTED, MAPPED, ended).when(end).expectNoEvents();
    }

    @Test
    void a_mapping_ends_from_the_calendar_that_is_meant_and_no_other() {
        var tied = terms("home", "Family", true).calendar();
        var other = new CalendarId(tied.value() + 1);
        fixture()
                .given(CONNECTED, MAPPED)
                .when(new ConnectionCommand.EndMapping(ID, MAPPING, "gone", Optional.of(other)))
                .expectNoEvents();
        fixture()
                .given(CONNECTED, MAPPED)
                .when(new ConnectionCommand.EndMapping(ID, MAPPING, "gone", Optional.of(tied)))
                .expectEvents(new ConnectionFact.MappingEnded(ID, MAPPING, "gone"));
    }

    @Test
    void a_disconnected_connection_has_no_mappings_left_and_ends_once() {
        var disconnect = new ConnectionCommand.Disconnect(ID);
        fixture().given(CONNECTED, MAPPED).when(disconnect).expectEvents(DISCONNECTED);
        fixture().given(CONNECTED, MAPPED, DISCONNECTED).when(disconnect).expectNoEvents();
        fixture()
                .given(CONNECTED, MAPPED, DISCONNECTED)
                .when(new ConnectionCommand.EndMapping(ID, MAPPING, "late"))
                .expectNoEvents();
    }

    @Test
    void a_connection_that_never_was_is_not_found() {
        var absent = after();
        var missing = new Rejection.NotFound("Connection", "3");
        for (Runnable decision :
                List.<Runnable>of(
                        () -> Linking.disconnect(absent, new ConnectionCommand.Disconnect(ID)),
                        () -> Reporting.recovery(absent, new ConnectionCommand.ReportRecovery(ID)),
                        () -> Mapping.map(absent, map(61, terms("home", "Family", true))))) {
            assertThat(rejection(decision)).isEqualTo(missing);
        }
    }
}
