package almanac.app.config;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.user.Profile;
import almanac.user.UserCommand;
import almanac.user.UserFact;
import almanac.user.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The smallest aggregates with which identity can be tried before command-side has its own. */
@TestConfiguration(proxyBeanMethods = false)
@SuppressWarnings("NullAway.Init")
public class StandIns {

    @Bean
    AggregateType userType() {
        return new AggregateType(User.class);
    }

    @Bean
    AggregateType calendarType() {
        return new AggregateType(Calendar.class);
    }

    static final class User {
        @AggregateIdentifier private UserId id;
        private Profile profile;

        User() {}

        @CommandHandler
        User(UserCommand.RegisterUser command) {
            apply(new UserFact.UserRegistered(command.user(), command.profile()));
        }

        @CommandHandler
        void on(UserCommand.ChangeProfile c) {
            apply(
                    new UserFact.ProfileChanged(
                            id,
                            new Profile(
                                    profile.username(),
                                    profile.email(),
                                    c.firstName().orElse(profile.firstName()),
                                    c.lastName().orElse(profile.lastName()),
                                    c.zone().orElse(profile.zone()),
                                    c.timeFormat().orElse(profile.timeFormat()),
                                    c.weekStartDay().orElse(profile.weekStartDay()),
                                    c.themeColor().orElse(profile.themeColor()),
                                    c.eventLabels().orElse(profile.eventLabels()))));
        }

        @CommandHandler
        void on(UserCommand.GrantRole c) {
            apply(new UserFact.RoleGranted(id, c.role()));
        }

        @CommandHandler
        void on(UserCommand.IssueApiKey c) {
            apply(new UserFact.ApiKeyIssued(id, c.key(), c.terms()));
        }

        @CommandHandler
        void on(UserCommand.RotateApiKey c) {
            apply(new UserFact.ApiKeyRotated(id, c.key(), c.terms()));
        }

        @CommandHandler
        void on(UserCommand.RevokeApiKey c) {
            apply(new UserFact.ApiKeyRevoked(id, c.key()));
        }

        @EventSourcingHandler
        void on(UserFact.UserRegistered fact) {
            id = fact.user();
            profile = fact.profile();
        }

        @EventSourcingHandler
        void on(UserFact.ProfileChanged fact) {
            profile = fact.profile();
        }
    }

    static final class Calendar {
        @AggregateIdentifier private CalendarId id;

        Calendar() {}

        @CommandHandler
        Calendar(CalendarCommand.CreateCalendar c) {
            apply(
                    new CalendarFact.CalendarCreated(
                            c.calendar(), c.owner(), c.details(), c.primary()));
        }

        @EventSourcingHandler
        void on(CalendarFact.CalendarCreated fact) {
            id = fact.calendar();
        }
    }
}
