package almanac.app.api.aurinko;

import almanac.app.error.Unavailable;
import almanac.app.web.ServerSentEvents;
import almanac.app.web.Standing;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Tells one client what changes, for as long as they listen and may. What a page holds is told,
 * then where to go on; an answer that was asked for in vain is a heartbeat.
 */
final class ChangeStream {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int PAGE = 250;

    private final SyncReading reading;
    private final SyncTokens tokens;
    private final ServerSentEvents out;
    private final EventJson.Viewing viewing;
    private final Standing standing;
    private SyncToken token;

    ChangeStream(
            SyncReading reading,
            SyncTokens tokens,
            ServerSentEvents out,
            EventJson.Viewing viewing,
            Standing standing,
            SyncToken token) {
        this.reading = reading;
        this.tokens = tokens;
        this.out = out;
        this.viewing = viewing;
        this.standing = standing;
        this.token = token;
    }

    /** Runs until the client is gone, may not read any more, or the server stops. */
    void run(Bell bell) throws IOException, InterruptedException {
        try {
            while (!bell.isSilenced()) {
                if (!standing.stands()) {
                    end("unauthorized");
                    return;
                }
                round();
                bell.await(Math.min(token.told().position(), token.gone().since()), HEARTBEAT);
            }
        } catch (Rejected refused) {
            end(code(refused.rejection()));
        }
    }

    private static String code(Rejection rejection) {
        return rejection instanceof Rejection.Expired ? "syncToken.expired" : "notFound";
    }

    private void end(String code) throws IOException {
        out.event("end", Map.of("code", code));
        out.mark(tokens.text(token));
    }

    private void round() throws IOException {
        try {
            while (!updated()) {
                mark();
            }
            while (!gone()) {
                mark();
            }
        } catch (Unavailable later) {
            // the read models are being made again; the client's place stays what it is
        }
        mark();
    }

    private void mark() throws IOException {
        out.mark(tokens.text(token));
    }

    private boolean updated() throws IOException {
        var page = reading.updated(token, PAGE);
        for (var record : page.records()) {
            out.event("updated", viewing.of(record));
        }
        token = token.told(page.next());
        return page.complete();
    }

    private boolean gone() throws IOException {
        var page = reading.gone(token, PAGE);
        for (var record : page.records()) {
            out.event("deleted", AurinkoSyncController.GoneJson.of(record));
        }
        token = token.gone(page.next());
        return page.complete();
    }
}
