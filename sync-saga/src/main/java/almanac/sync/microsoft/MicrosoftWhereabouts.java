package almanac.sync.microsoft;

import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.RemoteCalendar;
import com.microsoft.graph.models.Event;
import java.util.List;
import java.util.Optional;

/**
 * Which calendar has an event. Graph opens an event by the path of any calendar of the mailbox, so
 * that an answer alone does not say that the event is still there.
 */
final class MicrosoftWhereabouts {

    private static final String CALENDAR = "calendar@odata.navigationLink";

    private final MicrosoftCalls calls;

    MicrosoftWhereabouts(MicrosoftCalls calls) {
        this.calls = calls;
    }

    /**
     * Whether an event that was opened by the path of a calendar is in it. Where its link does not
     * say so the calendar's own list is asked: a calendar can have ids of more than one form, and
     * what was deleted keeps its id elsewhere.
     */
    boolean isIn(Account account, RemoteCalendar calendar, Event event) {
        var here =
                Optional.ofNullable(event.getAdditionalData().get(CALENDAR))
                        .map(Object::toString)
                        .filter(link -> link.contains("'" + calendar.id() + "'"));
        return here.isPresent()
                || Optional.ofNullable(event.getICalUId())
                        .map(uid -> lists(account, calendar, uid))
                        .orElse(true);
    }

    private boolean lists(Account account, RemoteCalendar calendar, String uid) {
        var page =
                calls.call(
                        account,
                        Target.CALENDAR,
                        graph ->
                                graph.me()
                                        .calendars()
                                        .byCalendarId(calendar.id())
                                        .events()
                                        .get(request -> {
                                            MicrosoftCalls.prefer(request.headers);
                                            request.queryParameters.filter =
                                                    "iCalUId eq '" + uid.replace("'", "''") + "'";
                                            request.queryParameters.select = new String[] {"id"};
                                        }));
        return !Optional.ofNullable(page.getValue()).orElse(List.of()).isEmpty();
    }
}
