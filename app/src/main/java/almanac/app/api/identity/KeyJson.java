package almanac.app.api.identity;

import almanac.app.security.ApiKeys;
import almanac.app.security.KeyKind;
import almanac.message.Rejected;
import almanac.user.ApiKeyTerms;
import almanac.user.KeyScope;
import almanac.user.UserView.ApiKeyView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and renders API keys. */
final class KeyJson {

    private static final Set<String> TIERS = Set.of("guest", "user", "premium");
    private static final int MOST_DAYS = 3650;

    private KeyJson() {}

    static ApiKeyTerms terms(IdentityJson.NewKey body, String prefix, Instant now) {
        var tier = Optional.ofNullable(body.tier()).orElse("user");
        if (!TIERS.contains(tier)) {
            throw Rejected.invalid("tier", "tier must be one of guest, user, premium");
        }
        return new ApiKeyTerms(
                Check.text("name", body.name(), 1, 120),
                prefix,
                scopes(body.scopes()),
                tier,
                after("expiresInDays", body.expiresInDays(), now),
                after("rotateInDays", body.rotateInDays(), now));
    }

    static KeyKind kind(IdentityJson.NewKey body, ApiKeys keys) {
        return keys.kind(Optional.ofNullable(body.kind()).orElse("user"))
                .orElseThrow(() -> Rejected.invalid("kind", "kind must be user or secret"));
    }

    private static Optional<Instant> after(String field, @Nullable Integer days, Instant now) {
        return Optional.ofNullable(days)
                .map(count -> Check.range(field, count, 1, MOST_DAYS))
                .map(count -> now.plus(Duration.ofDays(count)));
    }

    private static Set<KeyScope> scopes(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            return Set.of(KeyScope.READ);
        }
        return words.stream().map(KeyJson::scope).collect(Collectors.toSet());
    }

    private static KeyScope scope(String word) {
        return Arrays.stream(KeyScope.values())
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Rejected.invalid("scopes", "scopes must be of read, write and admin"));
    }

    static IdentityJson.Key of(ApiKeyView key, Map<String, ApiKeys.Usage> uses, Instant now) {
        var terms = key.terms();
        var use = uses.getOrDefault(terms.prefix(), ApiKeys.Usage.NONE);
        return new IdentityJson.Key(
                key.id().value(),
                terms.name(),
                terms.prefix(),
                KeyKind.of(terms.prefix()).word(),
                terms.scopes().stream()
                        .sorted()
                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                        .toList(),
                terms.tier(),
                key.active() && terms.expiresAt().map(now::isBefore).orElse(true),
                terms.expiresAt().map(Instant::toString).orElse(null),
                terms.rotateAfter().map(Instant::toString).orElse(null),
                terms.rotateAfter().map(due -> !now.isBefore(due)).orElse(false),
                use.lastUsedAt().map(Instant::toString).orElse(null),
                use.count(),
                key.createdAt().toString());
    }
}
