package almanac.sync.caldav;

import almanac.sync.caldav.DavFailures.Subject;
import almanac.sync.provider.Credential.Basic;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Clock;

/** One account's way to its server: answers that are no success become failures. */
final class Dav {

    private final DavTransport transport;
    private final Basic who;
    private final Clock clock;

    Dav(DavTransport transport, Basic who, Clock clock) {
        this.transport = transport;
        this.who = who;
        this.clock = clock;
    }

    Basic who() {
        return who;
    }

    /** Whatever the status; only a dead password and a full server are the same for everybody. */
    DavAnswer send(DavRequest request) {
        return transport.send(who, request);
    }

    ProviderFailed failure(Subject subject, DavRequest request, DavAnswer answer) {
        return DavFailures.of(subject, request.method(), answer, clock);
    }

    /** A 207, read. */
    Multistatus multistatus(Subject subject, DavRequest request) {
        return read(subject, request, send(request));
    }

    Multistatus read(Subject subject, DavRequest request, DavAnswer answer) {
        if (!answer.multistatus()) {
            throw failure(subject, request, answer);
        }
        try {
            return Multistatus.of(answer.body());
        } catch (Xml.Unreadable broken) {
            throw new ProviderFailed(
                    new ProviderFailure.Unreachable(
                            request.method() + " was answered with " + broken.getMessage()));
        }
    }
}
