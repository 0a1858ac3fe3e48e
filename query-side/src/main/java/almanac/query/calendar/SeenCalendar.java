package almanac.query.calendar;

import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.calendar.Visibility;
import almanac.query.rebuild.Row;
import almanac.user.UserId;
import almanac.user.UserSummary;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A calendar that someone may see, not yet with the names of its people. */
public final class SeenCalendar {
    private final Row<CalendarState> row;
    private final Permission permission;

    SeenCalendar(Row<CalendarState> row, Permission permission) {
        this.row = row;
        this.permission = permission;
    }

    public CalendarId id() {
        return row.state().id();
    }

    String name() {
        return row.state().details().name();
    }

    public Visibility visibility() {
        return row.state().details().visibility();
    }

    boolean primary() {
        return row.state().primary();
    }

    public Permission permission() {
        return permission;
    }

    int rank() {
        return row.state().details().rank();
    }

    /** Everyone whose summary the view needs. */
    public Collection<UserId> people() {
        return row.state().members().toList();
    }

    /** The view, with the summaries of at least {@link #people()}. */
    public CalendarView view(Map<UserId, UserSummary> summaries) {
        var state = row.state();
        return new CalendarView(
                state.id(),
                state.details(),
                state.primary(),
                summary(summaries, state.owner()),
                state.grants().stream()
                        .map(grant ->
                                new CalendarView.Share(
                                        summary(summaries, grant.user()), grant.permission()))
                        .toList(),
                permission,
                state.feedGeneration(),
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }

    private static UserSummary summary(Map<UserId, UserSummary> summaries, UserId user) {
        return Optional.ofNullable(summaries.get(user)).orElseThrow();
    }
}
