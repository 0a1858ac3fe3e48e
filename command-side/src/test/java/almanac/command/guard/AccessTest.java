package almanac.command.guard;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.Action;
import almanac.automation.Logic;
import almanac.automation.Reach;
import almanac.automation.RuleCommand;
import almanac.automation.RuleDetails;
import almanac.automation.RuleId;
import almanac.automation.RunCommand;
import almanac.automation.RunId;
import almanac.automation.Trigger;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.comment.CommentCommand;
import almanac.comment.CommentId;
import almanac.comment.ThreadId;
import almanac.connection.ConflictCommand;
import almanac.connection.ConflictId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.course.CourseCommand;
import almanac.course.CourseDetails;
import almanac.course.CourseId;
import almanac.entry.Absences;
import almanac.entry.Answer;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.MailAddress;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.entry.SingleEntry;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.Span;
import almanac.user.Role;
import almanac.user.UserCommand;
import almanac.user.UserId;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessTest {

    private static final CalendarId CALENDAR = new CalendarId(5);
    private static final CalendarId ATTIC = new CalendarId(7);
    private static final CourseId COURSE = new CourseId(6);
    private static final ConnectionId CONNECTION = new ConnectionId(3);
    private static final ConflictId CONFLICT = new ConflictId(81);
    private static final RuleId RULE = new RuleId(14);
    private static final EndpointId ENDPOINT = new EndpointId(3);
    private static final EntryId ENTRY = new EntryId(42);
    private static final EntryId STORED = new EntryId(44);
    private static final EntryId NOWHERE = new EntryId(45);
    private static final UserId STRANGER = new UserId(9);
    private static final Map<Permission, UserId> USERS =
            Map.of(
                    Permission.READ, new UserId(1),
                    Permission.WRITE, new UserId(2),
                    Permission.ADMIN, new UserId(3),
                    Permission.OWNER, new UserId(4));

    private final Access access = new Access(new Household());

    /** One calendar with an entry, shared in every way, and one that only its owner sees. */
    private static final class Household implements Grants {
        @Override
        public boolean exists(CalendarId calendar) {
            return calendar.equals(CALENDAR) || calendar.equals(ATTIC);
        }

        @Override
        public Optional<Permission> permission(UserId user, CalendarId calendar) {
            return USERS.entrySet().stream()
                    .filter(share -> share.getValue().equals(user) && exists(calendar))
                    .map(Map.Entry::getKey)
                    .filter(share -> share == Permission.OWNER || !calendar.equals(ATTIC))
                    .findFirst();
        }

        @Override
        public Optional<CalendarId> calendarOf(EntryId entry) {
            return Optional.ofNullable(Map.of(ENTRY, CALENDAR, STORED, ATTIC).get(entry));
        }

        @Override
        public Optional<UserId> ownerOf(CourseId course) {
            return course.equals(COURSE)
                    ? Optional.ofNullable(USERS.get(Permission.OWNER))
                    : Optional.empty();
        }

        @Override
        public Optional<UserId> ownerOf(EndpointId endpoint) {
            return endpoint.equals(ENDPOINT)
                    ? Optional.ofNullable(USERS.get(Permission.OWNER))
                    : Optional.empty();
        }

        @Override
        public Optional<UserId> ownerOf(RuleId rule) {
            return rule.equals(RULE)
                    ? Optional.ofNullable(USERS.get(Permission.OWNER))
                    : Optional.empty();
        }

        @Override
        public Optional<UserId> ownerOf(ConnectionId connection) {
            return connection.equals(CONNECTION)
                    ? Optional.ofNullable(USERS.get(Permission.OWNER))
                    : Optional.empty();
        }

        @Override
        public Optional<UserId> ownerOf(ConflictId conflict) {
            return conflict.equals(CONFLICT)
                    ? Optional.ofNullable(USERS.get(Permission.OWNER))
                    : Optional.empty();
        }
    }

    static Stream<Arguments> needed() {
        var span = new Span.AllDay(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2));
        var details = Details.titled("x");
        var content = ImportedEntry.single("x", details, span);
        return Stream.of(
                Arguments.of(
                        new EntryCommand.CreateEntry(
                                ENTRY, CALENDAR, "x", STRANGER, details, span, Optional.empty()),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.ImportEntry(ENTRY, CALENDAR, STRANGER, content),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.WelcomeEntry(NOWHERE, CALENDAR, STRANGER, content),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.ImportOccurrence(
                                ENTRY,
                                OccurrenceKey.FIRST,
                                new ImportedEntry.ImportedOverride(
                                        content.span().localStart(),
                                        content.details(),
                                        content.span())),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.MergeEntry(
                                ENTRY,
                                ATTIC,
                                STRANGER,
                                OccurrenceKey.FIRST,
                                content,
                                OptionalLong.empty()),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.MergeEntry(
                                NOWHERE,
                                CALENDAR,
                                STRANGER,
                                OccurrenceKey.FIRST,
                                content,
                                OptionalLong.empty()),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.MergeEntry(
                                ENTRY,
                                CALENDAR,
                                STRANGER,
                                OccurrenceKey.FIRST,
                                content,
                                OptionalLong.of(-1)),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.UpdatePart(
                                ENTRY,
                                OccurrenceKey.FIRST,
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                Absences.AS_BEFORE),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.DeletePart(
                                ENTRY, OccurrenceKey.FIRST, OptionalLong.empty()),
                        Permission.WRITE),
                Arguments.of(edit(Optional.empty()), Permission.WRITE),
                Arguments.of(edit(Optional.of(CALENDAR)), Permission.WRITE),
                Arguments.of(
                        new EntryCommand.DeleteEntry(
                                ENTRY, Optional.empty(), Scope.ALL, OptionalLong.empty()),
                        Permission.WRITE),
                Arguments.of(new EntryCommand.MoveEntry(ENTRY, CALENDAR), Permission.WRITE),
                Arguments.of(
                        new EntryCommand.TagEntry(ENTRY, Optional.empty(), Scope.ALL, "x"),
                        Permission.WRITE),
                Arguments.of(
                        new EntryCommand.Respond(
                                ENTRY,
                                Optional.empty(),
                                new MailAddress("ana@example.org"),
                                Answer.of(Answer.Response.ACCEPTED)),
                        Permission.WRITE),
                Arguments.of(
                        new CalendarCommand.ChangeCalendar(
                                CALENDAR,
                                Optional.of("x"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Permission.ADMIN),
                Arguments.of(
                        new CalendarCommand.ShareCalendar(
                                CALENDAR, Set.of(STRANGER), Permission.READ),
                        Permission.ADMIN),
                Arguments.of(
                        new CalendarCommand.UnshareCalendar(CALENDAR, Set.of(STRANGER)),
                        Permission.ADMIN),
                Arguments.of(new CalendarCommand.ResetFeed(CALENDAR), Permission.ADMIN),
                Arguments.of(new CalendarCommand.DeleteCalendar(CALENDAR), Permission.OWNER));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void each_command_needs_its_permission_and_a_stranger_has_none(
            Object command, Permission needed) {
        for (var share : USERS.entrySet()) {
            var refused = refusal(Actor.user(share.getValue()), command);
            assertThat(refused.isEmpty())
                    .as("%s with %s", command, share.getKey())
                    .isEqualTo(share.getKey().includes(needed));
        }
        assertThat(refusal(Actor.user(STRANGER), command))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(new Actor(STRANGER, Origin.of(Origin.Kind.SYSTEM)), command)).isEmpty();
    }

    @Test
    void whoever_was_given_a_calendar_may_give_it_back() {
        var reader = new UserId(1);
        assertThat(
                        refusal(
                                Actor.user(reader),
                                new CalendarCommand.UnshareCalendar(CALENDAR, Set.of(reader))))
                .isEmpty();
    }

    static Stream<Function<UserId, CommentCommand>> comments() {
        var thread = ThreadId.of(ENTRY);
        var comment = new CommentId(1);
        return Stream.of(
                by ->
                        new CommentCommand.WriteComment(
                                thread,
                                comment,
                                by,
                                Optional.empty(),
                                Optional.empty(),
                                "x",
                                false),
                by -> new CommentCommand.EditComment(thread, comment, by, "x"),
                by -> new CommentCommand.FlagComment(thread, comment, by, true),
                by ->
                        new CommentCommand.TrackOpen(
                                thread, comment, by, Instant.EPOCH, LocalDate.of(2026, 1, 1), "x"));
    }

    @ParameterizedTest
    @MethodSource("comments")
    void whoever_may_read_an_entry_may_speak_about_it_in_their_own_name(
            Function<UserId, CommentCommand> command) {
        for (var user : USERS.values()) {
            assertThat(refusal(Actor.user(user), command.apply(user))).isEmpty();
            assertThat(refusal(Actor.user(user), command.apply(STRANGER)))
                    .containsInstanceOf(Rejection.NotPermitted.class);
        }
        assertThat(refusal(Actor.user(STRANGER), command.apply(STRANGER)))
                .contains(new Rejection.NotPermitted("Event", "Access denied to this event"));
    }

    @Test
    void there_is_nothing_to_say_about_an_entry_that_is_not_there() {
        var owner = new UserId(4);
        var thread = ThreadId.of(new EntryId(43));
        assertThat(
                        refusal(
                                Actor.user(owner),
                                new CommentCommand.FlagComment(
                                        thread, new CommentId(1), owner, true)))
                .contains(new Rejection.NotFound("Event", "43"));
    }

    @Test
    void an_import_fetches_an_entry_from_elsewhere_only_for_who_may_write_there() {
        var content =
                ImportedEntry.single(
                        "x",
                        Details.titled("x"),
                        new Span.AllDay(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)));
        var writer = new UserId(2);
        var owner = new UserId(4);
        var fetch = new EntryCommand.ImportEntry(STORED, CALENDAR, writer, content);

        assertThat(refusal(Actor.user(writer), fetch))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(Actor.user(owner), fetch)).isEmpty();
    }

    @Test
    void what_is_not_there_is_not_found() {
        var owner = Actor.user(new UserId(4));
        assertThat(refusal(owner, new CalendarCommand.ResetFeed(new CalendarId(6))))
                .contains(new Rejection.NotFound("Calendar", "6"));
        assertThat(
                        refusal(
                                owner,
                                new EntryCommand.DeleteEntry(
                                        new EntryId(43),
                                        Optional.empty(),
                                        Scope.ALL,
                                        OptionalLong.empty())))
                .contains(new Rejection.NotFound("Event", "43"));
        assertThat(refusal(owner, new EntryCommand.MoveEntry(ENTRY, new CalendarId(6))))
                .contains(new Rejection.NotFound("Calendar", "6"));
        assertThat(refusal(owner, edit(Optional.of(new CalendarId(6)))))
                .contains(new Rejection.NotFound("Calendar", "6"));
    }

    @Test
    void a_course_is_its_owners_and_not_there_for_anybody_else() {
        var owner = new UserId(4);
        for (var command :
                List.of(
                        new CourseCommand.DeleteCourse(COURSE),
                        new CourseCommand.ChangeCourse(
                                COURSE,
                                Optional.of("x"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))) {
            assertThat(refusal(Actor.user(owner), command)).isEmpty();
            assertThat(refusal(Actor.user(STRANGER), command))
                    .contains(new Rejection.NotFound("Course", "6"));
        }
        var gone = new CourseCommand.DeleteCourse(new CourseId(5));
        assertThat(refusal(Actor.user(owner), gone))
                .contains(new Rejection.NotFound("Course", "5"));
    }

    @Test
    void nobody_creates_a_course_for_somebody_else() {
        var create =
                new CourseCommand.CreateCourse(COURSE, STRANGER, CourseDetails.named("Biology"));
        assertThat(refusal(Actor.user(STRANGER), create)).isEmpty();
        assertThat(refusal(Actor.user(new UserId(4)), create))
                .containsInstanceOf(Rejection.NotPermitted.class);
    }

    private static RuleDetails rule(Action action) {
        return new RuleDetails(
                "x",
                Optional.empty(),
                Trigger.EVENT_CREATED,
                true,
                Logic.AND,
                List.of(),
                List.of(action));
    }

    @Test
    void a_rule_is_its_owners_and_denied_to_anybody_else() {
        var owner = new UserId(4);
        for (var command :
                List.of(
                        new RuleCommand.DeleteRule(RULE),
                        new RuleCommand.ChangeRule(RULE, rule(new Action.Cancel())))) {
            assertThat(refusal(Actor.user(owner), command)).isEmpty();
            assertThat(refusal(Actor.user(STRANGER), command))
                    .contains(new Rejection.NotPermitted("Rule", "Access denied to this rule"));
        }
        assertThat(refusal(Actor.user(owner), new RuleCommand.DeleteRule(new RuleId(15))))
                .contains(new Rejection.NotFound("Rule", "15"));
    }

    @Test
    void a_rule_moves_events_only_to_where_its_owner_may_write() {
        var moves = rule(new Action.MoveTo(CALENDAR));
        for (var share : USERS.entrySet()) {
            var user = share.getValue();
            var create = new RuleCommand.CreateRule(new RuleId(15), user, moves);
            assertThat(refusal(Actor.user(user), create).isEmpty())
                    .as("%s", share.getKey())
                    .isEqualTo(share.getKey().includes(Permission.WRITE));
        }
        var owner = new UserId(4);
        assertThat(
                        refusal(
                                Actor.user(owner),
                                new RuleCommand.ChangeRule(
                                        RULE, rule(new Action.MoveTo(new CalendarId(6))))))
                .contains(new Rejection.NotFound("Calendar", "6"));
        assertThat(
                        refusal(
                                Actor.user(owner),
                                new RuleCommand.CreateRule(
                                        new RuleId(15), STRANGER, rule(new Action.Cancel()))))
                .containsInstanceOf(Rejection.NotPermitted.class);
    }

    @Test
    void an_endpoint_is_its_owners_and_there_for_nobody_else() {
        var owner = new UserId(4);
        var details =
                EndpointDetails.events(
                        URI.create("https://hooks.example.com/"), List.of(), Optional.empty());
        for (var command :
                List.of(
                        new EndpointCommand.ChangeEndpoint(
                                ENDPOINT,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Optional.empty())),
                        new EndpointCommand.EnableEndpoint(ENDPOINT),
                        new EndpointCommand.DisableEndpoint(ENDPOINT, "x"),
                        new EndpointCommand.ReplaceSecret(ENDPOINT),
                        new EndpointCommand.DeleteEndpoint(ENDPOINT))) {
            assertThat(refusal(Actor.user(owner), command)).isEmpty();
            assertThat(refusal(Actor.user(STRANGER), command))
                    .contains(new Rejection.NotFound("Webhook endpoint", "3"));
        }
        var register = new EndpointCommand.RegisterEndpoint(new EndpointId(4), STRANGER, details);
        assertThat(refusal(Actor.user(STRANGER), register)).isEmpty();
        assertThat(refusal(Actor.user(owner), register))
                .containsInstanceOf(Rejection.NotPermitted.class);
    }

    @Test
    void only_the_system_keeps_runs() {
        var owner = new UserId(4);
        var begin =
                new RunCommand.BeginRun(
                        new RunId(RULE, ENTRY, 0, OptionalLong.empty()),
                        31,
                        owner,
                        Optional.empty(),
                        Reach.WHOLE,
                        List.of());
        assertThat(refusal(Actor.user(owner), begin))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(new Actor(owner, Origin.of(Origin.Kind.RULE, 14)), begin))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(new Actor(owner, Origin.of(Origin.Kind.SYSTEM)), begin)).isEmpty();
    }

    @Test
    void a_connection_is_its_users_and_not_there_for_anybody_else() {
        for (var command :
                List.of(
                        new ConnectionCommand.ReportFailure(
                                CONNECTION, FailureReason.SYNC_FAILED, "x"),
                        new ConnectionCommand.ReportRecovery(CONNECTION),
                        new ConnectionCommand.ListCalendars(CONNECTION, List.of()),
                        map(CALENDAR),
                        new ConnectionCommand.EndMapping(CONNECTION, new MappingId(1), "x"),
                        new ConnectionCommand.Disconnect(CONNECTION))) {
            assertThat(refusal(Actor.user(new UserId(4)), command)).isEmpty();
            assertThat(refusal(Actor.user(STRANGER), command))
                    .contains(new Rejection.NotFound("Connection", "3"));
        }
        var gone = new ConnectionCommand.Disconnect(new ConnectionId(4));
        assertThat(refusal(Actor.user(new UserId(4)), gone))
                .contains(new Rejection.NotFound("Connection", "4"));
    }

    @Test
    void nobody_links_an_account_for_somebody_else_or_takes_a_connection_over() {
        assertThat(refusal(Actor.user(STRANGER), connect(new ConnectionId(4)))).isEmpty();
        assertThat(refusal(Actor.user(new UserId(4)), connect(new ConnectionId(4))))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(Actor.user(STRANGER), connect(CONNECTION)))
                .contains(new Rejection.NotFound("Connection", "3"));
    }

    @Test
    void what_is_mapped_must_be_writable_for_the_user() {
        assertThat(refusal(Actor.user(new UserId(4)), map(new CalendarId(6))))
                .contains(new Rejection.NotFound("Calendar", "6"));
    }

    @Test
    void a_conflict_is_recorded_for_oneself_and_settled_by_its_user() {
        var record =
                new ConflictCommand.RecordConflict(
                        CONFLICT,
                        STRANGER,
                        CONNECTION,
                        new MappingId(1),
                        ENTRY,
                        List.of(),
                        Side.LOCAL);
        assertThat(refusal(Actor.user(STRANGER), record)).isEmpty();
        assertThat(refusal(Actor.user(new UserId(4)), record))
                .containsInstanceOf(Rejection.NotPermitted.class);

        var settle = new ConflictCommand.SettleConflict(CONFLICT, Side.LOCAL);
        assertThat(refusal(Actor.user(new UserId(4)), settle)).isEmpty();
        assertThat(refusal(Actor.user(STRANGER), settle))
                .contains(new Rejection.NotFound("Conflict", "81"));
    }

    private static ConnectionCommand connect(ConnectionId connection) {
        return new ConnectionCommand.Connect(
                connection, STRANGER, ProviderKind.GOOGLE, "sub", "x@example.org", Set.of(), false);
    }

    private static ConnectionCommand map(CalendarId calendar) {
        return new ConnectionCommand.MapCalendar(
                CONNECTION,
                new MappingId(1),
                new MappingTerms(
                        "x", calendar, "x", true, false, List.of(), ConflictPolicy.NEWEST));
    }

    @Test
    void users_act_on_themselves_and_only_operators_grant_roles() {
        var ana = new UserId(7);
        var rename =
                new CalendarCommand.CreateCalendar(
                        new CalendarId(8), ana, CalendarDetails.named("x"), false);
        assertThat(refusal(Actor.user(ana), rename)).isEmpty();
        assertThat(refusal(Actor.user(STRANGER), rename))
                .containsInstanceOf(Rejection.NotPermitted.class);

        var grant = new UserCommand.GrantRole(ana, Role.OPERATOR);
        assertThat(refusal(Actor.user(ana), grant))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(new Actor(STRANGER, Origin.of(Origin.Kind.OPERATOR)), grant)).isEmpty();
    }

    @Test
    void operators_take_roles_but_not_their_own() {
        var ana = new UserId(7);
        var take = new UserCommand.TakeRole(ana, Role.OPERATOR);
        assertThat(refusal(Actor.user(ana), take)).containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(refusal(new Actor(STRANGER, Origin.of(Origin.Kind.OPERATOR)), take)).isEmpty();
        assertThat(refusal(new Actor(ana, Origin.of(Origin.Kind.OPERATOR)), take))
                .containsInstanceOf(Rejection.NotPermitted.class);
        assertThat(
                        refusal(
                                new Actor(ana, Origin.of(Origin.Kind.OPERATOR)),
                                new UserCommand.TakeRole(ana, Role.AUDITOR)))
                .isEmpty();
    }

    @Test
    void only_the_system_closes_calendars_takes_words_out_and_erases_users() {
        var owner = Objects.requireNonNull(USERS.get(Permission.OWNER));
        var system = new Actor(STRANGER, Origin.of(Origin.Kind.SYSTEM));
        var content =
                new SingleEntry(
                        ENTRY,
                        CALENDAR,
                        "uid",
                        owner,
                        Details.titled("x"),
                        new Span.AllDay(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)));
        for (var command :
                List.of(
                        new CalendarCommand.CloseCalendar(CALENDAR),
                        new EntryCommand.BlankEntry(ENTRY, content, OptionalLong.empty()),
                        new UserCommand.EraseUser(owner))) {
            for (var kind : Origin.Kind.values()) {
                if (kind != Origin.Kind.SYSTEM) {
                    assertThat(refusal(new Actor(owner, Origin.of(kind)), command))
                            .as("%s as %s", command, kind)
                            .containsInstanceOf(Rejection.NotPermitted.class);
                }
            }
            assertThat(refusal(system, command)).isEmpty();
        }
    }

    private static EntryCommand.UpdateEntry edit(Optional<CalendarId> to) {
        return new EntryCommand.UpdateEntry(
                ENTRY,
                Optional.empty(),
                Scope.ALL,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                to,
                Absences.AS_BEFORE,
                false);
    }

    private Optional<Rejection> refusal(Actor actor, Object command) {
        try {
            access.check(actor, command);
            return Optional.empty();
        } catch (Rejected refused) {
            return Optional.of(refused.rejection());
        }
    }
}
