package almanac.command.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.automation.RuleId;
import almanac.calendar.CalendarCommand.ResetFeed;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import almanac.webhook.EndpointId;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessInterceptorTest {

    private static final UserId OWNER = new UserId(1);

    private final AccessInterceptor interceptor =
            new AccessInterceptor(
                    new Grants() {
                        @Override
                        public boolean exists(CalendarId calendar) {
                            return true;
                        }

                        @Override
                        public Optional<Permission> permission(UserId user, CalendarId calendar) {
                            return user.equals(OWNER)
                                    ? Optional.of(Permission.OWNER)
                                    : Optional.empty();
                        }

                        @Override
                        public Optional<CalendarId> calendarOf(EntryId entry) {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<UserId> ownerOf(CourseId course) {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<UserId> ownerOf(RuleId rule) {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<UserId> ownerOf(EndpointId endpoint) {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<UserId> ownerOf(ConnectionId connection) {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<UserId> ownerOf(ConflictId conflict) {
                            return Optional.empty();
                        }
                    });

    private Object handle(Map<String, String> metaData) throws Exception {
        CommandMessage<?> message =
                new GenericCommandMessage<>(new ResetFeed(new CalendarId(5)), metaData);
        var answer = interceptor.handle(new DefaultUnitOfWork<>(message), () -> "handled");
        return String.valueOf(answer);
    }

    @Test
    void who_may_goes_through_to_the_handler() throws Exception {
        assertThat(handle(Actor.user(OWNER).asMetaData())).isEqualTo("handled");
    }

    @Test
    void who_may_not_is_refused_before_it() {
        assertThat(
                        catchThrowableOfType(
                                        Rejected.class,
                                        () -> handle(Actor.user(new UserId(2)).asMetaData()))
                                .rejection())
                .isInstanceOf(Rejection.NotPermitted.class);
    }

    @Test
    void a_command_that_nobody_sent_goes_nowhere() {
        assertThat(catchThrowableOfType(Rejected.class, () -> handle(Map.of())).rejection())
                .isInstanceOf(Rejection.Unauthenticated.class);
    }
}
