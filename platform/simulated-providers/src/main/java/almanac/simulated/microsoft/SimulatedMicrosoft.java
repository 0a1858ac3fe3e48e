package almanac.simulated.microsoft;

import almanac.simulated.Faults;
import almanac.simulated.Html;
import almanac.simulated.Notice;
import almanac.simulated.Simulator;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Microsoft's sign-in ({@code /common/oauth2/v2.0/…}), Graph ({@code /v1.0/…}), a page on which the
 * account's person edits ({@code /person}) and one on which things are made to fail ({@code
 * /faults}). There are two accounts: {@link #ALEX}, with two calendars, and {@link #SAM}.
 */
public final class SimulatedMicrosoft implements Simulator {

    public static final String ALEX = "alex@contoso.example";
    public static final String SAM = "sam@contoso.example";

    private final Faults faults = new Faults();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Mailbox> people = new LinkedHashMap<>();
    private final Map<Mailbox, Writes> writers = new LinkedHashMap<>();
    private final SignIn signIn;
    private final DeltaRounds rounds = new DeltaRounds();
    private final Subscriptions subscriptions;
    private final Graph graph;
    private final Controls controls;

    /**
     * @param root where the simulator is mounted, for the absolute links that Graph answers
     * @param sender carries change notifications
     * @param handshake asks webhooks whether they are there
     */
    public SimulatedMicrosoft(
            Supplier<URI> root, Clock clock, Notice.Sender sender, Handshake handshake) {
        this.subscriptions = new Subscriptions(sender, handshake);
        open(ALEX, "a1e00000-0000-4000-8000-000000000001", clock);
        open(SAM, "5a300000-0000-4000-8000-000000000002", clock);
        this.signIn = new SignIn(clock, people);
        this.graph = new Graph(root, signIn, rounds, subscriptions);
        this.controls = new Controls(people, signIn, rounds, subscriptions);
    }

    private void open(String address, String object, Clock clock) {
        var mailbox = new Mailbox(address, object, clock, subscriptions::touched);
        mailbox.addCalendar("Calendar", "#0078d4", true, true);
        mailbox.addCalendar("Team", "#498205", true, false);
        mailbox.addCalendar("Holidays", "", false, false);
        people.put(address, mailbox);
        writers.put(mailbox, new Writes(mailbox));
    }

    /** What somebody does with an account's calendars in Outlook. */
    public RemotePerson person(String address) {
        var mailbox = mailbox(address);
        return new RemotePerson(this, mailbox, writer(mailbox));
    }

    private Mailbox mailbox(String address) {
        return Optional.ofNullable(people.get(address))
                .orElseThrow(() -> new IllegalArgumentException("no account " + address));
    }

    private Writes writer(Mailbox mailbox) {
        return Optional.ofNullable(writers.get(mailbox)).orElseThrow();
    }

    /** What strikes the next requests to Graph and to the token endpoint. */
    public Faults faults() {
        return faults;
    }

    @Override
    public Response answer(Request request) {
        Response response;
        List<Runnable> calls;
        synchronized (this) {
            response = answered(request);
            calls = subscriptions.takeCalls();
        }
        calls.forEach(Runnable::run);
        return response;
    }

    /** Does something as if a request had done it, then calls whoever wants to know. */
    synchronized <T> T act(Supplier<T> action) {
        return action.get();
    }

    void deliver() {
        List<Runnable> calls;
        synchronized (this) {
            calls = subscriptions.takeCalls();
        }
        calls.forEach(Runnable::run);
    }

    private Response machine(Request request) {
        try {
            return request.path().startsWith("/v1.0/")
                    ? graph.answer(request, request.path().substring(5), this::writer)
                    : signIn.token(request);
        } catch (Refusal refusal) {
            return refusal.response();
        }
    }

    private Response answered(Request request) {
        try {
            return routed(request);
        } catch (RuntimeException broken) {
            return new Refusal(500, "InternalServerError", String.valueOf(broken)).response();
        }
    }

    private Response routed(Request request) {
        var path = request.path();
        if (path.endsWith("/oauth2/v2.0/authorize")) {
            return request.method().equals("POST")
                    ? signIn.decided(request)
                    : signIn.consentPage(request);
        }
        if (path.endsWith("/oauth2/v2.0/token") || path.startsWith("/v1.0/")) {
            requests.add(request.method() + " " + path);
            return faults.answer(() -> machine(request));
        }
        return switch (path) {
            case "/person" -> PersonPage.answer(request, people, this::writer);
            case "/faults" -> FaultPage.answer(request, faults, controls);
            default -> Response.page(404, Html.page("Not found", "<p>There is nothing here.</p>"));
        };
    }

    /** Every request to Graph and to the token endpoint so far, "METHOD path". */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** No delta token holds any more: 410 with a Location. */
    public synchronized void expireDeltaTokens() {
        rounds.expire("");
    }

    /** No delta token holds any more: 400 with this code, as Outlook has it on other days. */
    public synchronized void expireDeltaTokens(String code) {
        rounds.expire(code);
    }

    public synchronized void expireAccessTokens() {
        signIn.expireAccessTokens();
    }

    /** The person takes back what they let apps do. */
    public synchronized void revoke(String address) {
        signIn.revoke(mailbox(address));
    }

    /** A refresh token works only once, as with stricter servers. */
    public synchronized void refreshOnce(boolean once) {
        signIn.strict(once);
    }

    /** Sends a lifecycle notification to every subscriber; removed ones are gone. */
    public void lifecycle(String event) {
        synchronized (this) {
            subscriptions.lifecycle(event);
        }
        deliver();
    }

    public synchronized int subscriptions() {
        return subscriptions.count();
    }
}
