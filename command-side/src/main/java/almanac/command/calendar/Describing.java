package almanac.command.calendar;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

/** Creating, describing and deleting calendars. */
final class Describing {

    private Describing() {}

    static List<CalendarFact> create(CalendarState state, CalendarCommand.CreateCalendar command) {
        return state instanceof CalendarState.Absent
                ? List.of(
                        new CalendarFact.CalendarCreated(
                                command.calendar(),
                                command.owner(),
                                command.details(),
                                command.primary()))
                : List.of();
    }

    static List<CalendarFact> change(CalendarState state, CalendarCommand.ChangeCalendar command) {
        var before = CalendarState.open(state, command.calendar()).details();
        var after =
                new CalendarDetails(
                        command.name().orElse(before.name()),
                        command.description().orElse(before.description()),
                        command.color().orElse(before.color()),
                        command.icon().orElse(before.icon()),
                        command.visibility().orElse(before.visibility()),
                        command.rank().orElse(before.rank()));
        return after.equals(before)
                ? List.of()
                : List.of(new CalendarFact.CalendarChanged(command.calendar(), after));
    }

    static List<CalendarFact> delete(CalendarState state, CalendarCommand.DeleteCalendar command) {
        if (CalendarState.open(state, command.calendar()).primary()) {
            throw new Rejected(
                    new Rejection.Conflict("id", "the default calendar cannot be deleted"));
        }
        return List.of(new CalendarFact.CalendarDeleted(command.calendar()));
    }

    /** Its owner's alone, who cannot be another now; the guard knows no deleted calendar. */
    static List<CalendarFact> restore(
            CalendarState state, CalendarCommand.RestoreCalendar command) {
        return switch (state) {
            case CalendarState.Deleted deleted when deleted.owner().equals(command.owner()) ->
                    List.of(
                            new CalendarFact.CalendarRestored(
                                    command.calendar(), command.details(), command.shares()));
            case CalendarState.Open open when open.owner().equals(command.owner()) -> List.of();
            case CalendarState.Deleted other -> throw missing(command);
            case CalendarState.Open other -> throw missing(command);
            case CalendarState.Absent absent -> throw missing(command);
        };
    }

    private static Rejected missing(CalendarCommand command) {
        return new Rejected(
                new Rejection.NotFound("Calendar", Long.toString(command.calendar().value())));
    }

    static List<CalendarFact> close(CalendarState state, CalendarCommand.CloseCalendar command) {
        return state instanceof CalendarState.Open
                ? List.of(new CalendarFact.CalendarDeleted(command.calendar()))
                : List.of();
    }
}
