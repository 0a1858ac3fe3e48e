package almanac.app.api.calendars;

import almanac.calendar.CalendarView;
import almanac.user.UserSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One calendar as a viewer sees it; every field is there. */
record CalendarJson(
        long id,
        String name,
        @Nullable String description,
        String color,
        @Nullable String icon,
        String visibility,
        boolean isActive,
        boolean isDefault,
        String permission,
        Person owner,
        List<Share> sharedWith,
        @Nullable Long groupId,
        @Nullable Object group,
        int rank,
        Instant createdAt,
        Instant updatedAt) {

    @Schema(name = "Calendar person")
    record Person(long id, String username, @Nullable String firstName, @Nullable String lastName) {
        static Person of(UserSummary user) {
            return new Person(
                    user.id().value(),
                    user.username(),
                    user.firstName().orElse(null),
                    user.lastName().orElse(null));
        }
    }

    /** A person with what they may do. */
    record Share(
            long id,
            String username,
            @Nullable String firstName,
            @Nullable String lastName,
            String permission) {
        static Share of(CalendarView.Share share) {
            var person = Person.of(share.user());
            return new Share(
                    person.id(),
                    person.username(),
                    person.firstName(),
                    person.lastName(),
                    word(share.permission()));
        }
    }

    record SharedUser(Person user, String permission) {
        static SharedUser of(CalendarView.Share share) {
            return new SharedUser(Person.of(share.user()), word(share.permission()));
        }
    }

    static CalendarJson of(CalendarView view) {
        var details = view.details();
        return new CalendarJson(
                view.id().value(),
                details.name(),
                details.description().orElse(null),
                details.color(),
                details.icon().orElse(null),
                word(details.visibility()),
                true,
                view.primary(),
                word(view.permission()),
                Person.of(view.owner()),
                view.shares().stream().map(Share::of).toList(),
                null,
                null,
                details.rank(),
                view.createdAt(),
                view.updatedAt());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
