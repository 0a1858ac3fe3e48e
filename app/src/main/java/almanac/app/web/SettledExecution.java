package almanac.app.web;

import almanac.automation.Execution;
import almanac.automation.RuleId;
import almanac.calendar.CalendarId;
import almanac.store.WritePosition;
import almanac.time.Window;
import almanac.user.UserId;
import java.util.Set;

/** Returns when what the rule did can be read. */
public final class SettledExecution implements Execution {

    private final Execution execution;
    private final ProjectedVisibility visibility;

    public SettledExecution(Execution execution, ProjectedVisibility visibility) {
        this.execution = execution;
        this.visibility = visibility;
    }

    @Override
    public int execute(UserId user, RuleId rule, Set<CalendarId> calendars, Window window) {
        var written = WritePosition.capture(() -> execution.execute(user, rule, calendars, window));
        visibility.awaitAll(written.position());
        return written.value();
    }
}
