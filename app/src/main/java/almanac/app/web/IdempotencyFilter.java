package almanac.app.web;

import almanac.app.digest.Fingerprints;
import almanac.app.error.Api;
import almanac.app.error.ErrorAnswers;
import almanac.app.error.Failure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out a write once for each {@code Idempotency-Key} of a caller on a path, and answers
 * repetitions with the first answer (contract.md R30, 4.4); with another query or body the key is
 * refused. After an answer of 5xx, or none at all, a repetition is another {@link Attempt}, which
 * stores nothing a second time. Routes that answer secrets are left out: their answers must not be
 * stored.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST_KEY = 255;

    private final IdempotencyStore store;
    private final ErrorAnswers answers;

    public IdempotencyFilter(IdempotencyStore store, ErrorAnswers answers) {
        this.store = store;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !WRITES.contains(request.getMethod())
                || key(request).isEmpty()
                || !(request.getAttribute(Caller.class.getName()) instanceof Caller)
                || path.startsWith("/api/auth/")
                || path.startsWith("/v1/auth/")
                || path.equals("/api/user/account")
                || path.startsWith("/api/api-keys")
                || path.equals("/v1/webhook_endpoints")
                || path.equals("/v1/subscriptions")
                || path.endsWith("/feed/reset");
    }

    private static Optional<String> key(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Idempotency-Key"))
                .or(() -> Optional.ofNullable(request.getHeader("X-Idempotency-Key")))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = key(request).orElseThrow();
        if (key.length() > LONGEST_KEY) {
            var reason = "Idempotency-Key must have at most " + LONGEST_KEY + " characters";
            answers.write(
                    request,
                    response,
                    Failure.invalid("Idempotency-Key", reason, Optional.empty()));
            return;
        }
        var repeatable = RepeatableBody.of(request);
        var id = id(request, key);
        switch (store.claim(id, caller(request).user(), repeatable.fingerprint())) {
            case IdempotencyStore.Claim.Fresh() ->
                    run(id, attempt(id, false, List.of()), repeatable, response, chain);
            case IdempotencyStore.Claim.Again(var numbers) ->
                    run(id, attempt(id, true, numbers), repeatable, response, chain);
            case IdempotencyStore.Claim.Answered again -> replay(request, response, again);
            case IdempotencyStore.Claim.Unfinished(var left) ->
                    answers.write(
                            request,
                            response,
                            refusal("a request with this key has not finished").retryAfter(left));
            case IdempotencyStore.Claim.OtherRequest() ->
                    answers.write(
                            request, response, refusal("this key was used with another request"));
        }
    }

    private static Failure refusal(String why) {
        return Failure.of(Failure.Kind.KEY_IN_USE, why);
    }

    private Attempt attempt(String id, boolean again, List<Long> numbers) {
        return new Attempt(id, again, numbers, number -> store.remember(id, number));
    }

    private static Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(Caller.class.getName());
    }

    private static String id(HttpServletRequest request, String key) {
        return Fingerprints.sha256(
                caller(request).user()
                        + "\n"
                        + request.getMethod()
                        + "\n"
                        + request.getRequestURI()
                        + "\n"
                        + key);
    }

    private void run(
            String id,
            Attempt attempt,
            RepeatableBody request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        var finished = false;
        try {
            attempt.run(() -> chain.doFilter(request, kept));
            finished = true;
        } finally {
            settle(id, kept, finished);
        }
        kept.copyBodyToResponse();
    }

    /** What may come out otherwise the next time is not kept. */
    private void settle(String id, ContentCachingResponseWrapper kept, boolean finished) {
        var status = kept.getStatus();
        if (finished && status < 500 && status != 401 && status != 429) {
            store.keep(
                    id,
                    status,
                    kept.getContentType(),
                    kept.getHeader(HttpHeaders.ETAG),
                    kept.getContentAsByteArray());
        } else {
            store.giveBack(id);
        }
    }

    private static void replay(
            HttpServletRequest request,
            HttpServletResponse response,
            IdempotencyStore.Claim.Answered again)
            throws IOException {
        var chronaPilot = Api.of(request.getRequestURI()) == Api.CHRONAPILOT;
        response.setHeader(
                chronaPilot ? "Chronapilot-Idempotent-Replay" : "Idempotency-Replayed", "true");
        response.setStatus(again.status());
        if (again.type() != null) {
            response.setContentType(again.type());
        }
        if (again.etag() != null) {
            response.setHeader(HttpHeaders.ETAG, again.etag());
        }
        response.setContentLength(again.body().length);
        response.getOutputStream().write(again.body());
    }
}
