package almanac.sync.microsoft;

import almanac.connection.ExternalCalendar.Rights;
import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.RemoteCalendar;
import com.microsoft.graph.models.Calendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The account's calendars; Graph tells no changes of them, so all are listed each time. */
final class MicrosoftCalendars {

    private final MicrosoftCalls calls;

    MicrosoftCalendars(MicrosoftCalls calls) {
        this.calls = calls;
    }

    List<RemoteCalendar> all(Account account) {
        var found = new ArrayList<RemoteCalendar>();
        var page =
                calls.call(
                        account,
                        Target.ACCOUNT,
                        graph ->
                                graph.me()
                                        .calendars()
                                        .get(request -> MicrosoftCalls.prefer(request.headers)));
        while (true) {
            Optional.ofNullable(page.getValue())
                    .orElse(List.of())
                    .forEach(calendar -> found.add(calendar(calendar)));
            var next = Optional.ofNullable(page.getOdataNextLink()).map(calls::own);
            if (next.isEmpty()) {
                return found;
            }
            page =
                    calls.call(
                            account,
                            Target.ACCOUNT,
                            graph ->
                                    graph.me()
                                            .calendars()
                                            .withUrl(next.get())
                                            .get(request ->
                                                    MicrosoftCalls.prefer(request.headers)));
        }
    }

    private static RemoteCalendar calendar(Calendar calendar) {
        return new RemoteCalendar(
                MicrosoftObject.id(calendar),
                Optional.ofNullable(calendar.getName()).orElse(""),
                Optional.empty(),
                Optional.ofNullable(calendar.getHexColor()).filter(color -> !color.isEmpty()),
                Optional.empty(),
                rights(calendar),
                Boolean.TRUE.equals(calendar.getIsDefaultCalendar()));
    }

    private static Rights rights(Calendar calendar) {
        if (!Boolean.TRUE.equals(calendar.getCanEdit())) {
            return Rights.READER;
        }
        return Boolean.TRUE.equals(calendar.getCanShare()) ? Rights.OWNER : Rights.WRITER;
    }
}
