package almanac.app.api.identity;

import almanac.app.security.ApiKeys;
import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.ApiKeyTerms;
import almanac.user.UserQuery;
import almanac.user.UserView;
import almanac.user.UserView.ApiKeyView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys of the caller; a key cannot manage keys (contract.md 8.1). */
@RestController
@RequestMapping("/api/api-keys")
@Tag(name = "API keys")
final class ApiKeysController {

    private final ApiKeys keys;
    private final Queries queries;
    private final Clock clock;

    ApiKeysController(ApiKeys keys, Queries queries, Clock clock) {
        this.keys = keys;
        this.queries = queries;
        this.clock = clock;
    }

    @Operation(summary = "The caller's keys, without their secrets")
    @GetMapping
    List<IdentityJson.Key> list(Caller caller) {
        signedIn(caller);
        var uses = keys.usesOf(caller.user());
        return all(caller).stream().map(key -> KeyJson.of(key, uses, clock.instant())).toList();
    }

    @Operation(
            summary = "Make a key",
            description =
                    "The whole key is in this answer and nowhere else. Scopes are read, write and"
                            + " admin; each includes the ones before it; read is the default."
                            + " A guest key may be used 60 times a minute, a user key (the default)"
                            + " 6,000 times, a premium key 60,000 times. A key of the kind secret"
                            + " is for a program on a server: it works as any other, and its"
                            + " prefix names the application that asks users for access at"
                            + " /v1/auth/authorize. It begins with sk_test_ where the providers"
                            + " are simulated, else with sk_live_.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IdentityJson.IssuedKey create(Caller caller, @RequestBody IdentityJson.NewKey body) {
        signedIn(caller);
        var now = clock.instant();
        var kind = KeyJson.kind(body, keys);
        var issued = keys.issue(caller.actor(), kind, prefix -> KeyJson.terms(body, prefix, now));
        return answer(caller, issued);
    }

    @Operation(
            summary = "Give a key a new secret",
            description =
                    "The old one is void at once, and so is its prefix: an application has another"
                            + " client id. The day of the next rotation moves on.")
    @PostMapping("/{id}/rotate")
    @ResponseStatus(HttpStatus.CREATED)
    IdentityJson.IssuedKey rotate(Caller caller, @PathVariable long id) {
        signedIn(caller);
        var key = active(caller, id);
        var now = clock.instant();
        return answer(
                caller,
                keys.rotate(
                        caller,
                        key.id(),
                        key.terms().prefix(),
                        prefix -> renewed(key, prefix, now),
                        () -> standing(caller, id).map(shown -> shown.terms().prefix())));
    }

    @Operation(summary = "Revoke a key")
    @DeleteMapping("/{id}")
    IdentityJson.Success revoke(Caller caller, @PathVariable long id) {
        signedIn(caller);
        var key = active(caller, id);
        keys.revoke(caller, key.id());
        return new IdentityJson.Success(true);
    }

    private static ApiKeyTerms renewed(ApiKeyView key, String prefix, Instant now) {
        var terms = key.terms();
        return new ApiKeyTerms(
                terms.name(),
                prefix,
                terms.scopes(),
                terms.tier(),
                terms.expiresAt(),
                terms.rotateAfter().map(due -> now.plus(Duration.between(key.createdAt(), due))));
    }

    private static void signedIn(Caller caller) {
        if (caller.actor().origin().kind() != Origin.Kind.USER) {
            throw new Rejected(
                    new Rejection.NotPermitted("API key", "API keys cannot manage API keys."));
        }
    }

    private ApiKeyView active(Caller caller, long id) {
        return standing(caller, id)
                .orElseThrow(
                        () -> new Rejected(new Rejection.NotFound("API key", Long.toString(id))));
    }

    private Optional<ApiKeyView> standing(Caller caller, long id) {
        return find(caller, id).filter(ApiKeyView::active);
    }

    private Optional<ApiKeyView> find(Caller caller, long id) {
        return all(caller).stream().filter(key -> key.id().value() == id).findFirst();
    }

    private List<ApiKeyView> all(Caller caller) {
        return queries.find(new UserQuery.UserById(caller.user()), UserView.class)
                .map(UserView::apiKeys)
                .orElse(List.of());
    }

    private IdentityJson.IssuedKey answer(Caller caller, ApiKeys.Issued issued) {
        var key = find(caller, issued.id().value()).orElseThrow();
        var uses = keys.usesOf(caller.user());
        return new IdentityJson.IssuedKey(
                issued.wholeKey(), KeyJson.of(key, uses, clock.instant()));
    }
}
