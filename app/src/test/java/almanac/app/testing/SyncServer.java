package almanac.app.testing;

import almanac.sync.SyncSide;
import almanac.user.UserId;
import java.util.List;

/** The one server with {@link FakeProviders} that tests share; it takes any return address here. */
public final class SyncServer {

    public static final AlmanacServer SERVER =
            AlmanacServer.startWith(
                    List.of(FakeProviders.Beans.class),
                    AlmanacServer.temporaryDirectory(),
                    "--almanac.security.registrations-per-minute=100000",
                    "--almanac.frontend-url=https://cal.example/app/");

    public static final FakeProviders PROVIDERS = SERVER.bean(FakeProviders.class);

    static {
        // else the real engine would look for the grants of accounts that only the fakes know
        SERVER.bean(SyncSide.class).stop();
    }

    private SyncServer() {}

    public static Person person(String name) {
        return Person.at(SERVER, name);
    }

    public static UserId user(Person person) {
        return new UserId(person.user().id());
    }
}
