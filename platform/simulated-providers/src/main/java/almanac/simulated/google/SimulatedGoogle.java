package almanac.simulated.google;

import almanac.simulated.Faults;
import almanac.simulated.Notice;
import almanac.simulated.Simulator;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * A Google with two accounts that lives in memory and forgets everything when it is closed. Where
 * it is mounted, the authorize endpoint is {@code o/oauth2/v2/auth}, the token endpoint {@code
 * token}, revocation {@code revoke} and the API's root the mount itself; {@code person} and {@code
 * faults} are pages for people.
 */
public final class SimulatedGoogle implements Simulator {

    /** Whose account is meant where nobody says; its calendar is named by it. */
    public static final String SAM = "sam@example.com";

    /** A second account, without anything in it. */
    public static final String KIM = "kim@example.com";

    /** Sam's second calendar. */
    public static final String FAMILY = "family@group.calendar.example.com";

    /** A calendar that Sam may only read. */
    public static final String TEAM = "team@group.calendar.example.com";

    /** A calendar of which Sam may only know when it is busy. */
    public static final String BOSS = "boss@example.com";

    private static final int KEPT_REQUESTS = 10_000;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final World world;
    private final Grants grants;
    private final EventWrites writes;
    private final CalendarApi api;
    private final OAuthApi oauth;
    private final RemotePerson person = new RemotePerson(this);
    private final Faults faults = new Faults();
    private final Notice.Sender sender;
    private final Deque<String> requests = new ArrayDeque<>();
    private final Pages pages;

    /**
     * @param sender carries push notifications
     */
    public SimulatedGoogle(Clock clock, Notice.Sender sender) {
        this.world = new World(clock);
        this.sender = sender;
        this.grants = new Grants(world);
        this.writes = new EventWrites(world);
        this.api = new CalendarApi(world, writes);
        this.oauth = new OAuthApi(world, grants);
        this.pages = new Pages(this, new ConsentPage(world, grants));
        seed();
    }

    private void seed() {
        var sam = world.account("100000000000000000001", SAM, "Sam Sample");
        var kim = world.account("100000000000000000002", KIM, "Kim Sample");
        world.shelf(SAM, SAM, BERLIN, "#9fe1e7");
        world.shelf(FAMILY, "Family", BERLIN, "#f83a22");
        world.shelf(TEAM, "Team", ZoneId.of("America/New_York"), "#16a765");
        world.shelf(BOSS, BOSS, BERLIN, "#9a9cff");
        world.shelf(KIM, KIM, BERLIN, "#9fe1e7");
        sam.calendars().put(SAM, World.Role.OWNER);
        sam.calendars().put(FAMILY, World.Role.OWNER);
        sam.calendars().put(TEAM, World.Role.READER);
        sam.calendars().put(BOSS, World.Role.FREE_BUSY);
        kim.calendars().put(KIM, World.Role.OWNER);
    }

    @Override
    public Response answer(Request request) {
        return alone(() -> {
            if (pages.answers(request.path())) {
                return pages.answer(request);
            }
            requests.addLast(request.method() + " " + request.path());
            if (requests.size() > KEPT_REQUESTS) {
                requests.removeFirst();
            }
            return faults.answer(() -> machine(request));
        });
    }

    private Response machine(Request request) {
        try {
            if (request.path().equals("/token")) {
                return oauth.token(request);
            }
            if (request.path().equals("/revoke")) {
                return oauth.revoke(request);
            }
            var session = grants.session(request.header("authorization"));
            if (session.isEmpty()) {
                return OAuthApi.unauthorized();
            }
            if (request.path().equals("/oauth2/v3/userinfo")) {
                return oauth.userinfo(session.get());
            }
            return request.path().startsWith("/calendar/v3/")
                    ? api.answer(session.get(), request)
                    : Refusal.notFound().response();
        } catch (Refusal refusal) {
            return refusal.response();
        }
    }

    /** Does one thing while nothing else happens, then tells who watches. */
    <T> T alone(Supplier<T> work) {
        List<Notice> notices;
        T result;
        synchronized (world) {
            result = work.get();
            notices = world.takeNotices();
        }
        notices.forEach(sender::send);
        return result;
    }

    World world() {
        return world;
    }

    EventWrites writes() {
        return writes;
    }

    /** A person who edits in Google's own page. */
    public RemotePerson person() {
        return person;
    }

    /** What goes wrong with the next requests to the API or the token endpoint. */
    public Faults faults() {
        return faults;
    }

    /** The last requests of clients, as method and path. */
    public List<String> requests() {
        return alone(() -> List.copyOf(requests));
    }

    /** Mails to guests that a client asked for so far. */
    public List<String> mails() {
        return alone(world::mails);
    }

    /** Makes every sync token so far answer 410. */
    public void expireSyncTokens() {
        run(world::expireSyncTokens);
    }

    /** Makes every page token so far void. */
    public void expirePageTokens() {
        run(world::expirePageTokens);
    }

    /** Puts so many empty pages with a continuation before the rest of the next lists. */
    public void planEmptyPages(int pageCount) {
        run(() -> world.planEmptyPages(pageCount));
    }

    /** Makes every access token so far answer 401; refresh tokens go on working. */
    public void expireAccessTokens() {
        run(grants::expireAccessTokens);
    }

    /** The account's owner takes back what was granted. */
    public void revokeGrants(String email) {
        run(() ->
                world.accounts().stream()
                        .filter(account -> account.email().equals(email))
                        .forEach(grants::revokeAll));
    }

    /** How many grants of the account stand. */
    public int grants(String email) {
        return alone(() -> grants.standing(email));
    }

    /** From now on push channels are silent, and nobody is told; false lets them speak again. */
    public void muteChannels(boolean silent) {
        run(() -> world.channels().mute(silent));
    }

    /** Ids of the open push channels. */
    public List<String> channels() {
        return alone(() -> world.channels().ids());
    }

    private void run(Runnable work) {
        alone(() -> {
            work.run();
            return this;
        });
    }
}
