package almanac.app.sync;

import almanac.simulated.Simulator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands before a simulated provider: at a chosen request whoever asked is killed, before the
 * provider hears of it or after it has done it and before anybody is told. It also notes what the
 * requests since then did to events.
 */
final class KillPoint implements Simulator {

    private static final int NEVER = -1;
    private static final JsonMapper JSON = new JsonMapper();

    private final Simulator provider;
    private final List<String> requests = new ArrayList<>();
    private final List<String> effects = new ArrayList<>();
    private final Set<String> created = new HashSet<>();
    private Runnable kill = () -> {};
    private int at = NEVER;
    private boolean afterwards;

    KillPoint(Simulator provider) {
        this.provider = provider;
    }

    /** From now on requests are counted from 0, and nobody dies. */
    synchronized void watch() {
        plan(NEVER, false, () -> {});
    }

    /** From now on requests are counted from 0, and at that one its sender is killed. */
    synchronized void plan(int request, boolean after, Runnable how) {
        requests.clear();
        effects.clear();
        created.clear();
        at = request;
        afterwards = after;
        kill = how;
    }

    /** Whoever asks from now on lives; requests are counted on. */
    synchronized void spare() {
        at = NEVER;
    }

    /** All requests since then, as method and path. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /**
     * What the requests since then changed, each effect as often as the provider had it: a creation
     * that is answered again with the same object had it once.
     */
    synchronized List<String> effects() {
        return List.copyOf(effects);
    }

    @Override
    public synchronized Response answer(Request request) {
        var here = requests.size() == at;
        requests.add(request.method() + " " + request.path());
        if (here && !afterwards) {
            return killed();
        }
        var response = provider.answer(request);
        note(request, response);
        return here ? killed() : response;
    }

    private Response killed() {
        at = NEVER;
        kill.run();
        return new Response(500, List.of(), "", true);
    }

    private void note(Request request, Response response) {
        var done = response.status() / 100 == 2;
        if (!done || !request.path().contains("/events") || request.path().endsWith("/watch")) {
            return;
        }
        switch (request.method()) {
            case "GET" -> {}
            case "DELETE" -> effects.add("delete");
            case "POST" -> {
                if (!request.path().endsWith("/events")) {
                    // Google's client sends a PATCH by another name
                    effects.add("update");
                } else if (created.add(id(response))) {
                    effects.add("create");
                }
            }
            default -> effects.add("update");
        }
    }

    private static String id(Response response) {
        try {
            return JSON.readTree(response.body()).path("id").asText();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
