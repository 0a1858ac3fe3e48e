package almanac.calendar;

import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a calendar. */
public sealed interface CalendarCommand {

    CalendarId calendar();

    /**
     * @param primary whether it is the owner's default calendar, opened at registration
     */
    record CreateCalendar(
            @TargetAggregateIdentifier CalendarId calendar,
            UserId owner,
            CalendarDetails details,
            boolean primary)
            implements CalendarCommand {}

    /** Changes what is present. */
    record ChangeCalendar(
            @TargetAggregateIdentifier CalendarId calendar,
            Optional<String> name,
            Optional<Optional<String>> description,
            Optional<String> color,
            Optional<Optional<String>> icon,
            Optional<Visibility> visibility,
            Optional<Integer> rank)
            implements CalendarCommand {}

    /**
     * Deletes the calendar with everything on it; only its owner may, and never the default one.
     */
    record DeleteCalendar(@TargetAggregateIdentifier CalendarId calendar)
            implements CalendarCommand {}

    /** Brings a deleted calendar back as it was; changes nothing where it is there. */
    record RestoreCalendar(
            @TargetAggregateIdentifier CalendarId calendar,
            UserId owner,
            CalendarDetails details,
            List<Share> shares)
            implements CalendarCommand {
        public RestoreCalendar {
            shares = List.copyOf(shares);
        }
    }

    /**
     * Deletes the calendar with everything on it, the default one too; for the system, when its
     * owner is erased. Repeated it changes nothing.
     */
    record CloseCalendar(@TargetAggregateIdentifier CalendarId calendar)
            implements CalendarCommand {}

    /** Gives each user this permission in place of an earlier one. */
    record ShareCalendar(
            @TargetAggregateIdentifier CalendarId calendar,
            Set<UserId> users,
            Permission permission)
            implements CalendarCommand {}

    record UnshareCalendar(@TargetAggregateIdentifier CalendarId calendar, Set<UserId> users)
            implements CalendarCommand {}

    /** Makes every earlier subscription address of the calendar void. */
    record ResetFeed(@TargetAggregateIdentifier CalendarId calendar) implements CalendarCommand {}
}
